//! Programs in Python that read what this one writes, where Python has the packages they need.
//!
//! `pip install icalendar recurring-ical-events rispy` gets them. Where `CI` is set they must be there.

use std::io::Write;
use std::process::Command;
use std::process::Stdio;

/// What a program in Python writes when it reads `input`; nothing where a package is missing.
pub(crate) fn read(packages: &[&str], program: &str, input: &str) -> Option<serde_json::Value> {
    let imports = format!("import {}", packages.join(", "));
    let found = run(&imports, "").is_some_and(|(good, _)| good);
    if !found {
        let missing = format!("python3 with {} is not here", packages.join(", "));
        assert!(!required(), "{missing}: pip install icalendar recurring-ical-events rispy");
        let told = format!("not checked by another program: {missing}\n");
        std::io::stderr().write_all(told.as_bytes()).unwrap();
        return None;
    }
    let (good, told) = run(program, input).unwrap();
    assert!(good, "{told}");
    Some(serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}: {told}")))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the environment says whether a package may be missing"
)]
fn required() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty())
}

/// Whether a program ended well, and what it wrote.
#[expect(clippy::disallowed_methods, reason = "the test asks another program")]
fn run(program: &str, input: &str) -> Option<(bool, String)> {
    let mut child = Command::new("python3")
        .args(["-X", "utf8", "-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut pipe = child.stdin.take().unwrap();
    let input = input.as_bytes().to_vec();
    // A program that ends before it has read everything tells why itself.
    let feeding = std::thread::spawn(move || pipe.write_all(&input).ok());
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    let told = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8(told).unwrap()))
}
