//! Organisations that sign, host or issue.

use super::{Country, Id};

/// An organisation, with the names by which it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its id in `parties.toml`.
    pub id: Id,
    /// The name that the program shows.
    pub name: String,
    /// Its acronym; several parties may share one.
    pub acronym: Option<String>,
    /// Where it works, as a place to sort by.
    pub country: Option<Country>,
    /// Other names and spellings under which it signs.
    pub spellings: Vec<String>,
    /// What a reader of the record should know.
    pub notes: Option<String>,
}

impl Party {
    /// The name and every other spelling.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.spellings).map(String::as_str)
    }
}

/// The key under which two spellings are the same name: case, blanks and the form of the apostrophe
/// do not count, anything else does.
#[must_use]
pub fn spelling_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        // Most words are plain, and an archive has thousands of names.
        if word.bytes().all(|byte| byte.is_ascii() && byte != b'`') {
            let start = key.len();
            key.push_str(word);
            if let Some(word) = key.get_mut(start..) {
                word.make_ascii_lowercase();
            }
            continue;
        }
        key.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
            other => other,
        }));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_case_blanks_and_apostrophes_do_not_count() {
        assert_eq!(
            spelling_key("The Workers’  Party\u{a0}of Ireland"),
            "the workers' party of ireland"
        );
        assert_ne!(
            spelling_key("Communist Party in Denmark"),
            spelling_key("Communist Party of Denmark")
        );
    }
}
