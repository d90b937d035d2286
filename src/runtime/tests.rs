//! The loop, with a terminal that takes frames and nothing else.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::*;
use crate::app::{App, Filter};
use crate::config::Settings;
use crate::keys::Key;

/// A terminal of which nothing is known; after each frame somebody does something.
struct Frames<F: FnMut(usize)> {
    sent: Rc<RefCell<Vec<Vec<u8>>>>,
    frame: Vec<u8>,
    then: F,
}

impl<F: FnMut(usize)> Write for Frames<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sent.borrow_mut().push(std::mem::take(&mut self.frame));
        let count = self.sent.borrow().len();
        (self.then)(count);
        Ok(())
    }
}

/// Nothing is there.
struct Nowhere;

impl Outside for Nowhere {
    fn now(&self) -> Moment {
        Moment::of_unix(0)
    }

    fn begin(&mut self, _: Later) {}

    fn perform(&mut self, _: Effect, _: Later) -> Option<Notice> {
        None
    }
}

fn reader() -> App {
    let archive = Arc::new(crate::store::bundled().archive);
    let size = Size { width: 80, height: 24 };
    App::new(archive, Vec::new(), Settings::default(), Filter::default(), size)
}

/// Runs a reader that is handed these keys, each group once so many frames were sent. Gives the frames.
fn frames(groups: &[(usize, &str)]) -> Vec<String> {
    let (sender, messages) = mpsc::channel();
    let sent = Rc::default();
    let then = |count| {
        for (_, keys) in groups.iter().filter(|(frames, _)| *frames == count) {
            for key in Key::parse_sequence(keys).unwrap() {
                sender.send(Message::Event(Event::Key(key))).unwrap();
            }
        }
    };
    let out = Frames { sent: Rc::clone(&sent), frame: Vec::new(), then };
    let (mirror, room) = (Mirror::new(out, None), Room::default());
    let mut drawing = Drawing { mirror, room, pace: Pace::default() };
    let later = || Box::new(drop) as Later;
    let mut app = reader();
    let ended =
        run(&mut app, &mut drawing, &messages, (&mut Nowhere, &later), |_| Ok(Answer::Done(false)));
    assert!(matches!(ended, Ok(Ended::Quit)), "{ended:?}");
    let frames = sent.borrow();
    frames.iter().map(|frame| String::from_utf8(frame.clone()).unwrap()).collect()
}

#[test]
fn the_numbers_rest_while_a_key_is_held_and_follow_in_one_frame() {
    // A line in each frame, as a held key gives them; the last frame is what nobody pressed a key for.
    let line = |frames| (frames, "j");
    let lines: Vec<_> = (2..12).map(line).collect();
    let groups = [&[(1, "enter")], &lines[..], &[(13, "Q")]].concat();
    let held = frames(&groups);
    assert_eq!(held.len(), 13);
    let percent = held[1].split(" %").next().unwrap();
    assert!(percent.ends_with(|c: char| c.is_ascii_digit()), "the key alone: {:?}", held[1]);
    let at_the_end = "\x1b[24;";
    for frame in &held[2..12] {
        assert!(!frame.contains(at_the_end), "{frame:?}");
    }
    assert!(held[12].contains(at_the_end) && held[12].len() < 50, "{:?}", held[12]);
}
