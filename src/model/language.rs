//! Languages of texts.

use std::fmt;

use icu_locale::{Direction as IcuDirection, LanguageIdentifier, LocaleDirectionality};

/// The direction in which a text runs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    #[default]
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// A language tag (BCP 47), in its canonical case: `en`, `pt-BR`, `zh-Hans`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(String);

/// What a reader calls the languages that meetings publish in: tag, English name, own name.
const NAMES: &[(&str, &str, &str)] = &[
    ("ar", "Arabic", "العربية"),
    ("bn", "Bengali", "বাংলা"),
    ("de", "German", "Deutsch"),
    ("el", "Greek", "Ελληνικά"),
    ("en", "English", "English"),
    ("es", "Spanish", "español"),
    ("fa", "Persian", "فارسی"),
    ("fr", "French", "français"),
    ("he", "Hebrew", "עברית"),
    ("hi", "Hindi", "हिन्दी"),
    ("it", "Italian", "italiano"),
    ("ja", "Japanese", "日本語"),
    ("ko", "Korean", "한국어"),
    ("nl", "Dutch", "Nederlands"),
    ("pl", "Polish", "polski"),
    ("pt", "Portuguese", "português"),
    ("ru", "Russian", "русский"),
    ("sr", "Serbian", "српски"),
    ("tr", "Turkish", "Türkçe"),
    ("uk", "Ukrainian", "українська"),
    ("ur", "Urdu", "اردو"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("zh", "Chinese", "中文"),
];

impl Language {
    /// Reads a language tag, or says what is wrong with it.
    pub fn parse(tag: &str) -> Result<Self, String> {
        let id = LanguageIdentifier::try_from_str(tag)
            .map_err(|_| format!("\"{tag}\" is no language tag"))?;
        Ok(Self(id.to_string()))
    }

    /// The language that is not known: `und`.
    #[must_use]
    pub fn unknown() -> Self {
        Self("und".to_owned())
    }

    /// The tag in its canonical case.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The language alone, without script and region: `pt` of `pt-BR`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The English name of the language, or its tag where the program knows none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.named().map_or(&self.0, |(_, english, _)| english)
    }

    /// What the language calls itself, where the program knows it.
    #[must_use]
    pub fn own_name(&self) -> Option<&'static str> {
        self.named().map(|(_, _, own)| *own)
    }

    fn named(&self) -> Option<&'static (&'static str, &'static str, &'static str)> {
        NAMES.iter().find(|(tag, _, _)| *tag == self.primary())
    }

    /// The direction of the language's script (CLDR), from left to right where it is not known.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let id = LanguageIdentifier::try_from_str(&self.0).unwrap_or(LanguageIdentifier::UNKNOWN);
        match LocaleDirectionality::new_extended().get(&id) {
            Some(IcuDirection::RightToLeft) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// Whether a text in this language answers a wish for `wanted`: `pt-BR` answers `pt`.
    #[must_use]
    pub fn answers(&self, wanted: &Self) -> bool {
        self == wanted || (wanted.primary() == wanted.tag() && self.primary() == wanted.tag())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_kept_in_its_canonical_case() {
        assert_eq!(Language::parse("PT-br").unwrap().tag(), "pt-BR");
        assert_eq!(Language::parse("zh-hans").unwrap().tag(), "zh-Hans");
        for bad in ["", "e", "english", "en_", "en--US", "русский", "en-"] {
            assert!(Language::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn direction_comes_from_the_script() {
        let direction = |tag: &str| Language::parse(tag).unwrap().direction();
        for tag in ["ar", "fa", "he", "ur", "ckb", "uz-Arab"] {
            assert_eq!(direction(tag), Direction::RightToLeft, "{tag}");
        }
        for tag in ["en", "ru", "uz", "az-Latn", "und", "zh-Hans"] {
            assert_eq!(direction(tag), Direction::LeftToRight, "{tag}");
        }
    }

    #[test]
    fn a_regional_text_answers_the_wish_for_its_language() {
        let tag = |tag: &str| Language::parse(tag).unwrap();
        assert!(tag("pt-BR").answers(&tag("pt")));
        assert!(!tag("pt").answers(&tag("pt-BR")));
        assert!(!tag("en").answers(&tag("ru")));
    }
}
