//! Keeps the rows of a long text right where they are looked at.
//!
//! Such a text is set only near the window (see [`crate::text::Page`]). Setting more of it moves the
//! rows behind; so whatever is done with rows begins here, and the row at the top moves along.

use super::Reader;
use crate::text::Place;

/// So many rows are counted one by one; a greater distance is estimated.
const COUNTED: usize = 10_000;

/// A text of more bytes is not looked through while a needle is still being typed.
const HUGE: usize = 4 << 20;

impl Reader {
    /// Whether the text is so long that looking through it takes longer than a key.
    pub(in crate::app) fn is_huge(&self) -> bool {
        let beside = self.beside.as_ref().map_or(0, |beside| beside.page.size());
        self.page.size() + beside > HUGE
    }

    /// The rows around the window that are right.
    fn around(&self) -> usize {
        self.height * 2 + 8
    }

    /// Sets what is near a place; the window stays at its words.
    pub(super) fn settle_at(&mut self, place: Place) {
        self.settle(place, self.around(), self.around());
    }

    /// Sets what lies between the window and the rows that it is to move by.
    pub(super) fn settle_way(&mut self, by: isize) {
        let rows = by.unsigned_abs();
        if rows <= COUNTED {
            let (above, below) = if by < 0 { (rows, 0) } else { (0, rows) };
            self.settle(self.place, self.around() + above, self.around() + below);
        }
    }

    fn settle(&mut self, place: Place, above: usize, below: usize) {
        let is_long = |reader: &Self| {
            let beside = reader.beside.as_ref();
            reader.page.is_long() || beside.is_some_and(|beside| beside.page.is_long())
        };
        if !is_long(self) {
            return;
        }
        let before = self.row_at(self.place);
        let mut touched = self.page.settle(place, above, below);
        if let Some(beside) = &mut self.beside {
            touched = beside.settle(&self.page, place, touched, (above, below));
            beside.count(&self.page, touched);
        }
        let after = self.row_at(self.place);
        let top = self.top.saturating_add(after).saturating_sub(before);
        self.top = top.min(self.last_top());
    }

    /// Lets a row stand at the top, and what is near it be right.
    pub(super) fn stand_on_row(&mut self, to: usize) {
        self.top = to;
        self.place = self.place_at(to);
        self.astray = None;
        if self.page.is_long() {
            self.settle_at(self.place);
            // The place was a guess where the row had not been set.
            self.place = self.place_at(self.top);
        }
    }
}
