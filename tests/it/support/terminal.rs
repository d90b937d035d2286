//! The real program in a pseudo-terminal, with an emulated screen to look at.
//!
//! Nothing sleeps to wait for the program: each wait looks again every few milliseconds until what it
//! waits for is there, and fails with the whole screen when that takes too long.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::counts;
use super::desk::Desk;
use super::turn::{self, Turn};

/// How long anything may take: far more than it does, for a machine that has other work.
const LIMIT: Duration = Duration::from_secs(20);

/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_millis(5);

/// What the program has written, as bytes and as a screen.
struct Written {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    last: Instant,
}

/// A program in a terminal of its own.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
    written: Arc<Mutex<Written>>,
    home: TempDir,
    modes_before: String,
    turn: Option<Turn>,
}

/// What is started, and in what.
pub(crate) struct Start {
    command: Vec<String>,
    width: u16,
    height: u16,
    environment: Vec<(String, String)>,
}

/// The reader itself, with these arguments.
pub(crate) fn plenary(arguments: &[&str]) -> Start {
    Start::command(&[&[env!("CARGO_BIN_EXE_plenary")], arguments].concat())
}

impl Start {
    /// Any program.
    pub(crate) fn command(words: &[&str]) -> Self {
        Self {
            command: words.iter().copied().map(str::to_owned).collect(),
            width: 80,
            height: 24,
            // This terminal answers no questions, and shows text as it is sent.
            environment: [("TERM", "xterm-256color"), ("PLENARY_BIDI", "app")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        }
    }

    pub(crate) fn at(mut self, width: u16, height: u16) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Starts it, with an empty folder as home and nothing else in the environment.
    pub(crate) fn spawn(self) -> Terminal {
        let turn = turn::take();
        let home = TempDir::new().expect("a folder for the home can be made");
        let size = pty_size(self.width, self.height);
        let pair = native_pty_system().openpty(size).expect("a terminal can be opened");
        let mut command = CommandBuilder::new(&self.command[0]);
        command.args(&self.command[1..]);
        command.env_clear();
        command.cwd(home.path());
        for (name, value) in [
            ("HOME", home.path().to_str().expect("the folder has a plain name")),
            ("PATH", "/usr/local/bin:/usr/bin:/bin"),
            ("LANG", "C.UTF-8"),
        ] {
            command.env(name, value);
        }
        if let Some((name, value)) = counts::kept() {
            command.env(name, value);
        }
        for (name, value) in &self.environment {
            command.env(name, value);
        }
        let modes_before = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let written = Arc::new(Mutex::new(Written {
            screen: vt100::Parser::new(cells(self.height), cells(self.width), 0),
            bytes: Vec::new(),
            last: now(),
        }));
        let stop = Arc::new(AtomicBool::new(false));
        let reader = {
            let source = pair.master.try_clone_reader().expect("the terminal can be read");
            let (written, stop) = (Arc::clone(&written), Arc::clone(&stop));
            thread::spawn(move || read(source, &written, &stop))
        };
        let writer = pair.master.take_writer().expect("the terminal can be written to");
        Terminal {
            child,
            master: Some(pair.master),
            writer: Some(writer),
            reader: Some(reader),
            stop,
            written,
            home,
            modes_before,
            turn: Some(turn),
        }
    }
}

/// The modes of the line, as text to compare.
fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a terminal has modes"))
}

fn pty_size(width: u16, height: u16) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has cells")
}

fn read(mut source: Box<dyn Read + Send>, written: &Mutex<Written>, stop: &AtomicBool) {
    let mut buffer = vec![0; 1 << 16];
    let mut cut = Vec::new();
    while let Ok(count) = source.read(&mut buffer) {
        if count == 0 || stop.load(Ordering::SeqCst) {
            return;
        }
        let mut written = written.lock().unwrap_or_else(PoisonError::into_inner);
        let drawn = drawable(&mut cut, &buffer[..count]);
        written.screen.process(&drawn);
        written.bytes.extend_from_slice(&buffer[..count]);
        written.last = now();
    }
}

/// What the emulated screen is given: it draws no U+FFFD, where every terminal shows a cell. `cut` holds
/// the beginning of a character that the last piece ended in.
fn drawable(cut: &mut Vec<u8>, piece: &[u8]) -> Vec<u8> {
    cut.extend_from_slice(piece);
    let whole = match std::str::from_utf8(cut) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => cut.len(),
    };
    let rest = cut.split_off(whole);
    let whole = std::mem::replace(cut, rest);
    let shown = |text: String| text.replace(char::REPLACEMENT_CHARACTER, "?").into_bytes();
    String::from_utf8(whole).map_or_else(std::string::FromUtf8Error::into_bytes, shown)
}

#[expect(clippy::disallowed_methods, reason = "a test that waits has to give up some time")]
fn now() -> Instant {
    Instant::now()
}

/// Looks again and again until `look` finds something; `None` where it takes too long.
pub(crate) fn until<T>(limit: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let start = now();
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if start.elapsed() > limit {
            return None;
        }
        thread::sleep(PAUSE);
    }
}

impl Terminal {
    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at the emulated screen.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.written().screen.screen())
    }

    /// The text of the screen.
    pub(crate) fn text(&self) -> String {
        self.look(vt100::Screen::contents)
    }

    /// One row of the screen, from 0.
    pub(crate) fn row(&self, row: u16) -> String {
        self.look(|screen| {
            let (_, columns) = screen.size();
            screen.rows(0, columns.get()).nth(usize::from(row)).unwrap_or_default()
        })
    }

    /// Every byte that the program has written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.written().bytes.clone()
    }

    /// The home of the program, where its settings are.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    #[track_caller]
    pub(crate) fn wait_for(&self, wanted: &str) {
        self.wait_until(&format!("{wanted:?} stands on the screen"), |screen| {
            screen.contents().contains(wanted)
        });
    }

    /// Waits until these bytes have been written.
    #[track_caller]
    pub(crate) fn wait_for_bytes(&self, wanted: &str) {
        let stand = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(wanted);
        let found = until(LIMIT, || stand(&self.bytes()).then_some(()));
        assert!(found.is_some(), "never: {wanted:?} is written\n{}", self.shown());
    }

    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let found = until(LIMIT, || self.look(&holds).then_some(()));
        assert!(found.is_some(), "never: {what}\n{}", self.shown());
    }

    /// Waits until the screen has exactly these rows.
    #[track_caller]
    pub(crate) fn wait_to_show(&self, desk: &Desk) {
        let wanted = desk.rows();
        self.wait_until(&format!("the screen is\n{}", wanted.join("\n")), |screen| {
            let rows = screen.rows(0, screen.size().1.get());
            rows.map(|row| row.trim_end().to_owned()).eq(wanted.iter().cloned())
        });
    }

    /// Waits until nothing has been written for this long.
    #[track_caller]
    pub(crate) fn wait_for_quiet(&self, pause: Duration) {
        let start = now();
        let quiet = until(LIMIT, || {
            let long = start.elapsed() > pause && self.written().last.elapsed() > pause;
            long.then_some(())
        });
        assert!(quiet.is_some(), "the program never stops writing\n{}", self.shown());
    }

    /// Has the whole screen drawn again, and waits until it is.
    #[track_caller]
    pub(crate) fn redraw(&mut self) {
        let before = self.bytes().len();
        self.press("\u{c}");
        let drawn = until(LIMIT, || (self.bytes().len() > before).then_some(()));
        assert!(drawn.is_some(), "the screen is not drawn again\n{}", self.shown());
        self.wait_for_quiet(Duration::from_millis(50));
    }

    /// The whole screen in a frame, for a person who looks why a test failed.
    fn shown(&self) -> String {
        self.look(|screen| {
            let (_, columns) = screen.size();
            let rows: Vec<String> =
                screen.rows(0, columns.get()).map(|row| format!("|{row}")).collect();
            let (row, column) = screen.cursor_position();
            format!("{}\ncursor: row {row}, column {column}", rows.join("\n"))
        })
    }

    /// Types plain text and control characters.
    pub(crate) fn press(&mut self, keys: &str) {
        self.press_bytes(keys.as_bytes());
    }

    /// Types bytes, which need not be text.
    pub(crate) fn press_bytes(&mut self, keys: &[u8]) {
        let writer = self.writer.as_mut().expect("the terminal is there");
        writer.write_all(keys).expect("the terminal takes keys");
        writer.flush().expect("the terminal takes keys");
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        // The emulated screen first: the program may draw before this comes back.
        self.written().screen.set_size(cells(height), cells(width));
        let master = self.master.as_ref().expect("the terminal is there");
        master.resize(pty_size(width, height)).expect("a terminal can be resized");
    }

    /// Lets another test have the turn of this one, which from now on only waits.
    pub(crate) fn give_up_turn(&mut self) {
        self.turn = None;
    }

    /// Whether the line edits and echoes as it did before the program was started.
    pub(crate) fn is_cooked(&self) -> bool {
        modes(&**self.master.as_ref().expect("the terminal is there")) == self.modes_before
    }

    pub(crate) fn process(&self) -> Pid {
        let number = self.child.process_id().and_then(|id| i32::try_from(id).ok());
        number.and_then(Pid::from_raw).expect("a program has a number")
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.process(), signal).expect("the program takes signals");
    }

    /// Waits for the end, and for everything that was written until then.
    #[track_caller]
    pub(crate) fn wait_exit(&mut self) -> ExitStatus {
        let status = until(LIMIT, || self.child.try_wait().expect("a child can be asked"));
        let Some(status) = status else { panic!("never: the program ends\n{}", self.shown()) };
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reading thread ends");
        }
        status
    }

    #[track_caller]
    pub(crate) fn wait_exit_code(&mut self) -> u32 {
        let status = self.wait_exit();
        assert_eq!(status.signal(), None, "a signal ended it\n{}", self.shown());
        status.exit_code()
    }

    /// Takes nothing more of what the program writes, as a terminal that is held.
    pub(crate) fn stop_reading(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // Something to write, so that the reading thread wakes and lets go of the terminal.
        self.press("\u{c}");
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reading thread ends");
        }
    }

    /// Closes this end of the terminal, as a link that drops does.
    pub(crate) fn hang_up(&mut self) {
        self.stop_reading();
        self.writer = None;
        self.master = None;
    }

    /// Whether the program has ended, as far as its parent can tell.
    pub(crate) fn has_ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("a child can be asked")
    }

    /// The terminal is as a shell expects it: its own screen, the cursor, no mouse, no paste marks, and
    /// a line that edits and echoes.
    #[track_caller]
    pub(crate) fn is_given_back(&self) {
        assert!(self.is_cooked(), "the line edits and echoes again");
        self.look(|screen| {
            assert!(!screen.alternate_screen(), "the alternate screen is left");
            assert!(!screen.hide_cursor(), "the cursor is shown");
            assert!(!screen.bracketed_paste(), "pastes are not bracketed");
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        });
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind.
        if self.child.try_wait().is_ok_and(|status| status.is_none()) {
            self.child.kill().ok();
            self.child.wait().ok();
        }
        self.writer = None;
        self.master = None;
        if let Some(reader) = self.reader.take().filter(JoinHandle::is_finished) {
            reader.join().ok();
        }
    }
}
