//! Asks tmux which terminal is around it: it lets no question through to that terminal itself.

use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::runtime::Outer;

/// What separates the answers: it stands in no name of a terminal.
const BETWEEN: char = '|';
/// How often, and with which pause, an answer is looked for: half a second at most.
const LOOKS: usize = 50;
const PAUSE: Duration = Duration::from_millis(10);

/// What tmux says about the terminal around it; nothing where it does not answer.
pub(super) fn outer() -> Outer {
    let asked = [
        "display-message",
        "-p",
        "#{client_termname}|#{client_termtype}",
        ";",
        "show-options",
        "-Apv",
        "allow-passthrough",
    ];
    answer(&asked).map(|answer| understood(&answer)).unwrap_or_default()
}

fn understood(answer: &str) -> Outer {
    let mut lines = answer.lines();
    let (name, kind) = lines.next().and_then(|line| line.split_once(BETWEEN)).unwrap_or_default();
    // A tmux before 3.3 lets everything through, and knows no such option.
    let passthrough = matches!(lines.next(), Some("on" | "all"));
    Outer { name: name.to_owned(), kind: kind.to_owned(), passthrough }
}

/// What tmux prints, if it does so in time.
fn answer(arguments: &[&str]) -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "only tmux knows the terminal around it, and only its own program can ask it"
    )]
    let mut tmux = Command::new("tmux")
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    for _ in 0..LOOKS {
        if tmux.try_wait().ok()?.is_some() {
            let mut answer = String::new();
            tmux.stdout.take()?.take(1 << 12).read_to_string(&mut answer).ok()?;
            return Some(answer);
        }
        thread::sleep(PAUSE);
    }
    tmux.kill().ok()?;
    tmux.wait().ok()?;
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_name_a_kind_and_an_option() {
        let outer = |name: &str, kind: &str, passthrough| Outer {
            name: name.to_owned(),
            kind: kind.to_owned(),
            passthrough,
        };
        assert_eq!(
            understood("xterm-256color|XTerm(379)\noff\n"),
            outer("xterm-256color", "XTerm(379)", false)
        );
        assert_eq!(understood("mlterm|\non\n"), outer("mlterm", "", true));
        assert_eq!(understood("xterm|\n"), outer("xterm", "", false));
        assert_eq!(understood(""), Outer::default());
    }
}
