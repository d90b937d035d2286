//! What it costs to set a text of a million bytes and to make one row of it.
//!
//! `cargo bench --bench text`

use divan::{Bencher, black_box};
use plenary::model::{Block, Direction, Language};
use plenary::text::{Page, Setting, line};

/// The bytes of a text.
const BYTES: usize = 1_000_000;
/// The columns of the pane.
const WIDTH: u16 = 100;

/// A language, and words of it.
const TEXTS: [(&str, &str); 3] = [
    (
        "en",
        "The delegates met in the morning, read the report of the last session and agreed on 12 points for \
         the next one; the text was translated overnight into four languages.",
    ),
    (
        "ru",
        "Участники встретились утром, прочли отчёт прошлого заседания и согласовали 12 пунктов для \
         следующего; за ночь текст перевели на четыре языка.",
    ),
    (
        "ar",
        "اجتمع المشاركون في الصباح وقرأوا تقرير الجلسة السابقة واتفقوا على 12 نقطة للجلسة المقبلة، ثم ترجم \
         النص في الليل إلى أربع لغات.",
    ),
];

fn main() {
    divan::main();
}

/// A text of a language in paragraphs of `length` bytes.
fn blocks(words: &str, length: usize) -> Vec<Block> {
    let mut text = String::new();
    while text.len() < length {
        text.push_str(words);
        text.push(' ');
    }
    let block = Block::paragraph(text);
    let count = BYTES.div_ceil(block.text.len());
    vec![block; count]
}

fn setting(hyphenate: bool) -> Setting {
    Setting { measure: 66, hyphenate, justify: false }
}

fn page(text: (&str, &str), length: usize) -> Page {
    let language = Language::parse(text.0).unwrap_or_else(|_| Language::unknown());
    Page::set(&blocks(text.1, length), &language, WIDTH, &setting(false))
}

#[divan::bench(args = TEXTS.map(|text| text.0), sample_count = 10)]
fn set_5000_paragraphs(bencher: Bencher<'_, '_>, tag: &str) {
    set(bencher, tag, 200, false);
}

#[divan::bench(args = TEXTS.map(|text| text.0), sample_count = 10)]
fn set_one_paragraph(bencher: Bencher<'_, '_>, tag: &str) {
    set(bencher, tag, BYTES, false);
}

#[divan::bench(args = TEXTS.map(|text| text.0), sample_count = 10)]
fn set_5000_paragraphs_with_hyphens(bencher: Bencher<'_, '_>, tag: &str) {
    set(bencher, tag, 200, true);
}

fn set(bencher: Bencher<'_, '_>, tag: &str, length: usize, hyphenate: bool) {
    let language = Language::parse(tag).unwrap_or_else(|_| Language::unknown());
    let words = TEXTS.iter().find(|text| text.0 == tag).map_or("", |text| text.1);
    let blocks = blocks(words, length);
    let setting = setting(hyphenate);
    bencher.bench(|| Page::set(black_box(&blocks), &language, WIDTH, &setting));
}

#[divan::bench(args = ["en", "ar"], consts = [1_000, 1_000_000])]
fn row_in_the_middle<const LENGTH: usize>(bencher: Bencher<'_, '_>, tag: &str) {
    let text = TEXTS.into_iter().find(|text| text.0 == tag).unwrap_or(TEXTS[0]);
    let page = page(text, LENGTH);
    // Not the blank row between two paragraphs.
    let middle = page.row_at(page.place_at(page.height() / 2));
    bencher.bench(|| page.row(black_box(middle)));
}

#[divan::bench(args = ["en", "ar"])]
fn first_row_of_one_paragraph(bencher: Bencher<'_, '_>, tag: &str) {
    let text = TEXTS.into_iter().find(|text| text.0 == tag).unwrap_or(TEXTS[0]);
    bencher.with_inputs(|| page(text, BYTES)).bench_values(|page| page.row(0));
}

#[divan::bench]
fn label(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        line(black_box("Resolution on the next meeting, 2023"), Direction::LeftToRight, 30)
    });
}
