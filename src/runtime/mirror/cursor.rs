//! The shortest movements of the cursor.

use ratatui::layout::Position;

/// The shortest bytes that move the cursor from a place, if that is known, to another.
pub(super) fn movement(from: Option<Position>, to: Position) -> Vec<u8> {
    if from == Some(to) {
        return Vec::new();
    }
    let mut best = absolute(to);
    if let Some(from) = from {
        for way in relative(from, to) {
            if way.len() < best.len() {
                best = way;
            }
        }
    }
    best
}

/// `CSI Ps ; Ps H`, without what it takes for granted.
fn absolute(to: Position) -> Vec<u8> {
    match (to.y + 1, to.x + 1) {
        (1, 1) => b"\x1b[H".to_vec(),
        (row, 1) => format!("\x1b[{row}H").into_bytes(),
        (1, column) => format!("\x1b[;{column}H").into_bytes(),
        (row, column) => format!("\x1b[{row};{column}H").into_bytes(),
    }
}

/// Ways from one place to the other: first down or up, then along the row, also from its beginning.
fn relative(from: Position, to: Position) -> Vec<Vec<u8>> {
    let rows = match to.y.cmp(&from.y) {
        std::cmp::Ordering::Equal => Vec::new(),
        std::cmp::Ordering::Greater => down(to.y - from.y),
        std::cmp::Ordering::Less => counted(from.y - to.y, 'A'),
    };
    let along = |x: u16| match to.x.cmp(&x) {
        std::cmp::Ordering::Equal => Vec::new(),
        std::cmp::Ordering::Greater => counted(to.x - x, 'C'),
        std::cmp::Ordering::Less => counted(x - to.x, 'D'),
    };
    let direct = [rows.clone(), along(from.x)].concat();
    let from_start = [b"\r".to_vec(), rows, along(0)].concat();
    vec![direct, from_start]
}

/// Line feeds, or one sequence, whichever is shorter. The screen has the rows, so nothing scrolls.
fn down(count: u16) -> Vec<u8> {
    let one = counted(count, 'B');
    if usize::from(count) <= one.len() { vec![b'\n'; usize::from(count)] } else { one }
}

fn counted(count: u16, sequence: char) -> Vec<u8> {
    if count == 1 {
        format!("\x1b[{sequence}").into_bytes()
    } else {
        format!("\x1b[{count}{sequence}").into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: Option<(u16, u16)>, to: (u16, u16)) -> String {
        let place = |(x, y)| Position { x, y };
        String::from_utf8(movement(from.map(place), place(to))).unwrap().replace('\x1b', "E")
    }

    #[test]
    fn the_shortest_way_is_taken() {
        assert_eq!(way(Some((5, 5)), (5, 5)), "");
        assert_eq!(way(None, (0, 0)), "E[H");
        assert_eq!(way(None, (9, 4)), "E[5;10H");
        assert_eq!(way(Some((5, 5)), (6, 5)), "E[C");
        assert_eq!(way(Some((5, 5)), (4, 5)), "E[D");
        assert_eq!(way(Some((70, 5)), (0, 6)), "\r\n");
        assert_eq!(way(Some((70, 5)), (0, 5)), "\r");
        assert_eq!(way(Some((70, 5)), (70, 7)), "\n\n");
        assert_eq!(way(Some((70, 5)), (3, 5)), "E[67D");
        assert_eq!(way(Some((70, 5)), (60, 5)), "E[10D");
    }
}
