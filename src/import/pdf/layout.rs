//! Letters with their places become lines: what stands on one height side by side, in the order of drawing.

use super::is_rtl;

/// A letter where it is drawn; a page begins at its lower left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letter {
    /// What it is; a ligature is several.
    pub(super) text: String,
    /// Where it stands from the left.
    pub(super) x: f64,
    /// How high it stands.
    pub(super) y: f64,
    /// How wide it is.
    pub(super) width: f64,
    /// How large its font is.
    pub(super) size: f64,
}

/// A gap of this part of the size of a letter parts two words.
const BLANK: f64 = 0.18;

/// A gap of so many sizes parts two columns, or a mark from its text.
const COLUMN: f64 = 2.5;

/// Letters whose heights differ by less than this part of their size stand on one line.
const LEVEL: f64 = 0.35;

/// A line that stands so many usual distances below the one before it begins another paragraph.
const APART: f64 = 1.35;

/// Letters side by side.
#[derive(Debug)]
struct Run {
    letters: Vec<Letter>,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

impl Run {
    fn of(letter: Letter) -> Self {
        let right = letter.x + letter.width;
        Self { left: letter.x, right, y: letter.y, size: letter.size, letters: vec![letter] }
    }

    fn add(&mut self, letter: Letter) {
        self.left = self.left.min(letter.x);
        self.right = self.right.max(letter.x + letter.width);
        if letter.size > self.size {
            self.size = letter.size;
            self.y = letter.y;
        }
        self.letters.push(letter);
    }

    /// Whether something of this size at this height is on its line.
    fn is_level(&self, y: f64, size: f64) -> bool {
        (self.y - y).abs() <= LEVEL * self.size.max(size)
    }

    /// How far something from `left` to `right` stands from it; nothing where both overlap.
    fn gap(&self, left: f64, right: f64) -> f64 {
        (left - self.right).max(self.left - right).max(0.0)
    }
}

/// The text of a page: its lines, with an empty one where a gap is wider.
pub(super) fn page_text(letters: Vec<Letter>) -> String {
    let lines = lines(letters);
    let usual = usual_distance(&lines);
    let mut text = String::new();
    let mut before: Option<&Run> = None;
    for line in &lines {
        if let Some(before) = before {
            text.push('\n');
            let distance = before.y - line.y;
            if distance > usual * APART {
                text.push('\n');
            }
        }
        text.push_str(&words(line));
        before = Some(line);
    }
    text
}

/// The lines of a page, in the order in which they are drawn.
fn lines(letters: Vec<Letter>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for letter in letters.into_iter().filter(|letter| letter.size > 0.0) {
        match runs.last_mut() {
            Some(run)
                if run.is_level(letter.y, letter.size)
                    && run.gap(letter.x, letter.x + letter.width) < COLUMN * run.size =>
            {
                run.add(letter);
            }
            _ => runs.push(Run::of(letter)),
        }
    }
    runs.retain(|run| run.letters.iter().any(|letter| !letter.text.trim().is_empty()));
    // The mark of an item is often drawn before or behind all of its text.
    let mut lines: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        let is_mark = run.letters.len() <= 4;
        let near = lines.iter_mut().rev().take(12).find(|line| {
            line.is_level(run.y, run.size)
                && (is_mark || line.letters.len() <= 4)
                && line.gap(run.left, run.right) < 4.0 * COLUMN * run.size
        });
        match near {
            Some(line) => run.letters.into_iter().for_each(|letter| line.add(letter)),
            None => lines.push(run),
        }
    }
    lines
}

/// How far lines stand apart most often.
fn usual_distance(lines: &[Run]) -> f64 {
    let mut distances: Vec<f64> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [above, below] => Some(above.y - below.y),
            _ => None,
        })
        .filter(|distance| *distance > 0.0)
        .collect();
    distances.sort_by(f64::total_cmp);
    // Gaps between paragraphs are the larger ones.
    let at = distances.len() / 5;
    distances.get(at).copied().unwrap_or(f64::MAX)
}

/// The words of a line from left to right, or from right to left where its letters run so.
fn words(line: &Run) -> String {
    let mut letters: Vec<&Letter> = line.letters.iter().collect();
    letters.sort_by(|a, b| a.x.total_cmp(&b.x));
    // What is to look bold is drawn twice.
    letters.dedup_by(|next, one| next.text == one.text && next.x - one.x < 0.1 * one.size);
    let mut clusters: Vec<&str> = Vec::with_capacity(letters.len());
    let mut before: Option<&Letter> = None;
    for letter in letters {
        let parted = before.is_some_and(|before| {
            letter.x - (before.x + before.width) > BLANK * letter.size.min(before.size)
        });
        let has_blank = clusters.last().is_some_and(|last| last.ends_with(char::is_whitespace))
            || letter.text.starts_with(char::is_whitespace);
        if parted && !has_blank {
            clusters.push(" ");
        }
        clusters.push(&letter.text);
        before = Some(letter);
    }
    let text: String = clusters.concat();
    if is_rtl(&text) { from_right(&clusters) } else { text }
}

/// Clusters as a line from right to left is read; numbers and Latin words in it run the other way.
fn from_right(clusters: &[&str]) -> String {
    let runs_left = |cluster: &str| cluster.chars().any(char::is_alphanumeric) && !is_rtl(cluster);
    let mut turned: Vec<&str> = Vec::with_capacity(clusters.len());
    let mut other: Vec<&str> = Vec::new();
    let mut rest = clusters.iter().rev().copied().peekable();
    while let Some(cluster) = rest.next() {
        let joins = !other.is_empty()
            && !is_rtl(cluster)
            && rest.peek().is_some_and(|next| runs_left(next));
        if runs_left(cluster) || joins {
            other.push(cluster);
            continue;
        }
        turned.extend(other.drain(..).rev());
        turned.push(cluster);
    }
    turned.extend(other.into_iter().rev());
    turned.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in a font of 10, each letter 5 wide.
    fn at(x: f64, y: f64, text: &str) -> Vec<Letter> {
        let mut found = Vec::new();
        let mut x = x;
        for letter in text.chars() {
            if letter != '_' {
                found.push(Letter { text: letter.to_string(), x, y, width: 5.0, size: 10.0 });
            }
            x += 5.0;
        }
        found
    }

    #[test]
    fn letters_become_words_and_lines() {
        let page = [
            at(50.0, 700.0, "The_towns"),
            at(50.0, 688.0, "met."),
            at(50.0, 676.0, "They spoke."),
            at(50.0, 650.0, "Water!"),
        ];
        assert_eq!(page_text(page.concat()), "The towns\nmet.\nThey spoke.\n\nWater!");
    }

    #[test]
    fn marks_come_back_to_their_text() {
        let page = [
            at(60.0, 700.0, "Hold."),
            at(60.0, 688.0, "Tell."),
            at(40.0, 700.0, "1."),
            at(40.0, 688.0, "2."),
        ];
        assert_eq!(page_text(page.concat()), "1. Hold.\n2. Tell.");
    }

    #[test]
    fn columns_stay_apart() {
        let page = [
            at(50.0, 700.0, "left one"),
            at(50.0, 688.0, "left two"),
            at(300.0, 700.0, "right one"),
            at(300.0, 688.0, "right two"),
        ];
        assert_eq!(page_text(page.concat()), "left one\nleft two\nright one\nright two");
    }

    #[test]
    fn lines_from_right_to_left_are_turned() {
        let drawn: String = "من 20-22 تشرين 2031".chars().collect();
        // As it stands on the page, from left to right.
        let shown = "2031_نيرشت_20-22_نم";
        assert_eq!(page_text(at(50.0, 700.0, shown)), drawn);
    }
}
