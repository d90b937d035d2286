//! What is promised of the bundled archive, tried as a new user would.

use crate::store::write;
use crate::support::terminal::plenary;

#[test]
fn it_starts_with_the_list_of_five_documents() {
    let mut terminal = plenary(&[]).spawn();
    terminal.wait_for("Documents");
    for wanted in ["23  Izmir · Oct 2023", "21  Izmir · Oct 2019", "–   no meeting", " 5 ─"] {
        terminal.wait_for(wanted);
    }
    terminal.press("q");
    assert_eq!(terminal.wait_exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn every_document_opens() {
    let mut terminal = plenary(&[]).at(100, 30).spawn();
    terminal.wait_for("Documents");
    terminal.press("\r");
    for heading in [
        "  IMCWP Action Plan for the international",
        "  Solidarity with the struggling peoples",
        "  Statement of the IMCWP in support of Palestine",
        "  Report of the Communist Party of Israel",
        "  Intensify actions and make the",
    ] {
        // The second row is the first of the text: its title.
        terminal.wait_until(heading, |screen| {
            screen.rows(0, 100).nth(1).is_some_and(|row| row.contains(heading))
        });
        terminal.press("J");
    }
    terminal.wait_for("This is the last document of the list");
}

#[test]
fn a_meeting_is_found_by_its_number() {
    let mut terminal = plenary(&[]).spawn();
    terminal.wait_for("Documents");
    terminal.press("#23");
    terminal.wait_for("3 of 5");
    terminal.press("\r");
    terminal.wait_for("Documents  #23");
    terminal.press("#21");
    terminal.wait_for("1 of 5");
    terminal.press("\u{1b}");
    terminal.wait_for("Documents  #23");
    terminal.press("F21\r");
    terminal.wait_for("Documents  #21");
    terminal.wait_for("Report of the Communist Party of Israel");
}

#[test]
fn a_document_of_no_meeting_is_found_under_none() {
    let mut terminal = plenary(&["meeting:none"]).spawn();
    terminal.wait_for("1 of 5");
    terminal.wait_for("–   no meeting");
    terminal.press("\r");
    terminal.wait_for("Intensify actions");
}

#[test]
fn an_id_opens_its_document() {
    let mut terminal = plenary(&["imcwp-23-ukraine-resolution"]).at(140, 40).spawn();
    terminal.wait_for("1 of 5");
    terminal.wait_for("Solidarity with the struggling peoples");
    terminal.press("Q");
    assert_eq!(terminal.wait_exit_code(), 0);
    // One that begins others is opened all the same.
    let folder = tempfile::tempdir().unwrap();
    for (id, title) in [("call-1", "The first call"), ("call-12", "Another call")] {
        let record = format!("id = \"{id}\"\nkind = \"call\"\ntitle = \"{title}\"\n");
        write(folder.path(), &[(&format!("{id}/document.toml"), &record)]);
    }
    let path = folder.path().to_str().unwrap();
    let terminal = plenary(&["--archive", path, "call-1"]).at(140, 40).spawn();
    terminal.wait_for("2 of 2");
    terminal.wait_for(" The first call ");
}

#[test]
fn the_resolution_shows_its_signatories_in_two_groups_in_printed_order() {
    let mut terminal = plenary(&[]).at(140, 60).spawn();
    terminal.wait_for("Documents");
    terminal.press("j");
    terminal.wait_for("29 ┐");
    terminal.wait_for("· 25");
    terminal.wait_for("· 4");
    let text = terminal.text();
    let order = ["Algerian Party for Democracy", "2. Party of Labour of", "Communist Front"];
    let places: Vec<usize> = order
        .iter()
        .map(|name| text.find(name).unwrap_or_else(|| panic!("{name} is missing\n{text}")))
        .collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn the_plan_shows_thirteen_actions_or_more_with_their_dates_and_bases() {
    let mut terminal = plenary(&[]).at(140, 60).spawn();
    terminal.wait_for("Documents");
    terminal.press("t");
    terminal.wait_for("Actions");
    let first = terminal.row(0);
    let count = first.trim_end_matches(['┐', ' ']).rsplit(' ').next().unwrap_or_default();
    assert!(count.parse::<usize>().is_ok_and(|count| count >= 13), "{first}");
    for wanted in ["21 September 2024", "inferred", "outside", "yearly"] {
        terminal.wait_for(wanted);
    }
}

#[test]
fn the_resolution_is_there_in_arabic() {
    let mut terminal = plenary(&[]).spawn();
    terminal.wait_for("Documents");
    terminal.press("j\r");
    terminal.wait_for("[en] ru es ar");
    terminal.press("LLL");
    terminal.wait_for("Arabic · ");
    terminal.wait_for("en ru es [ar]");
}
