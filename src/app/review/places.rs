//! Where the source and the record are: beside each other, one above the other, or one at a time.

use crate::app::{Area, Screen, Size};

/// One of the two halves of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// The lines of the source.
    Source,
    /// The record that is proposed.
    Record,
}

impl Half {
    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Source => Self::Record,
            Self::Record => Self::Source,
        }
    }
}

/// The places of both halves; one that is not shown has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Halves {
    /// The source, with its border.
    pub source: Option<Area>,
    /// The record, with its border.
    pub record: Option<Area>,
    /// The line at the bottom.
    pub status: Area,
    /// Whether the terminal is too small for anything.
    pub too_small: bool,
}

impl Halves {
    /// The rows from which one half stands above the other.
    const STACKED: u16 = 20;

    /// Lays them out.
    #[must_use]
    pub(super) fn of(size: Size, focus: Half, alone: bool) -> Self {
        if size.width < Screen::LEAST.width || size.height < Screen::LEAST.height {
            return Self { too_small: true, ..Self::default() };
        }
        let rows = size.height - 1;
        let status = Area { x: 0, y: rows, width: size.width, height: 1 };
        let whole = Area { x: 0, y: 0, width: size.width, height: rows };
        let halves = Self { status, ..Self::default() };
        if !alone && size.width >= Screen::TWO {
            let left = size.width * 11 / 20;
            let right = Area { x: left, width: size.width - left, ..whole };
            return Self {
                source: Some(Area { width: left, ..whole }),
                record: Some(right),
                ..halves
            };
        }
        if !alone && size.height >= Self::STACKED {
            let above = rows / 2;
            let below = Area { y: above, height: rows - above, ..whole };
            return Self {
                source: Some(Area { height: above, ..whole }),
                record: Some(below),
                ..halves
            };
        }
        match focus {
            Half::Source => Self { source: Some(whole), ..halves },
            Half::Record => Self { record: Some(whole), ..halves },
        }
    }

    /// The place of a half, if it is shown.
    #[must_use]
    pub fn area(&self, half: Half) -> Option<Area> {
        match half {
            Half::Source => self.source,
            Half::Record => self.record,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_fold_and_leave_no_gap() {
        for width in 20..200 {
            for height in 5..60 {
                let halves = Halves::of(Size { width, height }, Half::Record, false);
                let cells = |area: Option<Area>| {
                    area.map_or(0, |area| u32::from(area.width) * u32::from(area.height))
                };
                let all = u32::from(width) * u32::from(height - 1);
                assert_eq!(cells(halves.source) + cells(halves.record), all, "{width}x{height}");
                assert!(halves.record.is_some());
                let alone = Halves::of(Size { width, height }, Half::Source, true);
                assert_eq!((cells(alone.source), alone.record), (all, None));
            }
        }
        assert!(Halves::of(Size { width: 19, height: 5 }, Half::Source, false).too_small);
    }
}
