//! Blocks as the text of a version, in the markup of docs/format.md.

use crate::import::proposal::ProposedBlock;
use crate::model::Block;
use crate::model::BlockKind;

/// The text of a version: a block a line, with a blank line between two.
pub(in crate::import) fn marked_up(blocks: &[ProposedBlock]) -> String {
    let mut text = String::new();
    for proposed in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line(&proposed.block));
        text.push('\n');
    }
    text
}

fn line(block: &Block) -> String {
    let text = block.text.as_str();
    match block.kind {
        BlockKind::Title => format!("# {text}"),
        BlockKind::Heading => format!("## {text}"),
        BlockKind::Bullet => format!("- {text}"),
        BlockKind::Point => {
            let label = block.label.as_deref().unwrap_or_default();
            let closed = if label.ends_with(['.', ')']) { "" } else { "." };
            format!("{label}{closed} {text}").trim_end().to_owned()
        }
        _ if reads_as_mark(text) => format!("\\{text}"),
        _ => text.to_owned(),
    }
}

/// Whether a paragraph begins with what would be read as a mark.
fn reads_as_mark(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let is_label = first.strip_suffix(['.', ')']).is_some_and(|digits| {
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    text.starts_with('\\') || matches!(first, "#" | "##" | "-" | "•") || is_label
}
