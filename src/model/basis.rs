//! How a value is known.

use super::words::words;

words! {
    /// How a value is known. What was worked out is never shown as stated.
    Basis {
        /// The document itself says it.
        Stated = "stated",
        /// The page that carries the document says it.
        Page = "page",
        /// Worked out from what is said.
        Inferred = "inferred",
        /// Known from elsewhere.
        Outside = "outside",
        /// Not known.
        Unknown = "unknown",
    }
}
