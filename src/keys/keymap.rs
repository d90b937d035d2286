//! Which keys give which command.

use super::command::{Command, Row, Scope, TABLE};
use super::key::Key;

/// What a sequence of keys means so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// It gives a command.
    Command(Command),
    /// It gives a command at once, and is the beginning of a longer sequence.
    CommandOrMore(Command),
    /// It is the beginning of a longer sequence.
    Prefix,
    /// It means nothing.
    Nothing,
}

/// Two commands that want the same keys at the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The keys, as the screen shows them.
    pub keys: String,
    /// The command that has them first.
    pub first: Command,
    /// The command that wants them too.
    pub second: Command,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    keys: Vec<Key>,
    command: Command,
}

/// The bindings of one reader: the table's, unless the config says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bound = |row: &Row| {
            let command = row.command;
            let keys = row.keys.iter().filter_map(|keys| Key::parse_sequence(keys));
            keys.map(move |keys| Binding { keys, command }).collect::<Vec<_>>()
        };
        Self { bindings: TABLE.iter().flat_map(bound).collect() }
    }
}

impl Keymap {
    /// Gives a command these sequences instead of those it has.
    pub fn rebind(&mut self, command: Command, sequences: Vec<Vec<Key>>) {
        self.bindings.retain(|binding| binding.command != command);
        self.bindings.extend(sequences.into_iter().map(|keys| Binding { keys, command }));
    }

    /// What `keys` mean in a pane.
    #[must_use]
    pub fn lookup(&self, keys: &[Key], scope: Scope) -> Lookup {
        let mut whole = None;
        let mut prefix = false;
        for binding in self.bindings.iter().filter(|b| b.command.holds_in(scope)) {
            if binding.keys == keys {
                whole = whole.or(Some(binding.command));
            } else {
                prefix |= binding.keys.starts_with(keys);
            }
        }
        match (whole, prefix) {
            (Some(command), false) => Lookup::Command(command),
            (Some(command), true) => Lookup::CommandOrMore(command),
            (None, true) => Lookup::Prefix,
            (None, false) => Lookup::Nothing,
        }
    }

    /// The sequences of a command, as the screen shows them.
    #[must_use]
    pub fn keys_of(&self, command: Command) -> Vec<String> {
        let own = self.bindings.iter().filter(|binding| binding.command == command);
        own.map(|binding| Key::spoken(&binding.keys)).collect()
    }

    /// Every pair of commands that want the same keys, or keys that begin with the other's.
    #[must_use]
    pub fn clashes(&self) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for (index, second) in self.bindings.iter().enumerate() {
            for first in self.bindings.iter().take(index) {
                let shorter = first.keys.len().min(second.keys.len());
                let same = first.keys.iter().take(shorter).eq(second.keys.iter().take(shorter));
                let meet = meet(first.command, second.command);
                let goes_on = goes_on(first, second) || goes_on(second, first);
                if same
                    && meet
                    && !goes_on
                    && (first.command != second.command || first.keys == second.keys)
                {
                    clashes.push(Clash {
                        keys: Key::spoken(&second.keys),
                        first: first.command,
                        second: second.command,
                    });
                }
            }
        }
        clashes
    }
}

/// Whether one command goes on from another: its name does, and its keys do, so that both are meant.
fn goes_on(from: &Binding, to: &Binding) -> bool {
    to.keys.len() > from.keys.len() && to.command.row().name.starts_with(from.command.row().name)
}

/// Whether there is a pane in which both commands can be given.
fn meet(a: Command, b: Command) -> bool {
    let panes = [Scope::List, Scope::Reading, Scope::Sidebar, Scope::Page, Scope::Import];
    panes.into_iter().any(|scope| a.holds_in(scope) && b.holds_in(scope))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(names: &str) -> Vec<Key> {
        Key::parse_sequence(names).unwrap()
    }

    #[test]
    fn every_key_of_the_table_can_be_read() {
        let count: usize = TABLE.iter().map(|row| row.keys.len()).sum();
        assert_eq!(Keymap::default().bindings.len(), count);
    }

    #[test]
    fn no_key_stands_twice_in_the_table() {
        assert_eq!(Keymap::default().clashes(), []);
    }

    #[test]
    fn a_key_means_what_its_pane_says() {
        let map = Keymap::default();
        assert_eq!(map.lookup(&keys("/"), Scope::List), Lookup::Command(Command::FilterList));
        assert_eq!(map.lookup(&keys("/"), Scope::Reading), Lookup::Command(Command::Find));
        assert_eq!(map.lookup(&keys("/"), Scope::Sidebar), Lookup::Nothing);
        assert_eq!(map.lookup(&keys("g"), Scope::List), Lookup::Prefix);
        assert_eq!(map.lookup(&keys("g g"), Scope::List), Lookup::Command(Command::First));
    }

    #[test]
    fn a_rebound_command_leaves_its_old_keys() {
        let mut map = Keymap::default();
        map.rebind(Command::Quit, vec![keys("ctrl-x q")]);
        assert_eq!(map.lookup(&keys("Q"), Scope::List), Lookup::Nothing);
        assert_eq!(map.keys_of(Command::Quit), ["^Xq"]);
        assert_eq!(map.clashes(), []);
    }

    #[test]
    fn a_clash_names_both_commands() {
        let mut map = Keymap::default();
        map.rebind(Command::Zoom, vec![keys("j")]);
        map.rebind(Command::Help, vec![keys("g")]);
        let pairs: Vec<_> = map.clashes().iter().map(|c| (c.first, c.second)).collect();
        assert_eq!(pairs, [(Command::NextLine, Command::Zoom), (Command::First, Command::Help)]);
    }
}
