//! Hands the bytes of libFuzzer to the law that the environment names: `PLENARY_LAW=query`.

#![no_main]

#[path = "../laws/all.rs"]
mod laws;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

use laws::{LAWS, Law};

fn chosen() -> Law {
    let wanted = std::env::var("PLENARY_LAW").unwrap_or_default();
    let law = LAWS.iter().find(|(name, _)| *name == wanted).map(|(_, law)| *law);
    law.unwrap_or_else(|| {
        let names: Vec<&str> = LAWS.iter().map(|(name, _)| *name).collect();
        panic!("PLENARY_LAW is to be one of {}", names.join(", "))
    })
}

fuzz_target!(|bytes: &[u8]| {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(chosen)(bytes);
});
