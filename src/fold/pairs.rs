//! Pairs of texts that are the same for a search, pairs that are not, and the laws of folding.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

fn found(needle: &str, text: &str) -> Vec<String> {
    let folded = Folded::of(text);
    let hits = folded.find(&Needle::of(needle));
    hits.into_iter().map(|hit| text.get(hit).unwrap().to_owned()).collect()
}

#[track_caller]
fn assert_alike(pairs: &[(&str, &str)]) {
    for (one, other) in pairs {
        assert_eq!(fold(one), fold(other), "{one} and {other}");
        assert_eq!(found(one, other), [*other], "{one} in {other}");
        assert_eq!(found(other, one), [*one], "{other} in {one}");
    }
}

#[track_caller]
fn assert_apart(pairs: &[(&str, &str)]) {
    for (needle, text) in pairs {
        assert!(found(needle, text).is_empty(), "{needle} in {text}");
    }
}

#[test]
fn latin_letters_lose_their_accents() {
    assert_alike(&[
        ("solucion", "Solución"),
        ("Cafe\u{301}", "café"),
        ("ceske", "ČESKÉ"),
        ("dien bien phu", "Điện Biên Phủ"),
        ("strasse", "Straße"),
        ("STRASSE", "straẞe"),
        ("kobenhavn", "København"),
        ("lodz", "Łódź"),
        ("aegir", "Ægir"),
        ("oeuvre", "œuvre"),
        ("thingvellir", "Þingvellir"),
        ("gordel", "ĠÖRÐEL"),
        ("o'higgins", "O’Higgins"),
        ("l'appel", "lʼappel"),
        ("final", "ﬁnal"),
        ("office", "oﬃce"),
        ("full width", "ｆｕｌｌ　ｗｉｄｔｈ"),
        ("no 5", "№ 5"),
        ("xiv", "ⅩⅣ"),
    ]);
}

#[test]
fn every_turkish_i_is_one() {
    for i in ["i", "I", "İ", "ı", "i\u{307}", "ì"] {
        assert_eq!(fold(i), "i", "{i}");
    }
    assert_alike(&[
        ("izmir", "İzmir"),
        ("IZMIR", "ızmır"),
        ("isci", "İŞÇİ"),
        ("turkiye", "TÜRKİYE"),
    ]);
}

#[test]
fn greek_loses_tonos_breathings_and_the_final_sigma() {
    assert_alike(&[
        ("ελλαδα", "Ελλάδα"),
        ("ΟΔΟΣ", "οδός"),
        ("προς", "ΠΡΌΣ"),
        ("αι", "ΑΪ"),
        ("τω λογω", "τῷ λόγῳ"),
        ("ρηγμα", "ῥῆγμα"),
    ]);
}

#[test]
fn cyrillic_keeps_the_letters_that_have_a_mark_by_right() {
    assert_alike(&[
        ("еще", "ещё"),
        ("ЕЩЕ", "Еще\u{308}"),
        ("замок", "за\u{301}мок"),
        ("май", "МАИ\u{306}"),
        ("їжак", "І\u{308}ЖАК"),
        ("ў", "У\u{306}"),
        ("п'ять", "п’ять"),
        ("куќа", "КУКА"),
    ]);
    assert_eq!(fold("Йод, ЎЗІК, Їжак"), "йод, ўзік, їжак");
    assert_apart(&[
        ("маи", "май"),
        ("май", "маи"),
        ("иод", "Йод"),
        ("маи", "маи\u{306}"),
        ("іжак", "їжак"),
        ("у", "ў"),
        ("г", "ґ"),
    ]);
}

#[test]
fn arabic_letters_have_one_form() {
    assert_alike(&[
        ("الامبريالية", "الإمبرياليه"),
        ("اممي", "أُمَمِيّ"),
        ("الاممي", "اﻷممي"),
        ("القران", "القرآن"),
        ("ابن", "ٱبن"),
        ("على", "علي"),
        ("على", "علی"),
        ("مسئول", "مسيول"),
        ("مؤتمر", "موتمر"),
        ("كتاب", "کتاب"),
        ("کتاب", "كـتـاب"),
        ("مي خواهم", "می خواهم"),
        ("میخواهم", "می\u{200C}خواهم"),
        ("ه", "ہ"),
        ("ه", "ھ"),
        ("ه", "ە"),
        ("ه", "ة"),
        ("ه", "ۀ"),
        ("لا", "ﻻ"),
        ("سلام", "ﺳﻼﻡ"),
        ("الله", "ﷲ"),
    ]);
    assert_apart(&[("ب", "پ"), ("ك", "گ"), ("ي", "ے")]);
}

#[test]
fn hebrew_loses_its_points() {
    assert_alike(&[("שלום", "שָׁלוֹם"), ("צה\"ל", "צה״ל"), ("בית-ספר", "בית־ספר"), ("ש", "שׁ")]);
}

#[test]
fn indic_vowel_signs_count_and_nuktas_do_not() {
    assert_alike(&[
        ("हिन्दी", "हिंदी"),
        ("पञ्च", "पंच"),
        ("कम्पनी", "कंपनी"),
        ("अङ्क", "अंक"),
        ("घण्टा", "घंटा"),
        ("चांद", "चाँद"),
        ("सड़क", "सडक"),
        ("ज़मीन", "ज\u{93C}मीन"),
        ("জমি", "জ\u{9BC}মি"),
        ("সঙ্ঘ", "সংঘ"),
        ("ਪੰਜਾਬ", "ਪਂਜਾਬ"),
        ("ৱ\u{9CB}", "ৱ\u{9C7}\u{9BE}"),
    ]);
    assert_apart(&[
        ("कि", "की"),
        ("क", "कि"),
        ("हद", "हिंदी"),
        ("अन", "अन्न"),
        ("अंन", "अन्न"),
        ("क", "क्\u{200D}ष"),
    ]);
}

#[test]
fn marks_that_make_another_syllable_count() {
    assert_alike(&[("ガ", "ｶﾞ"), ("が", "か\u{3099}"), ("한국", "\u{1112}\u{1161}\u{11AB}국")]);
    assert_apart(&[("か", "が"), ("が", "か"), ("하", "한"), ("ก", "กิ")]);
}

#[test]
fn digits_are_digits_in_every_script() {
    for digits in [
        "٠١٢٣٤٥٦٧٨٩",
        "۰۱۲۳۴۵۶۷۸۹",
        "०१२३४५६७८९",
        "０１２３４５６７８９",
        "০১২৩৪৫৬৭৮৯",
        "๐๑๒๓๔๕๖๗๘๙",
    ] {
        assert_eq!(fold(digits), "0123456789", "{digits}");
    }
    assert_alike(&[("m2", "m²"), ("2023", "٢٠٢٣")]);
}

#[test]
fn punctuation_has_one_form() {
    for (text, key) in [
        ("’‘ʼʻ´`", "''''''"),
        ("“”«»„״", "\"\"\"\"\"\""),
        ("–—‐‑−―־", "-------"),
        ("،؛؟٪", ",;?%"),
        ("a…b", "a...b"),
        ("½", "1/2"),
    ] {
        assert_eq!(fold(text), key, "{text}");
    }
    assert_eq!(found("kke's", "the KKE’s call"), ["KKE’s"]);
    assert_eq!(found("20-22", "on 20–22 October"), ["20–22"]);
}

#[test]
fn a_run_of_white_space_is_one_blank() {
    assert_eq!(fold(" a \t\u{a0}\n\u{3000}\u{2028}b\u{200B} "), " a b ");
    assert_eq!(found("a b", "xa \u{200B}\u{a0} by"), ["a \u{200B}\u{a0} b"]);
    assert_eq!(fold_trimmed("\u{a0} a  b "), "a b");
}

#[test]
fn what_is_invisible_does_not_count() {
    for text in [
        "co\u{AD}op",
        "co\u{200B}op",
        "co\u{200D}op",
        "co\u{200C}op",
        "co\u{2060}op",
        "\u{FEFF}coop",
        "c\u{202E}oop\u{2069}",
        "co\u{FE0F}op",
        "co\u{34F}op",
    ] {
        assert_eq!(fold(text), "coop", "{text:?}");
    }
    assert_eq!(fold("1\u{FE0F}\u{20E3}"), "1");
}

#[test]
fn a_hit_is_widened_to_whole_clusters() {
    assert_eq!(found("e", "cafe\u{301}s"), ["e\u{301}"]);
    assert_eq!(found("i", "ﬁn"), ["ﬁ"]);
    assert_eq!(found("s", "aß"), ["ß"]);
    assert_eq!(found("ه", "بِهِ"), ["هِ"]);
    assert_eq!(found("lam", "ISLÁM"), ["LÁM"]);
    assert_eq!(found("ষ", "ক্ষ"), ["ক্ষ"]);
}

#[test]
fn the_way_back_leads_to_every_letter() {
    let text = "Ægir — Łódź";
    let folded = Folded::of(text);
    assert_eq!(folded.key(), "aegir - lodz");
    assert_eq!(folded.source_of(&(0..1)), Some(0..2));
    assert_eq!(folded.source_of(&(6..7)), Some(6..9));
    assert_eq!(folded.source_of(&(8..12)), Some(10..17));
    assert_eq!(folded.source_of(&(3..3)), None);
    assert_eq!(folded.source_of(&(99..120)), None);
}

#[test]
fn folding_any_letter_twice_changes_nothing_more() {
    // The planes after these hold no letter with a case or a decomposition that is new.
    for letter in '\0'..='\u{1FFFF}' {
        let key = fold(letter.encode_utf8(&mut [0; 4]));
        assert_eq!(fold(&key), key, "{letter:?} ({:x})", u32::from(letter));
    }
}

/// Text that is rich in what the rules speak of.
fn letters() -> impl Strategy<Value = String> {
    let rich = prop::sample::select(
        "aéßİıøﬁ’“–  \u{a0}\t\u{301}\u{308}\u{306}\u{345}ийіуеДςάᾳ\
         أإآٱىيةهكکلاﻻﷺ\u{640}\u{64B}\u{651}\u{670}\u{200C}\u{200D}\u{AD}٣۳३\
         שׁ\u{5B8}כि\u{93C}\u{94D}\u{902}\u{901}नङमपतकड़\u{A70}\u{9C7}\u{9BE}\
         かガ\u{3099}ｶﾞ한\u{1112}\u{1161}\u{11AB}กิ\u{E38}中👍\u{FE0F}🏽"
            .chars()
            .collect::<Vec<_>>(),
    );
    let any = prop_oneof![4 => rich, 1 => any::<char>()];
    prop::collection::vec(any, 0..24).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing_more(text in letters()) {
        let key = fold(&text);
        prop_assert_eq!(fold(&key), key);
    }

    #[test]
    fn the_mapped_key_is_the_key(text in letters()) {
        let folded = Folded::of(&text);
        prop_assert_eq!(folded.key(), fold(&text));
    }

    #[test]
    fn every_hit_is_whole_clusters_of_the_source(text in letters(), from in 0usize..24, count in 1usize..5) {
        let needle: String = text.chars().skip(from).take(count).collect();
        let mut bounds: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        bounds.push(text.len());
        let mut end = 0;
        for hit in Folded::of(&text).find(&Needle::of(&needle)) {
            prop_assert!(hit.start < hit.end && hit.start >= end);
            prop_assert!(bounds.contains(&hit.start) && bounds.contains(&hit.end));
            end = hit.end;
        }
    }

    #[test]
    fn a_whole_text_is_found_in_itself(text in letters()) {
        let needle = Needle::of(&text);
        prop_assert_eq!(needle.is_empty(), !needle.is_in(&fold(&text)));
    }
}
