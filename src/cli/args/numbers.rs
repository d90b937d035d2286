//! Arguments that are numbers.

/// The widest line that `show` sets.
const WIDEST: usize = 1000;

/// The narrowest: below it nothing but single letters would stand beside a hanging indent.
const NARROWEST: usize = 10;

/// A width for `show`.
pub(super) fn columns(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(columns) if columns == 0 || (NARROWEST..=WIDEST).contains(&columns) => Ok(columns),
        _ => Err(format!("a number from {NARROWEST} to {WIDEST}, or 0")),
    }
}

/// The number of a meeting, or a range of them.
pub(super) fn numbers(text: &str) -> Result<String, String> {
    let is_number = |text: &str| text.parse::<u32>().is_ok();
    let good = match text.split_once("..") {
        None => is_number(text),
        Some((from, "")) => is_number(from),
        Some(("", to)) => is_number(to),
        Some((from, to)) => is_number(from) && is_number(to),
    };
    if good { Ok(text.to_owned()) } else { Err("a number, or a range such as 20..23".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meetings_are_asked_for_by_number() {
        for good in ["23", "20..23", "20..", "..23"] {
            assert_eq!(numbers(good).as_deref(), Ok(good));
        }
        for bad in ["", "..", "x", "20...23", "20-23", "-1", "20..x"] {
            assert!(numbers(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_width_is_none_or_wide_enough() {
        assert_eq!(columns("0"), Ok(0));
        assert_eq!(columns("72"), Ok(72));
        for bad in ["9", "1001", "-1", "x", ""] {
            assert!(columns(bad).is_err(), "{bad}");
        }
    }
}
