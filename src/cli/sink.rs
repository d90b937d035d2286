//! The outputs of the process. What is written there has passed the gate, or is the program's own.

use std::backtrace::Backtrace;
use std::backtrace::BacktraceStatus;
use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::panic;

use crate::model::Clean;

/// The standard output.
pub(super) struct Sink {
    out: BufWriter<Box<dyn Write>>,
}

impl Sink {
    /// The standard output of the process.
    pub(super) fn stdout() -> Self {
        Self { out: BufWriter::new(Box::new(io::stdout())) }
    }

    /// Writes what has passed the gate.
    pub(super) fn put(&mut self, text: &Clean<'_>) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Writes what stands in the program itself.
    pub(super) fn own(&mut self, text: &'static str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Writes a script or a page that is made from the parser of the arguments alone, byte for byte.
    pub(super) fn made(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Sees that everything has been written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes on the standard error.
pub(super) fn tell(text: &Clean<'_>) {
    // Where the standard error cannot be written, there is nowhere left to say so.
    io::stderr().write_all(text.as_bytes()).ok();
}

/// Sees that what a panic says has passed the gate too: it may hold words of a document.
pub(super) fn tame_panics() {
    panic::set_hook(Box::new(|info| {
        let trace = Backtrace::capture();
        let trace = match trace.status() {
            BacktraceStatus::Captured => format!("{trace}"),
            _ => String::new(),
        };
        let told = format!("plenary: this is a mistake in the program: {info}\n{trace}");
        tell(&Clean::text(&told));
    }));
}
