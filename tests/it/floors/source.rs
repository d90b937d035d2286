//! A file of source as the checks see it: without comments, strings and tests.

/// What stands before code that is for tests alone.
const MARK: &str = "#[cfg(test)]";

/// A file of source.
pub(super) struct Source {
    /// Its path in the repository.
    pub(super) file: String,
    /// Its module, by parts: `["view", "list"]`; none for the crate's root.
    pub(super) module: Vec<String>,
    /// The files of the modules that it declares for tests.
    pub(super) tests: Vec<String>,
    /// Its code; what was cut is blank, so that lines keep their numbers.
    pub(super) code: String,
}

impl Source {
    /// Takes out what is not the program's own code.
    pub(super) fn of(file: &str, text: &str) -> Self {
        let path = file.trim_end_matches(".rs");
        let parts = path.trim_start_matches("src/").split('/').filter(|part| *part != "lib");
        let code = without_words(text);
        let declared = code.split(MARK).skip(1).map(str::trim_start);
        let declared = declared.filter_map(|rest| rest.strip_prefix("mod "));
        let files = declared.filter(|rest| rest[name(rest).len()..].starts_with(';'));
        Self {
            file: file.to_owned(),
            module: parts.map(str::to_owned).collect(),
            tests: files.map(|rest| format!("{path}/{}.rs", name(rest))).collect(),
            code: without_tests(&code),
        }
    }

    /// Its first part: the module of the table that it belongs to.
    pub(super) fn top(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }

    /// The module as a path.
    pub(super) fn path(&self) -> String {
        self.module.join("::")
    }

    /// The line of an offset, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    /// Where a path begins in the code: `head` stands there as a whole, and not inside another path.
    pub(super) fn heads<'s>(&'s self, head: &'s str) -> impl Iterator<Item = usize> + 's {
        self.code.match_indices(head).map(|(at, _)| at).filter(move |at| {
            let (before, after) = (&self.code[..*at], &self.code[at + head.len()..]);
            let inside = match before.strip_suffix("::") {
                // A path may begin with `::`.
                Some(parent) => parent.ends_with(|c| is_name(c) || c == '>' || c == '}'),
                None => before.ends_with(|c| is_name(c) || c == '$' || c == '.'),
            };
            let longer = head.ends_with(is_name) && after.starts_with(is_name);
            !inside && !longer
        })
    }
}

/// Whether a character can stand in a name.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The name at the beginning of a text.
pub(super) fn name(text: &str) -> &str {
    &text[..text.find(|c| !is_name(c)).unwrap_or(text.len())]
}

/// `text` with comments, strings and characters made blank.
fn without_words(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let cut = comment(rest).or_else(|| quoted(&kept, rest));
        let length = cut.unwrap_or(first.len_utf8());
        let (piece, after) = rest.split_at(length);
        match cut {
            Some(_) => kept.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' })),
            None => kept.push_str(piece),
        }
        rest = after;
    }
    kept
}

/// The length of the comment at the beginning.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if !text.starts_with("/*") {
        return None;
    }
    let (mut at, mut depth) = (2, 1);
    while depth > 0 {
        let open = text[at..].find("/*").unwrap_or(usize::MAX);
        let close = text[at..].find("*/")?;
        depth = if open < close { depth + 1 } else { depth - 1 };
        at += open.min(close) + 2;
    }
    Some(at)
}

/// The length of the string or character at the beginning; `before` is the code before it.
fn quoted(before: &str, text: &str) -> Option<usize> {
    // `r"…"`, `r#"…"#`, `br"…"`: the prefix is in `before` already.
    let hashes = text.len() - text.trim_start_matches('#').len();
    let raw = before.ends_with('r') && !before.trim_end_matches(['r', 'b', 'c']).ends_with(is_name);
    if raw && text[hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        return text[hashes + 1..].find(&end).map(|at| hashes + 1 + at + end.len());
    }
    let mark = text.chars().next().filter(|mark| *mark == '"' || *mark == '\'')?;
    let mut chars = text.char_indices().skip(1);
    if mark == '\'' {
        // A lifetime has no second quote behind one character.
        let (_, first) = chars.clone().next()?;
        let closed = text.chars().nth(2) == Some('\'');
        if first != '\\' && !closed {
            return None;
        }
    }
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            _ if c == mark => return Some(at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// `code` with everything that stands under `#[cfg(test)]` made blank.
fn without_tests(code: &str) -> String {
    let mut kept = code.to_owned();
    while let Some(start) = kept.find(MARK) {
        let rest = &kept[start..];
        let open = rest.find('{').unwrap_or(rest.len());
        let semicolon = rest.find(';').map_or(rest.len(), |at| at + 1);
        let length = if semicolon < open { semicolon } else { open + closed(&rest[open..]) };
        let end = start + length.max(MARK.len());
        let blank: String = kept[start..end].chars().filter(|c| *c == '\n').collect();
        kept.replace_range(start..end, &blank);
    }
    kept
}

/// The length of what the brace at the beginning encloses.
fn closed(code: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    code.len()
}

#[test]
fn what_is_no_code_is_cut() {
    let text = r##"
        /* crate::a /* crate::b */ crate::c */ // crate::d
        let x = ("crate::e \" crate::f", 'x', '"', r#"crate::g " "#, '\'', b"crate::h");
        fn f<'a>(of: &'a str) -> crate::kept { '}' }
        #[cfg(test)]
        #[expect(x)]
        mod tests { fn f() { if x { crate::i } } }
        #[cfg(test)]
        mod others;
        use crate::last;
    "##;
    let source = Source::of("src/view/list.rs", text);
    let named: Vec<&str> = source.heads("crate::").map(|at| name(&source.code[at + 7..])).collect();
    assert_eq!(named, ["kept", "last"]);
    assert_eq!(source.path(), "view::list");
    assert_eq!(source.tests, ["src/view/list/others.rs"]);
    assert_eq!(source.line(source.code.find("crate::last").unwrap()), 10);
}

#[test]
fn a_path_is_known_by_its_head() {
    let source =
        Source::of("src/a.rs", "::toml::x; my_toml::y; a::toml::z; <T>::toml::q; toml::w;");
    assert_eq!(source.heads("toml").count(), 2);
    assert_eq!(source.heads("toml::").count(), 2);
}
