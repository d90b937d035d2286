//! The ways out: exit codes, pipes, wrong use.

use std::fs::File;
use std::io::Read;
use std::process::Stdio;

use portable_pty::CommandBuilder;
use portable_pty::PtySize;
use portable_pty::native_pty_system;

use crate::cli_archive::Made;
use crate::cli_archive::Ran;
use crate::cli_archive::plenary;
use crate::support::counts;

#[test]
fn an_unknown_id_is_nothing_found_and_has_neighbours() {
    let made = Made::new();
    let ran = made.run(&["show", "forum-9-cal"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.is_empty());
    assert!(
        ran.err
            .ends_with("plenary: there is no document forum-9-cal\n  did you mean forum-9-call?\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_language_that_is_missing_is_told_with_those_that_are_there() {
    let ran = Made::new().run(&["show", "forum-9-call", "--lang", "ru"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("has no version in ru\n  it has en, ar\n"), "{}", ran.err);
    assert_eq!(Made::new().run(&["show", "forum-9-call", "--lang", "?"]).code, Some(2));
}

#[test]
fn a_script_that_finds_nothing_reads_an_empty_list() {
    let made = Made::new();
    let ran = made.run(&["actions", "forum-9-report", "--json"]);
    assert_eq!((ran.out.as_str(), ran.code), ("[]\n", Some(1)));
    assert!(ran.err.ends_with("plenary: no action items in 1 document\n"));
}

#[test]
fn wrong_use_is_2() {
    let made = Made::new();
    for arguments in [
        &["list", "--nothing"][..],
        &["list", "--json", "--csv"],
        &["show"],
        &["show", "a", "b"],
        &["list", "--meeting", "x"],
        &["--meeting", "9", "list"],
        &["completions", "tcl"],
        &["man", "lists"],
        &["check", "/nowhere/at/all"],
        &["--archive", "/nowhere/at/all", "list"],
        &["--color", "green", "list"],
    ] {
        let ran = made.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.out.is_empty(), "{arguments:?}");
        assert!(ran.err.contains("plenary: "), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_0() {
    let made = Made::new();
    for arguments in [&["--help"][..], &["help", "list"], &["show", "-h"], &["--version"]] {
        assert!(!made.run(arguments).good().is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_is_told() {
    let made = Made::new();
    for arguments in [&["list"][..], &["show", "forum-9-call"], &["man"], &["--help"]] {
        let Ok(full) = File::options().write(true).open("/dev/full") else {
            return;
        };
        let mut command = plenary();
        command.env("PLENARY_ARCHIVE", made.path()).args(arguments).stdout(full);
        let ran = Ran::of(&command.output().unwrap());
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(
            ran.err.contains("cannot write to the standard output: No space left on device\n"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_broken_pipe_is_silent() {
    for arguments in [&["completions", "bash"][..], &["list"], &["list", "--json"]] {
        let mut command = plenary();
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn every_shell_and_every_command_has_its_page() {
    let made = Made::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(made.run(&["completions", shell]).good().contains("signatories"), "{shell}");
    }
    assert!(made.run(&["man"]).good().starts_with(".ie"));
    for command in plenary::cli::parser().get_subcommands() {
        let ran = made.run(&["man", command.get_name()]);
        assert!(ran.good().contains("\n.TH "), "{}", command.get_name());
    }
}

#[test]
fn explain_knows_the_codes() {
    let made = Made::new();
    assert!(made.run(&["explain", "bad-date"]).good().starts_with("bad-date: "));
    assert!(made.run(&["explain"]).good().lines().any(|line| line.starts_with("dup-id  ")));
    let ran = made.run(&["explain", "bad-dat"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.ends_with("  did you mean bad-date?\n"), "{}", ran.err);
}

#[test]
fn colour_is_used_only_where_it_is_wanted() {
    let made = Made::new();
    let bold = "\u{1b}[1mCall of the assembly\u{1b}[0m\n";
    assert!(made.run(&["--color", "always", "show", "forum-9-call"]).good().starts_with(bold));
    for arguments in [&["show", "forum-9-call"][..], &["show", "forum-9-call", "--color=never"]] {
        assert!(!made.run(arguments).good().contains('\u{1b}'));
    }
}

#[test]
fn the_archive_that_is_named_is_opened() {
    let made = Made::new();
    let open = |configure: &dyn Fn(&mut std::process::Command)| {
        let mut command = plenary();
        configure(&mut command);
        Ran::of(&command.args(["list"]).output().unwrap()).out
    };
    let bundled = open(&|_| ());
    assert!(!bundled.contains("forum-9-call"));
    let named = open(&|command| {
        command.arg("--archive").arg(made.path()).env("PLENARY_ARCHIVE", "/nowhere/at/all");
    });
    assert!(named.contains("forum-9-call"));
    let data = tempfile::tempdir().unwrap();
    let own = data.path().join("plenary/documents/call");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::copy(made.path().join("forum-9-call/document.toml"), own.join("document.toml"))
        .unwrap();
    let own = open(&|command| {
        command.env("XDG_DATA_HOME", data.path());
    });
    assert!(own.contains("forum-9-call"));
}

#[test]
fn a_terminal_gets_a_heading_and_lines_that_fit() {
    let made = Made::new();
    let size = PtySize { rows: 24, cols: 52, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_plenary"));
    command.args(["list", "--archive"]);
    command.arg(made.path());
    command.env_clear();
    if let Some((name, value)) = counts::kept() {
        command.env(name, value);
    }
    command.env("TERM", "xterm");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut shown = Vec::new();
    // A terminal whose program has ended reads as an error on Linux, as an end elsewhere.
    reader.read_to_end(&mut shown).ok();
    assert!(child.wait().unwrap().success());
    let mut screen = vt100::Parser::new(24.try_into().unwrap(), 52.try_into().unwrap(), 0);
    screen.process(&shown);
    let rows: Vec<String> = screen.screen().rows(0, 52).map(|row| row.trim().to_owned()).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).filter(|row| !row.is_empty()).collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows.contains(&"id              #  date        title"), "{rows:?}");
    assert!(rows.contains(&"forum-9-call    9  2031-03-02  Call of the assembly"), "{rows:?}");
    assert!(rows.iter().any(|row| row.ends_with('…')), "{rows:?}");
    assert!(screen.screen().cell(1, 0).is_some_and(vt100::Cell::bold), "{rows:?}");
}
