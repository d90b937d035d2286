//! What strace writes of a program's calls.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The calls in a log of `strace -f -o` for which `is_meant` holds, given the name of a call and the whole of
/// it: the name of each, and which of its thread's calls of this name it is, as `inject=…:when=` counts.
pub(crate) fn calls_in(log: &Path, is_meant: impl Fn(&str, &str) -> bool) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in fs::read_to_string(log).unwrap().lines() {
        let (thread, call) = line.split_once(' ').unwrap();
        let Some((name, _)) = call.trim().split_once('(') else { continue };
        let count = counts.entry((thread.to_owned(), name.to_owned())).or_default();
        *count += 1;
        if is_meant(name, call) {
            calls.push((name.to_owned(), *count));
        }
    }
    calls
}
