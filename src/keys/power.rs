//! What a command may do outside of the program, and which of that is allowed.

/// Something outside of the program.
///
/// Not among them: the notebook and what is kept about an archive. Both lie in folders of their own, and
/// merely reading writes to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Run another program.
    Run,
    /// Write a file that somebody names.
    Write,
    /// Read a file that somebody names, and that is not of the archive.
    Read,
    /// Hand text to the terminal's clipboard.
    Clipboard,
    /// Give the terminal back to what started the program.
    Suspend,
}

impl Power {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Run, Self::Write, Self::Read, Self::Clipboard, Self::Suspend];

    /// What it is, after "may not".
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run other programs",
            Self::Write => "write files",
            Self::Read => "read files outside of the archive",
            Self::Clipboard => "use the clipboard",
            Self::Suspend => "be stopped",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of powers: what a command needs, or what is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Powers(u8);

impl Powers {
    /// None.
    pub const NONE: Self = Self(0);

    /// All of them.
    pub const ALL: Self = Self::of(&Power::ALL);

    /// These.
    #[must_use]
    pub const fn of(powers: &[Power]) -> Self {
        let (mut bits, mut rest) = (0, powers);
        while let [first, others @ ..] = rest {
            bits |= first.bit();
            rest = others;
        }
        Self(bits)
    }

    /// Whether a power is among them.
    #[must_use]
    pub const fn has(self, power: Power) -> bool {
        self.0 & power.bit() != 0
    }

    /// These, and another.
    #[must_use]
    pub const fn with(self, power: Power) -> Self {
        Self(self.0 | power.bit())
    }

    /// Those that are not among the `allowed` ones, in words; nothing where all are.
    #[must_use]
    pub fn beyond(self, allowed: Self) -> Option<String> {
        let lacking = Power::ALL.into_iter().filter(|one| self.has(*one) && !allowed.has(*one));
        let words: Vec<&str> = lacking.map(Power::as_str).collect();
        (!words.is_empty()).then(|| words.join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in() {
        let some = Powers::of(&[Power::Read, Power::Suspend]);
        for power in Power::ALL {
            assert_eq!(some.has(power), matches!(power, Power::Read | Power::Suspend));
            assert!(Powers::ALL.has(power) && !Powers::NONE.has(power));
            assert!(some.with(power).has(power));
        }
    }

    #[test]
    fn what_is_lacking_is_said() {
        let needed = Powers::of(&[Power::Write, Power::Run]);
        assert_eq!(needed.beyond(Powers::ALL), None);
        assert_eq!(Powers::NONE.beyond(Powers::NONE), None);
        let words = needed.beyond(Powers::NONE);
        assert_eq!(words.as_deref(), Some("run other programs or write files"));
        let words = needed.beyond(Powers::NONE.with(Power::Run));
        assert_eq!(words.as_deref(), Some("write files"));
    }
}
