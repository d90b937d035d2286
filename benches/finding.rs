//! What it costs to open a large archive, to filter it, to search it and to draw it.
//!
//! `cargo bench --bench finding`. The archive is made by `benches/corpus.py` where it is missing, below `target/tmp`;
//! `PLENARY_BENCH_COUNT` says how many documents it has (2000), or `PLENARY_BENCH_ARCHIVE` where another lies.

#![expect(
    clippy::expect_used,
    clippy::wildcard_imports,
    reason = "what cannot be measured ends; a part has what all have"
)]

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, OnceLock};

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use plenary::app::{App, Event, Filter, Size, Words};
use plenary::config::Settings;
use plenary::fold;
use plenary::keys::Key;
use plenary::model::{Archive, Positions};
use plenary::search::{Haystack, Index, Part, Texts, hits};
use plenary::store::{self, Compared, Place};
use plenary::view::{self, Room};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const SIZE: Size = Size { width: 200, height: 60 };

/// The documents that are read whole, and indexed by both ways.
const SOME: usize = 2_000;

fn main() {
    place();
    divan::main();
}

fn text_of(variable: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "which archive is measured")]
    std::env::var(variable).ok()
}

/// The archive that is measured, with its catalogue.
fn place() -> &'static Place {
    static PLACE: OnceLock<Place> = OnceLock::new();
    PLACE.get_or_init(|| {
        let below = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
        let count = text_of("PLENARY_BENCH_COUNT").unwrap_or_else(|| SOME.to_string());
        let own = || below.join(format!("archive-{count}"));
        let folder = text_of("PLENARY_BENCH_ARCHIVE").map_or_else(own, PathBuf::from);
        if !folder.exists() {
            let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/corpus.py");
            #[expect(clippy::disallowed_methods, reason = "the archive is made by a script")]
            let made = Command::new("python3").arg(script).arg(&count).arg(&folder).status();
            assert!(made.is_ok_and(|status| status.success()), "the archive cannot be made");
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let place = Place { folder, cache: Some(below.join(format!("{name}-kept"))) };
        place.compare(&|_| {}).expect("the archive can be read");
        place
    })
}

fn archive() -> Arc<Archive> {
    let known = place().open().expect("the archive is there").expect("its catalogue is made");
    Arc::new(known.archive)
}

fn index(archive: &Archive) -> Index {
    let cache = place().cache.as_deref().expect("there is a cache");
    Index::update(cache, archive, &|_, _| true).expect("an index can be made")
}

/// A reader of the archive that knows its words.
fn app(words: bool) -> App {
    let archive = archive();
    let mut app =
        App::new(Arc::clone(&archive), Vec::new(), Settings::default(), Filter::default(), SIZE);
    if words {
        let texts = Arc::new(index(&archive));
        app.handle(Event::Words(Words { archive, texts }));
    }
    app
}

fn press(app: &mut App, keys: &str) {
    for key in Key::parse_sequence(keys).unwrap_or_default() {
        app.handle(Event::Key(key));
    }
}

mod load {
    use super::*;

    /// All that stands before the first frame: the catalogue, and what the list and the pane show.
    #[divan::bench]
    fn first_screen_by_catalogue() -> App {
        app(false)
    }

    #[divan::bench(sample_count = 5, sample_size = 1)]
    fn whole_folder_compared() -> bool {
        matches!(place().compare(&|_| {}), Ok(Compared::Same))
    }

    #[divan::bench(sample_count = 3, sample_size = 1)]
    fn every_record_and_text_read() -> usize {
        store::load(&place().folder).map_or(0, |loaded| loaded.archive.len())
    }
}

mod filter {
    use super::*;

    /// One letter more, and one letter less: each narrows or widens the list at once.
    #[divan::bench(args = ["#:1", "f:k i n d : r e p o r|t", "f:d a t e : 2 0 1|2", "f:p a r t y : u n i o n - 1|7",
        "f:l a n g : e n space - k i n d : r e p o r|t"])]
    fn a_letter(bencher: Bencher<'_, '_>, keys: &str) {
        let (opens, typed) = keys.split_once(':').unwrap_or((keys, ""));
        let (before, letter) = typed.rsplit_once('|').unwrap_or(("", typed));
        let mut app = app(false);
        press(&mut app, opens);
        press(&mut app, before);
        let letter = Key::parse(letter).expect("a key");
        let back = Key::parse("backspace").expect("a key");
        bencher.bench_local(|| {
            app.handle(Event::Key(letter));
            app.handle(Event::Key(back));
        });
    }

    /// The list in another order, four times: by date, title, kind and meeting.
    #[divan::bench]
    fn sorted_four_ways(bencher: Bencher<'_, '_>) {
        let mut app = app(false);
        bencher.bench_local(|| press(&mut app, "O O O O"));
    }
}

mod search {
    use super::*;

    #[divan::bench(args = ["w", "wa", "wat", "water", "zugunruhe", "alliance of river towns"])]
    fn documents_that_have(bencher: Bencher<'_, '_>, words: &str) {
        let archive = archive();
        let index = index(&archive);
        let all = Positions::first(archive.len());
        // The lists of words are read when the first letter is typed.
        index.having(&archive, Part::All, "w", &all, &|| false);
        bencher
            .bench_local(|| index.having(&archive, Part::All, black_box(words), &all, &|| false));
    }

    #[divan::bench(args = ["water", "zugunruhe"])]
    fn best_twenty_passages(bencher: Bencher<'_, '_>, words: &str) {
        let archive = archive();
        let index = index(&archive);
        let all = Positions::first(archive.len());
        let terms = [words.to_owned()];
        bencher.bench_local(|| {
            let found = index.having(&archive, Part::All, words, &all, &|| false);
            hits(&archive, &terms, &index.ranked(&archive, &terms, &found), (20, 160)).len()
        });
    }

    /// The texts themselves, without an index: the first 200 documents.
    #[divan::bench]
    fn scanned_200_documents(bencher: Bencher<'_, '_>) {
        let archive = archive();
        let texts = Haystack::of(&archive);
        let some = Positions::first(200);
        bencher.bench_local(|| texts.having(&archive, Part::All, "zugunruhe", &some, &|| false));
    }
}

mod draw {
    use super::*;

    fn frame(bencher: Bencher<'_, '_>, keys: &str) {
        let mut app = app(false);
        press(&mut app, keys);
        let area = Rect { x: 0, y: 0, width: SIZE.width, height: SIZE.height };
        let mut buffer = Buffer::empty(area);
        let mut room = Room::default();
        bencher.bench_local(|| {
            buffer.reset();
            view::draw(&app, area, &mut buffer, &mut room);
        });
    }

    #[divan::bench]
    fn first_screen(bencher: Bencher<'_, '_>) {
        frame(bencher, "");
    }

    #[divan::bench]
    fn end_of_the_list(bencher: Bencher<'_, '_>) {
        frame(bencher, "G");
    }

    #[divan::bench]
    fn text_in_the_middle(bencher: Bencher<'_, '_>) {
        frame(bencher, "enter space");
    }

    #[divan::bench]
    fn filtered(bencher: Bencher<'_, '_>) {
        frame(bencher, "f k i n d : r e p o r t enter");
    }

    /// A key, and the frame that answers it.
    #[divan::bench(args = ["j", "space"])]
    fn key_and_frame(bencher: Bencher<'_, '_>, key: &str) {
        let mut app = app(false);
        if key == "space" {
            press(&mut app, "enter");
        }
        let area = Rect { x: 0, y: 0, width: SIZE.width, height: SIZE.height };
        let mut buffer = Buffer::empty(area);
        let mut room = Room::default();
        let key = Key::parse(key).expect("a key");
        bencher.bench_local(|| {
            app.handle(Event::Key(key));
            buffer.reset();
            view::draw(&app, area, &mut buffer, &mut room);
        });
    }
}

mod indexing {
    use super::*;

    /// The texts that are indexed, as they stand in the files.
    fn texts(archive: &Archive) -> Vec<Vec<String>> {
        let texts = |position| {
            archive.with(position, |document| {
                let blocks = document.versions.iter().flat_map(|version| version.blocks.iter());
                blocks.map(|block| block.text.clone()).collect()
            })
        };
        (0..archive.len().min(SOME)).filter_map(texts).collect()
    }

    fn bytes(texts: &[Vec<String>]) -> BytesCount {
        BytesCount::new(texts.iter().flatten().map(String::len).sum::<usize>())
    }

    /// The whole: records and texts are read, folded, indexed and sealed, with one thread of the engine.
    #[divan::bench(sample_count = 3, sample_size = 1)]
    fn the_index_of_plenary(bencher: Bencher<'_, '_>) {
        let archive = archive();
        bencher
            .counter(bytes(&texts(&archive)))
            .with_inputs(|| tempfile::tempdir().expect("a folder"))
            .bench_local_refs(|folder| {
                let stop = |done: usize, _: usize| done < SOME;
                Index::update(folder.path(), &archive, &stop).expect("an index").missing()
            });
    }

    /// Bare tantivy with one thread, over texts that are in memory already; `fold` says whether each is
    /// folded first, as every search needs.
    #[divan::bench(args = [false, true], sample_count = 3, sample_size = 1)]
    fn bare_tantivy(bencher: Bencher<'_, '_>, fold: bool) {
        let texts = texts(&archive());
        bencher
            .counter(bytes(&texts))
            .with_inputs(|| tempfile::tempdir().expect("a folder"))
            .bench_local_refs(|folder| {
                let mut schema = Schema::builder();
                let indexing = TextFieldIndexing::default()
                    .set_tokenizer(if fold { "whitespace" } else { "default" })
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions);
                let options = TextOptions::default().set_indexing_options(indexing);
                let body = schema.add_text_field("body", options);
                let engine = tantivy::Index::create_in_dir(folder.path(), schema.build());
                let engine = engine.expect("an index");
                let mut writer: tantivy::IndexWriter =
                    engine.writer_with_num_threads(1, 64_000_000).expect("a writer");
                for blocks in &texts {
                    let mut document = tantivy::TantivyDocument::new();
                    for block in blocks {
                        if fold {
                            document.add_text(body, fold::words(block));
                        } else {
                            document.add_text(body, block);
                        }
                    }
                    writer.add_document(document).expect("it is taken");
                }
                writer.commit().expect("it is written");
                writer.wait_merging_threads().expect("they end");
            });
    }
}
