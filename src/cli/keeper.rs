//! Keeps the archive that is read up to date: its catalogue, its index, and what changes in its folder.

use std::sync::Arc;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::app::Event;
use crate::app::Renewed;
use crate::app::Words;
use crate::cli::perform::wrong;
use crate::cli::read::troubles;
use crate::cli::watch::Watch;
use crate::model::Archive;
use crate::runtime::Later;
use crate::search::Haystack;
use crate::search::Index;
use crate::search::NoIndex;
use crate::search::Texts;
use crate::store;
use crate::store::Compared;
use crate::store::Fault;
use crate::store::Loaded;
use crate::store::Place;

/// Where not every change is heard of, the archive is looked through again after this time.
const AGAIN: Duration = Duration::from_mins(5);

/// To look through an archive again and again may take this part of the time, and no more.
const SHARE: u32 = 50;

/// An archive whose folder is gone, or whose index another program works on, is asked for after this time.
const SOON: Duration = Duration::from_secs(5);

/// What keeps an archive up to date.
pub(super) struct Keeper {
    /// Where it lies.
    pub(super) place: Place,
    /// The archive as it was opened.
    pub(super) archive: Arc<Archive>,
    /// What is wrong with its files, as it was opened.
    pub(super) faults: Vec<Fault>,
    /// Whether it was told that the words cannot be indexed.
    pub(super) is_wordless: bool,
}

/// When to look again, where nothing is heard.
enum Next {
    /// As soon as the folders that have come are watched too.
    Now,
    After(Duration),
    /// Only when something changes.
    Never,
}

impl Keeper {
    /// Begins to keep it, in a thread of its own.
    pub(super) fn begin(self, later: Later) {
        // Without the thread the archive stays as it was opened.
        thread::Builder::new().spawn(move || self.keep(&later)).ok();
    }

    fn keep(mut self, later: &Later) {
        let mut watch = Watch::new();
        self.know_words(later);
        loop {
            // What changes while it is looked at is heard already.
            watch.follow(&self.place, &self.archive);
            let next = self.look(later, &mut watch);
            later(Event::Progress(None));
            let listens = match next {
                Next::Now => true,
                Next::After(time) => watch.wait(Some(time)),
                Next::Never => watch.wait(None),
            };
            if !listens {
                return;
            }
        }
    }

    /// Looks what changed, and tells it; says when to look again.
    fn look(&mut self, later: &Later, watch: &mut Watch) -> Next {
        let began = now();
        let Ok(renewed) = self.renewed(later) else {
            // A folder that is gone for the moment may come back.
            watch.forget();
            return Next::After(SOON);
        };
        let changed = renewed.is_some();
        if let Some(Loaded { archive, faults }) = renewed {
            let troubles = troubles(&archive, &faults);
            self.archive = Arc::new(archive);
            self.faults = faults;
            let (archive, texts) = (Arc::clone(&self.archive), self.texts());
            later(Event::Renewed(Renewed { archive, texts, troubles }));
        }
        let busy = !self.archive.is_held() && self.index(later);
        match (busy, watch.hears_all()) {
            (true, _) => Next::After(SOON.max(began.elapsed().saturating_mul(4))),
            // There may be folders in which something happened before they were watched.
            (false, true) if changed => Next::Now,
            (false, true) => Next::Never,
            (false, false) => Next::After(AGAIN.max(began.elapsed().saturating_mul(SHARE))),
        }
    }

    /// The archive as it is now, if it is another.
    fn renewed(&self, later: &Later) -> Result<Option<Loaded>, Fault> {
        if self.archive.is_held() && self.place.is_small()? {
            let Loaded { archive, faults } = store::load(&self.place.folder)?;
            let same = archive.says_the_same(&self.archive) && faults == self.faults;
            return Ok((!same).then_some(Loaded { archive, faults }));
        }
        let told = |done| {
            let progress = format!("reading {done} documents …");
            later(Event::Progress(Some(progress)));
        };
        Ok(match self.place.compare(&told)? {
            Compared::Same if self.archive.is_held() => self.place.open()?,
            Compared::Same => None,
            Compared::Renewed(loaded) => Some(*loaded),
        })
    }

    /// What knows the words of the archive, as it is kept.
    fn texts(&self) -> Arc<dyn Texts> {
        let cache = self.place.cache.as_deref().filter(|_| !self.archive.is_held());
        match cache.map(|cache| Index::open(cache, &self.archive)) {
            Some(Ok(index)) => Arc::new(index),
            _ => Arc::new(Haystack::of(&self.archive)),
        }
    }

    /// Brings the index up to date; says whether another program works on it.
    fn index(&mut self, later: &Later) -> bool {
        let Some(cache) = self.place.cache.as_deref() else { return false };
        let told = |done: usize, all: usize| {
            later(Event::Progress(Some(format!("indexing {done} of {all} …"))));
            true
        };
        let updated = Index::update(cache, &self.archive, &told);
        match updated {
            Ok(index) => self.tell_words(index, later),
            Err(NoIndex::Busy) => {
                // What it has finished so far is of use.
                self.know_words(later);
                return true;
            }
            // Without an index, words are looked for in the texts themselves.
            Err(NoIndex::Because(why)) if !self.is_wordless => {
                // One that was begun, or finished before, may know some of them or even all.
                let known = Index::open(cache, &self.archive).ok();
                let is_whole = known.as_ref().is_some_and(|index| index.missing() == 0);
                if !is_whole {
                    let some = if known.is_some() { "Not all words" } else { "Words" };
                    later(Event::Done(wrong(format!("{some} are not indexed: {why}"))));
                    self.is_wordless = true;
                    if let Some(index) = known {
                        self.tell_words(index, later);
                    }
                }
            }
            Err(NoIndex::Because(_)) => {}
        }
        false
    }

    /// Opens the index as it is, before the folder is looked through.
    fn know_words(&self, later: &Later) {
        let cache = self.place.cache.as_deref().filter(|_| !self.archive.is_held());
        if let Some(Ok(index)) = cache.map(|cache| Index::open(cache, &self.archive)) {
            self.tell_words(index, later);
        }
    }

    fn tell_words(&self, index: Index, later: &Later) {
        let archive = Arc::clone(&self.archive);
        later(Event::Words(Words { archive, texts: Arc::new(index) }));
    }
}

#[expect(clippy::disallowed_methods, reason = "how long it takes decides how often it is done")]
fn now() -> Instant {
    Instant::now()
}
