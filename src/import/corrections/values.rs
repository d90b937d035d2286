//! Values that a person gives: how they are read, whether they stand in the source, how they are taken.

use crate::fold::fold_trimmed;
use crate::import::dates::dates;
use crate::import::kind;
use crate::import::line::Line;
use crate::import::line::ranges;
use crate::import::place::place_of;
use crate::import::proposal::Found;
use crate::import::proposal::Proposal;
use crate::import::proposal::Sitting;
use crate::import::source::Source;
use crate::model::Archive;
use crate::model::Basis;
use crate::model::Country;
use crate::model::Date;
use crate::model::Id;
use crate::model::Kind;

use super::Corrections;
use super::Field;
use super::Given;
use super::LineRole;

/// The least letters of a value that are looked for in a source.
const LEAST: usize = 3;

impl Field {
    /// Every field, in the order of a record.
    pub const ALL: [Self; 15] = [
        Self::Id,
        Self::Kind,
        Self::Title,
        Self::Number,
        Self::Meeting,
        Self::Held,
        Self::Adopted,
        Self::Date,
        Self::Place,
        Self::Country,
        Self::By,
        Self::Site,
        Self::Url,
        Self::Posted,
        Self::PostedBy,
    ];

    /// What a person types for it, as an example.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Id => "a record's id, or a new one",
            Self::Kind => "statement, resolution, report …",
            Self::Meeting => "an id of meetings.toml, or a series and a number",
            Self::Held => "2031-03-01/2031-03-02",
            Self::Adopted | Self::Date | Self::Posted => "2031-03-02, 2031-03, 2031",
            Self::Country => "PT",
            _ => "",
        }
    }

    /// Reads what a person typed; says what is wrong with it and what was expected.
    pub fn read(self, text: &str, archive: &Archive) -> Result<(), String> {
        match self {
            Self::Id => read_id(text).map(drop),
            Self::Kind => read_kind(text).map(drop),
            Self::Meeting => read_meeting(text, archive).map(drop),
            Self::Held | Self::Adopted | Self::Date | Self::Posted => read_date(text).map(drop),
            Self::Country => read_country(text).map(drop),
            Self::Url if !text.contains("://") => {
                Err(format!("\"{text}\" is no address: it begins with https:// or the like"))
            }
            _ => Ok(()),
        }
    }
}

fn read_id(text: &str) -> Result<Id, String> {
    Id::parse(text).ok_or_else(|| {
        format!("\"{text}\" is no id: it has up to 128 of a-z, 0-9, '.', '_' and '-'")
    })
}

fn read_kind(text: &str) -> Result<Kind, String> {
    let kinds = || Kind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
    Kind::of(text).ok_or_else(|| format!("\"{text}\" is no kind; there are {}", kinds()))
}

pub(super) fn read_date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|(reason, _)| {
        format!(
            "\"{text}\" is no date: {reason}; write 2031-03-02, 2031-03, or 2031-03-01/2031-03-02"
        )
    })
}

pub(super) fn read_country(text: &str) -> Result<Country, String> {
    Country::parse(text)
        .ok_or_else(|| format!("\"{text}\" is no country: two capital letters of ISO 3166, as PT"))
}

fn read_meeting(text: &str, archive: &Archive) -> Result<Sitting, String> {
    let sitting = |meeting: &crate::model::Meeting| Sitting {
        series: meeting.series.to_string(),
        number: meeting.number,
        id: Some(meeting.id.clone()),
    };
    if let Some(meeting) = archive.meeting(text) {
        return Ok(sitting(meeting));
    }
    let wrong = || {
        format!(
            "\"{text}\" is no meeting: write an id of meetings.toml, or a series and a number, as forum 9"
        )
    };
    let (series, number) = text.rsplit_once([' ', '-']).ok_or_else(wrong)?;
    let series = Id::parse(series.trim()).ok_or_else(wrong)?;
    let number: u32 = number.parse().ok().filter(|number| *number > 0).ok_or_else(wrong)?;
    let known = archive.meetings().iter().find(|meeting| {
        meeting.number == Some(number) && meeting.series.as_str() == series.as_str()
    });
    Ok(known.map_or_else(
        || Sitting { series: series.to_string(), number: Some(number), id: None },
        sitting,
    ))
}

impl Given {
    /// A value that a person types: stated only where it stands in the document.
    #[must_use]
    pub fn of(field: Field, text: &str, source: &Source, proposal: &Proposal) -> Self {
        let places = standing(field, text, &source.lines);
        let is_cut = |at: &usize| {
            proposal.lines.get(*at).is_none_or(|line| line.role == LineRole::Furniture)
        };
        let own: Vec<usize> = places.iter().copied().filter(|at| !is_cut(at)).collect();
        let (basis, at) = match (own.first(), places.first()) {
            (Some(at), _) => (Basis::Stated, Some(*at)),
            (None, Some(at)) => (Basis::Page, Some(*at)),
            (None, None) if on_page(field, text, source) => (Basis::Page, None),
            (None, None) => (Basis::Outside, None),
        };
        let lines = at.map(|at| ranges(&source.lines, &[at])).unwrap_or_default();
        Self { text: text.to_owned(), basis, lines }
    }

    /// The bases that it can have, in the order in which they are gone through.
    #[must_use]
    pub fn bases(&self) -> Vec<Basis> {
        let stands = !self.lines.is_empty();
        Basis::ALL.iter().copied().filter(|basis| *basis != Basis::Stated || stands).collect()
    }
}

/// The lines in which a value stands.
fn standing(field: Field, text: &str, lines: &[Line]) -> Vec<usize> {
    let key = fold_trimmed(text);
    let date = Date::parse(text).ok();
    let says = |line: &Line| match field {
        Field::Held | Field::Adopted | Field::Date | Field::Posted => {
            dates(&line.text).iter().any(|stated| stated.date() == date && date.is_some())
        }
        Field::Kind => kind::of_title(&line.text).is_some_and(|kind| kind.as_str() == text),
        Field::Country => place_of(&line.text).is_some_and(|place| {
            place.is_country_stated && place.country.is_some_and(|c| c.code() == text)
        }),
        Field::Id | Field::Meeting | Field::Url | Field::Site => false,
        Field::Title | Field::Number | Field::Place | Field::By | Field::PostedBy => {
            key.chars().count() >= LEAST && fold_trimmed(&line.text).contains(&key)
        }
    };
    (0..).zip(lines).filter(|(_, line)| says(line)).map(|(at, _)| at).collect()
}

/// Whether the page says it of itself, outside of its text.
fn on_page(field: Field, text: &str, source: &Source) -> bool {
    let page = &source.page;
    let same = |said: &str| fold_trimmed(said) == fold_trimmed(text);
    match field {
        Field::Title => page.titles.iter().any(|title| same(title)),
        Field::Site => page.site.as_deref().is_some_and(same),
        Field::Url => page.url.as_deref().is_some_and(same),
        Field::PostedBy => page.author.as_deref().is_some_and(same),
        _ => false,
    }
}

impl Corrections {
    /// Whether a person gives a value, or says that there is none.
    pub(in crate::import) fn says(&self, field: Field) -> bool {
        self.fields.contains_key(&field)
    }

    fn taken<T>(
        &self,
        field: Field,
        found: Option<Found<T>>,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<Found<T>> {
        match self.fields.get(&field) {
            None => found,
            Some(None) => None,
            Some(Some(given)) => {
                let value = read(&given.text).ok()?;
                Some(Found::new(value, given.basis, given.lines.clone()))
            }
        }
    }

    /// A text: as it was found, or as a person gives it.
    pub(in crate::import) fn text(
        &self,
        field: Field,
        found: Option<Found<String>>,
    ) -> Option<Found<String>> {
        self.taken(field, found, |text| Ok(text.to_owned()))
    }

    /// A text that bears no basis.
    pub(in crate::import) fn bare(&self, field: Field, found: Option<String>) -> Option<String> {
        match self.fields.get(&field) {
            None => found,
            Some(given) => given.as_ref().map(|given| given.text.clone()),
        }
    }

    /// A date.
    pub(in crate::import) fn date(
        &self,
        field: Field,
        found: Option<Found<Date>>,
    ) -> Option<Found<Date>> {
        let words =
            found.as_ref().and_then(|found| Some((found.value.clone(), found.as_stated.clone()?)));
        let mut taken = self.taken(field, found, read_date)?;
        if let Some((value, words)) = words
            && value == taken.value
        {
            taken.as_stated = Some(words);
        }
        Some(taken)
    }

    /// The kind.
    pub(in crate::import) fn kind(&self, found: Option<Found<Kind>>) -> Option<Found<Kind>> {
        self.taken(Field::Kind, found, read_kind)
    }

    /// The country.
    pub(in crate::import) fn country(
        &self,
        found: Option<Found<Country>>,
    ) -> Option<Found<Country>> {
        self.taken(Field::Country, found, read_country)
    }

    /// The meeting.
    pub(in crate::import) fn meeting(
        &self,
        found: Option<Found<Sitting>>,
        archive: &Archive,
    ) -> Option<Found<Sitting>> {
        self.taken(Field::Meeting, found, |text| read_meeting(text, archive))
    }
}
