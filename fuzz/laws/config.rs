//! Settings.

use plenary::config::Settings;
use plenary::keys::TABLE;

use super::{is_harmless, text};

/// Whatever a file of settings holds: what is wrong is told with its line, and every key can be spoken.
pub(super) fn settings_are_read(bytes: &[u8]) {
    let text = text(bytes);
    let (settings, faults) = Settings::read(&text);
    for fault in faults {
        assert!(fault.line <= text.lines().count().max(1), "{fault} in {text:?}");
        is_harmless(&fault.to_string());
    }
    for row in TABLE {
        for keys in settings.keymap.keys_of(row.command) {
            is_harmless(&keys);
        }
    }
    assert_eq!(Settings::read(&text).0, settings);
}
