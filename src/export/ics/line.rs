//! The content lines of a calendar (RFC 5545 §3.1).

/// The octets that a line may have, without its end.
const LONGEST: usize = 75;

/// Content lines, one after the other.
#[derive(Debug, Default)]
pub(super) struct Lines {
    written: String,
}

impl Lines {
    /// Adds a line whose value already has the form that its property wants.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if used + c.len_utf8() > LONGEST {
                self.written.push_str("\r\n ");
                used = 1;
            }
            self.written.push(c);
            used += c.len_utf8();
        }
        self.written.push_str("\r\n");
    }

    /// Adds a line of text, escaped.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.put(name, &escaped(text));
    }

    /// Adds a line of several texts.
    pub(super) fn texts(&mut self, name: &str, texts: &[String]) {
        let texts: Vec<String> = texts.iter().map(|text| escaped(text)).collect();
        self.put(name, &texts.join(","));
    }

    /// What has been written.
    pub(super) fn finish(self) -> String {
        self.written
    }
}

/// `text` as a value of the type TEXT (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(value: &str) -> String {
        let mut lines = Lines::default();
        lines.text("X", value);
        lines.finish()
    }

    #[test]
    fn what_a_calendar_would_read_is_escaped() {
        assert_eq!(put("a, b; c\\d\ne\r\u{7}: \"f\""), "X:a\\, b\\; c\\\\d\\ne: \"f\"\r\n");
    }

    #[test]
    fn a_line_is_folded_between_characters() {
        for sign in ["x", "ж", "日", "🕊"] {
            let folded = put(&sign.repeat(200));
            let lines: Vec<&str> = folded.split_terminator("\r\n").collect();
            assert!(lines.len() > 2);
            assert!(lines.iter().all(|line| line.len() <= 75), "{sign}");
            assert!(lines.iter().skip(1).all(|line| line.starts_with(' ')), "{sign}");
            assert_eq!(folded.replace("\r\n ", ""), format!("X:{}\r\n", sign.repeat(200)));
        }
        assert_eq!(put(&"x".repeat(73)).matches("\r\n").count(), 1);
        assert_eq!(put(&"x".repeat(74)).matches("\r\n").count(), 2);
    }
}
