//! The loop between a terminal and the state of a reader.
//!
//! Two threads send: one reads the terminal's events, one waits for signals. The loop takes all that
//! is ready, changes the state, and draws once. While nothing happens, nothing wakes.

mod asking;
mod clipboard;
mod decision;
mod guardian;
mod input;
mod mirror;
mod probe;
mod screen;

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver};

use ratatui::layout::Rect;

use crate::app::{Area, Effect, Event, Notice, Scene, Size};
use crate::model::Clean;
use crate::notebook::Moment;
use crate::view::Drawn;
use clipboard::Through;
use decision::{Decision, decide, must_ask};
use mirror::{Abilities, Mirror};

pub use asking::{Answers, answers};
pub use decision::{Hints, Outer};
#[doc(hidden)]
pub use probe::events_in;

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

/// What the reader needs from outside, beside a terminal.
pub trait Outside {
    /// The time.
    fn now(&self) -> Moment;

    /// Begins what goes on beside the reader, before its first event; what comes of it is told `later`.
    fn begin(&mut self, later: Later);

    /// Does what an effect asks for, and says what came of it, where there is anything to say; what
    /// takes its time tells `later`.
    fn perform(&mut self, effect: Effect, later: Later) -> Option<Notice>;
}

/// Tells the reader what came of something that took its time.
pub type Later = Box<dyn Fn(Event) + Send>;

/// What the loop can run: it changes by events, and can be drawn.
pub trait Stage: Scene + Drawn {}

impl<T: Scene + Drawn> Stage for T {}

/// Runs a reader in the terminal that the program was started in, until it ends. `hints` is what the
/// environment says about the terminal.
pub fn read<S: Stage>(mut app: S, hints: Hints, outside: &mut dyn Outside) -> io::Result<Ended> {
    let (sender, messages) = mpsc::channel();
    let teller = sender.clone();
    let later = move || {
        let sender = teller.clone();
        // Who has left the reader hears nothing more.
        let tell = move |event| drop(sender.send(Message::Event(event)));
        Box::new(tell) as Later
    };
    let settings = app.settings().clone();
    let _guardian = guardian::watch(sender.clone())?;
    let mut screen = screen::Screen::prepare(settings.mouse)?;
    let through = Through::of(&hints);
    let asks = must_ask(&settings, &hints);
    let heard = asks.then(|| probe::ask(hints.far)).transpose()?;
    let decision = decide(&settings, heard.as_ref().map(probe::Heard::replies), &hints);
    app.send_as(decision.sending.clone());
    screen.enter(&decision)?;
    input::listen(sender, heard, move |replies| {
        Message::Decided(Box::new(decide(&settings, Some(replies), &hints)))
    });
    // It may have got another size while it was asked.
    for effect in app.handle(Event::Resized(size()?)) {
        if matches!(effect, Effect::Ask(_)) {
            outside.perform(effect, later());
        }
    }
    let mut mirror = Mirror::new(io::stdout(), Abilities::default());
    let ended = run(&mut app, &mut mirror, &messages, (outside, &later), |ask| match ask {
        Ask::Size => size().map(Answer::Size),
        Ask::Suspend => screen.suspend().map(Answer::Done),
        Ask::Tell(decision) => screen.tell(&decision).map(|()| Answer::Done(true)),
        Ask::Copy(text) => {
            let text = Clean::text(&text);
            clipboard::copy(&text, through).map(|()| Answer::Done(through != Through::Tmux))
        }
    });
    // However it ended: where one was is kept.
    let left = app.leave();
    if !left.is_empty() {
        outside.perform(Effect::Keep(left), later());
    }
    match ended {
        // The terminal went while the loop was writing to it, before anybody could tell.
        Err(_) if guardian::has_hung_up() => Ok(Ended::Signal(signal_hook::consts::SIGHUP)),
        ended => ended,
    }
}

/// What the loop asks of the terminal, beside drawing.
enum Ask {
    /// Its size.
    Size,
    /// To stop the program, and come back when it is continued; or to say that nobody could continue it.
    Suspend,
    /// To hear how text is sent from now on.
    Tell(Decision),
    /// To take text into its clipboard.
    Copy(String),
}

/// What came of it.
enum Answer {
    Size(Size),
    Done(bool),
}

/// Runs a reader: takes messages, changes the state, draws.
fn run<S: Stage, W: Write>(
    app: &mut S,
    mirror: &mut Mirror<W>,
    messages: &Receiver<Message>,
    (outside, later): (&mut dyn Outside, &dyn Fn() -> Later),
    mut terminal: impl FnMut(Ask) -> io::Result<Answer>,
) -> io::Result<Ended> {
    let mut has_begun = false;
    loop {
        let Size { width, height } = app.size();
        let area = Rect { x: 0, y: 0, width, height };
        mirror.show(area, &panes(app), app.cursor(), |buffer| app.draw(area, buffer))?;
        // The first frame waits for nothing.
        if !has_begun {
            outside.begin(later());
            has_begun = true;
        }
        let mut effects = Vec::new();
        // One frame answers everything that is ready: a held key never leaves the screen behind.
        let first = messages.recv().unwrap_or(Message::Lost);
        app.set_now(outside.now());
        for message in std::iter::once(first).chain(messages.try_iter()) {
            match message {
                Message::Event(event) => effects.extend(app.handle(event)),
                Message::Redraw => effects.push(Effect::Redraw),
                Message::Suspend => effects.push(Effect::Suspend),
                Message::Decided(decision) => {
                    effects.extend(app.handle(Event::Sending(decision.sending.clone())));
                    terminal(Ask::Tell(*decision))?;
                }
                Message::Signal(number) => return Ok(Ended::Signal(number)),
                Message::Lost => return Ok(Ended::Signal(signal_hook::consts::SIGHUP)),
            }
            if effects.contains(&Effect::Quit) {
                break;
            }
        }
        let mut redraw = false;
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(Ended::Quit),
                Effect::Redraw => redraw = true,
                Effect::Suspend => {
                    redraw = true;
                    let left = app.leave();
                    outside.perform(Effect::Keep(left), later());
                    if matches!(terminal(Ask::Suspend)?, Answer::Done(false)) {
                        app.warn("There is no shell here that could bring a stopped reader back");
                    }
                }
                Effect::Copy(text) => {
                    // Through tmux it arrives only where tmux is told to pass it on.
                    if matches!(terminal(Ask::Copy(text))?, Answer::Done(false)) {
                        app.doubt_copy();
                    }
                }
                effect @ (Effect::Keep(_)
                | Effect::Save { .. }
                | Effect::Pipe { .. }
                | Effect::Ask(_)
                | Effect::Import(_)) => {
                    if let Some(notice) = outside.perform(effect, later()) {
                        app.handle(Event::Done(notice));
                    }
                }
            }
        }
        if redraw && let Answer::Size(size) = terminal(Ask::Size)? {
            mirror.forget();
            app.handle(Event::Resized(size));
        }
    }
}

/// The places whose rows move together when somebody scrolls.
fn panes(app: &impl Scene) -> Vec<Rect> {
    let rect = |Area { x, y, width, height }| Rect { x, y, width, height };
    app.panes().into_iter().map(rect).collect()
}
