//! Foreign files that are brought in.

use std::fs;
use std::io::{Cursor, Write};
use std::sync::OnceLock;

use plenary::import::{Material, Source, alone, new_record, propose, read_pdf};
use plenary::model::{Archive, Day};
use plenary::store;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{is_harmless, text};

fn bundled() -> &'static Archive {
    static BUNDLED: OnceLock<Archive> = OnceLock::new();
    BUNDLED.get_or_init(|| store::bundled().archive)
}

/// Any bytes are a text or refused.
pub(super) fn texts_are_imported(bytes: &[u8]) {
    is_proposed(Source::read(bytes, "call.txt"), bytes, "call.txt");
}

/// Any bytes are a page or refused.
pub(super) fn pages_are_imported(bytes: &[u8]) {
    is_proposed(Source::read(bytes, "call.html"), bytes, "call.html");
}

/// What a reader of PDFs prints, whatever it is.
pub(super) fn printed_pages_are_imported(bytes: &[u8]) {
    is_proposed(read_pdf(&text(bytes)), b"%PDF-1.4", "call.pdf");
}

/// Packed files: as they are, or the bytes as the text inside of one.
pub(super) fn packed_files_are_imported(bytes: &[u8]) {
    let packed = match bytes.split_first() {
        Some((b'd', text)) => {
            packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", text)])
        }
        Some((b'n', text)) => packed(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", b"<w:document><w:body/></w:document>"),
            ("word/numbering.xml", text),
            ("word/styles.xml", text),
        ]),
        Some((b'o', text)) => packed(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", text),
            ("styles.xml", text),
        ]),
        _ => bytes.to_vec(),
    };
    is_proposed(Source::read(&packed, "call.docx"), &packed, "call.docx");
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        writer.start_file(*name, stored).unwrap();
        writer.write_all(text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What was read is proposed, filed, and found again in the archive that it was filed in.
fn is_proposed(source: Result<Source, String>, bytes: &[u8], name: &str) {
    let source = match source {
        Ok(source) => source,
        Err(refusal) => return is_harmless(&refusal),
    };
    let proposal = propose(&source, bundled());
    for trouble in &proposal.troubles {
        is_harmless(&trouble.message);
    }
    for block in proposal.versions.iter().flat_map(|version| &version.blocks) {
        is_harmless(&block.block.text);
    }
    if proposal.versions.is_empty() {
        return;
    }
    assert_eq!(alone(&proposal, name, bundled()).len(), 1);
    let material = Material { proposal: &proposal, source: &source, bytes, name, today: Day::MIN };
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join(proposal.id.as_str());
    for file in new_record(&material) {
        let path = home.join(&file.path);
        assert!(path.starts_with(&home) && !file.path.contains(".."), "{}", file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes).unwrap();
    }
    let loaded = store::load(folder.path()).unwrap();
    let filed = loaded.archive.document(proposal.id.as_str());
    let filed = filed.unwrap_or_else(|| panic!("{} is lost: {:?}", proposal.id, loaded.faults));
    for version in &proposal.versions {
        let there = filed.versions.iter().find(|there| there.language == version.language);
        let there = there.unwrap_or_else(|| panic!("{} is lost", version.language));
        let texts = |text: &str| text.split_whitespace().collect::<Vec<_>>().concat();
        let wanted: String = version.blocks.iter().map(|block| texts(&block.block.text)).collect();
        let kept: String = there.blocks.iter().map(|block| texts(&block.text)).collect();
        assert_eq!(kept, wanted, "what was filed is what was proposed");
    }
}
