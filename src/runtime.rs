//! The loop between a terminal and the state of a reader.
//!
//! Two threads send: one reads the terminal's events, one waits for signals. The loop takes all that
//! is ready, changes the state, and draws once. While nothing happens, nothing wakes.

mod decision;
mod guardian;
mod input;
mod mirror;
mod probe;
mod screen;

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver};

use ratatui::layout::Rect;

use crate::app::{App, Area, Effect, Event, Pane, Size};
use crate::view;
use decision::{Decision, decide, must_ask};
use mirror::{Abilities, Mirror};

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
    let mut mirror = Mirror::new(io::stdout(), Abilities::default());
    let ended = run(app, &mut mirror, &messages, size, |outside| match outside {
        Outside::Suspend => screen.suspend(),
        Outside::Tell(decision) => screen.tell(&decision).map(|()| true),
    });
    match ended {
        // The terminal went while the loop was writing to it, before anybody could tell.
        Err(_) if guardian::has_hung_up() => Ok(Ended::Signal(signal_hook::consts::SIGHUP)),
        ended => ended,
    }
}

/// What the loop has done to the terminal, beside drawing.
enum Outside {
    /// Stop the program, and come back when it is continued; or say that nobody could continue it.
    Suspend,
    /// Tell the terminal how text is sent from now on.
    Tell(Decision),
}

/// Runs a reader: takes messages, changes the state, draws. `size` asks for the terminal's size;
/// `outside` says whether it was done.
fn run<W: Write>(
    mut app: App,
    mirror: &mut Mirror<W>,
    messages: &Receiver<Message>,
    size: impl Fn() -> io::Result<Size>,
    mut outside: impl FnMut(Outside) -> io::Result<bool>,
) -> io::Result<Ended> {
    loop {
        let Size { width, height } = app.size();
        let area = Rect { x: 0, y: 0, width, height };
        mirror.show(area, &panes(&app), view::cursor(&app), |buffer| {
            view::draw(&app, area, buffer);
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
                    outside(Outside::Tell(*decision))?;
                }
                Message::Signal(number) => return Ok(Ended::Signal(number)),
                Message::Lost => return Ok(Ended::Signal(signal_hook::consts::SIGHUP)),
            }
            if effects.contains(&Effect::Quit) {
                return Ok(Ended::Quit);
            }
        }
        if effects.contains(&Effect::Suspend) && !outside(Outside::Suspend)? {
            app.warn("There is no shell here that could bring a stopped reader back");
        }
        if !effects.is_empty() {
            mirror.forget();
            app.handle(Event::Resized(size()?));
        }
    }
}

/// The places whose rows move together when somebody scrolls.
fn panes(app: &App) -> Vec<Rect> {
    let places = Pane::ALL.into_iter().filter_map(|pane| app.screen().area(pane));
    let inside = places.map(|place| place.inside());
    inside.map(|Area { x, y, width, height }| Rect { x, y, width, height }).collect()
}
