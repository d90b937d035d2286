//! Files of word processors become lines, with the marks of their lists.

use std::io::{Cursor, Write};

use plenary::import::{Format, Shape, Source, propose};
use plenary::model::{Archive, BlockKind};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A packed file with these parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let numbering = "<w:numbering>\
        <w:abstractNum w:abstractNumId='7'>\
          <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
          <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%2)'/></w:lvl>\
        </w:abstractNum>\
        <w:abstractNum w:abstractNumId='8'>\
          <w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f0b7}'/></w:lvl>\
        </w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>\
        <w:num w:numId='3'><w:abstractNumId w:val='7'/>\
          <w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/></w:lvlOverride></w:num>\
        </w:numbering>";
    let styles = "<w:styles>\
        <w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>\
        <w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>\
        <w:style w:styleId='Liste'><w:name w:val='List Number'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        </w:styles>";
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            &format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>"),
        ),
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles),
    ])
}

fn paragraph(properties: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )
}

fn item(list: u8, level: u8, text: &str) -> String {
    let place = format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
    paragraph(&place, text)
}

fn filled(source: &Source) -> Vec<&str> {
    source.lines.iter().filter(|line| !line.is_blank()).map(|line| line.text.as_str()).collect()
}

#[test]
fn a_docx_keeps_its_numbers_bullets_headings_and_rows() {
    let body = [
        paragraph("<w:pStyle w:val='Titel'/>", "Call of the towns"),
        paragraph("", "They &amp; their friends agreed:"),
        item(1, 0, "water"),
        item(1, 1, "clean"),
        item(1, 1, "cheap"),
        paragraph("<w:pStyle w:val='Liste'/>", "bread"),
        item(1, 1, "white"),
        item(2, 0, "salt"),
        item(3, 0, "fish"),
        paragraph("<w:pStyle w:val='berschrift2'/>", "Signed"),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Bakers</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
        "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:delText>gone</w:delText></w:r></w:p>".to_owned(),
    ];
    let source = Source::read(&docx(&body.concat()), "a.docx").unwrap();
    assert_eq!(source.format, Format::Docx);
    assert_eq!(
        filled(&source),
        [
            "Call of the towns",
            "They & their friends agreed:",
            "1. water",
            "a) clean",
            "b) cheap",
            "2. bread",
            "a) white",
            "• salt",
            "4. fish",
            "Signed",
            "1\tBakers",
            "one",
            "two"
        ]
    );
    assert_eq!(source.lines[0].shape, Shape::Title);
    let proposal = propose(&source, &Archive::default());
    assert_eq!(proposal.title.unwrap().value, "Call of the towns");
}

#[test]
fn a_docx_from_right_to_left_is_in_the_language_it_says() {
    let rtl = "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/><w:lang w:val='en-US' w:bidi='fa-IR'/></w:rPr><w:t>آب برای همه شهرها</w:t></w:r></w:p>";
    let wrong = "<w:p><w:r><w:rPr><w:lang w:val='en-US'/></w:rPr><w:t>Вода для всех городов</w:t></w:r></w:p>";
    let source = Source::read(&docx(&format!("{rtl}{wrong}")), "a.docx").unwrap();
    let languages: Vec<Option<&str>> = (source.lines.iter().filter(|line| !line.is_blank()))
        .map(|line| line.language.as_ref().map(plenary::model::Language::primary))
        .collect();
    assert_eq!(languages, [Some("fa"), None]);
}

fn odt(body: &str) -> Vec<u8> {
    let styles = "<office:automatic-styles>\
        <text:list-style style:name='L1'>\
          <text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>\
          <text:list-level-style-bullet text:level='2' text:bullet-char='-'/>\
        </text:list-style>\
        <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>\
        </office:automatic-styles>";
    let content = format!(
        "<office:document-content>{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

#[test]
fn an_odt_keeps_its_numbers_bullets_headings_and_rows() {
    let body = "<text:p text:style-name='P1'>Call of the<text:s text:c='1'/>towns</text:p>\
        <text:p>They agreed<text:note><text:note-citation>3</text:note-citation><text:note-body><text:p>aside</text:p><text:p>and more</text:p></text:note-body></text:note>:</text:p>\
        <text:list text:style-name='L1'>\
          <text:list-item><text:p>water</text:p><text:list><text:list-item><text:p>clean</text:p></text:list-item></text:list></text:list-item>\
          <text:list-item><text:p>bread</text:p><text:p>of all kinds</text:p></text:list-item>\
        </text:list>\
        <text:h text:outline-level='2'>More</text:h>\
        <text:list text:style-name='L1' text:continue-numbering='true'><text:list-item><text:p>salt</text:p></text:list-item></text:list>\
        <text:list text:style-name='L1'><text:list-item><text:p>fish</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>Bakers</text:p></table:table-cell></table:table-row></table:table>";
    let source = Source::read(&odt(body), "a.odt").unwrap();
    assert_eq!(
        filled(&source),
        [
            "Call of the towns",
            "They agreed[3]:",
            "1. water",
            "• clean",
            "2. bread",
            "of all kinds",
            "More",
            "3. salt",
            "1. fish",
            "1\tBakers",
            "[3] aside and more",
        ]
    );
    assert_eq!(source.lines[0].shape, Shape::Title);
    assert_eq!((source.lines.last().unwrap().shape, source.troubles), (Shape::Note, vec![]));
}

#[test]
fn the_notes_of_a_docx_stand_under_it_with_their_numbers() {
    let refer = |what: &str, id: u8, rest: &str| {
        format!(
            "<w:p><w:r><w:t>{rest}</w:t></w:r><w:r><w:{what}Reference w:id='{id}'/></w:r></w:p>"
        )
    };
    let body = [
        paragraph("", "Call of the towns"),
        refer("footnote", 2, "The wells are dry"),
        refer("endnote", 5, "So is the river"),
        refer("footnote", 9, "Nobody knows why"),
        "<w:p><w:r><w:t>All agree</w:t></w:r><w:r><w:footnoteReference w:id='3' w:customMarkFollows='1'/><w:t>*</w:t></w:r></w:p>"
            .to_owned(),
    ];
    let document = format!("<w:document><w:body>{}</w:body></w:document>", body.concat());
    let note = |id: u8, text: &str| {
        format!(
            "<w:footnote w:id='{id}'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"
        )
    };
    let footnotes = format!(
        "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>{}{}</w:footnotes>",
        note(2, "In the north."),
        note(3, "But one.")
    );
    let endnotes = "<w:endnotes><w:endnote w:id='5'><w:p><w:r><w:t>Since May.</w:t></w:r></w:p></w:endnote></w:endnotes>";
    let file = packed(&[
        ("word/document.xml", document.as_str()),
        ("word/footnotes.xml", &footnotes),
        ("word/endnotes.xml", endnotes),
    ]);
    let source = Source::read(&file, "a.docx").unwrap();
    assert_eq!(
        filled(&source),
        [
            "Call of the towns",
            "The wells are dry[1]",
            "So is the river[i]",
            "Nobody knows why[2]",
            "All agree[*]",
            "[1] In the north.",
            "[i] Since May.",
            "[*] But one.",
        ]
    );
    assert!(source.troubles.iter().any(|trouble| trouble.message.starts_with("1 footnotes")));
    let proposal = propose(&source, &Archive::default());
    let kinds = proposal.versions[0].blocks.iter().rev().map(|block| block.block.kind);
    assert_eq!(kinds.take(3).collect::<Vec<_>>(), [BlockKind::Note; 3]);
}

#[test]
fn notes_belong_to_the_version_in_which_their_marks_stand() {
    let text = "Call of the towns\n\nThe towns met for two days and spoke of the water of the river and of the wells.[1]\n\n\
        They ask that all who live on the river meet in the spring and speak of it.\n\n[1] Paris, les eaux et les puits de la ville, 2029.\n\n\
        Призыв городов\n\nГорода собрались на два дня и говорили о воде реки и о колодцах в деревнях на берегу.[1]\n\n\
        Они просят всех, кто живет у реки, собраться весной и говорить об этом снова.\n\n[1] О реке и о ее воде.\n";
    let proposal = propose(&Source::of_text(text), &Archive::default());
    let last: Vec<(&str, BlockKind, &str)> = proposal
        .versions
        .iter()
        .map(|version| {
            let block = &version.blocks.last().unwrap().block;
            (version.language.tag(), block.kind, block.text.as_str())
        })
        .collect();
    assert_eq!(
        last,
        [
            ("en", BlockKind::Note, "[1] Paris, les eaux et les puits de la ville, 2029."),
            ("ru", BlockKind::Note, "[1] О реке и о ее воде."),
        ]
    );
    // Nothing is asked for, signed or dated by a note.
    assert_eq!((proposal.actions.len(), proposal.signatories.len(), proposal.held), (0, 0, None));
}

#[test]
fn packed_files_are_bounded_and_refused_plainly() {
    let blank = " ".repeat(80 << 20);
    let bomb = docx(&format!("{}{blank}", paragraph("", "Before the bomb")));
    assert!(bomb.len() < 1 << 20);
    let source = Source::read(&bomb, "a.docx").unwrap();
    assert_eq!(filled(&source), ["Before the bomb"]);
    assert!(source.troubles.iter().any(|trouble| trouble.message.contains("64 MB")));

    let deep = format!("{}{}", paragraph("", "Before the deep"), "<w:p>".repeat(100_000));
    let source = Source::read(&docx(&deep), "a.docx").unwrap();
    assert!(source.troubles.iter().any(|trouble| trouble.message.contains("nested too deep")));

    let other = packed(&[("a.txt", "text")]);
    assert!(Source::read(&other, "a.zip").unwrap_err().contains("neither a DOCX nor an ODT"));
    assert!(Source::read(&docx(""), "a.docx").unwrap_err().contains("holds no text"));
    let mut cut = docx(&paragraph("", "Text"));
    cut.truncate(200);
    assert!(Source::read(&cut, "a.docx").unwrap_err().contains("broken"));
}
