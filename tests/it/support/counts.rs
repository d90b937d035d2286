//! Where programs write how often each of their lines was run, in a build that counts.

use std::ffi::OsString;

/// The variable that says where.
const FILE: &str = "LLVM_PROFILE_FILE";

/// For the environment of a program that gets none else: its counts are counted with those of the tests.
#[expect(clippy::disallowed_methods, reason = "the environment of the tests, not of the program")]
pub(crate) fn kept() -> Option<(&'static str, OsString)> {
    std::env::var_os(FILE).map(|file| (FILE, file))
}

/// For a program of which each call is looked at, or hindered: it keeps none.
pub(crate) const DROPPED: (&str, &str) = (FILE, "/dev/null");
