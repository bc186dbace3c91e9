//! What is left of a person whose data were erased.

/// What stands where the name was; views say it in the reader's language.
pub const ERASED: &str = "(data dihapus)";
