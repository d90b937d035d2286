//! Aligns columns.

use unicode_width::UnicodeWidthStr;

use crate::cli::fill::cut;

/// What stands between two columns.
const GAP: &str = "  ";

/// The least that is kept of the last column where it is cut.
const LEAST: usize = 20;

/// The widest cell that others are aligned by.
const WIDEST: usize = 48;

/// Rows as lines: every column as wide as its widest cell, the last one cut to what `width` leaves.
///
/// A cell of another column that is much wider than usual is cut too, or pushes the rest of its line.
/// Where the last column would get less than a title needs, columns of `spare` (positions from 0) are
/// left out, in the order given. Without a width nothing is cut or left out.
pub(super) fn lines(rows: &[Vec<String>], width: Option<usize>, spare: &[usize]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; count];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(Some(cell.width()).filter(|wide| *wide <= WIDEST).unwrap_or(0));
        }
    }
    let mut shown: Vec<usize> = (0..count).collect();
    let mut room = width.map(|width| width.saturating_sub(before_last(&shown, &widths)));
    for column in spare {
        if room.is_none_or(|room| room >= LEAST) {
            break;
        }
        shown.retain(|kept| kept != column);
        room = width.map(|width| width.saturating_sub(before_last(&shown, &widths)));
    }
    let room = room.map(|room| room.max(LEAST));
    rows.iter().map(|row| line(row, &shown, &widths, room)).collect()
}

fn before_last(shown: &[usize], widths: &[usize]) -> usize {
    let columns = shown.split_last().map_or(&[][..], |(_, before)| before);
    let widths = columns.iter().filter_map(|column| widths.get(*column));
    widths.map(|width| width + GAP.len()).sum()
}

fn line(row: &[String], shown: &[usize], widths: &[usize], room: Option<usize>) -> String {
    let Some((last, before)) = shown.split_last() else {
        return String::new();
    };
    let mut line = String::new();
    for column in before {
        let cell = row.get(*column).map_or("", String::as_str);
        let width = widths.get(*column).copied().unwrap_or(0);
        let cell = room.map_or_else(|| cell.to_owned(), |_| cut(cell, width));
        line.push_str(&cell);
        line.push_str(&" ".repeat(width.saturating_sub(cell.width())));
        line.push_str(GAP);
    }
    let cell = row.get(*last).map_or("", String::as_str);
    line.push_str(&room.map_or_else(|| cell.to_owned(), |room| cut(cell, room)));
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = rows(&[&["a", "日本", "one"], &["bcd", "x", "two"]]);
        assert_eq!(lines(&rows, None, &[]), ["a    日本  one", "bcd  x     two"]);
    }

    #[test]
    fn the_last_column_is_cut_and_others_make_room_for_it() {
        let long = "a title that goes on and on";
        let rows = rows(&[&["id", "0123456789", long]]);
        assert_eq!(lines(&rows, Some(60), &[1]), ["id  0123456789  ".to_owned() + long]);
        assert_eq!(lines(&rows, Some(30), &[1]), ["id  a title that goes on and…"]);
        assert_eq!(lines(&rows, None, &[1]), ["id  0123456789  ".to_owned() + long]);
        assert!(lines(&[], Some(1), &[]).is_empty());
    }

    #[test]
    fn one_long_cell_does_not_push_every_line() {
        let long = "x".repeat(WIDEST + 1);
        let rows = rows(&[&["ab", "one"], &[&long, "two"]]);
        assert_eq!(lines(&rows, None, &[]), ["ab  one".to_owned(), long + "  two"]);
        assert_eq!(lines(&rows, Some(80), &[]), ["ab  one", "x…  two"]);
    }
}
