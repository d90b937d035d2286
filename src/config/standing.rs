//! Where each setting has its value from: a line of the file, or the default.

use toml::de::DeTable;

use crate::keys::TABLE;
use crate::model::clean_line;

use super::DEFAULTS;

/// A setting, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its name; a command's keys are `keys.NAME`.
    pub name: String,
    /// Its value, as it stands in the file or in the defaults.
    pub value: String,
    /// The line of the file, from 1; none where it is the default.
    pub line: Option<usize>,
}

/// Every setting, in the order of the defaults; of the keys only those that the file has.
pub(super) fn standing(text: &str) -> Vec<Standing> {
    let (defaults, own) = (written(DEFAULTS), written(text));
    let settings = defaults.iter().filter(|setting| !setting.name.starts_with("keys."));
    let mut all: Vec<Standing> = settings
        .map(|setting| {
            let own = own.iter().find(|own| own.name == setting.name);
            own.cloned().unwrap_or_else(|| Standing { line: None, ..setting.clone() })
        })
        .collect();
    all.extend(own.into_iter().filter(|own| {
        let command = own.name.strip_prefix("keys.");
        command.is_some_and(|command| TABLE.iter().any(|row| row.name == command))
    }));
    all
}

/// What a file says, in its order.
fn written(text: &str) -> Vec<Standing> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut found = Vec::new();
    for (key, value) in table.get_ref() {
        match value.get_ref().as_table().filter(|_| key.get_ref() == "keys") {
            Some(keys) => found.extend(keys.iter().map(|(name, keys)| {
                (format!("keys.{}", name.get_ref()), name.span().start, keys.span())
            })),
            None => found.push((key.get_ref().to_string(), key.span().start, value.span())),
        }
    }
    found.sort_by_key(|(_, at, _)| *at);
    let standing = |(name, at, value): (String, usize, std::ops::Range<usize>)| Standing {
        name: clean_line(&name).into_owned(),
        value: clean_line(text.get(value).unwrap_or_default()).into_owned(),
        line: text.get(..at).map(|before| before.matches('\n').count() + 1),
    };
    found.into_iter().map(standing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_the_default_or_stands_in_a_line() {
        let all = standing("# mine\nmeasure = 72\n\n[keys]\nquit = [\"f10\"]\nfly = [\"x\"]\n");
        let one = |name: &str| {
            let found = all.iter().find(|setting| setting.name == name).unwrap();
            (found.value.as_str(), found.line)
        };
        assert_eq!(one("measure"), ("72", Some(2)));
        assert_eq!(one("theme"), ("\"dark\"", None));
        assert_eq!(one("keys.quit"), ("[\"f10\"]", Some(5)));
        assert!(!all.iter().any(|setting| setting.name == "keys.fly"), "no command is called so");
        assert_eq!(all[0].name, "archive");
    }

    #[test]
    fn a_broken_file_is_told_as_far_as_it_can_be_read() {
        let all = standing("theme = \nmeasure = 70\n");
        assert!(all.iter().any(|setting| setting.line == Some(2) && setting.value == "70"));
    }
}
