//! Keys, pastes and the mouse, as far as they come while the terminal is being asked.
//!
//! crossterm reads them from then on. Here is only what stands in the settings or may stand there.

use super::sequence::Sequence;
use crate::app::{Event, Mouse, MouseKind};
use crate::keys::{Code, Key};

/// Turns sequences into events.
#[derive(Debug, Default)]
pub(super) struct Pressed {
    pasted: Option<String>,
}

impl Pressed {
    /// Whether a paste has begun and not ended.
    pub(super) fn is_pasting(&self) -> bool {
        self.pasted.is_some()
    }

    /// Ends a paste whose end never came.
    pub(super) fn end(&mut self) -> Option<Event> {
        self.pasted.take().map(Event::Paste)
    }

    /// The event that a sequence is or ends.
    pub(super) fn event(&mut self, sequence: Sequence) -> Option<Event> {
        if let Sequence::Control { parameters, last: b'~' } = &sequence {
            match parameters.as_str() {
                "200" => {
                    self.pasted = Some(String::new());
                    return None;
                }
                "201" => return self.end(),
                _ => {}
            }
        }
        if let Some(pasted) = &mut self.pasted {
            if let Sequence::Char { char, .. } = sequence {
                pasted.push(if char == '\r' { '\n' } else { char });
            }
            return None;
        }
        match sequence {
            Sequence::Char { char, alt } => Some(Event::Key(Key { alt, ..key(char) })),
            Sequence::Escape => Some(Event::Key(Key::plain(Code::Esc))),
            Sequence::Single(last) => named(last).map(Key::plain).map(Event::Key),
            Sequence::Control { parameters, last } => {
                if let Some(mouse) = parameters.strip_prefix('<') {
                    return mouse_event(mouse, last).map(Event::Mouse);
                }
                control(&parameters, last).map(Event::Key)
            }
            Sequence::String { .. } => None,
        }
    }
}

/// The key of a character or a control.
fn key(char: char) -> Key {
    let control = |code| Key { code, control: true, alt: false };
    match char {
        '\r' => Key::plain(Code::Enter),
        '\t' => Key::plain(Code::Tab),
        '\u{7F}' => Key::plain(Code::Backspace),
        '\0' => control(Code::Char(' ')),
        '\u{1}'..='\u{1A}' => control(Code::Char(shifted(char, 'a', '\u{1}'))),
        '\u{1C}'..='\u{1F}' => control(Code::Char(shifted(char, '4', '\u{1C}'))),
        _ => Key::char(char),
    }
}

/// The character that stands as far after `to` as `char` stands after `from`.
fn shifted(char: char, to: char, from: char) -> char {
    char::from_u32(u32::from(to) + u32::from(char) - u32::from(from)).unwrap_or(char)
}

/// The key of the last byte of `ESC O` and of `ESC [`.
fn named(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The key of a control sequence.
fn control(parameters: &str, last: u8) -> Option<Key> {
    let mut numbers = parameters.split(';').map(|number| number.parse::<u8>().unwrap_or(0));
    let (first, held) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(1));
    if numbers.next().is_some() {
        return None;
    }
    let code = match (last, first) {
        (b'Z', _) => Code::BackTab,
        (b'~', 1 | 7) => Code::Home,
        (b'~', 3) => Code::Delete,
        (b'~', 4 | 8) => Code::End,
        (b'~', 5) => Code::PageUp,
        (b'~', 6) => Code::PageDown,
        (b'~', 11..=15) => Code::F(first - 10),
        (b'~', 17..=21) => Code::F(first - 11),
        (b'~', 23 | 24) => Code::F(first - 12),
        (b'R' | b'~', _) => return None,
        (_, 0 | 1) if parameters.is_ascii() && !parameters.contains(['?', '>', '[']) => {
            named(last)?
        }
        _ => return None,
    };
    let held = held.saturating_sub(1);
    Some(Key { code, control: held & 4 != 0, alt: held & 2 != 0 })
}

/// The mouse in the form that is asked for (SGR): button, column and row from 1.
fn mouse_event(parameters: &str, last: u8) -> Option<Mouse> {
    let mut numbers = parameters.split(';').map(|number| number.parse::<u16>().ok());
    let (button, x, y) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let kind = match (button, last) {
        (0, b'M') => MouseKind::Click,
        (64, b'M') => MouseKind::WheelUp,
        (65, b'M') => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, x: x.saturating_sub(1), y: y.saturating_sub(1) })
}

#[cfg(test)]
mod tests {
    use super::super::sequence::Cutter;
    use super::*;

    fn events(bytes: &str) -> Vec<Event> {
        let (mut cutter, mut pressed) = (Cutter::default(), Pressed::default());
        bytes
            .bytes()
            .filter_map(|byte| cutter.push(byte))
            .filter_map(|sequence| pressed.event(sequence))
            .collect()
    }

    fn keys(bytes: &str) -> String {
        let shown = |event| match event {
            Event::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        };
        events(bytes).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_are_what_crossterm_calls_them() {
        assert_eq!(keys("jG \r\t\u{7f}\u{4}\u{3}ж\0"), "j G Space Enter Tab Backspace ^D ^C ж ^ ");
        assert_eq!(
            keys("\u{1b}[A\u{1b}OB\u{1b}[H\u{1b}[4~\u{1b}[5~\u{1b}[6~"),
            "↑ ↓ Home End PgUp PgDn"
        );
        assert_eq!(
            keys("\u{1b}[Z\u{1b}x\u{1b}[1;5C\u{1b}OP\u{1b}[24~"),
            "S-Tab Alt-x Ctrl-→ F1 F12"
        );
    }

    #[test]
    fn what_is_no_key_is_none() {
        assert_eq!(keys("\u{1b}[I\u{1b}[O\u{1b}[12;40R\u{1b}[?1;2S\u{1b}[[A\u{1b}[99~"), "");
    }

    #[test]
    fn what_is_pasted_gives_no_command() {
        let pasted = events("j\u{1b}[200~qQ\rж\u{1b}[201~k");
        let expected = [
            Event::Key(Key::char('j')),
            Event::Paste("qQ\nж".to_owned()),
            Event::Key(Key::char('k')),
        ];
        assert_eq!(pasted, expected);
    }

    #[test]
    fn the_wheel_and_clicks_are_understood() {
        let mouse = |kind, x, y| Event::Mouse(Mouse { kind, x, y });
        assert_eq!(
            events("\u{1b}[<0;3;4M\u{1b}[<0;3;4m\u{1b}[<65;10;2M"),
            [mouse(MouseKind::Click, 2, 3), mouse(MouseKind::WheelDown, 9, 1)]
        );
    }
}
