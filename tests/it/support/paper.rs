//! PDFs, written by hand.

use std::fmt::Write;

/// A PDF of these pages, each given by what draws it, and with these objects beside them, which begin at 4.
pub(crate) fn pdf_with(pages: &[String], more: &[String]) -> Vec<u8> {
    let first = 4 + more.len();
    let kids: Vec<String> =
        (0..pages.len()).map(|nth| format!("{} 0 R", first + 2 * nth)).collect();
    let named: Vec<String> =
        (0..more.len()).map(|nth| format!("/X{nth} {} 0 R", 4 + nth)).collect();
    let resources = format!("<< /Font << /F1 3 0 R >> /XObject << {} >> >>", named.join(" "));
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    objects.extend(more.iter().map(|object| object.replace("RESOURCES", &resources)));
    for (nth, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {} 0 R >>",
            first + 2 * nth + 1
        ));
        objects.push(stream("", page));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (nth, object) in objects.iter().enumerate() {
        places.push(file.len());
        write!(file, "{} 0 obj\n{object}\nendobj\n", nth + 1).unwrap();
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    for place in &places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    let size = places.len() + 1;
    write!(file, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").unwrap();
    file.into_bytes()
}

/// An object that draws something.
pub(crate) fn stream(keys: &str, content: &str) -> String {
    format!("<< {keys} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A PDF of these pages of lines.
pub(crate) fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let pages: Vec<String> = pages.iter().map(|lines| drawn(lines)).collect();
    pdf_with(&pages, &[])
}

/// What draws lines, one below the other; an empty one leaves a gap.
pub(crate) fn drawn(lines: &[&str]) -> String {
    let mut content = "BT /F1 11 Tf 14 TL 50 780 Td\n".to_owned();
    for line in lines {
        let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        writeln!(content, "({line}) Tj T*").unwrap();
    }
    content + "ET"
}
