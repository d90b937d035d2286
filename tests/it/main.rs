//! Tests of the whole: the floors, the documents, the commands, the screens, the real binary.

#[cfg(test)]
mod format;
#[cfg(test)]
mod store;
#[cfg(test)]
mod store_any;
#[cfg(test)]
mod store_bundled;
#[cfg(test)]
mod store_faults;
#[cfg(test)]
mod store_files;
