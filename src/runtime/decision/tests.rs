//! Tests of the decision, row by row.

use super::*;
use crate::runtime::reply::tests::{TERMINALS, replies};

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\u{1b}', "␛").replace('\u{7}', "␇")
}

/// A decision in short: the way, what is sent before and after, whether marks are.
fn short(decision: &Decision) -> String {
    let Decision { sending, enter, leave, .. } = decision;
    let marks = if sending.marks { "marks" } else { "no marks" };
    format!("{:?} [{}] [{}] {marks}", sending.emit, shown(enter), shown(leave))
}

fn auto(bytes: &[u8], hints: &Hints) -> String {
    short(&decide(&Settings::default(), &replies(bytes), hints))
}

fn in_tmux(name: &str, kind: &str, passthrough: bool) -> Hints {
    let outer = Outer { name: name.to_owned(), kind: kind.to_owned(), passthrough };
    Hints { tmux: Some(outer), ..Hints::default() }
}

#[test]
fn every_terminal_is_decided_by_its_answers_alone() {
    let decided: Vec<String> = TERMINALS
        .iter()
        .map(|(name, bytes)| format!("{name}: {}", auto(bytes, &Hints::default())))
        .collect();
    assert_eq!(
        decided,
        [
            "VTE 0.70: Visual [␛[8l] [␛[8h] marks",
            "XTerm(379): Visual [␛[8l] [] marks",
            "kitty(0.26.5): Kitty { same_font: false } [] [] no marks",
            "mlterm 3.9: Visual [␛]5379;use_ctl=false␇] [␛]5379;use_ctl=true␇] marks",
            "Konsole 22.12.3: Runs [] [] marks",
            "PuTTY 0.78: Runs [] [] marks",
            "alacritty 0.11: Visual [␛[8l] [] no marks",
            "foot(1.13.1): Visual [␛[8l] [] no marks",
            "urxvt 9.30: Visual [␛[8l] [] no marks",
            "st 0.9: Visual [␛[8l] [] no marks",
            "tmux 3.3a: Visual [] [] no marks",
            "screen 4.9: Visual [] [] no marks",
        ]
    );
}

#[test]
fn the_mode_is_set_again_only_where_it_was_set() {
    let decided = |state| auto(format!("\x1b[8;{state}$y\x1b[?6c").as_bytes(), &Hints::default());
    assert_eq!(decided(1), "Visual [␛[8l] [␛[8h] marks");
    assert_eq!(decided(2), "Visual [␛[8l] [] marks");
    assert_eq!(decided(3), "Runs [] [] marks");
    assert_eq!(decided(4), "Visual [␛[8l] [] no marks");
    assert_eq!(decided(0), "Visual [␛[8l] [] no marks");
    for (_, bytes) in TERMINALS.iter().skip(1) {
        assert!(!auto(bytes, &Hints::default()).contains("␛[8h"));
    }
}

#[test]
fn names_decide_where_the_mode_is_not_known() {
    let named = |version: &str| {
        auto(format!("\x1bP>|{version}\x1b\\\x1b[?6c").as_bytes(), &Hints::default())
    };
    assert_eq!(named("iTerm2 3.5.11"), "Visual [␛[8l] [] no marks");
    assert_eq!(named("iTerm2 3.7.0beta1"), "Runs [] [] no marks");
    assert_eq!(named("iTerm2 3.10"), "Runs [] [] no marks");
    assert_eq!(named("mintty 3.7.0"), "Runs [] [] no marks");
    assert_eq!(named("ghostty 1.2.0"), "Visual [␛[8l] [] no marks");
    // WezTerm knows the mode; it says whether its own setting is on.
    let wezterm = b"\x1bP>|WezTerm 20240203\x1b\\\x1b[8;2$y\x1b[?65c";
    assert_eq!(auto(wezterm, &Hints::default()), "Visual [␛[8l] [] marks");
}

#[test]
fn the_environment_speaks_for_a_terminal_that_does_not() {
    let silent = |hints: Hints| short(&decide(&Settings::default(), &Replies::default(), &hints));
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(silent(Hints::default()), "Visual [␛[8l] [] no marks");
    assert_eq!(silent(Hints { vte: true, ..Hints::default() }), "Visual [␛[8l] [] marks");
    assert_eq!(silent(Hints { konsole: true, ..Hints::default() }), "Runs [] [] marks");
    let mlterm = "Visual [␛]5379;use_ctl=false␇] [␛]5379;use_ctl=true␇] marks";
    assert_eq!(silent(Hints { mlterm: true, ..Hints::default() }), mlterm);
    assert_eq!(silent(Hints { term: some("mlterm-256color"), ..Hints::default() }), mlterm);
    assert_eq!(
        silent(Hints { term: some("putty-256color"), ..Hints::default() }),
        "Runs [] [] marks"
    );
    let apple = Hints { term_program: some("Apple_Terminal"), ..Hints::default() };
    assert_eq!(silent(apple), "Runs [] [] no marks");
}

#[test]
fn what_was_inherited_does_not_speak_against_an_answer() {
    // An xterm that was started from GNOME Terminal.
    let (_, xterm) = TERMINALS[1];
    let hints = Hints { vte: true, konsole: true, ..Hints::default() };
    assert_eq!(auto(xterm, &hints), "Visual [␛[8l] [] marks");
    // An alacritty that was started from Konsole does not give its name.
    let (_, alacritty) = TERMINALS[6];
    assert_eq!(auto(alacritty, &hints), "Visual [␛[8l] [] no marks");
}

#[test]
fn inside_tmux_the_terminal_around_it_decides() {
    let (_, tmux) = TERMINALS[10];
    let decided = |name, kind, passthrough| auto(tmux, &in_tmux(name, kind, passthrough));
    assert_eq!(decided("xterm-256color", "XTerm(379)", false), "Visual [] [] marks");
    assert_eq!(decided("xterm-256color", "VTE(7600)", false), "Runs [] [] marks");
    assert_eq!(decided("xterm-256color", "VTE(7600)", true), "Runs [] [] marks");
    assert_eq!(decided("xterm-256color", "Konsole 22.12.3", true), "Runs [] [] marks");
    assert_eq!(
        decided("xterm-kitty", "kitty(0.26.5)", false),
        "Kitty { same_font: false } [] [] no marks"
    );
    assert_eq!(
        decided("mlterm", "", true),
        "Visual [␛Ptmux;␛␛]5379;use_ctl=false␇␛\\] [␛Ptmux;␛␛]5379;use_ctl=true␇␛\\] marks"
    );
    assert_eq!(decided("mlterm", "", false), "Logical [] [] marks");
    assert_eq!(decided("xterm-256color", "", false), "Visual [] [] no marks");
    let vte = Hints { vte: true, ..in_tmux("xterm-256color", "", false) };
    assert_eq!(auto(tmux, &vte), "Runs [] [] marks");
    // The variable is of the terminal that the server was started in; tmux names the one of now.
    let moved = Hints { vte: true, ..in_tmux("xterm-256color", "XTerm(379)", false) };
    assert_eq!(auto(tmux, &moved), "Visual [] [] marks");
}

#[test]
fn inside_screen_the_environment_decides() {
    let (_, screen) = TERMINALS[11];
    let hints = Hints { screen: true, ..Hints::default() };
    assert_eq!(auto(screen, &hints), "Visual [] [] no marks");
    assert_eq!(auto(screen, &Hints { vte: true, ..hints.clone() }), "Runs [] [] marks");
    assert_eq!(auto(screen, &Hints { konsole: true, ..hints }), "Runs [] [] marks");
}

#[test]
fn screen_keeps_an_escape_whatever_is_wished() {
    let keeps = |bytes, hints: &Hints| {
        let settings = Settings { bidi: Bidi::App, ..Settings::default() };
        let decided = [settings, Settings::default()]
            .map(|settings| decide(&settings, &replies(bytes), hints).keeps_escape);
        assert_eq!(decided[0], decided[1]);
        decided[0]
    };
    let inside = Hints { screen: true, ..Hints::default() };
    assert!(keeps(b"", &inside));
    for (name, bytes) in TERMINALS {
        assert_eq!(keeps(bytes, &Hints::default()), *name == "screen 4.9", "{name}");
    }
    // A tmux that was started from screen.
    assert!(!keeps(b"", &Hints { screen: true, ..in_tmux("screen", "", false) }));
}

#[test]
fn a_wish_is_obeyed_without_asking() {
    let (_, vte) = TERMINALS[0];
    for (bidi, expected) in [
        (Bidi::App, "Visual [␛[8l] [] no marks"),
        (Bidi::Terminal, "Runs [] [] no marks"),
        (Bidi::Kitty, "Kitty { same_font: true } [] [] no marks"),
        (Bidi::Off, "Logical [] [] marks"),
    ] {
        let settings = Settings { bidi, bidi_kitty: KittyFont::Same, ..Settings::default() };
        assert!(!must_ask(&settings, &Hints::default()));
        let decided = decide(&settings, &replies(vte), &Hints::default());
        assert_eq!(short(&decided), expected);
        assert!(decided.sending.why.starts_with("The setting bidi = "), "{}", decided.sending.why);
    }
}

#[test]
fn another_charset_gets_the_text_as_it_is_read() {
    let hints = |locale: &str| Hints { locale: Some(locale.to_owned()), ..Hints::default() };
    for utf8 in ["en_US.UTF-8", "C.utf8", "C", "POSIX", "ar_EG"] {
        assert!(must_ask(&Settings::default(), &hints(utf8)), "{utf8}");
    }
    let latin = hints("de_DE.ISO-8859-1");
    assert!(!must_ask(&Settings::default(), &latin));
    assert_eq!(
        short(&decide(&Settings::default(), &Replies::default(), &latin)),
        "Logical [] [] marks"
    );
}

#[test]
fn vowel_marks_can_be_wished() {
    let (_, kitty) = TERMINALS[2];
    let decided = |harakat| {
        let settings = Settings { harakat, ..Settings::default() };
        decide(&settings, &replies(kitty), &Hints::default()).sending.marks
    };
    assert_eq!([Harakat::Auto, Harakat::Keep, Harakat::Strip].map(decided), [false, true, false]);
}

#[test]
fn what_is_said_begins_with_the_terminal() {
    let why = |index: usize| {
        let (_, bytes) = TERMINALS[index];
        decide(&Settings::default(), &replies(bytes), &Hints::default()).sending.why
    };
    assert!(why(0).starts_with("VTE 0.70.6 reorders text by itself, and was told not to."));
    assert!(why(1).starts_with("XTerm(379) shows text as it is sent."));
    assert!(why(9).starts_with("This terminal, which does not give its name, most likely shows"));
}
