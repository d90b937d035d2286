//! Pages of the web.

use super::source::Source;

/// Whether bytes are a page of the web.
pub(super) fn is_html(_bytes: &[u8], _name: &str) -> bool {
    false
}

/// Reads a page.
pub(super) fn read(_bytes: &[u8]) -> Result<Source, String> {
    Err(String::new())
}
