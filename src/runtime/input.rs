//! Reads the terminal's events in a thread of its own.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{
    self, Event as Read, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use super::Message;
use super::probe::{Heard, Replies};
use crate::app::{Event, Mouse, MouseKind};
use crate::keys::{Code, Key};

/// Tells the loop that the thread has ended, however it ended.
struct Ending(Sender<Message>);

impl Drop for Ending {
    fn drop(&mut self) {
        // The loop may have ended before: then nobody needs to be told.
        self.0.send(Message::Lost).ok();
    }
}

/// Sends every event of the terminal to the loop. Where the terminal was asked, first what was heard
/// meanwhile, and what `complete` makes of its answers if they come only now.
pub(super) fn listen(
    sender: Sender<Message>,
    heard: Option<Heard>,
    complete: impl FnMut(&Replies) -> Message + Send + 'static,
) {
    thread::spawn(move || {
        let ending = Ending(sender);
        if let Some(heard) = heard
            && heard.listen_on(&ending.0, complete).is_err()
        {
            return;
        }
        while let Ok(read) = event::read() {
            if let Some(event) = translated(read)
                && ending.0.send(Message::Event(event)).is_err()
            {
                return;
            }
        }
    });
}

fn translated(read: Read) -> Option<Event> {
    match read {
        Read::Key(key) if key.kind != KeyEventKind::Release => translated_key(key).map(Event::Key),
        Read::Mouse(mouse) => translated_mouse(mouse).map(Event::Mouse),
        Read::Paste(text) => Some(Event::Paste(text)),
        // The guardian tells of a new size.
        Read::Resize(..) | Read::Key(_) | Read::FocusGained | Read::FocusLost => None,
    }
}

fn translated_key(event: KeyEvent) -> Option<Key> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let code = match event.code {
        // Ctrl and a letter is one key, with Shift or without.
        KeyCode::Char(c) if control => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    Some(Key { code, control, alt: event.modifiers.contains(KeyModifiers::ALT) })
}

fn translated_mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None,
    };
    Some(Mouse { kind, x: event.column, y: event.row })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        translated_key(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    #[test]
    fn keys_keep_their_names() {
        assert_eq!(key(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(), Some("G"));
        assert_eq!(key(KeyCode::Char('D'), KeyModifiers::CONTROL).as_deref(), Some("^D"));
        assert_eq!(key(KeyCode::Tab, KeyModifiers::SHIFT).as_deref(), Some("S-Tab"));
        assert_eq!(key(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(), Some("S-Tab"));
        assert_eq!(key(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }
}
