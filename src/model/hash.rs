//! A hash that is the same on every machine and in every version of the program.

/// The FNV-1a hash of 64 bits.
#[must_use]
pub fn fnv(bytes: &[u8]) -> u64 {
    fnv_on(0xCBF2_9CE4_8422_2325, bytes)
}

/// The same, going on from the hash of what came before.
#[must_use]
pub fn fnv_on(hash: u64, bytes: &[u8]) -> u64 {
    let add = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    bytes.iter().fold(hash, add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_its_authors() {
        assert_eq!(fnv(b""), 0xCBF2_9CE4_8422_2325);
        assert_eq!(fnv(b"foobar"), 0x8594_4171_F739_67E8);
        assert_eq!(fnv_on(fnv(b"foo"), b"bar"), fnv(b"foobar"));
    }
}
