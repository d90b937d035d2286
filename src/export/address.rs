//! Web addresses as they may stand in a link.

use std::fmt::Write;

/// The schemes that a link may have; a script or a file is never linked to.
const SCHEMES: [&str; 2] = ["http://", "https://"];

/// `text` as a URI (RFC 3986), or `None` where it is no address of the web.
///
/// What may not stand in a URI is percent-encoded, and so are brackets, braces and quotes, which other
/// formats read as their own.
#[must_use]
pub fn uri(text: &str) -> Option<String> {
    let scheme = SCHEMES.iter().find(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let rest = text.get(scheme.len()..)?;
    if rest.is_empty() || rest.chars().any(char::is_whitespace) {
        return None;
    }
    let mut uri = (*scheme).to_owned();
    for (at, byte) in rest.bytes().enumerate() {
        let encoded = rest.as_bytes().get(at + 1..at + 3);
        let kept = match byte {
            b'%' => encoded.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
            b'\'' | b'(' | b')' | b'[' | b']' => false,
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+,;=".contains(&byte),
        };
        if kept {
            uri.push(char::from(byte));
        } else {
            // Writing to a string never fails.
            write!(uri, "%{byte:02X}").ok();
        }
    }
    Some(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_and_what_it_may_not_hold_is_encoded() {
        for (text, kept) in [
            ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
            ("HTTP://example.org/50%25", "http://example.org/50%25"),
            ("https://example.org/100%", "https://example.org/100%25"),
            ("https://example.org/ж\"><", "https://example.org/%D0%B6%22%3E%3C"),
            ("https://example.org/{a}(b)'", "https://example.org/%7Ba%7D%28b%29%27"),
        ] {
            assert_eq!(uri(text).as_deref(), Some(kept));
        }
    }

    #[test]
    fn nothing_else_is_an_address() {
        for text in [
            "",
            "example.org",
            "javascript:alert(1)",
            "https://",
            "https://a b",
            "file:///etc",
            "ж",
        ] {
            assert_eq!(uri(text), None, "{text}");
        }
    }
}
