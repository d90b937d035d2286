//! Which language each line is in: the script decides first, then what its words look like, then its
//! neighbours.

use whatlang::Detector;
use whatlang::Lang;

use super::line::Line;

/// Scripts that part languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Devanagari,
    Bengali,
    Han,
    Kana,
    Hangul,
}

/// The languages that are looked for: script, tag, and the detector's own name.
const LANGUAGES: &[(Script, &str, Option<Lang>)] = &[
    (Script::Latin, "en", Some(Lang::Eng)),
    (Script::Latin, "es", Some(Lang::Spa)),
    (Script::Latin, "pt", Some(Lang::Por)),
    (Script::Latin, "fr", Some(Lang::Fra)),
    (Script::Latin, "de", Some(Lang::Deu)),
    (Script::Latin, "it", Some(Lang::Ita)),
    (Script::Latin, "tr", Some(Lang::Tur)),
    (Script::Latin, "nl", Some(Lang::Nld)),
    (Script::Latin, "pl", Some(Lang::Pol)),
    (Script::Latin, "cs", Some(Lang::Ces)),
    (Script::Latin, "sv", Some(Lang::Swe)),
    (Script::Latin, "da", Some(Lang::Dan)),
    (Script::Latin, "nb", Some(Lang::Nob)),
    (Script::Latin, "fi", Some(Lang::Fin)),
    (Script::Latin, "hu", Some(Lang::Hun)),
    (Script::Latin, "ro", Some(Lang::Ron)),
    (Script::Latin, "hr", Some(Lang::Hrv)),
    (Script::Latin, "ca", Some(Lang::Cat)),
    (Script::Latin, "vi", Some(Lang::Vie)),
    (Script::Latin, "id", Some(Lang::Ind)),
    (Script::Cyrillic, "ru", Some(Lang::Rus)),
    (Script::Cyrillic, "uk", Some(Lang::Ukr)),
    (Script::Cyrillic, "be", Some(Lang::Bel)),
    (Script::Cyrillic, "bg", Some(Lang::Bul)),
    (Script::Cyrillic, "sr", Some(Lang::Srp)),
    (Script::Greek, "el", Some(Lang::Ell)),
    (Script::Arabic, "ar", Some(Lang::Ara)),
    (Script::Arabic, "fa", Some(Lang::Pes)),
    (Script::Arabic, "ur", Some(Lang::Urd)),
    (Script::Hebrew, "he", Some(Lang::Heb)),
    (Script::Devanagari, "hi", Some(Lang::Hin)),
    (Script::Bengali, "bn", Some(Lang::Ben)),
    (Script::Han, "zh", None),
    (Script::Kana, "ja", None),
    (Script::Hangul, "ko", None),
];

/// What a change of language costs, by the number of blank lines before it: where a text of several
/// versions leaves room, one of them ends.
const SWITCH: [f64; 4] = [3.4, 3.0, 2.6, 2.4];

/// So many letters of a line count at most.
const WEIGHED: usize = 150;

/// What a line of a foreign script costs: more than any change.
const FORBIDDEN: f64 = 1000.0;

/// Letters that a language does not write; each of them in a line speaks against it.
const FOREIGN: &[(&str, &str)] = &[
    ("ru", "іїєґўјљњђћџ"),
    ("uk", "ыэъёўјљњђћџ"),
    ("be", "иъїєґјљњђћџ"),
    ("bg", "ыэёіїєґўјљњђћџ"),
    ("sr", "йщъыьэюяёіїєґў"),
    ("ar", "گچپژکیٹڈے"),
    ("fa", "ةيكٹڈے"),
    ("en", "äöüßñçãõğşıœęąłő"),
    ("es", "äößçãõğşıœàèêôęął"),
    ("pt", "äößñğşıœęąłè"),
    ("fr", "äößñãõğşıìòęął"),
    ("de", "ñçãõğşıœàèìòęął"),
    ("it", "äößñçãõğşıœęął"),
    ("tr", "äßñãõœàèìòęął"),
    ("ca", "äößñãõğşıęął"),
];

/// How much each of them costs: names bring foreign letters into Latin text, hardly into others.
const FOREIGN_COST: (f64, f64) = (1.0, 8.0);

/// What the letters of a line that may be foreign, in lower case, cost in a language.
fn foreign_letters(tag: &str, strange: &[char]) -> f64 {
    let Some((_, letters)) = FOREIGN.iter().find(|(of, _)| *of == tag) else {
        return 0.0;
    };
    let count = strange.iter().filter(|c| letters.contains(**c)).take(20).count();
    let is_latin = LANGUAGES.iter().any(|(script, of, _)| *of == tag && *script == Script::Latin);
    let each = if is_latin { FOREIGN_COST.0 } else { FOREIGN_COST.1 };
    f64::from(u8::try_from(count).unwrap_or(u8::MAX)) * each
}

fn script_of(letter: char) -> Option<Script> {
    Some(match letter {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{590}'..='\u{5FF}' => Script::Hebrew,
        '\u{600}'..='\u{6FF}'
        | '\u{750}'..='\u{77F}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}' => Script::Arabic,
        '\u{900}'..='\u{97F}' => Script::Devanagari,
        '\u{980}'..='\u{9FF}' => Script::Bengali,
        '\u{3040}'..='\u{30FF}' => Script::Kana,
        '\u{3400}'..='\u{9FFF}' => Script::Han,
        '\u{AC00}'..='\u{D7AF}' => Script::Hangul,
        _ => return None,
    })
}

/// The script that most letters are of, and how many letters there are.
fn majority(text: &str) -> Option<(Script, usize)> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    let mut letters = 0;
    for script in text.chars().filter(|letter| letter.is_alphabetic()).filter_map(script_of) {
        letters += 1;
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    // Japanese is written in kana and in Han letters.
    let kana = counts.iter().any(|(script, count)| *script == Script::Kana && count * 10 > letters);
    let (script, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Some((if kana { Script::Kana } else { script }, letters))
}

/// The language of no more lines than this is guessed by their words.
const GUESSED: usize = 2000;

/// The cost of each language for a line; nothing where the line does not vote.
fn costs(line: &Line, detector: Option<&Detector>) -> Option<Vec<f64>> {
    let (script, letters) = majority(&line.text)?;
    if letters < 2 {
        return None;
    }
    if let Some(stated) = &line.language {
        let is_stated = |tag: &str| tag == stated.primary();
        if LANGUAGES.iter().any(|(_, tag, _)| is_stated(tag)) {
            let cost = |tag: &str| if is_stated(tag) { 0.0 } else { FORBIDDEN / 10.0 };
            return Some(LANGUAGES.iter().map(|(_, tag, _)| cost(tag)).collect());
        }
    }
    let text: String = line.text.chars().take(2000).collect();
    let guess = detector.and_then(|detector| detector.detect(&text));
    let weight = f64::from(u16::try_from(letters.min(WEIGHED)).unwrap_or(u16::MAX)) / 15.0;
    // No letter of ASCII is foreign to any of them.
    let strange = text.chars().filter(|c| !c.is_ascii()).flat_map(char::to_lowercase);
    let strange: Vec<char> = strange.collect();
    let cost = |(of, tag, lang): &(Script, &str, Option<Lang>)| {
        let is_kana = script == Script::Kana && *of == Script::Han;
        if *of != script && !is_kana {
            return FORBIDDEN;
        }
        let unlike = match &guess {
            Some(guess) if lang.is_some() && Some(guess.lang()) != *lang => {
                (0.15 + guess.confidence()) * weight
            }
            _ => 0.0,
        };
        unlike + foreign_letters(tag, &strange)
    };
    Some(LANGUAGES.iter().map(cost).collect())
}

/// The tag of the language of each line; `votes` says which lines have a say in it.
///
/// Lines without letters and lines without a vote are in the language of those around them.
pub(super) fn languages(lines: &[Line], votes: &[bool]) -> Vec<Option<&'static str>> {
    let detector = Detector::with_allowlist(
        LANGUAGES.iter().filter_map(|(_, _, lang)| *lang).collect::<Vec<_>>(),
    );
    let mut best = vec![0.0_f64; LANGUAGES.len()];
    let mut ways: Vec<Vec<usize>> = Vec::with_capacity(lines.len());
    let mut any = false;
    let mut blanks = 0;
    // Of a long source some lines are enough; where the script changes is seen in all of them.
    let step = lines.len().div_ceil(GUESSED).max(1);
    for (nth, (line, votes)) in lines.iter().zip(votes).enumerate() {
        let cheapest = best
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map_or((0, 0.0), |(at, cost)| (at, *cost));
        let costs =
            votes.then(|| costs(line, Some(&detector).filter(|_| nth % step == 0))).flatten();
        any |= costs.is_some();
        let switch = SWITCH.get(blanks).or(SWITCH.last()).copied().unwrap_or(0.0);
        blanks = if line.is_blank() { blanks + 1 } else { 0 };
        let mut way = Vec::with_capacity(best.len());
        for (at, cost) in best.iter_mut().enumerate() {
            if cheapest.1 + switch <= *cost {
                *cost = cheapest.1 + switch;
                way.push(cheapest.0);
            } else {
                way.push(at);
            }
            if let Some(own) = costs.as_ref().and_then(|costs| costs.get(at)) {
                *cost += own;
            }
        }
        ways.push(way);
    }
    if !any {
        return vec![None; lines.len()];
    }
    let last = best.iter().enumerate().min_by(|(_, a), (_, b)| a.total_cmp(b));
    let mut state = last.map_or(0, |(at, _)| at);
    let mut tags = vec![None; lines.len()];
    for (tag, way) in tags.iter_mut().zip(&ways).rev() {
        *tag = LANGUAGES.get(state).map(|(_, tag, _)| *tag);
        state = way.get(state).copied().unwrap_or(state);
    }
    tags
}

/// Whether two tags are of languages in one script.
pub(super) fn same_script(a: &str, b: &str) -> bool {
    let script =
        |tag: &str| LANGUAGES.iter().find(|(_, of, _)| *of == tag).map(|(script, ..)| *script);
    script(a) == script(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn told(lines: &[&str]) -> Vec<&'static str> {
        let lines: Vec<Line> = lines.iter().map(|text| Line::plain(text)).collect();
        languages(&lines, &vec![true; lines.len()])
            .into_iter()
            .map(|tag| tag.unwrap_or("-"))
            .collect()
    }

    #[test]
    fn scripts_and_words_tell_languages_apart() {
        let tags = told(&[
            "The assembly met for two days and talks about the water of the towns.",
            "",
            "Water for all!",
            "",
            "La asamblea se reunió durante dos días y habla del agua de los pueblos.",
            "",
            "¡Agua para todos!",
            "Собрание призывает всех членов провести встречи о воде.",
            "تدعو الجمعية جميع الأعضاء إلى عقد اجتماعات حول المياه.",
        ]);
        assert_eq!(tags, ["en", "en", "en", "en", "es", "es", "es", "ru", "ar"]);
    }

    #[test]
    fn text_without_letters_has_no_language() {
        assert_eq!(told(&["", "1 2 3", "---"]), ["-", "-", "-"]);
    }

    #[test]
    fn a_stated_language_holds() {
        let mut line = Line::plain("Agua");
        line.language = Language::parse("pt-BR").ok();
        assert_eq!(languages(&[line], &[true]), [Some("pt")]);
    }
}
