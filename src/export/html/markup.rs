//! Pieces of HTML that can only be made of escaped text and known elements.

/// A piece of HTML.
#[derive(Debug, Default)]
pub(super) struct Html(String);

/// The attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Html {
    /// Text of a document or of the program.
    pub(super) fn text(text: &str) -> Self {
        Self(escaped(text))
    }

    /// An element with what stands inside.
    pub(super) fn element(name: &'static str, attributes: Attributes<'_>, inside: Self) -> Self {
        let Self(inside) = inside;
        let mut html = opened(name, attributes);
        html.push_str(&inside);
        html.push_str("</");
        html.push_str(name);
        html.push('>');
        Self(html)
    }

    /// An element that has no inside, as `meta`.
    pub(super) fn void(name: &'static str, attributes: Attributes<'_>) -> Self {
        Self(opened(name, attributes))
    }

    /// What is part of the program, as it stands.
    pub(super) fn own(html: &'static str) -> Self {
        Self(html.to_owned())
    }

    /// Adds a piece, on a line of its own.
    pub(super) fn line(&mut self, piece: Self) {
        let Self(piece) = piece;
        self.0.push_str(&piece);
        self.0.push('\n');
    }

    /// Adds a piece.
    pub(super) fn and(mut self, piece: &Self) -> Self {
        self.0.push_str(&piece.0);
        self
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The HTML.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

fn opened(name: &str, attributes: Attributes<'_>) -> String {
    let mut html = format!("<{name}");
    for (name, value) in attributes {
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        html.push_str(&escaped(value));
        html.push('"');
    }
    html.push('>');
    html
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let inside = Html::text("<script>'&amp;'\u{0}</script>");
        let html = Html::element("p", &[("title", "\"><b>")], inside).finish();
        assert_eq!(
            html,
            "<p title=\"&quot;&gt;&lt;b&gt;\">&lt;script&gt;&#39;&amp;amp;&#39;\u{FFFD}&lt;/script&gt;</p>"
        );
    }
}
