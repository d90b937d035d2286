//! The names of the months.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold_trimmed;
use crate::import::token::Sort;
use crate::import::token::Token;

/// Names of each month, January first: en, ru, es, pt, fr, de, it, el, tr, ar, uk, nl, pl.
const NAMES: [&str; 12] = [
    "january jan январь января январе enero janeiro janvier januar jänner gennaio ιανουάριος ιανουαρίου ιανουάριο γενάρη ocak يناير січня januari stycznia",
    "february feb февраль февраля феврале febrero fevereiro février februar feber febbraio φεβρουάριος φεβρουαρίου φεβρουάριο φλεβάρη şubat شباط فبراير лютого februari lutego",
    "march mar март марта марте marzo março mars märz μάρτιος μαρτίου μάρτιο μάρτη mart آذار مارس березня maart marca",
    "april apr апрель апреля апреле abril avril aprile απρίλιος απριλίου απρίλιο απρίλη nisan نيسان أبريل إبريل квітня kwietnia",
    "may май мая мае mayo maio mai maggio μάιος μαΐου μάιο μάη mayıs أيار مايو травня mei maja",
    "june jun июнь июня июне junio junho juin juni giugno ιούνιος ιουνίου ιούνιο ιούνη haziran حزيران يونيو червня czerwca",
    "july jul июль июля июле julio julho juillet juli luglio ιούλιος ιουλίου ιούλιο ιούλη temmuz تموز يوليو липня lipca",
    "august aug август августа августе agosto août αύγουστος αυγούστου αύγουστο ağustos آب أغسطس серпня augustus sierpnia",
    "september sep sept сентябрь сентября сентябре septiembre setiembre setembro septembre settembre σεπτέμβριος σεπτεμβρίου σεπτέμβριο σεπτέμβρη eylül أيلول سبتمبر вересня września",
    "october oct октябрь октября октябре octubre outubro octobre oktober ottobre οκτώβριος οκτωβρίου οκτώβριο οκτώβρη ekim أكتوبر жовтня października",
    "november nov ноябрь ноября ноябре noviembre novembro novembre νοέμβριος νοεμβρίου νοέμβριο νοέμβρη kasım نوفمبر листопада listopada",
    "december dec декабрь декабря декабре diciembre dezembro décembre dezember dicembre δεκέμβριος δεκεμβρίου δεκέμβριο δεκέμβρη aralık ديسمبر грудня grudnia",
];

static MONTHS: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let rows = (1..).zip(NAMES);
    rows.flat_map(|(number, names)| names.split(' ').map(move |name| (fold_trimmed(name), number)))
        .collect()
});

/// The names of two months in Arabic have two words.
static PAIRS: LazyLock<Vec<(String, String, u8)>> = LazyLock::new(|| {
    [("كانون", "الثاني", 1), ("تشرين", "الأول", 10), ("تشرين", "الثاني", 11), ("كانون", "الأول", 12)]
        .map(|(first, second, month)| (fold_trimmed(first), fold_trimmed(second), month))
        .to_vec()
});

/// The month that is named at a place, and the place after its name.
pub(super) fn month_at(tokens: &[Token], at: usize) -> Option<(u8, usize)> {
    let (month, next) = name_at(tokens, at)?;
    // Arabic texts give both names of a month, with a stroke between.
    let stroke = tokens.get(next).is_some_and(|t| t.is("/") || t.is("\\"));
    if stroke
        && let Some((same, after)) = name_at(tokens, next + 1)
        && same == month
    {
        return Some((month, after));
    }
    // "Oct." is short for October.
    let is_short = tokens.get(at).is_some_and(|token| token.key.len() <= 4);
    let dotted = is_short && tokens.get(next).is_some_and(|t| t.is(".") && t.glued);
    Some((month, if dotted { next + 1 } else { next }))
}

fn name_at(tokens: &[Token], at: usize) -> Option<(u8, usize)> {
    let token = tokens.get(at).filter(|token| token.sort == Sort::Word)?;
    let pair = PAIRS.iter().find(|(first, second, _)| {
        token.key == *first && tokens.get(at + 1).is_some_and(|next| next.key == *second)
    });
    if let Some((_, _, month)) = pair {
        return Some((*month, at + 2));
    }
    MONTHS.get(&token.key).map(|month| (*month, at + 1))
}
