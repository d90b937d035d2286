//! Where the panes are: geometry, computed once for a size.

/// The size of a terminal, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    #[must_use]
    pub fn contains(&self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }

    /// What is left inside a border of one cell.
    #[must_use]
    pub fn inside(&self) -> Self {
        Self {
            x: self.x.saturating_add(1),
            y: self.y.saturating_add(1),
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }
}

/// One of the three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The list of documents.
    List,
    /// The text.
    Reader,
    /// Signatories, actions, contents, about.
    Sidebar,
}

impl Pane {
    /// The panes from left to right.
    pub const ALL: [Self; 3] = [Self::List, Self::Reader, Self::Sidebar];
}

/// The places of the panes; one that is not shown has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Screen {
    /// The list, with its border.
    pub list: Option<Area>,
    /// The text, with its border.
    pub reader: Option<Area>,
    /// The sidebar, with its border.
    pub sidebar: Option<Area>,
    /// The line at the bottom.
    pub status: Area,
    /// Whether the terminal is too small for anything.
    pub too_small: bool,
}

impl Screen {
    /// The columns from which three panes stand side by side.
    pub const THREE: u16 = 140;
    /// The columns from which two panes stand side by side.
    pub const TWO: u16 = 90;
    /// The smallest terminal in which one can read.
    pub const LEAST: Size = Size { width: 20, height: 5 };

    /// Lays out the panes.
    #[must_use]
    pub fn of(size: Size, focus: Pane, alone: bool, sidebar_shown: bool) -> Self {
        if size.width < Self::LEAST.width || size.height < Self::LEAST.height {
            return Self { too_small: true, ..Self::default() };
        }
        let rows = size.height - 1;
        let status = Area { x: 0, y: rows, width: size.width, height: 1 };
        let mut screen = Self { status, ..Self::default() };
        let mut x = 0;
        for (pane, width) in columns(size.width, focus, alone, sidebar_shown) {
            let area = Some(Area { x, y: 0, width, height: rows });
            match pane {
                Pane::List => screen.list = area,
                Pane::Reader => screen.reader = area,
                Pane::Sidebar => screen.sidebar = area,
            }
            x += width;
        }
        screen
    }

    /// The place of a pane, if it is shown.
    #[must_use]
    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::List => self.list,
            Pane::Reader => self.reader,
            Pane::Sidebar => self.sidebar,
        }
    }

    /// The pane that shows a cell.
    #[must_use]
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        Pane::ALL.into_iter().find(|pane| self.area(*pane).is_some_and(|area| area.contains(x, y)))
    }

    /// The number of panes that are shown.
    #[must_use]
    pub fn shown(&self) -> usize {
        Pane::ALL.into_iter().filter(|pane| self.area(*pane).is_some()).count()
    }
}

/// The panes that are shown and their widths, from left to right.
fn columns(width: u16, focus: Pane, alone: bool, sidebar_shown: bool) -> Vec<(Pane, u16)> {
    if alone || width < Screen::TWO {
        return vec![(focus, width)];
    }
    // At the least width for three panes the text has its measure of 66 columns, and a margin.
    let list = (width * 3 / 13).clamp(28, 44);
    let sidebar = (width * 13 / 48).clamp(30, 48);
    if width < Screen::THREE && focus == Pane::Sidebar {
        vec![(Pane::Reader, width - sidebar), (Pane::Sidebar, sidebar)]
    } else if width < Screen::THREE || !sidebar_shown {
        vec![(Pane::List, list), (Pane::Reader, width - list)]
    } else {
        vec![(Pane::List, list), (Pane::Reader, width - list - sidebar), (Pane::Sidebar, sidebar)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u16, height: u16, focus: Pane, alone: bool, sidebar: bool) -> Vec<Pane> {
        let screen = Screen::of(Size { width, height }, focus, alone, sidebar);
        Pane::ALL.into_iter().filter(|pane| screen.area(*pane).is_some()).collect()
    }

    #[test]
    fn panes_fold_from_three_to_one() {
        use Pane::{List, Reader, Sidebar};
        assert_eq!(shown(140, 40, List, false, true), [List, Reader, Sidebar]);
        assert_eq!(shown(140, 40, List, false, false), [List, Reader]);
        assert_eq!(shown(139, 40, List, false, true), [List, Reader]);
        assert_eq!(shown(100, 40, Sidebar, false, true), [Reader, Sidebar]);
        for focus in Pane::ALL {
            assert_eq!(shown(80, 24, focus, false, true), [focus]);
            assert_eq!(shown(20, 5, focus, false, true), [focus]);
            assert_eq!(shown(200, 50, focus, true, true), [focus]);
        }
    }

    #[test]
    fn panes_fill_the_screen_without_a_gap() {
        for width in 20..400 {
            for focus in Pane::ALL {
                let screen = Screen::of(Size { width, height: 24 }, focus, false, true);
                let areas = Pane::ALL.into_iter().filter_map(|pane| screen.area(pane));
                let mut x = 0;
                for area in areas {
                    assert_eq!((area.x, area.y, area.height), (x, 0, 23));
                    x += area.width;
                }
                assert_eq!(x, width);
            }
        }
    }

    #[test]
    fn a_terminal_below_the_least_is_too_small() {
        for (width, height) in [(19, 5), (20, 4), (1, 1), (0, 0)] {
            assert!(Screen::of(Size { width, height }, Pane::List, false, true).too_small);
        }
    }
}
