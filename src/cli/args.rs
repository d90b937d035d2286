//! The arguments of the program.

mod global;
mod numbers;
mod powers;

use std::path::PathBuf;

use clap::Args;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap_complete::Shell;

pub(super) use global::Allowance;
pub(super) use global::Color;
pub(super) use global::Global;
use numbers::columns;
use numbers::numbers;

const ABOUT_QUERIES: &str = "\
Queries:
  ceasefire \"foreign bases\"           words and phrases, in any language
  meeting:23  '#23'  meeting:20..23   by number
  kind:statement  lang:ar  country:GR  place:izmir
  signed:GR  by:\"…\"  party:kke        who signed, who issued it, either
  date:2023-10..2024  year:2023       has:signatories  has:actions  has:full
  -kind:report  a or b  ( … )         not, or, grouping; words side by side mean and

  A shell takes quotes away: signed:\"communist party of greece\" still reaches the program as one
  word and is read as one name; a phrase needs two pairs of quotes: '\"foreign bases\"'.
  # begins a comment in a shell: write '#23', or --meeting 23.
  A first word that is no command is a query; after -- every word is one.";

const ABOUT_ENDS: &str = "\
Exit codes: 0 done, 1 nothing found or faults, 2 wrong use or failure. A broken pipe is 0.";

/// A terminal reader for the documents of international meetings
#[derive(Debug, Parser)]
#[command(
    name = "plenary",
    version,
    about,
    after_help = format!("{ABOUT_QUERIES}\n\n{ABOUT_ENDS}"),
    override_usage = "plenary [OPTIONS] [QUERY]...\n       plenary [OPTIONS] COMMAND",
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(flatten)]
    pub(super) selection: Selection,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The arguments where none of them is a command.
#[derive(Debug, Parser)]
#[command(name = "plenary")]
pub(super) struct Reading {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(flatten)]
    pub(super) selection: Selection,
}

/// Which documents are meant.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Selection {
    /// Which documents: words, fields such as kind:statement, or ids
    #[arg(value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// Only documents of this meeting, or of these: 23, 20..23
    #[arg(long, value_name = "NUMBER", value_parser = numbers)]
    pub(super) meeting: Option<String>,
}

impl Selection {
    /// Whether every document is meant.
    pub(super) fn is_empty(&self) -> bool {
        self.query.is_empty() && self.meeting.is_none()
    }
}

/// In which form a table is written.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct Form {
    /// Write JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Write comma-separated values
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

/// Documents, and the form in which they are written.
#[derive(Debug, Args)]
pub(super) struct Tabled {
    #[command(flatten)]
    pub(super) selection: Selection,
    #[command(flatten)]
    pub(super) form: Form,
}

/// Documents, and the form in which what they ask for is written.
#[derive(Debug, Args)]
pub(super) struct Demanded {
    #[command(flatten)]
    pub(super) selection: Selection,
    #[command(flatten)]
    pub(super) form: Form,
    /// Write a calendar (RFC 5545): days as events, what has no day as tasks
    #[arg(long, conflicts_with_all = ["json", "csv"])]
    pub(super) ics: bool,
}

/// What `search` looks for, and how much of it is written.
#[derive(Debug, Args)]
pub(super) struct Searched {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// Write JSON
    #[arg(long)]
    pub(super) json: bool,
    /// So many passages at most
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    pub(super) limit: usize,
}

/// How an archive is indexed.
#[derive(Debug, Args)]
pub(super) struct Indexed {
    /// Throw away what there is, and make it anew
    #[arg(long)]
    pub(super) anew: bool,
}

/// What `cite` cites, and how.
#[derive(Debug, Args)]
pub(super) struct Cited {
    /// Ids of documents, each perhaps with the number of a block: forum-9-call, forum-9-call¶8, forum-9-call:8
    #[arg(value_name = "ID[¶N]", required = true)]
    pub(super) what: Vec<String>,
    /// The version in this language, as ar or pt-BR
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// The form: text, bibtex, biblatex, csl-json or ris
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        default_value_t = CitationForm::Text,
        hide_possible_values = true,
    )]
    pub(super) format: CitationForm,
    /// The day on which you saw the copy, as 2024-05-01 [default: the day on which it was saved]
    #[arg(long, value_name = "DATE")]
    pub(super) accessed: Option<String>,
}

/// The form of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CitationForm {
    Text,
    Bibtex,
    Biblatex,
    CslJson,
    Ris,
}

/// What `export` exports, and where to.
#[derive(Debug, Args)]
pub(super) struct Exported {
    #[command(flatten)]
    pub(super) selection: Selection,
    /// The form: markdown or html [default: html for a FILE that ends so, else markdown]
    #[arg(long, value_enum, value_name = "FORM", hide_possible_values = true)]
    pub(super) format: Option<PageForm>,
    /// Write to this file instead of the standard output
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Replace the file where there is one
    #[arg(long, requires = "out")]
    pub(super) force: bool,
}

/// The form of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PageForm {
    Markdown,
    Html,
}

/// What `show` shows, and how.
#[derive(Debug, Args)]
pub(super) struct Shown {
    /// The id of the document
    #[arg(value_name = "ID")]
    pub(super) id: String,
    /// The version in this language, as ar or pt-BR
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,
    /// Columns of a line; 0 leaves every paragraph on one line [default: the terminal's, at most 80]
    #[arg(long, value_name = "COLUMNS", value_parser = columns)]
    pub(super) width: Option<usize>,
    /// The text alone, without facts, signatories and actions
    #[arg(long, conflicts_with = "json")]
    pub(super) text: bool,
    /// Write JSON: the facts, and every version with its blocks
    #[arg(long)]
    pub(super) json: bool,
}

/// What `import` brings in, and how.
#[derive(Debug, Args)]
pub(super) struct Imported {
    /// Texts, web pages, PDF, DOCX or ODT files, or folders of them; - is the standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// File it under this id: a record of the archive, or a new one
    #[arg(long = "as", value_name = "ID")]
    pub(super) id: Option<String>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Write JSON: the whole proposal
    #[arg(long)]
    pub(super) json: bool,
    /// Write it without asking
    #[arg(long, short, conflicts_with = "dry_run")]
    pub(super) yes: bool,
}

/// What `check` checks, and how it tells.
#[derive(Debug, Args)]
pub(super) struct Checked {
    /// The archive [default: the one that the reader would open]
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// How the notebook is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Markdown,
    Json,
}

/// What is done with the notebook.
#[derive(Debug, Subcommand)]
pub(super) enum Kept {
    /// Writes notes, bookmarks, marks, done marks and reading places
    Export {
        /// As markdown, for people, or as json, with everything that import takes
        #[arg(
            long,
            value_enum,
            value_name = "FORMAT",
            default_value_t = Format::Markdown,
            hide_possible_values = true,
            hide_default_value = true,
        )]
        format: Format,
    },
    /// Takes in what export wrote, Markdown also as you have edited it; nothing that is there is lost
    Import {
        /// As markdown or as json; otherwise a file that begins with { or [ is JSON
        #[arg(long, value_enum, value_name = "FORMAT", hide_possible_values = true)]
        format: Option<Format>,
        /// The file; - is the standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Tells where the notebook lies, and which of its records are damaged
    Check,
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Reads one file that is not in the archive; nothing of it is filed
    Read {
        /// A text, a web page, a PDF, a DOCX or an ODT; - is the standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Lists documents, one a line
    List(Tabled),
    /// Shows a document: its facts and its text, plain and wrapped
    Show(Shown),
    /// Finds passages by their words, the best first
    Search(Searched),
    /// Shows who signed; over several documents, which party signed which
    Signatories(Tabled),
    /// Shows what documents ask for, with dates and how they are known
    Actions(Demanded),
    /// Lists the meetings; a value that one weak source alone gives bears a ?
    Meetings(Form),
    /// Lists the parties
    Parties(Form),
    /// Cites a document, a version or a block
    Cite(Cited),
    /// Writes documents as one page, in Markdown or HTML
    Export(Exported),
    /// Brings files in: shows the record that is proposed for each, to be corrected and filed
    Import(Imported),
    /// Copies the archive that is in the program into a folder, where it can be changed
    Unpack {
        /// A folder that is not there yet
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Tells every fault of an archive, with its file, line and what to do
    Check(Checked),
    /// Brings what is kept about a large archive up to date: its catalogue, and the index of its words
    Index(Indexed),
    /// Works with what you added to the archive: notes, marks, reading places
    Notebook {
        #[command(subcommand)]
        wish: Kept,
    },
    /// Tells what surrounds the program: terminal, locale, folders, settings, limits; changes nothing
    Doctor {
        /// Write JSON
        #[arg(long)]
        json: bool,
    },
    /// Explains the code of a fault, as bad-date, and what to do about it
    Explain {
        /// The code; without one, all codes are listed
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Writes the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Writes the manual page of the program or of a command
    Man {
        /// The command
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_holds_together() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }
}
