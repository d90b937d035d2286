//! Takes the text of a version apart into blocks, as docs/format.md describes.

use crate::model::Block;
use crate::model::BlockKind;
use crate::model::clean_line;

/// The blocks of a text file: titles, headings, points, bullets and paragraphs.
///
/// A mark that nothing follows opens no block, but a point without words keeps its number.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        if line.trim().is_empty() {
            is_open = false;
        } else if let Some((kind, label, rest)) = marked(line) {
            close(&mut blocks);
            blocks.push(Block { kind, label: label.map(str::to_owned), text: one_line(rest) });
            is_open = true;
        } else if is_open && let Some(block) = blocks.last_mut() {
            let more = one_line(line);
            if !block.text.is_empty() && !more.is_empty() {
                block.text.push(' ');
            }
            block.text.push_str(&more);
        } else {
            close(&mut blocks);
            blocks.push(Block::paragraph(one_line(line)));
            is_open = true;
        }
    }
    close(&mut blocks);
    blocks
}

/// Takes the last block away again if it says nothing.
fn close(blocks: &mut Vec<Block>) {
    let says_nothing = |block: &Block| block.text.is_empty() && block.label.is_none();
    if blocks.last().is_some_and(says_nothing) {
        blocks.pop();
    }
}

fn one_line(text: &str) -> String {
    clean_line(text).trim().to_owned()
}

/// The mark that a line begins with: what it opens, a point's label, and the rest of the line.
fn marked(line: &str) -> Option<(BlockKind, Option<&str>, &str)> {
    if let Some(rest) = line.strip_prefix('\\') {
        return Some((BlockKind::Paragraph, None, rest));
    }
    let (mark, rest) =
        line.find(char::is_whitespace).map_or((line, ""), |blank| line.split_at(blank));
    let kind = match mark {
        "#" => BlockKind::Title,
        "##" => BlockKind::Heading,
        "-" | "•" => BlockKind::Bullet,
        _ => return is_label(mark).then_some((BlockKind::Point, Some(mark), rest)),
    };
    Some((kind, None, rest))
}

/// Whether `mark` is one to three digits with a point or a bracket.
fn is_label(mark: &str) -> bool {
    mark.strip_suffix(['.', ')']).is_some_and(|digits| {
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each block as its kind, its label and its text.
    fn told(text: &str) -> Vec<String> {
        let tell = |block: Block| match block.label {
            Some(label) => format!("{} {label} {}", block.kind, block.text),
            None => format!("{} {}", block.kind, block.text),
        };
        blocks(text).into_iter().map(tell).collect()
    }

    #[test]
    fn marks_open_blocks_and_other_lines_are_joined() {
        let text = "# A title\nover two lines\n\nA paragraph\nof two lines.\n\n\n## A heading\n\n\
            8. A point\nthat goes on.\n- one,\n- two,\n• three.\n12) A second.\n\\1991. A year.\n";
        assert_eq!(
            told(text),
            [
                "title A title over two lines",
                "paragraph A paragraph of two lines.",
                "heading A heading",
                "point 8. A point that goes on.",
                "bullet one,",
                "bullet two,",
                "bullet three.",
                "point 12) A second.",
                "paragraph 1991. A year.",
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_mark_is_text() {
        for text in [
            "1991. A year",
            "8.5 per cent",
            "#water",
            "### three",
            "-5 degrees",
            "—a dash",
            " 1. indented",
            "٨. eight",
            ". nothing",
        ] {
            assert_eq!(told(text), [format!("paragraph {}", text.trim())], "{text}");
        }
        assert_eq!(
            told("in the year\n1991. It was\n 2. so"),
            ["paragraph in the year 1991. It was 2. so"]
        );
    }

    #[test]
    fn numbers_are_kept_as_printed() {
        assert_eq!(told("7. a\n\n7. b\n\n03) c"), ["point 7. a", "point 7. b", "point 03) c"]);
        assert_eq!(blocks("03) c")[0].point(), Some("03"));
    }

    #[test]
    fn every_line_end_and_a_byte_order_mark_are_taken() {
        let expected = ["title A", "paragraph b c"];
        for text in ["# A\n\nb\nc", "\u{FEFF}# A\r\n\r\nb\r\nc\r\n", "# A\n \t \nb\n  c  \n"] {
            assert_eq!(told(text), expected, "{text:?}");
        }
        assert_eq!(told(""), [""; 0]);
        assert_eq!(told("\n\n  \n"), [""; 0]);
    }

    #[test]
    fn a_mark_without_words_opens_no_block_unless_it_is_a_number() {
        assert_eq!(told("# \n\n- \n\n\\\n\n5.\n\nend"), ["point 5. ", "paragraph end"]);
        assert_eq!(told("#\nA title below its mark"), ["title A title below its mark"]);
        assert_eq!(told("5.\nwords below"), ["point 5. words below"]);
    }

    #[test]
    fn a_backslash_is_taken_away_once() {
        assert_eq!(told("\\\\x"), ["paragraph \\x"]);
        assert_eq!(told("\\# no title"), ["paragraph # no title"]);
        assert_eq!(told("a\n\\b"), ["paragraph a", "paragraph b"]);
    }

    #[test]
    fn nothing_in_a_block_commands_a_terminal() {
        assert_eq!(
            told("a\u{1b}[2Jb\tc\u{202E}d\u{2028}e"),
            ["paragraph a\u{241B}[2Jb c\u{FFFD}d e"]
        );
    }
}
