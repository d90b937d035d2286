//! CSL-JSON, which Zotero, pandoc and citeproc read.

use serde::Serialize;

use crate::model::Date;
use crate::model::Kind;
use crate::model::Partial;

use super::Citation;

/// One reference (CSL 1.0.2, input data).
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Body>,
    title: String,
    genre: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    translator: Vec<Body>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher_place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Debug, Serialize)]
struct Body {
    literal: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Day {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    date_parts: Vec<Vec<i64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    season: Option<u8>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    literal: Option<String>,
}

impl Citation<'_> {
    /// A reference of CSL-JSON; a file of them is a list.
    #[must_use]
    pub fn csl(&self) -> Item {
        let body = |name: &str| Body { literal: name.to_owned() };
        let document = self.document;
        Item {
            id: self.key(),
            kind: match document.kind {
                Kind::Report if self.address().is_some() => "webpage",
                Kind::Contribution => "speech",
                _ => "document",
            },
            author: self.authors().iter().map(|name| body(name)).collect(),
            title: self.title().to_owned(),
            genre: self.kind(),
            number: document.number.clone(),
            translator: self.translator().map(body).into_iter().collect(),
            event_title: self.event(),
            event_date: self.event().and_then(|_| Some(day(self.held()?.0))),
            event_place: self.venue().map(str::to_owned),
            container_title: self.site().map(str::to_owned),
            publisher_place: self.place().map(str::to_owned),
            issued: self.date().map(|(date, ..)| day(date)),
            accessed: self.seen().map(day),
            language: self.version.map(|version| version.language.tag().to_owned()),
            keyword: (!document.topics.is_empty()).then(|| document.topics.join(", ")),
            note: self.note(),
            url: self.address(),
        }
    }
}

/// A date in parts; in words where parts cannot say it.
fn day(date: &Date) -> Day {
    let (from, to) = date.ends();
    let date_parts = match (from, to) {
        _ if date.is_choice() => Vec::new(),
        (Some(from), Some(to)) if from == to => vec![parts(from)],
        (Some(from), Some(to)) => vec![parts(from), parts(to)],
        _ => Vec::new(),
    };
    let literal = date_parts.is_empty().then(|| date.spoken());
    let season = from.filter(|_| from == to).and_then(|from| from.season);
    Day { date_parts, season, circa: date.is_hedged(), literal }
}

fn parts(date: Partial) -> Vec<i64> {
    let rest = [date.month, date.day].into_iter().flatten().map(i64::from);
    std::iter::once(date.year).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture;

    #[test]
    fn a_date_is_told_in_parts_or_in_words() {
        for (text, json) in [
            ("2031-03-02", r#"{"date-parts":[[2031,3,2]]}"#),
            ("2031-03-01/2031-03-02", r#"{"date-parts":[[2031,3,1],[2031,3,2]]}"#),
            ("2024-09~", r#"{"date-parts":[[2024,9]],"circa":true}"#),
            ("2024-22", r#"{"date-parts":[[2024]],"season":2}"#),
            ("2024/..", r#"{"literal":"from 2024"}"#),
            ("[2024-05-08,2024-05-09]", r#"{"literal":"8 May 2024 or 9 May 2024"}"#),
        ] {
            let day = day(&fixture::date(text));
            assert_eq!(serde_json::to_string(&day).unwrap(), json, "{text}");
        }
    }
}
