//! Takes the terminal, and gives it back as it was: on leaving, on a panic, while stopped.

use std::io::{self, BufWriter, Stdout, Write};
use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;

use super::guardian;

/// The terminal, as long as the reader has it.
#[derive(Debug)]
pub(super) struct Screen {
    mouse: bool,
}

/// Whether the reader has the terminal.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// A backend that writes each frame at once.
pub(super) fn backend() -> CrosstermBackend<BufWriter<Stdout>> {
    CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()))
}

impl Screen {
    /// Takes the terminal: raw mode, the alternate screen, and the mouse where it is wanted.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let then = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                give_back().ok();
                then(info);
            }));
        });
        let screen = Self { mouse };
        screen.take()?;
        Ok(screen)
    }

    fn take(&self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let mut out = io::stdout();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            queue!(out, EnableMouseCapture)?;
        }
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
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    // The mode first: it needs no room in a blocked terminal.
    let mode = disable_raw_mode();
    execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show)?;
    mode
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    /// What the child of the test below does: it takes the terminal, and panics.
    fn panic_on_the_screen() {
        let _screen = Screen::enter(true).expect("there is a terminal");
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
        assert!(after.contains("a mistake of the program"), "{told:?}");
        for mode in ["\u{1b}[?2004l", "\u{1b}[?1000l", "\u{1b}[?1006l"] {
            assert!(told.contains(mode), "{told:?}");
        }
        assert_eq!(modes(), before);
    }
}
