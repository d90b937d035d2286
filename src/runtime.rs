//! The loop between a terminal and the state of a reader.
//!
//! Two threads send: one reads the terminal, one waits for signals. The loop takes all that is ready,
//! changes the state, and draws once, when the terminal has taken the frame before (`pace`). While nothing
//! happens, nothing wakes.

mod asking;
mod clipboard;
mod decision;
mod guardian;
mod haste;
mod input;
mod line;
mod mirror;
mod pace;
mod reply;
mod screen;

use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{Area, Effect, Event, Notice, Scene, Sending, Size};
use crate::model::Clean;
use crate::notebook::Moment;
use crate::view::{Drawn, Room};
use clipboard::Through;
use decision::{decide, must_ask, other_charset};
use haste::Haste;
use input::{Input, ask};
use mirror::{Abilities, Charset, Mirror};
use pace::{Pace, now};
use reply::Replies;
use screen::Terminal;

pub use asking::{Answers, answers};
pub use decision::{Hints, Outer};
#[doc(hidden)]
pub use input::events_in;

/// How long a terminal that is asked has for its answer.
const ANSWER: Duration = Duration::from_millis(400);
/// The same where a network lies between.
const ANSWER_FAR: Duration = Duration::from_millis(1500);
/// How long a terminal that is given back may take to answer what is still unanswered.
const LAST_ANSWER: Duration = Duration::from_millis(1500);
/// The same where a signal ends the program, before the guardian does.
const LAST_ANSWER_SIGNAL: Duration = Duration::from_millis(300);

/// What the loop is told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Message {
    /// Something happened in the terminal.
    Event(Event),
    /// Draw everything again.
    Redraw,
    /// Stop until continued.
    Suspend,
    /// The terminal has got another size.
    Resized,
    /// The terminal has said what it is.
    Known(Box<Replies>),
    /// The terminal has shown a frame.
    Answered,
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
#[expect(clippy::needless_pass_by_value, reason = "nobody needs them afterwards")]
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
    let mut input = Input::new(hints.far);
    let answer = if hints.far { ANSWER_FAR } else { ANSWER };
    let mut pace = Pace::default();
    pace.asked(now(), answer);
    ask()?;
    let mut decision = decide(&settings, input.replies(), &hints);
    app.send_as(decision.sending.clone());
    let charset = other_charset(&hints).map(Charset::of);
    let mut drawing =
        Drawing { mirror: Mirror::new(Terminal, charset), room: Room::default(), pace };
    // Where the first frame depends on the answers they are waited for; elsewhere they may come later.
    if must_ask(&settings, &hints) && drawing.prepare(&app) {
        input.wait(answer)?;
        decision = decide(&settings, input.replies(), &hints);
        app.send_as(decision.sending.clone());
        drawing.mirror.draw_anew();
    }
    screen.enter(&decision)?;
    if input.replies().complete {
        drawing.know(input.replies());
    }
    input.listen(sender);
    // It may have got another size while it was asked.
    resize(&mut app, size()?, outside, &later);
    let mut decided = decision;
    let ended = run(&mut app, &mut drawing, &messages, (outside, &later), |ask| match ask {
        Ask::Size => size().map(Answer::Size),
        Ask::Suspend => screen.suspend().map(Answer::Done),
        Ask::Decide(replies) => {
            let decision = decide(&settings, &replies, &hints);
            if decision == decided {
                return Ok(Answer::Done(false));
            }
            decided = decision.clone();
            screen.tell(&decision)?;
            Ok(Answer::Sending(decision.sending))
        }
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
    let heard = match &ended {
        Ok(Ended::Quit) => drawing.pace.drain(&messages, LAST_ANSWER),
        Ok(Ended::Signal(_)) => drawing.pace.drain(&messages, LAST_ANSWER_SIGNAL),
        Err(_) => Vec::new(),
    };
    // Who answers only now is still left as he was found.
    for message in heard {
        if let Message::Known(replies) = message {
            screen.leave_by(&decide(&settings, &replies, &hints));
        }
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
    /// To be sent text as its answers ask for.
    Decide(Box<Replies>),
    /// To take text into its clipboard.
    Copy(String),
}

/// What came of it.
enum Answer {
    Size(Size),
    Sending(Sending),
    Done(bool),
}

/// What is needed to draw.
struct Drawing<W: Write> {
    mirror: Mirror<W>,
    room: Room,
    pace: Pace,
}

impl<W: Write> Drawing<W> {
    /// Takes in what the terminal said that it can.
    fn know(&mut self, replies: &Replies) {
        self.mirror.can(Abilities::of(replies));
        self.pace.known(replies.well, now());
    }

    /// Draws the first frame before it is shown; says whether something in it depends on the terminal.
    fn prepare(&mut self, app: &impl Stage) -> bool {
        let area = area(app);
        self.mirror.prepare(area, |buffer| app.draw(area, buffer, &mut self.room))
    }

    /// Draws a frame.
    fn draw(&mut self, app: &impl Stage) -> io::Result<()> {
        let area = area(app);
        let asks_from = self.pace.asks_from(now());
        let (panes, room) = (panes(app), &mut self.room);
        let draw = |buffer: &mut Buffer| app.draw(area, buffer, room);
        let sent = self.mirror.show(area, &panes, app.cursor(), asks_from, draw)?;
        self.pace.sent(sent, now());
        Ok(())
    }
}

/// Runs a reader: takes messages, changes the state, draws.
fn run<S: Stage, W: Write>(
    app: &mut S,
    drawing: &mut Drawing<W>,
    messages: &Receiver<Message>,
    (outside, later): (&mut dyn Outside, &dyn Fn() -> Later),
    mut terminal: impl FnMut(Ask) -> io::Result<Answer>,
) -> io::Result<Ended> {
    // What came while the terminal was about to be given back.
    let mut kept = Vec::new();
    let mut due = true;
    let mut has_begun = false;
    let mut haste = Haste::default();
    loop {
        if haste.has_paused(now()) {
            app.hurry(false);
            due = true;
        }
        let wait = due.then(|| drawing.pace.wait(now())).flatten();
        if due && wait.is_none() {
            if drawing.pace.take_resized()
                && let Answer::Size(size) = terminal(Ask::Size)?
            {
                drawing.mirror.forget();
                resize(app, size, outside, later);
            }
            drawing.draw(app)?;
            due = false;
            // The first frame waits for nothing.
            if !has_begun {
                outside.begin(later());
                has_begun = true;
            }
        }
        let wait = wait.into_iter().chain(haste.wait(now())).min();
        let first = match wait {
            _ if !kept.is_empty() => None,
            // Where nobody sends any more the terminal is gone.
            None => Some(messages.recv().unwrap_or(Message::Lost)),
            Some(wait) => match messages.recv_timeout(wait) {
                Ok(message) => Some(message),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => Some(Message::Lost),
            },
        };
        app.set_now(outside.now());
        let mut effects = Vec::new();
        // One frame answers everything that is ready: a held key never leaves the screen behind.
        for message in std::mem::take(&mut kept).into_iter().chain(first).chain(messages.try_iter())
        {
            due |= message != Message::Answered;
            match message {
                Message::Event(event) => {
                    if matches!(event, Event::Key(_) | Event::Mouse(_)) {
                        app.hurry(haste.pressed(now()));
                    }
                    effects.extend(app.handle(event));
                }
                Message::Redraw => effects.push(Effect::Redraw),
                Message::Resized => drawing.pace.resized(now()),
                Message::Suspend => effects.push(Effect::Suspend),
                Message::Answered => drawing.pace.answered(now()),
                Message::Known(replies) => {
                    drawing.know(&replies);
                    if let Answer::Sending(sending) = terminal(Ask::Decide(replies))? {
                        effects.extend(app.handle(Event::Sending(sending)));
                        // What runs from left to right is shown alike in any case.
                        effects.extend(drawing.mirror.shows_turned().then_some(Effect::Redraw));
                    }
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
                    kept.extend(drawing.pace.drain(messages, LAST_ANSWER));
                    // Who answers only now is left as he was found, too.
                    for message in &kept {
                        if let Message::Known(replies) = message
                            && let Answer::Sending(sending) =
                                terminal(Ask::Decide(replies.clone()))?
                        {
                            app.send_as(sending);
                        }
                    }
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
            drawing.mirror.forget();
            resize(app, size, outside, later);
        }
    }
}

/// Tells a reader of its terminal's size, and does what it then asks for; it is drawn in any case.
fn resize(app: &mut impl Stage, size: Size, outside: &mut dyn Outside, later: &dyn Fn() -> Later) {
    for effect in app.handle(Event::Resized(size)) {
        if matches!(effect, Effect::Ask(_) | Effect::Import(_)) {
            outside.perform(effect, later());
        }
    }
}

/// The whole of the terminal.
fn area(app: &impl Scene) -> Rect {
    let Size { width, height } = app.size();
    Rect { x: 0, y: 0, width, height }
}

/// The places whose rows move together when somebody scrolls.
fn panes(app: &impl Scene) -> Vec<Rect> {
    let rect = |Area { x, y, width, height }| Rect { x, y, width, height };
    app.panes().into_iter().map(rect).collect()
}

#[cfg(test)]
mod tests;
