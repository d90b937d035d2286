//! Countries, as codes to sort and filter by.

use std::fmt;

/// An ISO 3166-1 alpha-2 code, or `XK` (Kosovo), which users assign.
///
/// A code is a place to sort by, not a view on status: screens show the name as given first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 2]);

/// ISO 3166-1 alpha-2 as of 2024, with XK, and the three former codes that old documents need
/// (ISO 3166-3: CS, SU, YU).
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL \
    BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CS CU CV CW CX CY CZ DE \
    DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR \
    GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP \
    KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT \
    MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SU SV SX SY SZ TC TD TF \
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT YU \
    ZA ZM ZW";

impl Country {
    /// Reads a code in capital letters, or `None` where no country has it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let letters: [u8; 2] = code.as_bytes().try_into().ok()?;
        // Each has a blank behind it.
        CODES.as_bytes().chunks(3).any(|known| known.starts_with(&letters)).then_some(Self(letters))
    }

    /// The code in capital letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_of_the_list_are_countries() {
        for good in ["GR", "TR", "PS", "EH", "TW", "XK", "SU"] {
            assert_eq!(Country::parse(good).map(|c| c.to_string()).as_deref(), Some(good));
        }
        for bad in ["", "G", "gr", "EN", "UK", "XX", "GRC", "Г", "A "] {
            assert!(Country::parse(bad).is_none(), "{bad}");
        }
    }
}
