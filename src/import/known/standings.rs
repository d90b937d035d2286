//! Which of the actions that a source asks for the record has already.
//!
//! A record is the work of a person, and rules may read a sentence wrongly: so what the record lacks is
//! offered, and taken only where a person says so.

use crate::fold::fold_trimmed;
use crate::import::proposal::ProposedAction;
use crate::import::proposal::Standing;
use crate::model::Action;

/// Says of each proposed action how it stands to those of a record; none is taken.
pub(super) fn settle(proposed: &mut [ProposedAction], there: &[Action]) {
    for one in proposed {
        one.standing = standing(&one.action, there);
        one.is_taken = false;
    }
}

fn standing(action: &Action, there: &[Action]) -> Standing {
    if there.iter().any(|known| is_same(action, known)) {
        return Standing::There;
    }
    let like = there.iter().find(|known| is_like(action, known));
    like.map_or(Standing::Lacking, |known| Standing::Like(known.what.clone()))
}

/// Whether both ask for the same at the same time.
fn is_same(a: &Action, b: &Action) -> bool {
    let same_time = a.when == b.when && a.repeat == b.repeat;
    same_time && (has_same_place(a, b) || has_same_words(a, b))
}

/// Whether both may ask for the same, read otherwise: at one place of the text, in the same words, or at
/// the same time and not at different points.
fn is_like(a: &Action, b: &Action) -> bool {
    let are_apart = a.point.is_some() && b.point.is_some() && a.point != b.point;
    let same_time = a.when.is_some() && a.when == b.when;
    has_same_place(a, b) || has_same_words(a, b) || (same_time && !are_apart)
}

/// Whether both stand in the same point; where one has none, in the same block.
fn has_same_place(a: &Action, b: &Action) -> bool {
    match (&a.point, &b.point) {
        (Some(a), Some(b)) => a == b,
        _ => a.block.is_some() && a.block == b.block,
    }
}

fn has_same_words(a: &Action, b: &Action) -> bool {
    fold_trimmed(&a.what) == fold_trimmed(&b.what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    fn action(point: &str, what: &str, when: &str) -> Action {
        Action {
            point: (!point.is_empty()).then(|| point.to_owned()),
            what: what.to_owned(),
            when: Date::parse(when).ok(),
            ..Action::default()
        }
    }

    #[test]
    fn what_a_record_has_is_not_offered_and_what_is_like_it_is_told() {
        let there = [action("1", "A march", "2031-05-01"), action("", "Letters", "")];
        let told =
            |point: &str, what: &str, when: &str| standing(&action(point, what, when), &there);
        assert_eq!(told("1", "March on May Day.", "2031-05-01"), Standing::There);
        assert_eq!(told("", " LETTERS", ""), Standing::There);
        // At the same point another day may be what the record has, read otherwise.
        assert_eq!(told("1", "March.", "2032-05-01"), Standing::Like("A march".to_owned()));
        assert_eq!(told("", "March.", "2031-05-01"), Standing::Like("A march".to_owned()));
        assert_eq!(told("2", "Sing.", "2031-05-01"), Standing::Lacking);
        assert_eq!(told("2", "Sing.", ""), Standing::Lacking);
    }
}
