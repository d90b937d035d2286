//! Keys, pastes and the mouse: what sequences mean, as crossterm's events.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::sequence::Sequence;

/// The longest paste that is kept, in bytes. Nobody types more into a line.
const LONGEST_PASTE: usize = 1 << 20;

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
            if let Sequence::Char { char, .. } = sequence
                && pasted.len() < LONGEST_PASTE
            {
                pasted.push(if char == '\r' { '\n' } else { char });
            }
            return None;
        }
        match sequence {
            Sequence::Char { char, alt } => {
                let (code, held) = key(char);
                let alt = if alt { KeyModifiers::ALT } else { KeyModifiers::NONE };
                Some(pressed(code, held | alt))
            }
            Sequence::Escape => Some(pressed(KeyCode::Esc, KeyModifiers::NONE)),
            Sequence::Single(last) => named(last).map(|code| pressed(code, KeyModifiers::NONE)),
            Sequence::Control { parameters, last } => match parameters.strip_prefix('<') {
                Some(mouse) => mouse_event(mouse, last),
                None => control(&parameters, last),
            },
            Sequence::String { .. } => None,
        }
    }
}

fn pressed(code: KeyCode, held: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, held))
}

/// The key of a character or a control.
fn key(char: char) -> (KeyCode, KeyModifiers) {
    let control = |char| (KeyCode::Char(char), KeyModifiers::CONTROL);
    let plain = |code| (code, KeyModifiers::NONE);
    match char {
        '\r' => plain(KeyCode::Enter),
        '\t' => plain(KeyCode::Tab),
        '\u{7F}' => plain(KeyCode::Backspace),
        '\0' => control(' '),
        '\u{1}'..='\u{1A}' => control(shifted(char, 'a', '\u{1}')),
        '\u{1C}'..='\u{1F}' => control(shifted(char, '4', '\u{1C}')),
        _ => plain(KeyCode::Char(char)),
    }
}

/// The character that stands as far after `to` as `char` stands after `from`.
fn shifted(char: char, to: char, from: char) -> char {
    char::from_u32(u32::from(to) + u32::from(char) - u32::from(from)).unwrap_or(char)
}

/// The key of the last byte of `ESC O` and of `ESC [`.
fn named(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// The key of a control sequence.
fn control(parameters: &str, last: u8) -> Option<Event> {
    if !parameters.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')) {
        // Answers have other signs.
        return None;
    }
    let fields: Vec<&str> = parameters.split(';').collect();
    let number = |at: usize, part: usize, default: u32| {
        let field = fields.get(at).and_then(|field| field.split(':').nth(part));
        field.and_then(|field| field.parse().ok()).unwrap_or(default)
    };
    // The third kind of event of kitty's keyboard protocol is the release of a key.
    if number(1, 1, 1) == 3 {
        return None;
    }
    let held = held(number(1, 0, 1));
    let code = match (last, number(0, 0, 0)) {
        // A key as its character, by whoever was told to send it so: kitty's form and xterm's.
        (b'u', character) => return character_key(character, held),
        (b'~', 27) => return character_key(number(2, 0, 0), held),
        _ if fields.len() > 2 => return None,
        (b'Z', _) => KeyCode::BackTab,
        (b'~', 1 | 7) => KeyCode::Home,
        (b'~', 3) => KeyCode::Delete,
        (b'~', 4 | 8) => KeyCode::End,
        (b'~', 5) => KeyCode::PageUp,
        (b'~', 6) => KeyCode::PageDown,
        (b'~', number @ 11..=15) => function(number - 10)?,
        (b'~', number @ 17..=21) => function(number - 11)?,
        (b'~', number @ (23 | 24)) => function(number - 12)?,
        // A place of the cursor, told by who was asked for it, looks like F3 with a key held.
        (b'R' | b'M' | b'~', _) => return None,
        (_, 0 | 1) => named(last)?,
        _ => return None,
    };
    Some(pressed(code, held))
}

fn function(number: u32) -> Option<KeyCode> {
    u8::try_from(number).ok().map(KeyCode::F)
}

fn character_key(number: u32, held: KeyModifiers) -> Option<Event> {
    let (code, also) = match number {
        27 => (KeyCode::Esc, KeyModifiers::NONE),
        // Keys without a character have numbers of their own.
        0 | 57344..=63743 => return None,
        _ => key(char::from_u32(number)?),
    };
    Some(pressed(code, held | also))
}

/// The keys held, from the number that is one more than their sum.
fn held(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in
        [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)]
    {
        held.set(modifier, bits & bit != 0);
    }
    held
}

/// The mouse in the form that is asked for (SGR): button, column and row from 1.
fn mouse_event(parameters: &str, last: u8) -> Option<Event> {
    let mut numbers = parameters.split(';').map(|number| number.parse::<u16>().ok());
    let (button, x, y) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let kind = match (button, last) {
        (0, b'M') => MouseEventKind::Down(MouseButton::Left),
        (64, b'M') => MouseEventKind::ScrollUp,
        (65, b'M') => MouseEventKind::ScrollDown,
        _ => return None,
    };
    let (column, row) = (x.saturating_sub(1), y.saturating_sub(1));
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

#[cfg(test)]
mod tests {
    use super::super::sequence::Cutter;
    use super::super::translated;
    use super::*;
    use crate::app;
    use crate::keys::{Code, Key};

    fn events(bytes: &[u8]) -> Vec<app::Event> {
        let (mut cutter, mut pressed) = (Cutter::default(), Pressed::default());
        bytes
            .iter()
            .filter_map(|byte| cutter.push(*byte))
            .filter_map(|sequence| pressed.event(sequence))
            .filter_map(translated)
            .collect()
    }

    fn keys(bytes: &str) -> String {
        let shown = |event| match event {
            app::Event::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        };
        events(bytes.as_bytes()).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_have_the_names_that_stand_in_the_settings() {
        assert_eq!(keys("jG \r\t\u{7f}\u{4}\u{3}ж\0"), "j G Space Enter Tab Backspace ^D ^C ж ^ ");
        assert_eq!(
            keys("\u{1b}[A\u{1b}OB\u{1b}[H\u{1b}[4~\u{1b}[5~\u{1b}[6~"),
            "↑ ↓ Home End PgUp PgDn"
        );
        assert_eq!(
            keys("\u{1b}[Z\u{1b}x\u{1b}[1;5C\u{1b}OP\u{1b}[24~\u{1b}[15~\u{1b}[17~"),
            "S-Tab Alt-x Ctrl-→ F1 F12 F5 F6"
        );
    }

    #[test]
    fn keys_that_are_told_by_their_characters_are_the_same_keys() {
        assert_eq!(
            keys("\u{1b}[27u\u{1b}[106u\u{1b}[100;5u\u{1b}[13u\u{1b}[9;2u\u{1b}[27;5;100~"),
            "Esc j ^D Enter S-Tab ^D"
        );
        // Releases, and keys that have no character.
        assert_eq!(keys("\u{1b}[106;1:3u\u{1b}[57441u\u{1b}[1;1:3A\u{1b}[1;1:2A"), "↑");
    }

    #[test]
    fn what_is_no_key_is_none() {
        assert_eq!(keys("\u{1b}[I\u{1b}[O\u{1b}[12;40R\u{1b}[?1;2S\u{1b}[[A\u{1b}[99~"), "");
        assert_eq!(keys("\u{1b}[?1u\u{1b}[0n\u{1b}[8;24;80t\u{1b}[?997;1n\u{1b}[M !!"), "");
    }

    #[test]
    fn what_is_pasted_gives_no_command() {
        let pasted = events("j\u{1b}[200~qQ\rж\u{1b}[201~k".as_bytes());
        let expected = [
            app::Event::Key(Key::char('j')),
            app::Event::Paste("qQ\nж".to_owned()),
            app::Event::Key(Key::char('k')),
        ];
        assert_eq!(pasted, expected);
    }

    #[test]
    fn a_paste_of_any_size_is_one_paste_with_an_end() {
        let mut bytes = b"\x1b[200~".to_vec();
        bytes.extend(std::iter::repeat_n(b'q', 3 * LONGEST_PASTE));
        bytes.extend(b"\x1b[201~k");
        let events = events(&bytes);
        let [app::Event::Paste(pasted), app::Event::Key(key)] = events.as_slice() else {
            panic!("{} events", events.len())
        };
        assert_eq!((pasted.len(), key), (LONGEST_PASTE, &Key::plain(Code::Char('k'))));
    }

    #[test]
    fn the_wheel_and_clicks_are_understood() {
        let mouse = |kind, x, y| app::Event::Mouse(app::Mouse { kind, x, y });
        assert_eq!(
            events(b"\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<65;10;2M"),
            [mouse(app::MouseKind::Click, 2, 3), mouse(app::MouseKind::WheelDown, 9, 1)]
        );
    }
}
