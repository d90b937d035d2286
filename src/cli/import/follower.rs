//! Finds beside the screen what follows from what is corrected, so that no key waits for it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

use crate::app::Answer;
use crate::app::Event;
use crate::import::Corrections;
use crate::import::Source;
use crate::import::propose_corrected;
use crate::model::Archive;
use crate::runtime::Later;

/// What is to be found.
pub(super) struct Task {
    /// The position of the file.
    pub(super) at: usize,
    /// The number of the correction.
    pub(super) number: u64,
    /// The file.
    pub(super) source: Arc<Source>,
    /// The archive.
    pub(super) archive: Arc<Archive>,
    /// What is corrected.
    pub(super) corrections: Corrections,
    /// To whom it is told.
    pub(super) later: Later,
}

/// The tasks that wait, of each file the last one, and whether somebody is at work.
#[derive(Default)]
struct Waiting {
    tasks: BTreeMap<usize, Task>,
    is_busy: bool,
}

/// One who does the tasks, one after the other.
#[derive(Default)]
pub(super) struct Follower {
    waiting: Arc<Mutex<Waiting>>,
}

impl Follower {
    /// Has a task done; one of the same file that waits is not wanted any more.
    pub(super) fn ask(&self, task: Task) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.tasks.insert(task.at, task);
        if waiting.is_busy {
            return;
        }
        waiting.is_busy = true;
        let shared = Arc::clone(&self.waiting);
        thread::spawn(move || work(&shared));
    }
}

fn work(shared: &Mutex<Waiting>) {
    loop {
        let next = {
            let mut waiting = shared.lock().unwrap_or_else(PoisonError::into_inner);
            let next = waiting.tasks.pop_first();
            waiting.is_busy = next.is_some();
            next
        };
        let Some((at, task)) = next else { return };
        let proposal = propose_corrected(&task.source, &task.archive, &task.corrections);
        let answer = Answer::Followed(at, task.number, Box::new(proposal));
        (task.later)(Event::Import(answer));
    }
}
