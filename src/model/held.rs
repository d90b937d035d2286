//! Documents that are all in memory.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::OnceLock;

use super::row::PAGE;
use super::{Document, Facet, Facets, Holdings, Id, Row, Run, State, Tables, Values, values_of};

/// The documents of an archive, in memory.
#[derive(Debug)]
pub(super) struct Held {
    documents: Vec<Document>,
    ids: HashMap<Id, usize>,
    pages: Vec<Arc<[Row]>>,
    runs: Vec<Run>,
    facets: HashMap<Facet, Arc<Values>>,
    by_title: OnceLock<Arc<[u32]>>,
}

impl Held {
    /// Puts documents in the order of an archive.
    pub(super) fn new(mut documents: Vec<Document>, tables: &Tables) -> Self {
        let sitting = |document: &Document| {
            document.issued.meeting.as_ref().and_then(|id| tables.sitting(id.as_str()))
        };
        documents.sort_by_cached_key(|document| {
            Row::of(document).key(sitting(document).unwrap_or(usize::MAX))
        });
        let mut facets = Facets::default();
        for (position, document) in documents.iter().enumerate() {
            let meeting = tables.meeting(document.issued.meeting.as_ref());
            for (facet, value) in values_of(document, meeting) {
                facets.add(facet, &value, position);
            }
        }
        let pages = documents.chunks(PAGE).map(|page| page.iter().map(Row::of).collect());
        Self {
            ids: documents.iter().map(|document| document.id.clone()).zip(0..).collect(),
            pages: pages.collect(),
            runs: Run::all(documents.iter().map(sitting)),
            facets: Facet::ALL
                .iter()
                .map(|facet| (*facet, Arc::new(facets.take(*facet))))
                .collect(),
            by_title: OnceLock::new(),
            documents,
        }
    }
}

impl Holdings for Held {
    fn count(&self) -> usize {
        self.documents.len()
    }

    fn held(&self) -> Option<&[Document]> {
        Some(&self.documents)
    }

    fn is_damaged(&self) -> bool {
        false
    }

    fn document(&self, position: usize) -> Option<Document> {
        self.documents.get(position).cloned()
    }

    fn page(&self, page: usize) -> Arc<[Row]> {
        self.pages.get(page).cloned().unwrap_or_default()
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    fn in_folder(&self, folder: &str) -> Option<usize> {
        self.documents.iter().position(|document| document.folder == folder)
    }

    fn runs(&self) -> &[Run] {
        &self.runs
    }

    fn facet(&self, facet: Facet) -> Arc<Values> {
        self.facets.get(&facet).cloned().unwrap_or_default()
    }

    fn each_state(&self, _take: &mut dyn FnMut(State)) -> bool {
        true
    }

    fn by_title(&self) -> Arc<[u32]> {
        let order = || {
            let titles = self.documents.iter().map(|document| document.title.as_str());
            super::row::by_title(titles).into()
        };
        Arc::clone(self.by_title.get_or_init(order))
    }
}
