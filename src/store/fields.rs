//! The keys and values of a TOML table, with a fault for each that is not as it should be.
//!
//! A table is read in a closure; when that is done, every key which it did not ask for is reported as
//! unknown. What the values mean beyond plain text stands in `values.rs`.

use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use crate::model::clean;
use crate::model::clean_line;

use super::Code;
use super::nearest::nearest;
use super::sheet::Sheet;

/// A table that is being read.
pub(super) struct Fields<'t> {
    sheet: &'t Sheet,
    table: &'t DeTable<'t>,
    /// How messages name it: `issued`, or nothing for the whole file.
    name: String,
    /// Where it begins, in bytes.
    start: usize,
    /// The keys that were asked for.
    known: Vec<&'static str>,
    /// Whether the file has faults of syntax, so that nothing can be called missing.
    is_broken: bool,
}

/// Reads the TOML in `sheet`. `kept` says what becomes of the file while it is no good TOML.
pub(super) fn read<T>(sheet: &Sheet, kept: &str, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
    let (table, mut errors) = DeTable::parse_recoverable(sheet.text());
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    for error in &errors {
        let byte = error.span().map_or(0, |span| span.start);
        if error.message() == "duplicate key" {
            sheet.fault(
                byte,
                Code::KeyTwice,
                "This key or table stands here for the second time.".to_owned(),
                "Keep one of the two.",
            );
        } else {
            let message = format!("This is no TOML: {}.", error.message());
            let help = format!("{}{kept}", way_out(error.message()));
            sheet.fault_of_syntax(byte, message, help);
        }
    }
    let mut fields = Fields {
        sheet,
        table: table.get_ref(),
        name: String::new(),
        start: 0,
        known: Vec::new(),
        is_broken: !errors.is_empty() || sheet.is_unread(),
    };
    let value = read(&mut fields);
    fields.report_unknown();
    value
}

/// What mostly helps against a fault of syntax.
fn way_out(message: &str) -> &'static str {
    let has = |word| message.contains(word);
    if has("must be quoted") {
        "Put the text in quotes. "
    } else if has("string") || has("escape") {
        "Look for a quote that is not closed, or a \" or \\ inside of the text. "
    } else if has("comma") || has("unclosed") {
        "Look for a comma or bracket that is missing, perhaps a line above. "
    } else {
        ""
    }
}

impl<'t> Fields<'t> {
    /// The file that the table stands in.
    pub(super) fn sheet(&self) -> &'t Sheet {
        self.sheet
    }

    /// How messages name a key of this table: `issued.held`.
    pub(super) fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// Where the value of `key` begins, else where the table does.
    pub(super) fn at(&self, key: &str) -> usize {
        self.table.get(key).map_or(self.start, |value| value.span().start)
    }

    /// Where the table begins.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Notes a fault at the value of `key`.
    pub(super) fn fault(&self, key: &str, code: Code, message: String, help: impl Into<String>) {
        self.sheet.fault(self.at(key), code, message, help);
    }

    /// The value of `key` as it stands in the file.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.table.get(key)
    }

    /// Whether `key` is there and an empty text.
    pub(super) fn is_empty(&mut self, key: &'static str) -> bool {
        let text = self.value(key).and_then(|value| value.get_ref().as_str());
        text.is_some_and(|text| text.trim().is_empty())
    }

    /// Notes a fault where `key` is missing or an empty text.
    pub(super) fn must(&mut self, key: &'static str) {
        match self.value(key).map(Spanned::get_ref) {
            None if self.is_broken => {}
            None => {
                let place = if self.name.is_empty() {
                    "The file".to_owned()
                } else {
                    format!("[{}]", self.name)
                };
                self.sheet.fault(
                    self.start,
                    Code::MissingKey,
                    format!("{place} has no `{key}`, which must be there."),
                    format!("Add a line `{key} = …`."),
                );
            }
            Some(DeValue::String(text)) if clean(text).trim().is_empty() => {
                let path = self.path(key);
                self.fault(
                    key,
                    Code::EmptyValue,
                    format!("`{path}` is empty; it must say something."),
                    "Write it between the quotes.",
                );
            }
            Some(_) => {}
        }
    }

    /// A text on one line; `None` where it is empty.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        self.text_of(&|| self.path(key), value)
    }

    /// A text that may have several lines; `None` where it is empty.
    pub(super) fn prose(&mut self, key: &'static str) -> Option<String> {
        let value = self.value(key)?;
        let raw = self.raw_of(&|| self.path(key), value)?;
        Some(clean(&raw).trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for value in self.items(key) {
            match self.text_of(&|| self.path(key), value) {
                Some(text) => texts.push(text),
                None if value.get_ref().is_str() => self.sheet.fault(
                    value.span().start,
                    Code::EmptyValue,
                    format!("A text in `{}` is empty.", self.path(key)),
                    "Write something between the quotes, or take it out.",
                ),
                None => {}
            }
        }
        texts
    }

    /// The values of a list; a single value in its place is a fault, and a list of one.
    pub(super) fn items(&mut self, key: &'static str) -> &'t [Spanned<DeValue<'t>>] {
        let Some(value) = self.value(key) else {
            return &[];
        };
        if let DeValue::Array(items) = value.get_ref() {
            return items;
        }
        let path = self.path(key);
        self.wrong_type(&path, value, "a list", "Put it in brackets: […].");
        std::slice::from_ref(value)
    }

    /// `true` or `false`.
    pub(super) fn yes(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        let is_yes = value.get_ref().as_bool();
        if is_yes.is_none() {
            let path = self.path(key);
            self.wrong_type(&path, value, "true or false", "Write it without quotes.");
        }
        is_yes
    }

    /// Reads the table `[key]`.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        let value = self.value(key)?;
        let path = self.path(key);
        let table = match value.get_ref() {
            DeValue::Table(_) => value,
            DeValue::Array(rows) if rows.first().is_some_and(|row| row.get_ref().is_table()) => {
                let help = format!("Write [{path}], once; only the first is read.");
                self.wrong_type(&path, value, "one table", &help);
                rows.first()?
            }
            _ => {
                let help = format!("Write [{path}] and its keys below it.");
                self.wrong_type(&path, value, "a table", &help);
                return None;
            }
        };
        self.inside(&path, table, read)
    }

    /// Reads each of the tables `[[key]]`.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let path = self.path(key);
        let help = format!("Write [[{path}]] over each of them.");
        let rows: &[_] = match value.get_ref() {
            DeValue::Array(rows) => rows,
            DeValue::Table(_) => {
                self.wrong_type(&path, value, "a list of tables", &help);
                std::slice::from_ref(value)
            }
            _ => {
                self.wrong_type(&path, value, "a list of tables", &help);
                &[]
            }
        };
        let mut values = Vec::new();
        for row in rows {
            if !row.get_ref().is_table() {
                self.wrong_type(&path, row, "a table", &help);
            }
            values.extend(self.inside(&path, row, &mut read));
        }
        values
    }

    /// Reads the table that `value` is.
    pub(super) fn inside<T>(
        &self,
        name: &str,
        value: &'t Spanned<DeValue<'t>>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        let mut fields = Self {
            sheet: self.sheet,
            table: value.get_ref().as_table()?,
            name: name.to_owned(),
            start: value.span().start,
            known: Vec::new(),
            is_broken: self.is_broken,
        };
        let read = read(&mut fields);
        fields.report_unknown();
        Some(read)
    }

    /// The text that `value` is, cleaned, on one line; `None` where it is empty. Only a message needs its path.
    pub(super) fn text_of(
        &self,
        path: &dyn Fn() -> String,
        value: &Spanned<DeValue<'_>>,
    ) -> Option<String> {
        let raw = self.raw_of(path, value)?;
        Some(clean_line(&raw).trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Says that `value` is of another sort than was `expected`.
    pub(super) fn wrong_type(
        &self,
        path: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
        help: &str,
    ) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date without quotes",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.sheet.fault(
            value.span().start,
            Code::WrongType,
            format!("`{path}` is {found} here; {expected} was expected."),
            help,
        );
    }

    /// The text of a value as written; a number or a truth value is a fault, and used all the same.
    fn raw_of(&self, path: &dyn Fn() -> String, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = match value.get_ref() {
            DeValue::String(text) => {
                self.sheet.note_escaped(text, &value.span());
                return Some(text.clone().into_owned());
            }
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(yes) => yes.to_string(),
            DeValue::Datetime(date) => {
                let help = format!("Put it in quotes: \"{date}\".");
                let told = format!("`{}` is a date without quotes; a text was expected.", path());
                self.sheet.fault(value.span().start, Code::BareDate, told, help);
                return Some(date.to_string());
            }
            DeValue::Array(_) | DeValue::Table(_) => {
                self.wrong_type(&path(), value, "a text in quotes", "Write \"…\".");
                return None;
            }
        };
        let help = format!("Put it in quotes: \"{text}\".");
        self.wrong_type(&path(), value, "a text in quotes", &help);
        Some(text)
    }

    fn report_unknown(&self) {
        for (key, _) in self.table {
            let word = key.get_ref().as_ref();
            if self.known.contains(&word) {
                continue;
            }
            self.sheet.note_escaped(word, &key.span());
            let known = self.known.iter().copied();
            let meant = if self.sheet.is_full() { None } else { nearest(word, known) };
            let help = meant.map_or_else(
                || "Take it out, or move it to the table that it belongs to.".to_owned(),
                |meant| format!("Perhaps `{meant}` was meant."),
            );
            let shown: String = word.chars().take(80).collect();
            let place = if self.name.is_empty() {
                "at the top of this file".to_owned()
            } else {
                format!("in [{}]", self.name)
            };
            self.sheet.fault(
                key.span().start,
                Code::UnknownKey,
                format!("There is no key `{shown}` {place}."),
                help,
            );
        }
    }
}
