//! What a page says of a document before it begins.

use crate::fold::fold_trimmed;
use crate::import::kind::kind_words;
use crate::import::line::Line;
use crate::import::mark::Mark;
use crate::import::token::tokens;

use super::Around;

/// On a page that names its writer, prose between the headline and a wider gap introduces the document.
pub(super) fn introduction(lines: &[Line], around: &mut Around) {
    if around.posted_by.is_none() {
        return;
    }
    let kept = around.kept(lines);
    let mut prose: Vec<usize> = Vec::new();
    let gap = |a: usize, b: usize| b.saturating_sub(a + 1);
    for pair in kept.windows(2).take(9) {
        let [before, at] = pair else {
            return;
        };
        let Some(line) = lines.get(*at) else {
            return;
        };
        if !prose.is_empty() && gap(*before, *at) >= 2 {
            let speaks = prose.iter().filter_map(|at| lines.get(*at)).any(|line| tells(&line.text));
            let points = kept.iter().filter(|later| *later > at).filter_map(|at| lines.get(*at));
            let has_points = points.filter(|line| Mark::of(&line.text).is_some()).count() >= 3;
            if speaks && (has_points || line.text.ends_with(':')) {
                for at in &prose {
                    around.cut(*at, "introduction of the page");
                }
                around.introduction = prose;
            }
            return;
        }
        if Mark::of(&line.text).is_some() || line.text.ends_with(':') {
            return;
        }
        if line.text.ends_with('.') {
            prose.push(*at);
        }
    }
}

/// Whether a sentence tells of a document from the outside.
fn tells(text: &str) -> bool {
    const TELLING: &[&str] = &[
        "issued",
        "published",
        "posted",
        "released",
        "adopted",
        "reprinted",
        "republish",
        "below",
        "reproduce",
        "here is",
        "statement",
        "veroffentlich",
        "folgende",
        "publicamos",
        "emitio",
        "difundi",
        "reproduzimos",
        "publicamos",
        "publions",
        "pubblichiamo",
        "публикуем",
        "опубликова",
        "yayinliyoruz",
        "δημοσιευουμε",
    ];
    let key = fold_trimmed(text);
    TELLING.iter().any(|word| key.contains(word)) || !kind_words(&tokens(text)).is_empty()
}
