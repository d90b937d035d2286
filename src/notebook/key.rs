//! The name of the folder in which an archive's notebook lies.

use std::path::Path;

use crate::model::Id;

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

/// The FNV-1a hash of 64 bits.
pub(super) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_its_authors() {
        assert_eq!(fnv(b""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(fnv(b"foobar"), 0x8594_4171_F739_67E8);
    }

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
