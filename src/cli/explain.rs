//! `plenary explain`: what a fault means, and what to do.

use crate::cli::desk::Desk;
use crate::cli::failure::Failure;
use crate::cli::near;
use crate::cli::table;
use crate::model::clean_line;
use crate::store::Code;

/// Explains a code, or lists all of them.
pub(super) fn run(desk: &mut Desk, code: Option<&str>) -> Result<(), Failure> {
    let Some(wanted) = code else {
        let rows: Vec<Vec<String>> = Code::ALL
            .iter()
            .map(|code| vec![code.as_str().to_owned(), code.summary().to_owned()])
            .collect();
        let lines = table::lines(&rows, None, &[]);
        return lines.iter().try_for_each(|line| desk.output.line(line));
    };
    let Some(code) = Code::of(wanted) else {
        let missing = Failure::nothing(format!("there is no fault {}", clean_line(wanted)));
        let near = near::nearest(wanted, Code::ALL.iter().map(|code| code.as_str()));
        return Err(missing.with_hint(if near.is_empty() {
            "plenary explain lists the codes".to_owned()
        } else {
            format!("did you mean {}?", near.join(", or "))
        }));
    };
    desk.output.title(&format!("{}: {}", code.as_str(), code.summary()))?;
    desk.output.line("")?;
    desk.output.line(code.explanation())
}
