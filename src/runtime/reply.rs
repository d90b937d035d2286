//! What a terminal says when it is asked what it is.

use super::input::Sequence;
use crate::model::clean_line;

/// The questions: name and version (XTVERSION), whether it reorders text (DECRQM of mode 8, BDSM), whether
/// it has margins at the sides (mode 69) and shows a frame when it is complete (mode 2026), its kind
/// (secondary DA), whether it is well (DSR), and what every terminal answers, so that one knows when to
/// stop (DA).
///
/// A terminal that does not know the form of a question about a mode may show its last letter: so the
/// cursor is taken back to where it was, and what stands there is erased.
pub(super) const QUESTIONS: &[u8] =
    b"\x1b7\x1b[>0q\x1b[8$p\x1b[?69$p\x1b[?2026$p\x1b[>c\x1b8\x1b[K\x1b[5n\x1b[c";

/// What a terminal answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::runtime) struct Replies {
    /// Its name and version, as `XTerm(379)`.
    pub(in crate::runtime) version: Option<String>,
    /// The state of mode 8: 0 not known, 1 set, 2 not set, 3 set for good, 4 not set for good.
    pub(in crate::runtime) reorders: Option<u16>,
    /// The numbers of its kind: kind, version, and one more.
    pub(in crate::runtime) kind: Vec<u16>,
    /// The state of mode 69, in the same numbers: left and right margins.
    pub(in crate::runtime) margins: Option<u16>,
    /// The state of mode 2026: synchronized output.
    pub(in crate::runtime) synchronized: Option<u16>,
    /// Whether it said how it is: so it can be asked whether it has come so far.
    pub(in crate::runtime) well: bool,
    /// Whether the last answer came: what is still missing will not come.
    pub(in crate::runtime) complete: bool,
}

impl Replies {
    /// Takes a sequence if it is an answer, and says whether it is.
    pub(super) fn take(&mut self, sequence: &Sequence) -> bool {
        match sequence {
            Sequence::String { kind: b'P', content } => {
                if let Some(version) = content.strip_prefix(">|") {
                    let version = clean_line(version.trim()).into_owned();
                    self.version = self.version.take().or(Some(version));
                }
                true
            }
            Sequence::String { .. } => true,
            Sequence::Control { parameters, last: b'c' } => {
                if let Some(kind) = parameters.strip_prefix('>') {
                    self.kind = numbers(kind);
                } else {
                    self.complete = true;
                }
                true
            }
            Sequence::Control { parameters, last: b'y' } => {
                let Some(mode) = parameters.strip_suffix('$') else { return true };
                let (private, mode) =
                    mode.strip_prefix('?').map_or((false, mode), |mode| (true, mode));
                if let [number, state] = numbers(mode).as_slice() {
                    let known = match (private, number) {
                        (false, 8) => &mut self.reorders,
                        (true, 69) => &mut self.margins,
                        (true, 2026) => &mut self.synchronized,
                        _ => return true,
                    };
                    known.get_or_insert(*state);
                }
                true
            }
            Sequence::Control { parameters, last: b'n' }
                if matches!(parameters.as_str(), "0" | "3") =>
            {
                self.well = true;
                true
            }
            _ => false,
        }
    }
}

fn numbers(parameters: &str) -> Vec<u16> {
    parameters.split(';').map(|number| number.parse().unwrap_or(0)).collect()
}

#[cfg(test)]
pub(in crate::runtime) mod tests {
    use super::super::input::Cutter;
    use super::*;

    /// What the terminals answered when they were asked: name, bytes.
    pub(in crate::runtime) const TERMINALS: &[(&str, &[u8])] = &[
        ("VTE 0.70", b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c"),
        ("XTerm(379)", b"\x1bP>|XTerm(379)\x1b\\\x1b[8;0$y\x1b[>41;379;0c\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
        ("kitty(0.26.5)", b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[8;0$y\x1b[>1;4000;26c\x1b[?62;c"),
        ("mlterm 3.9", b"\x1b[8;0$y\x1b[>24;279;0c\x1b[?63;1;2;3;4;7;29c"),
        ("Konsole 22.12.3", b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c"),
        ("PuTTY 0.78", b"\x1b[>0;136;0c\x1b[?6c"),
        ("alacritty 0.11", b"\x1b[>0;1700;1c\x1b[?6c"),
        ("foot(1.13.1)", b"\x1bP>|foot(1.13.1)\x1b\\\x1b[>1;011301;0c\x1b[?62;4;22c"),
        ("urxvt 9.30", b"\x1b[>85;95;0c\x1b[?1;2c"),
        ("st 0.9", b"\x1b[?6c"),
        ("tmux 3.3a", b"\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c\x1b[?1;2c"),
        ("screen 4.9", b"\x1b[>83;40900;0c\x1b[?1;2c"),
    ];

    /// The replies in bytes.
    pub(in crate::runtime) fn replies(bytes: &[u8]) -> Replies {
        let (mut cutter, mut replies) = (Cutter::default(), Replies::default());
        for sequence in bytes.iter().filter_map(|byte| cutter.push(*byte)) {
            assert!(replies.take(&sequence), "{sequence:?}");
        }
        replies
    }

    #[test]
    fn every_terminal_is_understood() {
        let said: Vec<String> = TERMINALS
            .iter()
            .map(|(name, bytes)| {
                let Replies { version, reorders, kind, complete, .. } = replies(bytes);
                let version = version.unwrap_or_default();
                format!("{name}: {version:?} {reorders:?} {kind:?} {complete}")
            })
            .collect();
        assert_eq!(
            said,
            [
                "VTE 0.70: \"\" Some(1) [65, 7006, 1] true",
                "XTerm(379): \"XTerm(379)\" Some(0) [41, 379, 0] true",
                "kitty(0.26.5): \"kitty(0.26.5)\" Some(0) [1, 4000, 26] true",
                "mlterm 3.9: \"\" Some(0) [24, 279, 0] true",
                "Konsole 22.12.3: \"Konsole 22.12.3\" None [1, 115, 0] true",
                "PuTTY 0.78: \"\" None [0, 136, 0] true",
                "alacritty 0.11: \"\" None [0, 1700, 1] true",
                "foot(1.13.1): \"foot(1.13.1)\" None [1, 11301, 0] true",
                "urxvt 9.30: \"\" None [85, 95, 0] true",
                "st 0.9: \"\" None [] true",
                "tmux 3.3a: \"tmux 3.3a\" None [84, 0, 0] true",
                "screen 4.9: \"\" None [83, 40900, 0] true",
            ]
        );
    }

    #[test]
    fn the_first_answer_counts() {
        let replies = replies(b"\x1b[8;1$y\x1b[8;2$y\x1b[?2501;2$y\x1bP>|a\x1b\\\x1bP>|b\x1b\\");
        assert_eq!((replies.reorders, replies.version.as_deref()), (Some(1), Some("a")));
        assert!(!replies.complete);
    }

    #[test]
    fn what_it_can_is_told_beside_what_it_is() {
        let can = |bytes: &[u8]| {
            let Replies { margins, synchronized, well, reorders, .. } = replies(bytes);
            (margins, synchronized, well, reorders)
        };
        assert_eq!(can(b"\x1b[?69;2$y\x1b[?2026;0$y\x1b[0n"), (Some(2), Some(0), true, None));
        assert_eq!(can(b"\x1b[?2026;2$y\x1b[?69;0$y\x1b[?69;2$y"), (Some(0), Some(2), false, None));
        assert_eq!(can(b"\x1b[?8;1$y\x1b[69;1$y\x1b[?7;1$y"), (None, None, false, None));
    }

    #[test]
    fn a_name_cannot_drive_the_terminal() {
        let replies = replies(b"\x1bP>|evil\x9b2J\xe2\x80\xae\x1b\\");
        assert_eq!(replies.version.as_deref(), Some("evil\u{FFFD}2J\u{FFFD}"));
    }
}
