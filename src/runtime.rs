//! The loop between a terminal and the state of a reader.
//!
//! Two threads send: one reads the terminal's events, one waits for signals. The loop takes all that
//! is ready, changes the state, and draws once. While nothing happens, nothing wakes.

mod decision;
mod guardian;
mod input;
mod probe;
mod screen;

use std::io;
use std::mem::ManuallyDrop;
use std::sync::mpsc::{self, Receiver};

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;

use crate::app::{App, Effect, Event, Size};
use crate::view;
use decision::{Decision, decide, must_ask};

pub use decision::{Hints, Outer};

/// What the loop is told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Message {
    /// Something happened in the terminal.
    Event(Event),
    /// Draw everything again.
    Redraw,
    /// Stop until continued.
    Suspend,
    /// The terminal said only now what it is: text is to be sent so.
    Decided(Box<Decision>),
    /// End, because of this signal.
    Signal(i32),
    /// The terminal gives nothing more.
    Lost,
}

/// How a reader ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person quit.
    Quit,
    /// A signal ended it: its number.
    Signal(i32),
}

/// The size of the terminal, in cells.
pub fn size() -> io::Result<Size> {
    let (width, height) = crossterm::terminal::size()?;
    Ok(Size { width, height })
}

/// Runs a reader in the terminal that the program was started in, until it ends. `hints` is what the
/// environment says about the terminal.
pub fn read(mut app: App, hints: Hints) -> io::Result<Ended> {
    let (sender, messages) = mpsc::channel();
    let settings = app.settings().clone();
    let _guardian = guardian::watch(sender.clone())?;
    let mut screen = screen::Screen::prepare(settings.mouse)?;
    let asks = must_ask(&settings, &hints);
    let heard = asks.then(|| probe::ask(hints.far)).transpose()?;
    let decision = decide(&settings, heard.as_ref().map(probe::Heard::replies), &hints);
    app.send_as(decision.sending.clone());
    screen.enter(&decision)?;
    input::listen(sender, heard, move |replies| {
        Message::Decided(Box::new(decide(&settings, Some(replies), &hints)))
    });
    // It may have got another size while it was asked.
    app.handle(Event::Resized(size()?));
    // Dropped, it would write to the terminal, and panic where that is gone; the screen shows the cursor.
    let mut terminal = ManuallyDrop::new(Terminal::new(screen::backend())?);
    let ended = run(app, &mut terminal, &messages, |outside, terminal| {
        let done = match outside {
            Outside::Suspend => screen.suspend()?,
            Outside::Tell(decision) => screen.tell(&decision).map(|()| true)?,
        };
        terminal.resize(terminal_area()?)?;
        Ok(done)
    });
    match ended {
        // The terminal went while the loop was writing to it, before anybody could tell.
        Err(_) if guardian::has_hung_up() => Ok(Ended::Signal(signal_hook::consts::SIGHUP)),
        ended => ended,
    }
}

fn terminal_area() -> io::Result<Rect> {
    let Size { width, height } = size()?;
    Ok(Rect { x: 0, y: 0, width, height })
}

/// What the loop has done to the terminal, beside drawing.
enum Outside {
    /// Stop the program, and come back when it is continued; or say that nobody could continue it.
    Suspend,
    /// Tell the terminal how text is sent from now on.
    Tell(Decision),
}

/// Runs a reader: takes messages, changes the state, draws. `outside` says whether it was done.
fn run<B: Backend>(
    mut app: App,
    terminal: &mut Terminal<B>,
    messages: &Receiver<Message>,
    mut outside: impl FnMut(Outside, &mut Terminal<B>) -> Result<bool, B::Error>,
) -> Result<Ended, B::Error> {
    loop {
        terminal.draw(|frame| {
            view::draw(&app, frame.area(), frame.buffer_mut());
            if let Some(cursor) = view::cursor(&app) {
                frame.set_cursor_position(cursor);
            }
        })?;
        let mut effects = Vec::new();
        // One frame answers everything that is ready: a held key never leaves the screen behind.
        let first = messages.recv().unwrap_or(Message::Lost);
        for message in std::iter::once(first).chain(messages.try_iter()) {
            match message {
                Message::Event(event) => effects.extend(app.handle(event)),
                Message::Redraw => effects.push(Effect::Redraw),
                Message::Suspend => effects.push(Effect::Suspend),
                Message::Decided(decision) => {
                    effects.extend(app.handle(Event::Sending(decision.sending.clone())));
                    outside(Outside::Tell(*decision), terminal)?;
                }
                Message::Signal(number) => return Ok(Ended::Signal(number)),
                Message::Lost => return Ok(Ended::Signal(signal_hook::consts::SIGHUP)),
            }
            if effects.contains(&Effect::Quit) {
                return Ok(Ended::Quit);
            }
        }
        if effects.contains(&Effect::Suspend) && !outside(Outside::Suspend, terminal)? {
            app.warn("There is no shell here that could bring a stopped reader back");
        }
        if !effects.is_empty() {
            let size = terminal.size()?;
            terminal.resize(Rect { x: 0, y: 0, width: size.width, height: size.height })?;
            app.handle(Event::Resized(Size { width: size.width, height: size.height }));
        }
    }
}
