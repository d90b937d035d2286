//! Short sequences of bytes, written one behind the other: a frame has hundreds, so none is made apart.

/// Writes a number in decimal digits.
pub(super) fn number(number: u16, out: &mut Vec<u8>) {
    if number >= 10 {
        self::number(number / 10, out);
    }
    out.push(b'0' + u8::try_from(number % 10).unwrap_or_default());
}

/// Of two ways to the same end that stand behind each other, from `first` and from `second` on, keeps the
/// shorter one; the first where they are alike.
pub(super) fn keep_shorter(first: usize, second: usize, out: &mut Vec<u8>) {
    if out.len() - second < second - first {
        out.drain(first..second);
    } else {
        out.truncate(second);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_digit_too_many() {
        for wanted in [0, 7, 10, 99, 100, 1005, u16::MAX] {
            let mut out = Vec::new();
            number(wanted, &mut out);
            assert_eq!(out, wanted.to_string().into_bytes());
        }
    }

    #[test]
    fn the_first_of_two_alike_is_kept() {
        for (first, second, kept) in
            [("ab", "cd", "ab"), ("abc", "de", "de"), ("a", "bc", "a"), ("a", "", "")]
        {
            let mut out = format!("-{first}{second}").into_bytes();
            keep_shorter(1, 1 + first.len(), &mut out);
            assert_eq!(out, format!("-{kept}").into_bytes());
        }
    }
}
