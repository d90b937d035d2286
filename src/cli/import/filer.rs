//! Runs the errands of the screen on which files are brought in: reads, tells what would be written, writes.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::Answer;
use crate::app::Effect;
use crate::app::Errand;
use crate::app::Event;
use crate::app::Notice;
use crate::app::Plan;
use crate::app::Planned;
use crate::app::Receipt;
use crate::app::State;
use crate::cli::archive::Choice;
use crate::cli::failure::Failure;
use crate::cli::import::bring::Brought;
use crate::cli::import::bring::bring;
use crate::cli::import::follower::Follower;
use crate::cli::import::follower::Task;
use crate::cli::import::shelve;
use crate::cli::import::told;
use crate::cli::surroundings;
use crate::import::Proposal;
use crate::import::Source;
use crate::model::Archive;
use crate::model::Day;
use crate::model::clean;
use crate::notebook::Moment;
use crate::runtime::Later;
use crate::runtime::Outside;
use crate::store;

/// What lies around the screen.
pub(super) struct Filer {
    paths: Vec<PathBuf>,
    /// The files that were read.
    brought: Vec<Option<Brought>>,
    choice: Choice,
    /// The user's own archive, to which the one in the program is copied before it is changed.
    own: Option<PathBuf>,
    archive: Arc<Archive>,
    follower: Follower,
    today: Day,
    told: Vec<String>,
}

impl Filer {
    pub(super) fn new(
        paths: Vec<PathBuf>,
        choice: Choice,
        own: Option<PathBuf>,
        archive: Arc<Archive>,
        today: Day,
    ) -> Self {
        let brought = paths.iter().map(|_| None).collect();
        let follower = Follower::default();
        Self { paths, brought, choice, own, archive, follower, today, told: Vec::new() }
    }

    /// What was written, in sentences.
    pub(super) fn told(&self) -> &[String] {
        &self.told
    }

    /// Whether there is but one file.
    pub(super) fn is_single(&self) -> bool {
        self.paths.len() == 1
    }

    /// Reads a file, once.
    pub(super) fn read(&mut self, at: usize) -> Result<Arc<Source>, Failure> {
        if let Ok(brought) = self.brought(at) {
            return Ok(Arc::clone(&brought.source));
        }
        let path = self.paths.get(at).ok_or_else(|| Failure::wrong("there is no such file"))?;
        let brought = bring(path)?;
        let source = Arc::clone(&brought.source);
        if let Some(place) = self.brought.get_mut(at) {
            *place = Some(brought);
        }
        Ok(source)
    }

    fn bring(&mut self, at: usize) -> Answer {
        Answer::Brought(at, self.read(at).map_err(|failure| spoken(&failure)))
    }

    fn brought(&self, at: usize) -> Result<&Brought, Failure> {
        let brought = self.brought.get(at).and_then(Option::as_ref);
        brought.ok_or_else(|| Failure::wrong("the file was not read yet"))
    }

    fn plan(&self, at: usize, proposal: &Proposal) -> Result<Plan, Failure> {
        let material = self.brought(at)?.material(proposal, self.today);
        let read = |path: &Path| match &self.choice {
            Choice::Folder(root) => fs::read(root.join(path)),
            Choice::Bundled => {
                let file = store::FILES.iter().find(|(name, _)| Path::new(name) == path);
                file.map(|(_, text)| text.as_bytes().to_vec())
                    .ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        };
        let planned = shelve::planned(&self.archive, &material, &read)?;
        let (root, mut remarks) = match (&self.choice, &self.own) {
            (Choice::Folder(root), _) => (root.as_path(), Vec::new()),
            (Choice::Bundled, None) => return Err(shelve::read_only()),
            (Choice::Bundled, Some(own)) => {
                let copied = format!(
                    "First the archive in the program is copied to {}, which is opened from now on.",
                    own.display()
                );
                (own.as_path(), vec![copied])
            }
        };
        let folder = root.join(&planned.folder);
        if planned.is_new && folder.exists() {
            let told = format!("{} is there already: give it another id", folder.display());
            return Err(Failure::wrong(told));
        }
        if !planned.is_new {
            remarks.push(
                "Comments and values of the record stay; only what it lacks is added.".to_owned(),
            );
        }
        let files = planned.files.iter().map(|file| {
            let there = read(&planned.folder.join(&file.path)).ok();
            let state = match &there {
                Some(there) if *there == file.bytes => State::Same,
                Some(_) => State::Changed,
                None => State::New,
            };
            let text = clean(&String::from_utf8_lossy(&file.bytes)).into_owned();
            let text = match there.filter(|_| file.path == "document.toml") {
                Some(there) => marked(&text, &clean(&String::from_utf8_lossy(&there))),
                None => text,
            };
            let text = (!file.path.starts_with("source/")).then_some(text);
            Planned { path: file.path.clone(), size: file.bytes.len(), state, text }
        });
        Ok(Plan { folder: folder.display().to_string(), files: files.collect(), remarks })
    }

    fn file(&mut self, at: usize, proposal: &Proposal) -> Result<Receipt, Failure> {
        let (root, is_copied) = shelve::folder(self.choice.clone(), self.own.as_deref())?;
        if is_copied {
            self.told.push(shelve::copied(&root));
        }
        self.choice = Choice::Folder(root.clone());
        let brought = self.brought(at)?;
        let done = shelve::shelve(&root, &self.archive, &brought.material(proposal, self.today))?;
        let told = told(&done, brought, proposal);
        self.told.push(told.clone());
        self.archive = Arc::new(self.choice.load()?.archive);
        Ok(Receipt { told, archive: Arc::clone(&self.archive) })
    }
}

impl Outside for Filer {
    fn now(&self) -> Moment {
        surroundings::now()
    }

    fn begin(&mut self, later: Later) {
        later(Event::Import(self.bring(0)));
    }

    fn perform(&mut self, effect: Effect, later: Later) -> Option<Notice> {
        let Effect::Import(errand) = effect else { return None };
        later(Event::Import(match errand {
            Errand::Bring(at) => self.bring(at),
            Errand::Follow(at, number, corrections) => {
                let source = Arc::clone(&self.brought(at).ok()?.source);
                let (archive, corrections) = (Arc::clone(&self.archive), *corrections);
                self.follower.ask(Task { at, number, source, archive, corrections, later });
                return None;
            }
            Errand::Plan(at, proposal) => {
                Answer::Planned(self.plan(at, &proposal).map_err(|failure| spoken(&failure)))
            }
            Errand::File(at, proposal) => {
                Answer::Filed(at, self.file(at, &proposal).map_err(|failure| spoken(&failure)))
            }
        }));
        None
    }
}

/// A text with a sign before each line that another one has not.
fn marked(text: &str, there: &str) -> String {
    let known: HashSet<&str> = there.lines().collect();
    let sign = |line: &str| if known.contains(line) { "  " } else { "+ " };
    text.lines().flat_map(|line| [sign(line), line, "\n"]).collect()
}

/// A failure in one line.
fn spoken(failure: &Failure) -> String {
    let hint = failure.hint.as_ref().map(|hint| format!(": {hint}")).unwrap_or_default();
    format!("{}{hint}", failure.message)
}
