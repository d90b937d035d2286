//! Keys that were pressed and wait for more, and the count before them.

use crate::keys::{Code, Command, Key, Keymap, Lookup, Scope};

/// The largest count.
const MOST: usize = 1_000_000;

/// The keys so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Pending {
    keys: Vec<Key>,
    count: Option<usize>,
    /// Whether they have given a command already.
    begun: bool,
}

/// What the keys so far mean.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// They wait for more.
    Waits,
    /// What was begun has been obeyed already, and does not go on so: the last key stands alone.
    Alone,
    /// Nothing; the keys, as the screen shows them.
    Nothing(String),
    /// A command, and the count before it.
    Command(Command, Option<usize>),
}

impl Pending {
    /// Takes one more key.
    pub(super) fn press(&mut self, key: Key, keymap: &Keymap, scope: Scope) -> Meaning {
        self.keys.push(key);
        let count = self.count;
        match keymap.lookup(&self.keys, scope) {
            Lookup::Prefix => Meaning::Waits,
            Lookup::Nothing if self.keys.len() > 1 && self.begun => {
                self.drop();
                Meaning::Alone
            }
            Lookup::Nothing => {
                let unknown = Key::spoken(&self.keys);
                self.drop();
                Meaning::Nothing(unknown)
            }
            Lookup::CommandOrMore(command) => {
                self.begun = true;
                Meaning::Command(command, count)
            }
            Lookup::Command(command) => {
                self.drop();
                Meaning::Command(command, count)
            }
        }
    }

    /// Takes a digit of the count.
    pub(super) fn count(&mut self, digit: usize) {
        let so_far = self.count.unwrap_or(0);
        self.count = Some(so_far.saturating_mul(10).saturating_add(digit).min(MOST));
    }

    /// Forgets what was pressed.
    pub(super) fn drop(&mut self) {
        *self = Self::default();
    }

    /// Whether no key waits.
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether no count has begun.
    pub(super) fn is_uncounted(&self) -> bool {
        self.count.is_none()
    }

    /// What waits, as the screen shows it.
    pub(super) fn spoken(&self) -> String {
        if self.begun {
            return String::new();
        }
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        count + &Key::spoken(&self.keys)
    }
}

/// The digit that a key is.
pub(super) fn digit(key: Key) -> Option<usize> {
    let Key { code: Code::Char(c), control: false, alt: false } = key else { return None };
    usize::try_from(c.to_digit(10)?).ok()
}
