//! Pages that cover the panes: the agenda, a party, a meeting, the table of signatories, the map, the
//! timeline.
//!
//! A page is opened from another one and leads back to it. All show the documents that the filter lets
//! through, and follow it.

mod agenda;
mod countries;
mod meeting;
mod month;
mod obey;
mod party;
mod passages;
mod sheet;
mod table;
mod timeline;
mod words;

use super::{App, Area};
use crate::export::phrase::counted;
use crate::model::{Archive, Day, Id, Positions};
use crate::search::Texts;
use crate::text;

pub use month::{Mark, Month};
pub use sheet::{Entry, Leads, Sheet, Shown, Sort};
pub use table::{Column, Condition, LEGEND, Table};

/// What a page is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// What the documents ask for.
    Agenda,
    /// A party, or a name that belongs to none.
    Party(String, Option<Id>),
    /// A meeting.
    Meeting(Id),
    /// Who stands under which document.
    Roll,
    /// The signatories by country.
    Map,
    /// Meetings and documents along the years.
    Timeline,
    /// The passages in which these words stand.
    Passages(Vec<String>),
}

impl Subject {
    fn title(&self, archive: &Archive) -> String {
        match self {
            Self::Agenda => "Agenda".to_owned(),
            Self::Party(name, _) => name.clone(),
            Self::Meeting(id) => archive
                .meeting(id.as_str())
                .map_or_else(|| id.to_string(), |known| words::meeting(archive, known)),
            Self::Roll => "Signatories".to_owned(),
            Self::Map => "Signatories by country".to_owned(),
            Self::Timeline => "Timeline".to_owned(),
            Self::Passages(_) => "Passages".to_owned(),
        }
    }
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it is about.
    pub subject: Subject,
    /// What stands in its upper edge.
    pub title: String,
    /// How much there is.
    pub remark: String,
    /// The list on it.
    pub sheet: Sheet,
    /// The columns beside the list; empty but in the table of signatories.
    pub table: Table,
    /// The columns of the longest line of the list.
    longest: u16,
    /// How many months the calendar was turned away from the selected action.
    pub turned: i32,
}

/// The parts of a page inside its border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// What stands over the list.
    pub head: Area,
    /// The list.
    pub list: Area,
    /// What stands beside it, where there is room.
    pub beside: Option<Area>,
    /// The line below.
    pub foot: Area,
}

/// What pages are made from.
struct Sources<'a> {
    archive: &'a Archive,
    texts: &'a dyn Texts,
    shown: &'a Positions,
    documents: Vec<usize>,
    /// Whether there are more documents than a page looks into.
    cut: bool,
    /// Whether the filter lets everything through.
    whole: bool,
    today: Day,
}

impl Page {
    /// A page opens the documents that it is about, and no more than these.
    const MOST: usize = 20_000;
    /// The columns from which something stands beside a list.
    const BESIDE: u16 = 70;
    /// The rows from which a map is worth drawing.
    const MAP: u16 = 8;
    /// The columns of a calendar: seven days of four, and a gap.
    const MONTH: u16 = 31;
    /// The rows of a calendar: its name, the days of the week, six weeks, three lines of legend.
    const MONTH_ROWS: u16 = 11;
    /// The columns of the narrow columns of a table.
    pub const NARROW: u16 = 4;
    /// The columns of the wide ones, which have a label.
    pub const WIDE: u16 = 10;

    fn of(subject: Subject, before: Option<&Self>, from: &Sources<'_>) -> Self {
        let (archive, documents) = (from.archive, from.documents.as_slice());
        let mut page = Self {
            title: subject.title(archive),
            subject,
            remark: String::new(),
            sheet: Sheet::default(),
            table: Table::default(),
            longest: 0,
            turned: before.map_or(0, |before| before.turned),
        };
        let mut begin = None;
        let entries = match &page.subject {
            Subject::Agenda => {
                let (entries, first) = agenda::entries(archive, documents, from.today);
                let actions =
                    entries.iter().filter(|e| matches!(e.leads, Leads::Action(..))).count();
                page.remark = counted(actions, "action", "actions");
                begin = first;
                entries
            }
            Subject::Party(name, party) => party::entries(archive, name, party.as_ref()),
            Subject::Meeting(id) => {
                let known = archive.meeting(id.as_str());
                known.map_or_else(Vec::new, |known| meeting::entries(archive, known))
            }
            Subject::Roll => {
                page.table = Table::of(archive, documents, before.map(|before| &before.table));
                let entries = page.table.fill(archive);
                let (shown, all) = (page.table.rows.len(), page.table.all);
                page.remark = if shown == all {
                    counted(all, "name", "names")
                } else {
                    format!("{shown} of {}", counted(all, "name", "names"))
                };
                entries
            }
            Subject::Map => {
                let (entries, countries) = countries::entries(archive, documents);
                page.remark = counted(countries, "country", "countries");
                entries
            }
            Subject::Timeline => timeline::entries(archive, documents, from.whole),
            Subject::Passages(terms) => {
                let (entries, count) = passages::entries(archive, from.texts, from.shown, terms);
                page.remark = counted(count, "passage", "passages");
                entries
            }
        };
        if from.cut {
            page.remark += " · of the first ";
            page.remark += &counted(Self::MOST, "document", "documents");
        }
        let widths = entries.iter().map(|entry| text::width(&entry.text));
        page.longest = widths.max().and_then(|w| u16::try_from(w).ok()).unwrap_or(u16::MAX);
        page.sheet = Sheet::of(entries);
        if let Some(before) = before {
            page.sheet.stand_like(&before.sheet);
        } else if let Some(begin) = begin {
            page.sheet.begin_at(begin);
        } else if page.subject == Subject::Roll {
            // The first entry stands for the columns: the names come after it.
            page.sheet.select_at(1);
        }
        page
    }

    /// The parts of the page in an area, its border included.
    #[must_use]
    pub fn parts(&self, area: Area) -> Parts {
        let inner = area.inside();
        let below = |rows: u16| Area { y: inner.y + rows, height: inner.height - rows, ..inner };
        let (mut head, mut foot) = (0, 0);
        if self.subject == Subject::Roll {
            head = match inner.height {
                0..3 => 0,
                3..10 => 1,
                _ => 3,
            };
            foot = u16::from(inner.height >= 7);
        }
        let mut list = below(head);
        list.height -= foot;
        let width = match self.subject {
            Subject::Agenda if list.height >= Self::MONTH_ROWS => Self::MONTH,
            Subject::Map if list.height >= Self::MAP => inner.width - (inner.width / 3).min(34),
            _ => 0,
        };
        let width = match self.subject {
            Subject::Roll => self.columns_width(inner.width),
            _ if inner.width < Self::BESIDE => 0,
            _ => width,
        };
        list.width -= width;
        if self.subject == Subject::Roll {
            // The columns stand beside the names, not at the other end of a wide screen.
            let names = self.longest.saturating_add(Sheet::SIGNS + 2).max(30);
            list.width = list.width.min(names);
        }
        let beside = Area { x: list.x + list.width, width, ..list };
        Parts {
            head: Area { height: head, ..inner },
            list,
            beside: (width > 0).then_some(beside),
            foot: Area { y: list.y + list.height, height: foot, ..inner },
        }
    }

    /// The columns of one column of the table.
    #[must_use]
    pub const fn column_width(width: u16) -> u16 {
        if width >= Self::BESIDE { Self::WIDE } else { Self::NARROW }
    }

    /// The columns that the table is given: those it needs, unless the names would have no room.
    fn columns_width(&self, width: u16) -> u16 {
        let one = Self::column_width(width);
        let count = u16::try_from(self.table.columns.len()).unwrap_or(u16::MAX);
        let names = (width / 2).min(44);
        let room = width.saturating_sub(names) / one * one;
        count.saturating_mul(one).min(room)
    }

    fn set(&mut self, area: Area) {
        let parts = self.parts(area);
        self.sheet.set(parts.list.width, usize::from(parts.list.height));
    }
}

/// The pages that are open, and the day on which they are.
#[derive(Debug, Default)]
pub struct Pages {
    /// Each was opened from the one before it.
    open: Vec<Page>,
    /// The pages that were left, to be found again as they were.
    left: Vec<Page>,
    today: Option<Day>,
}

impl Pages {
    /// Forgets the pages that were left: positions mean other documents now.
    pub(super) fn forget_left(&mut self) {
        self.left.clear();
        self.open.drain(..self.open.len().saturating_sub(1));
    }

    /// The page that is shown.
    #[must_use]
    pub fn shown(&self) -> Option<&Page> {
        self.open.last()
    }

    /// Today; without it, every dated action is still to come.
    #[must_use]
    pub fn today(&self) -> Day {
        self.today.unwrap_or(Day::MIN)
    }
}

/// What others hand to the pages and ask of them.
impl App {
    /// The pages that are open.
    #[must_use]
    pub fn pages(&self) -> &Pages {
        &self.pages
    }

    /// Says which day it is.
    pub fn set_today(&mut self, today: Day) {
        self.pages.today = Some(today);
        self.make_page_anew();
    }

    /// Whether an action is marked as done: the position of its document, and its own in there.
    #[must_use]
    pub fn is_done(&self, document: usize, action: usize) -> bool {
        let document = self.archive.at(document);
        let action = document.and_then(|document| Some((document, document.actions.get(action)?)));
        action.is_some_and(|(document, action)| self.notebook.is_done(&document.id, action))
    }

    /// The action under the cursor of the agenda: the position of its document, and its own in there.
    #[must_use]
    pub fn action_of_page(&self) -> Option<(usize, usize)> {
        match self.pages.shown()?.sheet.leads() {
            Leads::Action(document, action) => Some((*document, *action)),
            _ => None,
        }
    }

    /// Where a page lies: over everything but the line at the bottom.
    #[must_use]
    pub fn page_area(&self) -> Area {
        let (width, height) = (self.size.width, self.size.height.saturating_sub(1));
        Area { x: 0, y: 0, width, height }
    }

    /// The month that the agenda shows beside its list.
    #[must_use]
    pub fn month(&self) -> Option<Month> {
        let page = self.pages.shown().filter(|page| page.subject == Subject::Agenda)?;
        let (entries, selected) = (page.sheet.entries(), page.sheet.leads());
        Month::of(&self.archive, entries, selected, self.pages.today(), page.turned)
    }

    /// Opens a page over the one that is shown.
    pub(super) fn open_page(&mut self, subject: Subject) {
        if self.pages.shown().is_some_and(|page| page.subject == subject) {
            return;
        }
        let left = self.pages.left.iter().find(|page| page.subject == subject).cloned();
        let page = Page::of(subject, left.as_ref(), &self.sources());
        self.pages.open.push(page);
        self.arrange_page();
    }

    /// Closes the page that is shown.
    pub(super) fn close_page(&mut self) {
        if let Some(page) = self.pages.open.pop() {
            self.pages.left.retain(|left| left.subject != page.subject);
            self.pages.left.push(page);
        }
        self.make_page_anew();
    }

    /// Closes every page.
    pub(super) fn close_pages(&mut self) {
        while self.pages.shown().is_some() {
            self.close_page();
        }
    }

    /// Makes the page that is shown anew: the filter changed, or the day.
    pub(super) fn make_page_anew(&mut self) {
        let Some(page) = self.pages.shown() else { return };
        let mut subject = page.subject.clone();
        if let (Subject::Passages(terms), Ok(query)) = (&mut subject, self.filter.query()) {
            *terms = query.terms();
        }
        let page = Page::of(subject, Some(page), &self.sources());
        if let Some(shown) = self.pages.open.last_mut() {
            *shown = page;
        }
        self.arrange_page();
    }

    /// Sets the page that is shown for the size of the terminal.
    pub(super) fn arrange_page(&mut self) {
        let area = self.page_area();
        if let Some(page) = self.pages.open.last_mut().filter(|_| !self.screen.too_small) {
            page.set(area);
        }
    }

    fn sources(&self) -> Sources<'_> {
        Sources {
            archive: &self.archive,
            texts: &*self.texts,
            shown: self.list.shown(),
            documents: self.list.shown().iter().take(Page::MOST).collect(),
            cut: self.list.count() > Page::MOST,
            whole: self.filter.is_empty(),
            today: self.pages.today(),
        }
    }
}
