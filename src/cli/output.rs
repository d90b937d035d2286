//! The standard output: the one place where the program prints.
//!
//! Whatever is printed passes the gate here, so that no message and no path drives a terminal.

use serde::Serialize;

use crate::cli::args::Color;
use crate::cli::args::Form;
use crate::cli::failure::Failure;
use crate::cli::sink::Sink;
use crate::cli::surroundings::Surroundings;
use crate::export::csv;
use crate::model::Clean;

/// Where a command writes.
pub(super) struct Output {
    sink: Sink,
    /// The columns of the terminal, where the standard output is one.
    pub(super) width: Option<usize>,
    bold: bool,
}

impl Output {
    /// The standard output of the process.
    pub(super) fn to_stdout(surroundings: &Surroundings, color: Color) -> Self {
        Self {
            sink: Sink::stdout(),
            width: surroundings.width.map(usize::from),
            bold: match color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => surroundings.width.is_some() && surroundings.allows_color(),
            },
        }
    }

    /// Writes text as it stands.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.sink.put(&Clean::text(text))?)
    }

    /// Writes a line.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.text(text)?;
        self.text("\n")
    }

    /// Writes a line that names what follows.
    pub(super) fn title(&mut self, text: &str) -> Result<(), Failure> {
        if !self.bold || text.is_empty() {
            return self.line(text);
        }
        self.sink.own("\x1b[1m")?;
        self.text(text)?;
        self.sink.own("\x1b[0m\n")?;
        Ok(())
    }

    /// Writes a value as JSON.
    pub(super) fn json<T: Serialize>(&mut self, value: &T) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value)
            .map_err(|error| Failure::wrong(format!("this cannot be written as JSON: {error}")))?;
        self.line(&text)
    }

    /// Writes a table as comma-separated values.
    pub(super) fn csv(&mut self, rows: &csv::Rows) -> Result<(), Failure> {
        rows.iter().try_for_each(|row| self.text(&csv::row(row)))
    }

    /// Ends a command that found nothing: a script that reads JSON still gets a list.
    pub(super) fn nothing(&mut self, form: Form, failure: Failure) -> Result<(), Failure> {
        if form.json && failure.is_nothing() {
            self.json::<[(); 0]>(&[])?;
        }
        Err(failure)
    }

    /// Writes lines that end in CR LF, as calendars and RIS demand.
    pub(super) fn lines_of_network(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.sink.put(&Clean::lines_of_network(text))?)
    }

    /// Writes a script or a page that is made from the parser of the arguments alone, byte for byte.
    pub(super) fn made(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.sink.made(bytes)?)
    }

    /// Sees that everything has been written.
    pub(super) fn finish(self) -> Result<(), Failure> {
        Ok(self.sink.finish()?)
    }
}
