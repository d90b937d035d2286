//! The index, over archives that are made for it.

use super::*;
use crate::search::fixture::archive;

#[test]
fn there_is_no_index_where_there_is_no_folder() {
    let none = tempfile::tempdir().unwrap();
    assert!(Index::open(none.path(), &archive()).is_err());
}
