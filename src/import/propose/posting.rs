//! When a page was posted: what it says, weighed against the days that the document gives.

use crate::import::cutting::Around;
use crate::import::dates::Stated;
use crate::import::dates::dates;
use crate::import::gathering::Told;
use crate::import::proposal::Found;
use crate::import::proposal::ProposedCopy;
use crate::import::proposal::Trouble;
use crate::model::Basis;
use crate::model::Date;
use crate::model::Day;

/// A page is posted within so many days of what it tells of, unless it says so itself.
const SOON: i64 = 370;

/// Settles what the place of a date alone does not tell: whether the day or the month stands first, and
/// whether it is the day of posting or the one on which the page was loaded.
pub(super) fn settle(
    copy: &mut ProposedCopy,
    around: &Around,
    known: &[&Date],
    told: &[Told<'_>],
    troubles: &mut Vec<Trouble>,
) {
    let Some((at, stated, words)) = &around.posted else {
        return;
    };
    if copy.posted_as_stated.as_deref() != Some(words.as_str()) {
        return;
    }
    let last = known.iter().filter_map(|date| date.latest()).max();
    // A page may be posted while the meeting goes on.
    let begun = known.iter().max_by_key(|date| date.latest()).and_then(|date| date.earliest());
    if stated.is_ambiguous {
        match unmistakable(stated, begun) {
            Some(date) => {
                let found = Found::new(date, Basis::Inferred, (at + 1).to_string());
                copy.posted = Some(found.stated(words));
            }
            None => troubles.push(Trouble::new(format!(
                "\"{words}\" (line {}) can be read with the day or with the month first; it is left open.",
                at + 1
            ))),
        }
        return;
    }
    let Some(posted) = copy.posted.as_ref().and_then(|posted| posted.value.latest()) else {
        return;
    };
    if around.is_loose && !is_borne_out(posted, last, told) {
        copy.posted = None;
        troubles.push(Trouble::new(format!(
            "\"{words}\" (line {}) stands over the page: it may be the day of posting or the one on which the page was loaded; it is left open.",
            at + 1
        )));
    }
}

/// The one reading of a date that does not lie before what the page tells of.
fn unmistakable(stated: &Stated, begun: Option<Day>) -> Option<Date> {
    let begun = begun?;
    let dates = stated.readings().into_iter().filter_map(|reading| reading.date());
    let mut later = dates.filter(|date| {
        date.earliest().is_some_and(|day| (0..=SOON).contains(&(day - begun).whole_days()))
    });
    let first = later.next()?;
    later.next().is_none().then_some(first)
}

/// Whether a day that the document gives lies shortly before the day over the page.
fn is_borne_out(posted: Day, last: Option<Day>, told: &[Told<'_>]) -> bool {
    let soon = |day: Day| (0..=SOON).contains(&(posted - day).whole_days());
    if let Some(last) = last {
        return soon(last);
    }
    let all = told.iter().flat_map(|line| dates(line.text)).filter(Stated::has_year);
    all.filter_map(|stated| stated.date()?.latest()).max().is_some_and(soon)
}
