//! Reads a `config.toml`.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Bidi, Harakat, KittyFont, Settings, Theme, one_of};
use crate::keys::{Command, Key, TABLE};
use crate::model::{Language, clean_line, limits};

/// One thing that is wrong with a `config.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

struct Reading<'t> {
    text: &'t str,
    settings: Settings,
    faults: Vec<Fault>,
    /// How many faults are not told.
    omitted: usize,
    /// The lines that are no TOML: what is read there is a guess, and its faults are noise.
    broken: Vec<usize>,
}

pub(super) fn settings(text: &str) -> (Settings, Vec<Fault>) {
    let mut reading = Reading {
        text,
        settings: Settings::default(),
        faults: Vec::new(),
        omitted: 0,
        broken: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        reading.fault(error.span().unwrap_or(0..0), error.message().to_owned());
    }
    reading.broken = reading.faults.iter().map(|fault| fault.line).collect();
    for (key, value) in table.get_ref() {
        reading.setting(key, value);
    }
    reading.faults.sort_by_key(|fault| fault.line);
    if let Some(line) = reading.faults.last().map(|last| last.line).filter(|_| reading.omitted > 0)
    {
        let message = format!("{} more faults are not told", reading.omitted);
        reading.faults.push(Fault { line, message });
    }
    (reading.settings, reading.faults)
}

const NAMES: &str = "archive, theme, measure, languages, sidebar, mouse, hyphenate, justify, bidi, \
                     bidi_kitty, harakat, [keys]";

impl Reading<'_> {
    fn fault(&mut self, span: Range<usize>, message: impl Into<String>) {
        // To find the line of each of very many would take too long, and nobody would read them.
        if self.faults.len() >= limits::FAULTS {
            self.omitted += 1;
            return;
        }
        let before = self.text.get(..span.start).unwrap_or(self.text);
        // What is missing at the end of a file is missing in its last line.
        let last = self.text.lines().count().max(1);
        let line = (before.matches('\n').count() + 1).min(last);
        if !self.broken.contains(&line) {
            let message = clean_line(&message.into()).into_owned();
            self.faults.push(Fault { line, message });
        }
    }

    fn setting(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>) {
        let name = key.get_ref().as_ref();
        match name {
            "archive" => {
                if let Some(folder) = self.string(name, value) {
                    self.settings.archive = (!folder.is_empty()).then_some(folder);
                }
            }
            "theme" => self.theme(value),
            "measure" => self.measure(value),
            "languages" => self.languages(value),
            "sidebar" => self.settings.sidebar = self.truth(name, value, self.settings.sidebar),
            "mouse" => self.settings.mouse = self.truth(name, value, self.settings.mouse),
            "hyphenate" => {
                self.settings.hyphenate = self.truth(name, value, self.settings.hyphenate);
            }
            "justify" => self.settings.justify = self.truth(name, value, self.settings.justify),
            "bidi" => {
                self.settings.bidi = self.choice(name, value, &Bidi::ALL, self.settings.bidi);
            }
            "bidi_kitty" => {
                let now = self.settings.bidi_kitty;
                self.settings.bidi_kitty = self.choice(name, value, &KittyFont::ALL, now);
            }
            "harakat" => {
                let now = self.settings.harakat;
                self.settings.harakat = self.choice(name, value, &Harakat::ALL, now);
            }
            "keys" => self.keys(value),
            _ => {
                let message = format!("there is no setting \"{name}\"; there are {NAMES}");
                self.fault(key.span(), message);
            }
        }
    }

    fn string(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(|text| clean_line(text).into_owned());
        if text.is_none() {
            self.fault(value.span(), format!("{name} is a text in quotes"));
        }
        text
    }

    fn truth(&mut self, name: &str, value: &Spanned<DeValue<'_>>, otherwise: bool) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.fault(value.span(), format!("{name} is true or false"));
            otherwise
        })
    }

    /// The value that is named, of those there are.
    fn choice<T: Copy>(
        &mut self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        all: &[(T, &str)],
        otherwise: T,
    ) -> T {
        let text = value.get_ref().as_str();
        let found = all.iter().find(|(_, known)| Some(*known) == text);
        if found.is_none() {
            let names: Vec<&str> = all.iter().map(|(_, known)| *known).collect();
            self.fault(value.span(), format!("{name} is {}", one_of(&names)));
        }
        found.map_or(otherwise, |(choice, _)| *choice)
    }

    fn theme(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(name) = self.string("theme", value) else {
            return;
        };
        match Theme::ALL.iter().find(|(_, known)| *known == name) {
            Some((theme, _)) => self.settings.theme = *theme,
            None => self.fault(
                value.span(),
                format!("there is no theme \"{name}\"; there are dark, light, high-contrast, none"),
            ),
        }
    }

    fn measure(&mut self, value: &Spanned<DeValue<'_>>) {
        let number = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
        match number.filter(|number| Settings::MEASURES.contains(number)) {
            Some(measure) => self.settings.measure = measure,
            None => self.fault(value.span(), "measure is a number of columns from 20 to 200"),
        }
    }

    fn languages(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(tags) = value.get_ref().as_array() else {
            return self.fault(value.span(), "languages is a list, as [\"en\", \"ru\"]");
        };
        let mut languages = Vec::new();
        for tag in tags {
            match tag.get_ref().as_str().map(Language::parse) {
                Some(Ok(language)) => languages.push(language),
                Some(Err(reason)) => self.fault(tag.span(), reason),
                None => self.fault(tag.span(), "a language is a tag in quotes, as \"en\""),
            }
        }
        self.settings.languages = languages;
    }

    fn keys(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.fault(value.span(), "keys is a table: [keys], then one command a line");
        };
        let mut lines: Vec<(Command, usize)> = Vec::new();
        for (name, keys) in table {
            let Some(row) = TABLE.iter().find(|row| row.name == name.get_ref().as_ref()) else {
                let message = format!(
                    "there is no command \"{}\"; plenary shows them all with the key ?",
                    name.get_ref()
                );
                self.fault(name.span(), message);
                continue;
            };
            let start = lines.len();
            let sequences = self.sequences(row.name, keys);
            lines.push((row.command, name.span().start));
            if let Some(sequences) = sequences {
                self.settings.keymap.rebind(row.command, sequences);
            } else {
                lines.truncate(start);
            }
        }
        for clash in self.settings.keymap.clashes() {
            let place =
                |command| lines.iter().find(|(known, _)| *known == command).map(|(_, at)| *at);
            let at = place(clash.second).or(place(clash.first)).unwrap_or(0);
            let (first, second) = (clash.first.row().name, clash.second.row().name);
            self.fault(at..at, format!("{first} and {second} both want the key {}", clash.keys));
        }
    }

    /// The sequences that `keys = "j"` or `keys = ["j", "g g"]` names; `None` where one is wrong.
    fn sequences(&mut self, name: &str, keys: &Spanned<DeValue<'_>>) -> Option<Vec<Vec<Key>>> {
        let one = std::slice::from_ref(keys);
        let list: &[Spanned<DeValue<'_>>] = keys.get_ref().as_array().map_or(one, |keys| keys);
        let mut sequences = Vec::new();
        let mut good = true;
        for key in list {
            if let Some(sequence) = key.get_ref().as_str().and_then(Key::parse_sequence) {
                sequences.push(sequence);
                continue;
            }
            good = false;
            let message = format!(
                "{name}: not the name of a key; keys are written \"j\", \"g g\", \"ctrl-d\", \"space\", \
                 \"page-down\""
            );
            self.fault(key.span(), message);
        }
        good.then_some(sequences)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Lookup, Scope};

    #[test]
    fn the_compiled_in_file_says_what_the_program_does() {
        let (settings, faults) = Settings::read(super::super::DEFAULTS);
        assert_eq!(faults, []);
        let default = Settings::default();
        assert_eq!(settings.theme, default.theme);
        assert_eq!(settings.measure, default.measure);
        assert_eq!(settings.languages, default.languages);
        assert_eq!(
            (
                settings.archive,
                settings.sidebar,
                settings.mouse,
                settings.hyphenate,
                settings.justify
            ),
            (default.archive, default.sidebar, default.mouse, default.hyphenate, default.justify)
        );
        assert_eq!(
            (settings.bidi, settings.bidi_kitty, settings.harakat),
            (default.bidi, default.bidi_kitty, default.harakat)
        );
        for row in TABLE {
            assert_eq!(
                settings.keymap.keys_of(row.command),
                default.keymap.keys_of(row.command),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn every_setting_stands_in_the_compiled_in_file() {
        let table = DeTable::parse(super::super::DEFAULTS).unwrap();
        let names = NAMES.replace("[keys]", "keys");
        for name in names.split(", ") {
            assert!(table.get_ref().contains_key(name), "{name}");
        }
        let keys = table.get_ref().get("keys").unwrap().get_ref().as_table().unwrap();
        for row in TABLE {
            assert!(keys.contains_key(row.name), "{}", row.name);
        }
    }

    #[test]
    fn faults_are_reported_together_with_their_lines() {
        let text = "theme = \"neon\"\nmeasure = 5\nfont = 12\n\n[keys]\nfly = \"x\"\nquit = \"jj\"\n\
                    help = \"j\"\n";
        let (settings, faults) = Settings::read(text);
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [1, 2, 3, 6, 7, 8], "{faults:#?}");
        assert_eq!(settings.theme, Theme::Dark);
        assert!(faults[5].message.contains("next-line and help both want the key j"));
    }

    #[test]
    fn a_value_that_is_not_there_is_told_with_those_that_are() {
        let (settings, faults) =
            Settings::read("bidi = \"kitty\"\nbidi_kitty = \"same-font\"\nharakat = \"no\"\n");
        assert_eq!(settings.bidi, Bidi::Kitty);
        assert_eq!(settings.bidi_kitty, KittyFont::Same);
        assert_eq!(settings.harakat, Harakat::Auto);
        let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
        assert_eq!(told, ["line 3: harakat is one of \"auto\", \"keep\", \"strip\""]);
    }

    #[test]
    fn keys_can_be_moved_and_taken_away() {
        let (settings, faults) =
            Settings::read("[keys]\nquit = [\"ctrl-x q\", \"f10\"]\nzoom = []\n");
        assert_eq!(faults, []);
        let lookup =
            |keys: &str| settings.keymap.lookup(&Key::parse_sequence(keys).unwrap(), Scope::List);
        assert_eq!(lookup("f10"), Lookup::Command(Command::Quit));
        assert_eq!(lookup("Q"), Lookup::Nothing);
        assert_eq!(lookup("Z"), Lookup::Nothing);
    }

    #[test]
    fn what_is_missing_at_the_end_is_told_with_the_last_line() {
        let (_, faults) = Settings::read("[keys]\nquit = [\"Q\",\n");
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2], "{faults:#?}");
    }

    #[test]
    fn a_broken_file_leaves_what_can_be_read() {
        let (settings, faults) = Settings::read("measure = 72\ntheme = \n");
        assert_eq!(settings.measure, 72);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].line, 2);
    }
}
