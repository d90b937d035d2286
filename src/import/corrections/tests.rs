//! What is said by hand holds, what follows from it is found anew, and nothing else changes.

use proptest::prelude::*;

use crate::import::Corrections;
use crate::import::Field;
use crate::import::Given;
use crate::import::LineRole;
use crate::import::Part;
use crate::import::Proposal;
use crate::import::Said;
use crate::import::Source;
use crate::import::Wanted;
use crate::import::propose;
use crate::import::propose_corrected;
use crate::model::Action;
use crate::model::Archive;
use crate::model::Basis;
use crate::model::Date;
use crate::model::Language;
use crate::model::Role;

const CALL: &str = "\
top of page

Call of the river towns

The towns met in Porto on 1-2 March 2031 and spoke of the water, and they call upon all members:

1. Hold a public meeting on 22 March 2031.

2. Tell the neighbours of it, of the wells, and of the
bread that is baked in the villages on the river.

It was a long night

Water for all!

Signed by:

1. Bakers' Party of the North
2. Fishers' Union of Ovar
3. River Front (Italy)
4. Sea Party

bottom of page
";

fn told(corrections: &Corrections) -> Proposal {
    propose_corrected(&Source::of_text(CALL), &Archive::default(), corrections)
}

/// The number of the line that begins so, from 0.
fn line(begins: &str) -> usize {
    CALL.lines().position(|line| line.starts_with(begins)).unwrap()
}

fn said(lines: &[(&str, Said)]) -> Corrections {
    let lines = lines.iter().map(|(begins, said)| (line(begins), *said)).collect();
    Corrections { lines, ..Corrections::default() }
}

fn blocks(proposal: &Proposal) -> Vec<String> {
    let blocks = &proposal.versions[0].blocks;
    let start = |text: &str| text.chars().take(12).collect::<String>();
    blocks.iter().map(|b| format!("{} {}", b.block.kind, start(&b.block.text))).collect()
}

fn names(proposal: &Proposal) -> Vec<String> {
    let group = |group: &crate::model::Group| {
        let names: Vec<&str> = group.names.iter().map(|name| name.name.as_str()).collect();
        format!("{} [{}] {}", group.heading, group.role, names.join("|"))
    };
    proposal.signatories.iter().map(group).collect()
}

#[test]
fn without_corrections_the_rules_alone_hold() {
    let proposal = propose(&Source::of_text(CALL), &Archive::default());
    assert_eq!(proposal, told(&Corrections::default()));
    assert_eq!(
        blocks(&proposal),
        [
            "title Call of the ",
            "lead The towns me",
            "point Hold a publi",
            "point Tell the nei",
            "paragraph It was a lon",
            "slogan Water for al",
        ]
    );
    assert_eq!(
        names(&proposal),
        [
            "Signed by [signed] Bakers' Party of the North|Fishers' Union of Ovar|River Front (Italy)|Sea Party"
        ]
    );
    let roles: Vec<&str> = proposal
        .lines
        .iter()
        .map(|line| line.role.as_str())
        .filter(|role| !role.is_empty())
        .collect();
    assert_eq!(
        roles,
        [
            "furniture",
            "title",
            "lead",
            "point",
            "point",
            "point",
            "paragraph",
            "slogan",
            "group",
            "signatory",
            "signatory",
            "signatory",
            "signatory",
            "furniture",
        ]
    );
}

#[test]
fn a_line_is_cut_or_kept_as_is_said() {
    let cut = told(&said(&[("It was", Said::Begins(LineRole::Furniture))]));
    assert!(!blocks(&cut).iter().any(|block| block.contains("It was")));
    assert!(
        cut.cut
            .iter()
            .any(|cut| cut.text == "It was a long night" && cut.why == "left out by hand")
    );
    let kept = told(&said(&[("top of", Said::Begins(LineRole::Note))]));
    assert_eq!(blocks(&kept)[1], "note top of page");
    assert!(!kept.cut.iter().any(|cut| cut.text == "top of page"));
}

#[test]
fn blocks_are_what_they_are_said_to_be() {
    let proposal = told(&said(&[
        ("It was", Said::Begins(LineRole::Heading)),
        ("1. Hold", Said::Begins(LineRole::Paragraph)),
        ("Water", Said::Begins(LineRole::Bullet)),
    ]));
    let blocks = blocks(&proposal);
    assert_eq!(blocks[2], "paragraph 1. Hold a pu");
    assert_eq!(blocks[4..], ["heading It was a lon", "bullet Water for al"]);
    // A point is known by its number alone.
    let point = told(&said(&[("It was", Said::Begins(LineRole::Point))]));
    assert_eq!(self::blocks(&point)[4], "paragraph It was a lon");
    let lines = Source::of_text(CALL).lines;
    assert!(!LineRole::Point.fits(&lines[line("It was")]));
    assert!(LineRole::Point.fits(&lines[line("1. Hold")]));
}

#[test]
fn pieces_are_parted_and_joined_as_is_said() {
    let parted = told(&said(&[("bread", Said::Begins(LineRole::Paragraph))]));
    assert_eq!(blocks(&parted)[3..5], ["point Tell the nei", "paragraph bread that i"]);
    let joined = told(&said(&[("Water", Said::GoesOn)]));
    let last = joined.versions[0].blocks.last().unwrap();
    assert_eq!(last.block.text, "It was a long night Water for all!");
}

#[test]
fn another_title_gives_another_kind_and_id() {
    let rules = told(&Corrections::default());
    assert_eq!(rules.kind.unwrap().value.as_str(), "call");
    let proposal = told(&said(&[
        ("Call", Said::Begins(LineRole::Paragraph)),
        ("It was", Said::Begins(LineRole::Title)),
    ]));
    let title = proposal.title.unwrap();
    assert_eq!((title.value.as_str(), title.lines.as_str()), ("It was a long night", "12"));
    assert!(proposal.id.as_str().contains("it-was-long"), "{}", proposal.id);
}

#[test]
fn names_are_taken_and_parted_as_is_said() {
    let proposal = told(&said(&[
        ("3. River", Said::Begins(LineRole::Group)),
        ("2. Fishers", Said::Begins(LineRole::Paragraph)),
    ]));
    assert_eq!(
        names(&proposal),
        ["Signed by [signed] Bakers' Party of the North", "River Front (Italy) [signed] Sea Party"]
    );
    assert_eq!(proposal.names_at, [[line("1. Bakers")], [line("4. Sea")]]);
    assert!(blocks(&proposal).iter().any(|block| block.contains("Fishers")));
    let more = told(&said(&[("Water", Said::Begins(LineRole::Signatory))]));
    assert_eq!(names(&more)[0], " [signed] Water for all!");
    let longer = told(&said(&[("4. Sea", Said::GoesOn)]));
    assert!(
        names(&longer)[0].ends_with("River Front (Italy) 4. Sea Party"),
        "{:?}",
        names(&longer)
    );
    let mut corrections = Corrections::default();
    corrections.groups.insert(line("1. Bakers"), Role::Present);
    let found = (line("4. Sea"), "Sea Party".to_owned());
    corrections.names.insert(found, "Party of the Sea".to_owned());
    assert!(names(&told(&corrections))[0].starts_with("Signed by [present]"));
    assert!(names(&told(&corrections))[0].ends_with("Party of the Sea"));
}

#[test]
fn lines_are_in_the_language_that_is_said() {
    let mut corrections = Corrections::default();
    corrections.languages.insert(line("It was"), Language::parse("pt-BR").unwrap());
    let proposal = told(&corrections);
    let tags: Vec<&str> = proposal.versions.iter().map(|version| version.language.tag()).collect();
    assert_eq!(tags, ["en", "pt-BR"]);
    assert_eq!(proposal.versions[1].blocks.len(), 1);
    let all = (0..CALL.lines().count()).map(|at| (at, Language::parse("en").unwrap())).collect();
    let same = told(&Corrections { languages: all, ..Corrections::default() });
    assert_eq!(blocks(&same), blocks(&told(&Corrections::default())));
}

#[test]
fn a_value_given_by_hand_stays_whatever_else_is_said() {
    let source = Source::of_text(CALL);
    let rules = told(&Corrections::default());
    let given = |field, text| Given::of(field, text, &source, &rules);
    let mut corrections = said(&[("It was", Said::Begins(LineRole::Title))]);
    corrections.fields.insert(Field::Title, Some(given(Field::Title, "Call of the towns")));
    corrections.fields.insert(Field::Place, None);
    corrections.fields.insert(Field::Adopted, Some(given(Field::Adopted, "2031-03-22")));
    corrections.fields.insert(Field::Number, Some(given(Field::Number, "RT 9")));
    corrections.fields.insert(Field::By, Some(given(Field::By, "sea party")));
    let proposal = told(&corrections);
    let title = proposal.title.unwrap();
    assert_eq!((title.value.as_str(), title.basis), ("Call of the towns", Basis::Outside));
    assert_eq!(proposal.place, None);
    // What stands in the document is stated; what does not is not.
    let adopted = proposal.adopted.unwrap();
    assert_eq!((adopted.basis, adopted.lines.as_str()), (Basis::Stated, "7"));
    assert_eq!(proposal.number.unwrap().basis, Basis::Outside);
    let by = proposal.by.unwrap();
    assert_eq!((by.basis, by.lines), (Basis::Stated, (line("4. Sea") + 1).to_string()));
    let page = given(Field::Title, "bottom of page");
    assert_eq!(page.basis, Basis::Page);
    assert!(!given(Field::Number, "RT 9").bases().contains(&Basis::Stated));
    assert!(page.bases().contains(&Basis::Stated));
}

#[test]
fn a_value_is_read_as_the_archive_reads_it() {
    let none = Archive::default();
    for (field, good, bad) in [
        (Field::Id, "forum-9-call", "Forum 9"),
        (Field::Kind, "action-plan", "plan"),
        (Field::Held, "2031-03-01/2031-03-02", "1-2 March 2031"),
        (Field::Country, "PT", "Portugal"),
        (Field::Meeting, "forum 9", "forum"),
        (Field::Url, "https://example.org/a", "example"),
    ] {
        assert_eq!(field.read(good, &none), Ok(()), "{good}");
        let wrong = field.read(bad, &none).unwrap_err();
        assert!(wrong.contains(bad), "{wrong}");
    }
    let mut action = Action::default();
    Part::When.put("2031-05-01 yearly", &mut action).unwrap();
    assert_eq!(Part::When.of(&action), "2031-05-01 yearly");
    Part::When.put("monthly last sunday", &mut action).unwrap();
    assert_eq!((action.when.is_none(), action.repeat.is_some()), (true, true));
    assert!(Part::When.put("2031-05-01 often", &mut action).is_err());
    assert!(Part::When.put("soon", &mut action).is_err());
}

#[test]
fn actions_are_set_dropped_and_added() {
    let rules = told(&Corrections::default());
    let at = line("1. Hold");
    let found = rules.actions.iter().find(|proposed| proposed.spot.0 == at).unwrap();
    let spot = found.spot.clone();
    let when = Date::parse("2031-04-22").unwrap();
    let mut corrections = Corrections::default();
    corrections.say_of_action(spot.clone(), Part::When, when.to_string());
    corrections.say_of_action(spot.clone(), Part::Basis, "outside".to_owned());
    corrections.say_of_action(spot.clone(), Part::Who, "the towns".to_owned());
    let set = told(&corrections);
    assert_eq!(set.actions[0].action.when, Some(when));
    assert_eq!(set.actions[0].action.basis, Some(Basis::Outside));
    assert_eq!(set.actions[0].action.who, ["the towns"]);
    assert_eq!(set.actions[0].action.what, found.action.what);
    assert_eq!(set.actions.len(), rules.actions.len());
    corrections.actions.insert(spot, None);
    assert_eq!(told(&corrections).actions.len(), rules.actions.len() - 1);
    let added = (line("It was"), "It was a long night".to_owned());
    corrections.actions.insert(added, Some(Wanted::default()));
    let more = told(&corrections);
    assert_eq!(more.actions.len(), rules.actions.len());
    assert_eq!(more.actions.last().unwrap().action.block, Some(4));
}

/// What can be said of any line so that it must hold.
fn any_role() -> impl Strategy<Value = LineRole> {
    prop::sample::select(vec![
        LineRole::Heading,
        LineRole::Lead,
        LineRole::Paragraph,
        LineRole::Bullet,
        LineRole::Slogan,
        LineRole::Note,
        LineRole::Signatory,
        LineRole::Furniture,
    ])
}

proptest! {
    #[test]
    fn what_is_said_holds(roles in prop::collection::btree_map(0_usize..24, any_role(), 0..8)) {
        let texts: Vec<&str> = CALL.lines().collect();
        let lines = roles.iter().map(|(at, role)| (*at, Said::Begins(*role))).collect();
        let proposal = told(&Corrections { lines, ..Corrections::default() });
        prop_assert_eq!(proposal.lines.len(), texts.len());
        for (at, role) in roles.iter().filter(|(at, _)| texts.get(**at).is_some_and(|t| !t.is_empty())) {
            prop_assert_eq!(proposal.lines[*at].role, *role, "line {}", at + 1);
        }
        // Every line is somewhere, once.
        let known = proposal.lines.iter().filter(|line| line.role != LineRole::Blank).count();
        prop_assert_eq!(known, texts.iter().filter(|text| !text.is_empty()).count());
    }

    #[test]
    fn whatever_is_said_nothing_breaks(
        roles in prop::collection::vec((0_usize..30, 0_usize..13), 0..12),
        languages in prop::collection::btree_map(0_usize..30, "(en|ru|ar|pt-BR)", 0..6),
    ) {
        let said = |(at, nth): (usize, usize)| {
            let role = LineRole::SAYABLE.get(nth).map(|(role, _)| Said::Is(*role));
            (at, role.unwrap_or(Said::GoesOn))
        };
        let languages = languages.into_iter().map(|(at, tag)| (at, Language::parse(&tag).unwrap()));
        let corrections = Corrections {
            lines: roles.into_iter().map(said).collect(),
            languages: languages.collect(),
            ..Corrections::default()
        };
        let proposal = told(&corrections);
        prop_assert_eq!(proposal.clone(), told(&corrections));
        prop_assert_eq!(proposal.names_at.len(), proposal.signatories.len());
    }
}
