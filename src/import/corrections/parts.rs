//! The parts of an action, as a person types them.

use crate::model::Action;
use crate::model::Basis;
use crate::model::Date;
use crate::model::Repeat;

use super::Wanted;
use super::values::read_country;
use super::values::read_date;

/// A part of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// When, and how it comes again.
    When,
    /// What is to be done.
    What,
    /// The number of the point.
    Point,
    /// Who is to do it.
    Who,
    /// With whom.
    With,
    /// When, in the words of the document.
    AsStated,
    /// When the repetition ends.
    Until,
    /// Where.
    Place,
    /// In which country.
    Country,
    /// How the time is known.
    Basis,
    /// What a reader of the record should know.
    Notes,
}

/// What stands between several that are to do it.
const BETWEEN: &str = "; ";

impl Part {
    /// Every part, each with the letter that stands for it.
    pub const ALL: [(Self, char); 11] = [
        (Self::When, 'w'),
        (Self::What, 't'),
        (Self::Point, 'p'),
        (Self::Who, 'o'),
        (Self::With, 'i'),
        (Self::AsStated, 's'),
        (Self::Until, 'u'),
        (Self::Place, 'l'),
        (Self::Country, 'c'),
        (Self::Basis, 'b'),
        (Self::Notes, 'n'),
    ];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::What => "what",
            Self::Point => "point",
            Self::Who => "who",
            Self::With => "with",
            Self::AsStated => "as stated",
            Self::Until => "until",
            Self::Place => "place",
            Self::Country => "country",
            Self::Basis => "basis",
            Self::Notes => "notes",
        }
    }

    /// What a person types for it, as an example.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::When => "2031-05-01, monthly 15, … yearly",
            Self::What => "what is to be done, in neutral words",
            Self::Point => "as printed: 8, 3.2",
            Self::Who | Self::With => "several with ; between them",
            Self::AsStated => "when, in the words of the document",
            Self::Until => "2032-12-31",
            Self::Place => "a city",
            Self::Country => "PT",
            Self::Basis => "stated, page, inferred, outside, unknown",
            Self::Notes => "what a reader should know",
        }
    }

    /// What an action says of it, as it would be typed; empty where it says nothing.
    #[must_use]
    pub fn of(self, action: &Action) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Self::When => {
                let when = action.when.as_ref().map(ToString::to_string);
                let parts = [when, action.repeat.map(|repeat| repeat.to_string())];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            Self::What => action.what.clone(),
            Self::Point => text(&action.point),
            Self::Who => action.who.join(BETWEEN),
            Self::With => action.with.join(BETWEEN),
            Self::AsStated => text(&action.as_stated),
            Self::Until => action.until.as_ref().map(ToString::to_string).unwrap_or_default(),
            Self::Place => text(&action.place),
            Self::Country => action.country.map(|country| country.to_string()).unwrap_or_default(),
            Self::Basis => action.basis.map(|basis| basis.to_string()).unwrap_or_default(),
            Self::Notes => text(&action.notes),
        }
    }

    /// Puts what was typed into an action; says what is wrong with it and what was expected.
    pub fn put(self, text: &str, action: &mut Action) -> Result<(), String> {
        let text = text.trim();
        let some = (!text.is_empty()).then(|| text.to_owned());
        let list = || {
            let items = text.split(BETWEEN.trim()).map(str::trim).filter(|item| !item.is_empty());
            items.map(str::to_owned).collect()
        };
        match self {
            Self::When => {
                let (when, repeat) = read_time(text)?;
                if action.when != when || action.repeat != repeat {
                    action.until = None;
                }
                (action.when, action.repeat) = (when, repeat);
            }
            Self::What => {
                action.what = some.ok_or("An action says what is to be done; x drops it")?;
            }
            Self::Point => action.point = some,
            Self::Who => action.who = list(),
            Self::With => action.with = list(),
            Self::AsStated => action.as_stated = some,
            Self::Until => action.until = some.map(|text| read_date(&text)).transpose()?,
            Self::Place => action.place = some,
            Self::Country => action.country = some.map(|text| read_country(&text)).transpose()?,
            Self::Basis => action.basis = some.map(|text| read_basis(&text)).transpose()?,
            Self::Notes => action.notes = some,
        }
        Ok(())
    }
}

/// Puts everything that is said of an action into it; what cannot be read was refused when it was typed.
pub(in crate::import) fn put_all(said: &Wanted, action: &mut Action) {
    for (part, text) in said {
        part.put(text, action).ok();
    }
}

fn read_basis(text: &str) -> Result<Basis, String> {
    let all = || Basis::ALL.iter().map(|basis| basis.as_str()).collect::<Vec<_>>().join(", ");
    Basis::of(text).ok_or_else(|| format!("\"{text}\" is no basis; there are {}", all()))
}

/// Reads when something is to be done: a date, how it comes again, or both, as "2031-05-01 yearly".
fn read_time(text: &str) -> Result<(Option<Date>, Option<Repeat>), String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok((None, None));
    }
    if let Some(repeat) = Repeat::parse(text) {
        return Ok((None, Some(repeat)));
    }
    let (date, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let date = read_date(date)?;
    let repeat = match rest.trim() {
        "" => None,
        rest => Some(Repeat::parse(rest).ok_or_else(|| {
            format!(
                "\"{rest}\" says not how it comes again: yearly, monthly 15, monthly last sunday"
            )
        })?),
    };
    Ok((Some(date), repeat))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_put_and_told_alike() {
        let typed = [
            (Part::When, "2031-05-01 yearly"),
            (Part::What, "Meet at the wells"),
            (Part::Point, "3.2"),
            (Part::Who, "the towns; the villages"),
            (Part::With, "the fishers"),
            (Part::AsStated, "on the first of May"),
            (Part::Until, "2033-05-01"),
            (Part::Place, "Ovar"),
            (Part::Country, "PT"),
            (Part::Basis, "inferred"),
            (Part::Notes, "The year is not printed."),
        ];
        assert_eq!(typed.map(|(part, _)| part), Part::ALL.map(|(part, _)| part));
        let mut action = Action::default();
        for (part, text) in typed {
            part.put(text, &mut action).unwrap();
        }
        for (part, text) in typed {
            assert_eq!(part.of(&action), text);
        }
        assert_eq!(action.who, ["the towns", "the villages"]);
        // Another time does not end when the old one did.
        Part::When.put("2031-06-01", &mut action).unwrap();
        assert_eq!((action.until.clone(), action.repeat), (None, None));
        for (part, _) in typed.into_iter().filter(|(part, _)| *part != Part::What) {
            part.put("", &mut action).unwrap();
            assert_eq!(part.of(&action), "");
        }
        for (part, wrong) in [
            (Part::What, " "),
            (Part::When, "soon"),
            (Part::Until, "yearly"),
            (Part::Country, "Portugal"),
            (Part::Basis, "sure"),
        ] {
            assert!(part.put(wrong, &mut action).is_err(), "{wrong}");
        }
        assert_eq!(action.what, "Meet at the wells");
    }
}
