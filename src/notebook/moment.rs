//! A moment, to the second.

use std::fmt;

use time::OffsetDateTime;

use crate::model::Day;

/// A moment between 1970 and 9999, in Coordinated Universal Time.
///
/// It is shown to people and decides nothing: clocks jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;

impl Moment {
    /// The moment so many seconds after the beginning of 1970, or the nearest that can be written.
    #[must_use]
    pub fn of_unix(seconds: i64) -> Self {
        Self(seconds.clamp(0, LAST))
    }

    /// The moment of a clock, or the nearest that can be written.
    #[must_use]
    pub fn of(time: impl Into<OffsetDateTime>) -> Self {
        Self::of_unix(time.into().unix_timestamp())
    }

    /// The seconds since the beginning of 1970, never negative.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Its day.
    #[must_use]
    pub fn day(self) -> Day {
        self.date_time().date()
    }

    /// Reads `2031-03-02T09:30:00Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_once('T')?;
        let (year, month, day) = three(day, '-')?;
        let (hour, minute, second) = three(rest.strip_suffix('Z')?, ':')?;
        let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
        let date =
            Day::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?);
        let parts = [hour, minute, second].map(|part| u8::try_from(part).unwrap_or(u8::MAX));
        let [hour, minute, second] = parts;
        let whole = date.ok()?.with_hms(hour, minute, second).ok()?.assume_utc();
        Some(Self::of_unix(whole.unix_timestamp())).filter(|moment| moment.to_string() == text)
    }

    /// The same without signs between the parts, as it stands in the names of files.
    pub(super) fn compact(self) -> String {
        self.to_string().replace(['-', ':'], "")
    }

    fn date_time(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.0).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

fn three(text: &str, sign: char) -> Option<(u32, u32, u32)> {
    let mut parts = text.splitn(3, sign).map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??, parts.next()??))
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = self.date_time();
        let (year, month, day) = (moment.year(), u8::from(moment.month()), moment.day());
        let (hour, minute, second) = moment.to_hms();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_is_written() {
        for seconds in [0, 1_700_000_000, LAST] {
            let moment = Moment::of_unix(seconds);
            assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }
        assert_eq!(Moment::of_unix(1_700_000_000).to_string(), "2023-11-14T22:13:20Z");
        assert_eq!(Moment::of_unix(1_700_000_000).compact(), "20231114T221320Z");
        for bad in
            ["", "2031-03-02", "2031-3-2T09:30:00Z", "2031-02-30T09:30:00Z", "1969-12-31T00:00:00Z"]
        {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_clock_that_is_out_of_range_breaks_nothing() {
        assert_eq!(Moment::of_unix(i64::MIN).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Moment::of_unix(i64::MAX).to_string(), "9999-12-31T23:59:59Z");
    }
}
