//! `plenary`, a terminal reader for the documents of international meetings.
//!
//! The floors, from the ground up; a module names only what stands below it (ARCHITECTURE.md has the
//! table, and a test keeps it):
//!
//! * [`model`]: what an archive consists of; [`keys`]: the table of commands.
//! * [`fold`], [`text`], [`search`], [`store`], [`notebook`], [`config`], [`export`]: work on the
//!   model, each alone.
//! * [`app`]: the whole state of one reader, changed by events.
//! * [`view`]: draws that state.
//! * [`runtime`]: the loop between a terminal and the state.
//! * [`cli`]: arguments, subcommands and the way out.

pub mod app;
pub mod cli;
pub mod config;
pub mod export;
pub mod fold;
pub mod import;
pub mod keys;
pub mod model;
pub mod notebook;
pub mod runtime;
pub mod search;
pub mod store;
pub mod text;
pub mod view;
