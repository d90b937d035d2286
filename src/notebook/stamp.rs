//! Who wrote a record, and where it stands in the order of all records.

use std::fmt;

/// The session that wrote a record: a number drawn when the program starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Author(u64);

impl Author {
    /// The author with this number, which is to be drawn at random.
    #[must_use]
    pub const fn of(number: u64) -> Self {
        Self(number)
    }

    /// Reads the 16 hexadecimal digits that [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        let fits = text.len() == 16 && text.chars().all(plain);
        fits.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(Self)
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The place of a record in the order of all records; no two records of honest writers share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Greater than that of every record its author knew of (a Lamport clock), from 1 to
    /// [`Stamp::LAST`].
    pub lamport: u64,
    /// Who wrote it; decides between equal numbers.
    pub author: Author,
}

impl Stamp {
    /// The greatest number that every reader of JSON takes for what it is: 2^53 - 1.
    pub const LAST: u64 = (1 << 53) - 1;

    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (lamport, author) = text.split_once('-')?;
        let plain = lamport.chars().all(|c| c.is_ascii_digit()) && !lamport.starts_with('0');
        let lamport = lamport.parse().ok().filter(|number| plain && *number <= Self::LAST)?;
        Some(Self { lamport, author: Author::parse(author)? })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.lamport, self.author)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_read_as_it_is_written() {
        let stamp = Stamp { lamport: 12, author: Author::of(0xFACE) };
        assert_eq!(stamp.to_string(), "12-000000000000face");
        assert_eq!(Stamp::parse(&stamp.to_string()), Some(stamp));
        for bad in [
            "",
            "12",
            "12-",
            "012-000000000000face",
            "0-000000000000face",
            "+1-000000000000face",
            "12-000000000000FACE",
            "12-face",
            "9007199254740992-000000000000face",
        ] {
            assert_eq!(Stamp::parse(bad), None, "{bad}");
        }
    }
}
