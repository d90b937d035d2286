//! Takes the terminal, and gives it back as it was: on leaving, on a panic, while stopped.

use std::io::{self, Write};
use std::panic;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::decision::Decision;
use super::guardian;

/// Clicks and the wheel are told, as SGR writes them. Movements are not: they would fill a slow link.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// The end of it.
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// The whole screen scrolls: no margins at the sides, none above and below.
const WHOLE: &[u8] = b"\x1b[?69l\x1b[r";

/// The terminal, written to without the buffer of the standard output: that would send a frame in two
/// parts, the first up to its last line feed.
#[derive(Debug)]
pub(super) struct Terminal;

impl Write for Terminal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(io::stdout(), bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal, as long as the reader has it.
#[derive(Debug)]
pub(super) struct Screen {
    mouse: bool,
    /// What the terminal is told before its alternate screen is entered, and when it is given back.
    decision: Decision,
}

/// What the reader has of the terminal.
enum Taken {
    Nothing,
    /// Its line, in raw mode.
    Line,
    /// Its screen too; the terminal is told this when it is given back.
    Screen(Vec<u8>),
}

/// What the reader has of the terminal: a panic gives it back from wherever it happens.
static TAKEN: Mutex<Taken> = Mutex::new(Taken::Nothing);

fn taken() -> MutexGuard<'static, Taken> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Screen {
    /// Takes the line of the terminal: what is sent comes at once and unseen.
    pub(super) fn prepare(mouse: bool) -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let then = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                give_back().ok();
                then(info);
            }));
        });
        *taken() = Taken::Line;
        let screen = Self { mouse, decision: Decision::default() };
        enable_raw_mode()?;
        Ok(screen)
    }

    /// Takes the screen: what the terminal is told, the alternate screen, and the mouse where it is
    /// wanted.
    pub(super) fn enter(&mut self, decision: &Decision) -> io::Result<()> {
        self.decision = decision.clone();
        self.take()
    }

    /// Tells the terminal what it was not told yet, now that more is known of it.
    pub(super) fn tell(&mut self, decision: &Decision) -> io::Result<()> {
        let (enter, mouse) = (std::mem::take(&mut self.decision.enter), self.mouse_mode());
        self.leave_by(decision);
        let mut out = io::stdout();
        if decision.enter != enter {
            out.write_all(&decision.enter)?;
        }
        if self.mouse_mode() != mouse {
            out.write_all(self.mouse_mode())?;
        }
        out.flush()
    }

    /// The terminal is to be told something else when it is given back, now that more is known of it.
    pub(super) fn leave_by(&mut self, decision: &Decision) {
        self.decision = decision.clone();
        *taken() = Taken::Screen(decision.leave.clone());
    }

    /// The mouse is told where it is wanted, and where Esc is worth no less for it: GNU screen holds it
    /// back, for it might be the beginning of a click.
    fn mouse_mode(&self) -> &'static [u8] {
        if self.mouse && !self.decision.keeps_escape { MOUSE_ON } else { MOUSE_OFF }
    }

    fn take(&self) -> io::Result<()> {
        *taken() = Taken::Screen(self.decision.leave.clone());
        enable_raw_mode()?;
        let mut out = io::stdout();
        // VTE heeds it in the rows that are made afterwards: those of the alternate screen.
        out.write_all(&self.decision.enter)?;
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        out.write_all(self.mouse_mode())?;
        out.flush()
    }

    /// Gives the terminal back, stops the program, and takes the terminal again when continued; `false`
    /// where it did not stop, because no shell is there to continue it.
    pub(super) fn suspend(&mut self) -> io::Result<bool> {
        if !guardian::can_be_continued() {
            return Ok(false);
        }
        give_back()?;
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.take()?;
        Ok(true)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // There is nobody left to tell where the terminal does not take it.
        give_back().ok();
    }
}

/// Gives the terminal back as it was, if it is taken. A second time would move the cursor back over
/// what has been said since.
fn give_back() -> io::Result<()> {
    let taken = std::mem::replace(&mut *taken(), Taken::Nothing);
    if matches!(taken, Taken::Nothing) {
        return Ok(());
    }
    // The mode first: it needs no room in a blocked terminal.
    let mode = disable_raw_mode();
    if let Taken::Screen(told) = taken {
        let mut out = io::stdout();
        out.write_all(MOUSE_OFF)?;
        out.write_all(WHOLE)?;
        queue!(out, DisableBracketedPaste, LeaveAlternateScreen, Show)?;
        out.write_all(&told)?;
        out.flush()?;
    }
    mode
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    /// What the child of the test below does: it takes the terminal, and panics.
    fn panic_on_the_screen() {
        let mut screen = Screen::prepare(true).expect("there is a terminal");
        let leave = b"\x1b[8h".to_vec();
        let decision = Decision { enter: b"\x1b[8l".to_vec(), leave, ..Decision::default() };
        screen.enter(&decision).expect("there is a terminal");
        panic!("a mistake of the program");
    }

    /// Where this is set, the test is its own child.
    const INSIDE: &str = "PLENARY_TEST_INSIDE";

    #[test]
    fn a_panic_gives_the_terminal_back_before_it_is_told() {
        #[expect(clippy::disallowed_methods, reason = "the test tells itself from its child")]
        if std::env::var_os(INSIDE).is_some() {
            return panic_on_the_screen();
        }
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let modes = || pair.master.get_termios().unwrap();
        let before = modes();
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        let this = "runtime::screen::tests::a_panic_gives_the_terminal_back_before_it_is_told";
        command.args(["--exact", this, "--nocapture", "--test-threads=1"]);
        command.env(INSIDE, "1");
        command.env("RUST_BACKTRACE", "0");
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut written = Vec::new();
        // At the end of the child the system says so with an error.
        pair.master.try_clone_reader().unwrap().read_to_end(&mut written).unwrap_or_default();
        assert!(!child.wait().unwrap().success());
        let told = String::from_utf8_lossy(&written);
        assert_eq!(told.matches("\u{1b}[?1049h").count(), 1, "{told:?}");
        assert_eq!(told.matches("\u{1b}[?1049l").count(), 1, "{told:?}");
        let (_, after) = told.split_once("\u{1b}[?1049l").unwrap();
        assert!(after.contains("\u{1b}[?25h"), "the cursor is shown: {told:?}");
        assert!(after.contains("\u{1b}[8h"), "it may reorder text again: {told:?}");
        let (first, _) = told.split_once("\u{1b}[?1049h").unwrap();
        assert!(first.contains("\u{1b}[8l"), "it was told before: {told:?}");
        assert!(after.contains("a mistake of the program"), "{told:?}");
        for mode in ["\u{1b}[?2004l", "\u{1b}[?1000l", "\u{1b}[?1006l"] {
            assert!(told.contains(mode), "{told:?}");
        }
        assert_eq!(modes(), before);
    }
}
