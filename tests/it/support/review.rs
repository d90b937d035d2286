//! The screen on which files are brought in, without a terminal: keys go in, a screen comes out.

use std::sync::Arc;

use ratatui::buffer::Buffer;

use plenary::app::{Answer, Effect, Errand, Event, Plan, Planned, Receipt, Review, Size, State};
use plenary::config::Settings;
use plenary::import::{Corrections, Proposal, Source, propose_corrected};
use plenary::model::Archive;
use plenary::view::Drawn;

use super::desk::keys_of;
use super::{archive, picture, snapshot};

/// A screen for some made-up files, and what it asked for.
pub(crate) struct Bench {
    review: Review,
    archive: Arc<Archive>,
    files: Vec<(&'static str, &'static str)>,
    size: Size,
    effects: Vec<Effect>,
    /// What follows from corrections, where it is kept back.
    kept_back: Option<Vec<Answer>>,
}

impl Bench {
    /// Files with these names and texts, for the made-up archive.
    pub(crate) fn of(files: &[(&'static str, &'static str)], size: Size) -> Self {
        let archive = Arc::new(archive::made_up());
        let names = files.iter().map(|(name, _)| (*name).to_owned()).collect();
        let review = Review::new(
            Arc::clone(&archive),
            Settings::default(),
            names,
            Corrections::default(),
            size,
        );
        let files = files.to_vec();
        let mut bench = Self { review, archive, files, size, effects: Vec::new(), kept_back: None };
        bench.run(Errand::Bring(0));
        bench
    }

    pub(crate) fn press(mut self, keys: &str) -> Self {
        for key in keys_of(keys) {
            self.event(Event::Key(key));
        }
        self
    }

    pub(crate) fn paste(mut self, text: &str) -> Self {
        self.event(Event::Paste(text.to_owned()));
        self
    }

    pub(crate) fn resize(mut self, width: u16, height: u16) -> Self {
        self.size = Size { width, height };
        self.event(Event::Resized(self.size));
        self.effects.retain(|effect| *effect != Effect::Redraw);
        self
    }

    /// Keeps back what follows from corrections, or tells all of it.
    pub(crate) fn keep_back(mut self, keep: bool) -> Self {
        for answer in
            std::mem::replace(&mut self.kept_back, keep.then(Vec::new)).unwrap_or_default()
        {
            self.event(Event::Import(answer));
        }
        self
    }

    fn event(&mut self, event: Event) {
        for effect in self.review.handle(event) {
            match effect {
                Effect::Import(errand) => self.run(errand),
                effect => self.effects.push(effect),
            }
        }
    }

    /// Answers an errand as the program would, but writes nothing.
    fn run(&mut self, errand: Errand) {
        let answer = match errand {
            Errand::Bring(at) => {
                let (name, text) = self.files[at];
                let source = Source::read(text.as_bytes(), name).map(Arc::new);
                Answer::Brought(at, source)
            }
            Errand::Follow(at, number, said) => {
                let (name, text) = self.files[at];
                let source = Source::read(text.as_bytes(), name).unwrap();
                let proposal = propose_corrected(&source, &self.archive, &said);
                let answer = Answer::Followed(at, number, Box::new(proposal));
                if let Some(kept) = &mut self.kept_back {
                    kept.push(answer);
                    return;
                }
                answer
            }
            Errand::Plan(_, proposal) => Answer::Planned(Ok(plan(&proposal))),
            Errand::File(at, proposal) => {
                let told = format!("{}: new record {}", self.files[at].0, proposal.id);
                let archive = Arc::clone(&self.archive);
                Answer::Filed(at, Ok(Receipt { told, archive }))
            }
        };
        self.event(Event::Import(answer));
    }

    /// What is proposed for the file that is shown.
    pub(crate) fn proposal(&self) -> Proposal {
        let Some((.., plenary::app::Standing::Open(opened))) = self.review.file() else {
            panic!("the file is read");
        };
        opened.proposal().clone()
    }

    pub(crate) fn effects(&self) -> &[Effect] {
        &self.effects
    }

    pub(crate) fn buffer(&self) -> Buffer {
        picture::drawn(&self.review, self.size)
    }

    /// The text of the screen.
    pub(crate) fn text(&self) -> String {
        picture::rows(&self.buffer()).join("\n")
    }

    /// Holds the whole picture against the kept one.
    #[track_caller]
    pub(crate) fn looks_like(&self, name: &str) {
        let made = picture::picture(&self.buffer(), self.review.cursor(), &self.effects);
        snapshot::hold(name, &made);
    }
}

fn plan(proposal: &Proposal) -> Plan {
    let file = |path: &str, text: &str| Planned {
        path: path.to_owned(),
        size: text.len(),
        state: State::New,
        text: Some(text.to_owned()),
    };
    let record = format!("schema = 1\nid = \"{}\"\n", proposal.id);
    Plan {
        folder: format!("documents/{}", proposal.id),
        files: vec![file("document.toml", &record), file("text.en.txt", "# Call\n")],
        remarks: Vec::new(),
    }
}
