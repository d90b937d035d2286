//! The commands, run as a person or a script runs them.

use crate::cli_archive::Made;
use crate::cli_archive::csv;

#[test]
fn the_made_up_archive_has_the_faults_it_should_have_and_no_others() {
    let ran = Made::new().run(&["check", "--json"]);
    let faults = ran.json();
    let codes: Vec<&str> =
        (faults.as_array().unwrap().iter()).map(|fault| fault["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["control-character", "bidi-control"], "{faults:#}");
    assert_eq!(ran.code, Some(1));
}

#[test]
fn list_writes_one_document_a_line() {
    let ran = Made::new().run(&["list"]);
    let lines: Vec<&str> = ran.good().lines().collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0], "forum-9-call    9  2031-03-02  call    en,ar  3  Call of the assembly");
    assert!(lines[1].starts_with("forum-9-report  9  -           report  en     1  =1+1"));
    assert_eq!(ran.err, "plenary: 2 faults, see plenary check\n");
}

#[test]
fn what_a_document_smuggles_in_reaches_no_terminal() {
    let made = Made::new();
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["list", "--csv"],
        &["show", "forum-9-report"],
        &["show", "forum-9-report", "--json"],
        &["show", "forum-9-call", "--lang", "ar"],
        &["check"],
        &["show", "x\u{1b}[31m\u{202e}"],
        &["explain", "\u{9b}31m"],
        &["list", "--x\u{1b}"],
        &["--archive", "\u{1b}[31m", "list"],
    ] {
        let ran = made.run(arguments);
        for text in [&ran.out, &ran.err] {
            let evil =
                |c: char| (c.is_control() && c != '\n') || plenary::model::is_bidi_control(c);
            assert!(!text.contains(evil), "{arguments:?}: {text:?}");
        }
    }
}

#[test]
fn csv_is_read_back_and_runs_nothing() {
    let made = Made::new();
    let rows = csv(made.run(&["list", "--csv"]).good());
    assert_eq!(rows[0][..3], ["id", "kind", "title"]);
    assert_eq!(rows[1][9], "en ar");
    assert!(rows[2][2].starts_with("'=1+1, a report"), "{}", rows[2][2]);
    for command in ["list", "signatories", "actions", "meetings", "parties"] {
        let rows = csv(made.run(&[command, "--csv"]).good());
        assert!(rows.len() > 1, "{command}");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{command}");
    }
}

#[test]
fn show_tells_what_the_text_is_before_the_text() {
    let made = Made::new();
    let ran = made.run(&["show", "forum-9-call"]);
    let shown = ran.good();
    let part = |text: &str| shown.find(text).unwrap_or_else(|| panic!("{text} in\n{shown}"));
    assert!(shown.starts_with("Call of the assembly\n\nid         forum-9-call\n"));
    for line in [
        "meeting    SFN 9; 1–2 March 2031; Porto, PT\n",
        "adopted    2 March 2031 (stated)\n",
        "date       March 2031 (page)\n",
        "coverage   full: the text itself\n",
        "language   English (en); also ar\n",
        "claim      issued.held is 2031-02-28/2031-03-02 according to forum-9-report\n",
        "\n1. Hold public meetings on water, in every town that has a river, a well or a\n   spring",
        "\n- and tell",
        "\n1  Water Committee of the North\n2  Tenants (Porto)               PT\n",
        "Guests (1 name; present, which is no signature)\n",
        "\nActions\n1  Hold public meetings on water\n   1–7 May 2031 (inferred), yearly, until 2033",
        "-  Report to the next assembly\n   no date\n",
    ] {
        part(line);
    }
    assert!(part("coverage") < part("The assembly met"));
    let ran = made.run(&["show", "forum-9-call", "--lang", "ar"]);
    assert!(ran.good().starts_with("نداء\n"));
    assert!(
        ran.out.contains(
            "coverage   abstract: a summary made for this archive, not the text itself\n"
        )
    );
}

#[test]
fn show_keeps_to_the_width() {
    let made = Made::new();
    for width in [20, 33, 60] {
        let ran = made.run(&["show", "forum-9-call", "--text", "--width", &width.to_string()]);
        let longest = ran.good().lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(width), "{width}: {}", ran.out);
    }
    let ran = made.run(&["show", "forum-9-call", "--text", "--width", "0"]);
    assert_eq!(ran.good().lines().filter(|line| !line.is_empty()).count(), 4);
    assert_eq!(made.run(&["show", "forum-9-call", "--width", "3"]).code, Some(2));
}

#[test]
fn signatories_keep_their_order_and_their_groups() {
    let made = Made::new();
    let ran = made.run(&["signatories", "forum-9-call"]);
    assert_eq!(
        ran.good(),
        "Call of the assembly\nforum-9-call\n\n\
         Member organisations (2 names; signed)\n\
         1  Water Committee of the North      water-no\n\
         2  Tenants (Porto)               PT  tenants-pt\n\n\
         Guests (1 name; present, which is no signature)\n\
         1  Friends of the river\n\n\
         open for more signatures, as stated: \"open for signature\", as of April 2031\n"
    );
    let rows = csv(made.run(&["signatories", "forum-9-call", "--csv"]).good());
    assert_eq!(
        rows[2],
        [
            "forum-9-call",
            "Member organisations",
            "signed",
            "2",
            "Tenants (Porto)",
            "tenants-pt",
            "PT"
        ]
    );
}

#[test]
fn over_several_documents_a_party_stands_once() {
    let made = Made::new();
    let ran = made.run(&["signatories"]);
    assert_eq!(
        ran.good(),
        "Tenants' Union of Porto (PT)\n  forum-9-call\n  forum-9-report\n\
         Friends of the river\n  forum-9-call (present)\n\
         Water Committee of the North\n  forum-9-call\n"
    );
    let rows = csv(made.run(&["signatories", "--csv"]).good());
    assert_eq!(rows[0], ["party", "name", "country", "forum-9-call", "forum-9-report"]);
    assert_eq!(rows[1], ["tenants-pt", "Tenants' Union of Porto", "PT", "signed", "signed"]);
    assert_eq!(rows[2][3..], ["present", ""]);
}

#[test]
fn actions_bear_dates_and_how_they_are_known() {
    let ran = Made::new().run(&["actions"]);
    assert_eq!(
        ran.good(),
        "Call of the assembly\nforum-9-call\n\
         1  Hold public meetings on water\n   1–7 May 2031 (inferred), yearly, until 2033, \
         as stated: \"the first week of May\"\n   who: member organisations\n   \
         with: the water committees\n   where: Porto, PT\n\
         -  Report to the next assembly\n   no date\n"
    );
}

#[test]
fn meetings_mark_what_is_not_confirmed() {
    let ran = Made::new().run(&["meetings"]);
    assert_eq!(
        ran.good(),
        "SFN 9  1–2 March 2031  Porto, PT  2  TUP                Water for all?\n    \
         claim: held is 2031-02-28/2031-03-02 according to forum-9-report\n\
         SFN 8  2029 planned               0  a water committee\n"
    );
}

#[test]
fn parties_are_counted() {
    let ran = Made::new().run(&["parties"]);
    assert_eq!(
        ran.good(),
        "tenants-pt  TUP  PT  1  2  Tenants' Union of Porto\n\
         water-no    -    -   0  1  Water Committee of the North\n"
    );
}

#[test]
fn check_tells_file_line_and_what_to_do() {
    let made = Made::new();
    made.write(
        "bad/document.toml",
        "id = \"bad\"\nkind = \"call\"\ntitle = \"B\"\n[issued]\ndate = \"soon\"\n",
    );
    let path = made.path().to_str().unwrap();
    let ran = made.run(&["check", path]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("bad/document.toml:5:"), "{}", ran.out);
    assert!(ran.out.contains(": bad-date: "), "{}", ran.out);
    assert!(ran.out.ends_with("3 documents, 2 meetings, 2 parties could be read\n"));
    assert_eq!(made.run(&["list"]).out.lines().count(), 3);
}

#[test]
fn the_bundled_archive_is_without_fault() {
    let mut command = crate::cli_archive::plenary();
    let ran = crate::cli_archive::Ran::of(&command.arg("check").output().unwrap());
    assert!(ran.good().starts_with("no faults: "), "{ran:?}");
}
