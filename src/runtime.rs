//! The loop between a terminal and the state of a reader.
//!
//! Two threads send: one reads the terminal's events, one waits for signals. The loop takes all that
//! is ready, changes the state, and draws once. While nothing happens, nothing wakes.

mod guardian;
mod input;
mod screen;

use std::io;
use std::mem::ManuallyDrop;
use std::sync::mpsc::{self, Receiver};

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;

use crate::app::{App, Effect, Event, Size};
use crate::view;

/// What the loop is told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Message {
    /// Something happened in the terminal.
    Event(Event),
    /// Draw everything again.
    Redraw,
    /// Stop until continued.
    Suspend,
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

/// Runs a reader in the terminal that the program was started in, until it ends.
pub fn read(app: App) -> io::Result<Ended> {
    let (sender, messages) = mpsc::channel();
    let mouse = app.settings().mouse;
    let _guardian = guardian::watch(sender.clone())?;
    let mut screen = screen::Screen::enter(mouse)?;
    input::listen(sender);
    // Dropped, it would write to the terminal, and panic where that is gone; the screen shows the cursor.
    let mut terminal = ManuallyDrop::new(Terminal::new(screen::backend())?);
    let ended = run(app, &mut terminal, &messages, |terminal| {
        let stopped = screen.suspend()?;
        terminal.resize(terminal_area()?)?;
        Ok(stopped)
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

/// Runs a reader: takes messages, changes the state, draws. `suspend` stops the program and comes
/// back when it is continued, or says that nobody could continue it.
fn run<B: Backend>(
    mut app: App,
    terminal: &mut Terminal<B>,
    messages: &Receiver<Message>,
    mut suspend: impl FnMut(&mut Terminal<B>) -> Result<bool, B::Error>,
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
                Message::Signal(number) => return Ok(Ended::Signal(number)),
                Message::Lost => return Ok(Ended::Signal(signal_hook::consts::SIGHUP)),
            }
            if effects.contains(&Effect::Quit) {
                return Ok(Ended::Quit);
            }
        }
        if effects.contains(&Effect::Suspend) && !suspend(terminal)? {
            app.warn("There is no shell here that could bring a stopped reader back");
        }
        if !effects.is_empty() {
            let size = terminal.size()?;
            terminal.resize(Rect { x: 0, y: 0, width: size.width, height: size.height })?;
            app.handle(Event::Resized(Size { width: size.width, height: size.height }));
        }
    }
}
