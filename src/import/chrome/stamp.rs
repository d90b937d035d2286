//! Lines by which a page says when it was made, and by whom.

use crate::fold::fold_trimmed;
use crate::import::dates::Stated;
use crate::import::dates::dates;
use crate::import::line::squeezed;

use super::date_alone;

/// When a page says that it was made.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::import) struct Stamp {
    /// The date.
    pub(in crate::import) stated: Stated,
    /// The words of the line that give it.
    pub(in crate::import) words: String,
    /// Who made it.
    pub(in crate::import) by: Option<String>,
}

/// The longest such line, in characters.
const LONGEST: usize = 120;

/// Words before the date, folded.
const LABELS: &[&str] = &[
    "date",
    "published",
    "posted",
    "created",
    "publicado",
    "publie",
    "veroffentlicht",
    "erstellt",
    "pubblicato",
    "datum",
    "fecha",
    "data",
    "дата",
    "опубликовано",
    "tarih",
    "yayin tarihi",
    "ημερομηνια",
    "δημοσιευτηκε",
    "التاريخ",
    "نشر",
];

/// Small words between a label and the date.
const JOINTS: &[&str] = &["on", "el", "em", "le", "am", "il", "the", "at", "στις", "в", "in"];

/// Words before the name of who made it.
const BY: &[&str] = &[" by ", " par ", " por ", " von ", " di ", " от ", " από ", " tarafından "];

/// Reads a line that says when a page was made and little else.
pub(in crate::import) fn stamp(text: &str) -> Option<Stamp> {
    if text.chars().count() > LONGEST {
        return None;
    }
    if let Some(stated) = date_alone(text) {
        return Some(Stamp { stated, words: squeezed(text), by: None });
    }
    in_parts(text).or_else(|| labelled(text)).or_else(|| signed(text))
}

/// "By Jane Roe · 8 May 2031 · 3 Comments", "News | 22 March 2031 | 15:10".
fn in_parts(text: &str) -> Option<Stamp> {
    let parts: Vec<&str> = text.split(['|', '·', '•']).map(str::trim).collect();
    if parts.len() < 2 {
        return None;
    }
    let (nth, stated) =
        parts.iter().enumerate().find_map(|(nth, part)| Some((nth, date_alone(part)?)))?;
    let by = parts.iter().find_map(|part| {
        ["By ", "by ", "Par ", "Por ", "Von "].iter().find_map(|by| part.strip_prefix(by))
    });
    let words = parts.get(nth).map(|part| squeezed(part))?;
    Some(Stamp { stated, words, by: by.map(squeezed) })
}

/// "Date: Mar 24, 2031", "Published March 5, 2031".
fn labelled(text: &str) -> Option<Stamp> {
    let date = dates(text).into_iter().next()?;
    let label = fold_trimmed(text.get(..date.start)?);
    let label = label.trim_end_matches([':', ' ', ',']);
    let mut words = label.split(' ').filter(|word| !word.is_empty());
    let first = words.next()?;
    let is_label = LABELS.iter().any(|known| {
        let known_first = known.split(' ').next().unwrap_or_default();
        first.trim_end_matches(':') == known_first && label.starts_with(known)
    });
    let rest = text.get(date.start..)?;
    let clear = words.all(|word| {
        JOINTS.contains(&word)
            || super::is_weekday(word)
            || LABELS.iter().any(|l| l.ends_with(word))
    });
    let stated = date_alone(rest).filter(|_| is_label && clear)?;
    Some(Stamp { stated, words: squeezed(rest), by: None })
}

/// "Sunday 5 November 2031 by Jane Roe".
fn signed(text: &str) -> Option<Stamp> {
    let (at, by) = BY.iter().find_map(|by| Some((text.find(by)?, *by)))?;
    let words = text.get(..at)?.trim_end_matches([',', ' ']);
    let stated = date_alone(words)?;
    let name = text.get(at + by.len()..)?.trim();
    let count = name.split_whitespace().count();
    let is_name = name.chars().next().is_some_and(|first| !first.is_lowercase());
    (is_name && (1..=8).contains(&count) && !name.ends_with(['.', '!', ':'])).then(|| Stamp {
        stated,
        words: squeezed(words),
        by: Some(squeezed(name)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<String> {
        let stamp = stamp(text)?;
        let date = stamp.stated.date().map(|date| date.to_string()).unwrap_or_default();
        Some(format!("{date} {}", stamp.by.unwrap_or_default()))
    }

    #[test]
    fn pages_say_when_they_were_made() {
        for (text, expected) in [
            ("10/31/31, 11:00 AM", "2031-10-31 "),
            ("Date: Mar 24, 2031", "2031-03-24 "),
            ("Published Aug 24, 2033", "2033-08-24 "),
            ("Publié le 23 mai 2031", "2031-05-23 "),
            ("By Jane Roe · 8 May 2031 · 3 Comments", "2031-05-08 Jane Roe"),
            ("News | 22 March 2031 | 15:10", "2031-03-22 "),
            ("dimanche 5 novembre 2031 par Bakers", "2031-11-05 Bakers"),
            ("16 February 2031 by Assembly of the Bakers", "2031-02-16 Assembly of the Bakers"),
        ] {
            assert_eq!(told(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "The data of 5 May 2031 were read by all",
            "19-22 October 2031, held by the towns of the river",
            "Porto, 5 May 2031",
            "Resolution of 5 May 2031",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
