//! The name of the folder in which an archive's notebook lies.

use std::path::Path;

use crate::model::{Id, fnv};

/// The name for the archive that is compiled in.
pub const BUNDLED: &str = "bundled";

/// So many letters of the path are kept, for people.
const READABLE: usize = 40;

/// The name for the archive in a folder, given by its canonical path: the end of the path, and a hash
/// of all of it.
#[must_use]
pub fn key(folder: &Path) -> String {
    let names: Vec<_> = folder.components().rev().take(2).collect();
    let names = names.iter().rev().map(|name| name.as_os_str().to_string_lossy());
    let end = names.collect::<Vec<_>>().join("-");
    let readable: String = end.chars().filter(|c| *c != '/').take(READABLE).collect();
    let hash = fnv(folder.as_os_str().as_encoded_bytes());
    format!("{}-{hash:016x}", Id::near(readable.trim_matches(['.', '-'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_readable_and_stays_one_name() {
        let of = |path: &str| key(Path::new(path));
        assert!(of("/home/ana/documents").starts_with("ana-documents-"));
        assert_ne!(of("/home/ana/documents"), of("/srv/ana/documents"));
        for odd in ["/", "", "/..", "/a\nb/Ж", &format!("/{}", "x".repeat(300))] {
            let key = of(odd);
            assert!(Id::parse(&key).is_some_and(|_| key.len() < 80), "{odd}: {key}");
        }
    }
}
