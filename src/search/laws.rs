//! What holds for every query, and what each condition finds in a small archive.

use proptest::prelude::*;

use super::fixture::archive;
use super::*;

fn found(query: &str) -> Vec<String> {
    let archive = archive();
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    let ids = query.select(&archive);
    let ids = ids.iter().map(|position| {
        let id = archive.at(position).unwrap().id.to_string();
        id.replace("forum-", "")
    });
    ids.collect()
}

/// Checks queries against the documents that they find, in short.
#[track_caller]
fn assert_finds(cases: &[(&str, &[&str])]) {
    for (query, ids) in cases {
        assert_eq!(found(query), *ids, "{query}");
    }
}

const ALL: &[&str] = &["9-plan", "9-report", "7-statement", "letter"];
const PLAN: &[&str] = &["9-plan"];
const REPORT: &[&str] = &["9-report"];
const NINE: &[&str] = &["9-plan", "9-report"];
const STATEMENT: &[&str] = &["7-statement"];
const LETTER: &[&str] = &["letter"];
const SIGNED: &[&str] = &["9-plan", "7-statement"];
const NONE: &[&str] = &[];

#[test]
fn words_are_looked_for_everywhere() {
    assert_finds(&[
        ("", ALL),
        ("  ", ALL),
        ("GREETINGS", LETTER),
        ("relatorio", REPORT),
        ("\"action plan\"", PLAN),
        ("action-plan", PLAN),
        ("inquilinos", REPORT),
        ("izmir", STATEMENT),
        ("\"water for all\"", NINE),
        ("sfn", &["9-plan", "9-report", "7-statement"]),
        ("\"water committee\"", PLAN),
        ("\"workers' party\"", &["9-report", "7-statement"]),
        ("\"work on wells\"", PLAN),
        ("\"offentliche dienste\"", PLAN),
        ("\"at the pump\"", PLAN),
        ("figures", PLAN),
        ("еще", PLAN),
        ("май", PLAN),
        ("маи", NONE),
        ("الاجتماعات", PLAN),
        ("νερο", STATEMENT),
        ("\"solucao e \\\"nao\\\"\"", REPORT),
        // No phrase runs from one text into the next.
        ("\"meetings. bring\"", NONE),
        ("\"friends of the river\"", NONE),
        ("river", LETTER),
    ]);
}

#[test]
fn words_stand_together_apart_and_in_brackets() {
    assert_finds(&[
        ("water porto", NINE),
        ("water plan", PLAN),
        ("dams or greetings", &["7-statement", "letter"]),
        ("-porto", &["7-statement", "letter"]),
        ("not porto not dams", LETTER),
        ("dams or porto -kind:report", &["9-plan", "7-statement"]),
        ("(dams or porto) -kind:report", &["9-plan", "7-statement"]),
        ("-(dams or porto)", LETTER),
        ("not not porto", NINE),
        ("--porto", NINE),
        ("a OR b NOT porto", &["9-plan", "9-report", "7-statement", "letter"]),
    ]);
}

#[test]
fn meetings_are_found_by_number_range_and_id() {
    assert_finds(&[
        ("meeting:9", NINE),
        ("#9", NINE),
        ("#٩", NINE),
        ("#7..8", STATEMENT),
        ("#8..", NINE),
        ("#..8", STATEMENT),
        ("meeting:7..9", &["9-plan", "9-report", "7-statement"]),
        ("meeting:forum-7", STATEMENT),
        ("meeting:Forum-7", STATEMENT),
        ("meeting:forum-70", NONE),
        ("meeting:none", LETTER),
        ("#70", NONE),
        ("series:forum", &["9-plan", "9-report", "7-statement"]),
        ("series:SFN", &["9-plan", "9-report", "7-statement"]),
        ("series:other", NONE),
    ]);
}

#[test]
fn a_record_is_found_by_its_values() {
    assert_finds(&[
        ("kind:report", REPORT),
        ("KIND:Action-Plan", PLAN),
        ("lang:ru", PLAN),
        ("lang:pt", REPORT),
        ("lang:pt-br", REPORT),
        ("lang:pt-PT", NONE),
        ("country:TR", STATEMENT),
        ("country:pt", NINE),
        ("place:porto", NINE),
        ("place:\"Izmir\"", STATEMENT),
        ("topic:water", PLAN),
        ("topic:oeffentlich", NONE),
        ("topic:öffentlich", PLAN),
        ("title:reuniao", REPORT),
        ("title:water", NONE),
        ("id:forum-9", NINE),
        ("id:LETTER", LETTER),
        ("has:signatories", SIGNED),
        ("has:actions", PLAN),
        ("has:full", &["9-plan", "9-report", "7-statement"]),
        ("has:abstract", PLAN),
        ("has:claims", PLAN),
        ("has:links", REPORT),
        ("has:source", PLAN),
    ]);
}

#[test]
fn parties_are_found_by_name_spelling_acronym_id_and_country() {
    assert_finds(&[
        ("signed:\"tenants' union of porto\"", PLAN),
        ("signed:\"união dos inquilinos\"", PLAN),
        ("signed:tup", PLAN),
        ("signed:tenants-pt", PLAN),
        ("signed:tenants", SIGNED),
        ("signed:\"water committee\"", PLAN),
        ("signed:PT", PLAN),
        ("signed:ie", STATEMENT),
        ("signed:kb", STATEMENT),
        ("signed:wpi", STATEMENT),
        ("by:tenants-pt", REPORT),
        ("by:inquilinos", REPORT),
        ("by:PT", REPORT),
        ("by:wpi", NONE),
        ("party:tup", NINE),
        ("party:wpi", &["9-report", "7-statement"]),
        ("party:tr", STATEMENT),
        ("party:\"friends of the river\"", STATEMENT),
        ("party:brønnforbundet", NONE),
    ]);
}

#[test]
fn dates_touch() {
    assert_finds(&[
        ("date:2031-03-02", NINE),
        ("date:2031-03-01", REPORT),
        ("date:2031", NINE),
        ("date:2029-10..2030", STATEMENT),
        ("date:2029-10-22..", &["9-plan", "9-report", "7-statement"]),
        ("date:..2029-10-20", STATEMENT),
        ("date:2029-10-01/2029-10-20", STATEMENT),
        ("date:2029~", STATEMENT),
        ("date:..2029-10-19", NONE),
        ("date:2031–03", NINE),
        ("year:2029", STATEMENT),
        ("year:2029..2030", STATEMENT),
        ("year:2030..", NINE),
        ("due:2031-05-07", PLAN),
        ("due:2032-05", PLAN),
        ("due:..2031-02", NONE),
        ("has:actions -due:2040", NONE),
    ]);
}

#[test]
fn marks_come_from_the_caller() {
    let archive = archive();
    let texts = Haystack::of(&archive);
    let marks = Marks { unread: [3].into_iter().collect(), ..Marks::default() };
    let scope = Scope { archive: &archive, texts: &texts, marks: &marks, stop: &|| false };
    let select = |query: &str| -> Vec<usize> {
        Query::parse(query).unwrap().select_in(scope).iter().collect()
    };
    assert_eq!(select("is:unread"), [3]);
    assert_eq!(select("is:unread river"), [3]);
    assert!(select("is:bookmarked").is_empty());
    assert!(found("is:unread or is:bookmarked").is_empty());
}

#[test]
fn who_does_not_wait_gets_no_more() {
    let archive = archive();
    let texts = Haystack::of(&archive);
    let marks = Marks::default();
    let scope = Scope { archive: &archive, texts: &texts, marks: &marks, stop: &|| true };
    assert!(Query::parse("water").unwrap().select_in(scope).is_empty());
}

/// A query that is well formed, by its grammar.
fn grammatical() -> impl Strategy<Value = String> {
    let term = prop_oneof![
        "[a-zA-ZäßИй]{1,6}",
        r#""[a-z:()#ё\\-]{0,8}x( [a-zА-Я«’]{1,5}){0,2}""#,
        "[#]([0-9]{1,3}|[0-9]{1,2}[.][.]|[.][.][0-9]{1,2}|1[.][.]99)",
        "meeting:(none|forum-9|7[.][.]9)",
        "kind:(report|Action-Plan)",
        "(lang:(ar|pt-BR|zh-Hans)|country:[gG][rR])",
        "(date|due):(2023|2023-10[.][.]2024|[.][.]2024|2023-10-20/2023-10-22|2024-09~|2024-1X|2023-10/[.][.])",
        "year:(2023|2020[.][.]2023)",
        "(has:full|is:unread|HAS:actions)",
        r#"(place|signed|by|party|topic|title|id|series):([a-zЁİ'#:-]{1,6}|"[a-z-#( )]{0,5}x")"#,
    ];
    term.prop_map(String::from).prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|parts| format!("({})", parts.join(" or "))),
            inner.clone().prop_map(|part| format!("-({part})")),
            inner.prop_map(|part| format!("not {part}")),
        ]
    })
}

proptest! {
    #[test]
    fn a_grammatical_query_is_read(text in grammatical()) {
        let query = Query::parse(&text);
        prop_assert!(query.is_ok(), "{text}: {query:?}");
        let query = query.unwrap();
        let canonical = query.to_string();
        prop_assert_eq!(Query::parse(&canonical), Ok(query.clone()), "{}", canonical);
        prop_assert!(query.select(&archive()).len() <= 4);
    }

    #[test]
    fn no_text_breaks_the_parser(text in any::<String>(), cursor in 0usize..40) {
        check(&text, cursor);
    }

    #[test]
    fn no_text_of_its_own_signs_breaks_the_parser(
        text in r#"([()"\\:#«»“”.-]|or |not |kind:|date:|meeting:|report|20|2023-1|ё| |\u{301}){0,20}"#,
        cursor in 0usize..40,
    ) {
        check(&text, cursor);
    }
}

fn check(text: &str, cursor: usize) {
    match Query::parse(text) {
        Ok(query) => assert_eq!(Query::parse(&query.to_string()).as_ref(), Ok(&query), "{query}"),
        Err(error) => {
            assert!((1..=text.chars().count() + 1).contains(&error.column), "{text:?}: {error}");
            assert!(
                error.message.contains("expected") || error.message.contains("did you mean"),
                "{error}"
            );
        }
    }
    for completion in completions(text, cursor, &archive()) {
        assert!((1..=cursor.max(1)).contains(&completion.start), "{text:?} {completion:?}");
    }
}
