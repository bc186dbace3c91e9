//! What somebody may have meant.

use crate::domain::distance::distance;

/// Longest word that is compared, in characters, so that junk costs nothing.
const LONGEST: usize = 40;

/// The choice that `typed` (lower case) is a slip of: a letter or two wrong, or one of its parts alone.
pub(super) fn near(typed: &str, choices: &[&'static str]) -> Option<&'static str> {
    if typed.chars().nth(LONGEST).is_some() {
        return None;
    }
    let slips = |choice: &str| if choice.len() < 5 { 1 } else { 2 };
    choices
        .iter()
        .map(|choice| (distance(typed, choice), *choice))
        .filter(|(distance, choice)| *distance <= slips(choice))
        .min()
        .map(|(_, choice)| choice)
        .or_else(|| {
            choices
                .iter()
                .find(|choice| choice.split('-').any(|part| part == typed))
                .copied()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::institution::CATEGORIES;

    #[test]
    fn slips_are_understood_and_other_words_are_not() {
        for (typed, meant) in [
            ("opdd", Some("opd")),
            ("vertical", Some("vertikal")),
            ("tni/polri", Some("tni-polri")),
            ("polri", Some("tni-polri")),
            ("penyelenggara pemilu", Some("penyelenggara-pemilu")),
            ("bumm", Some("bumd")),
            ("lainya", Some("lainnya")),
            ("koperasi", None),
            ("x", None),
        ] {
            assert_eq!(near(typed, &CATEGORIES), meant, "{typed}");
        }
        assert_eq!(near(&"opd".repeat(1_000_000), &CATEGORIES), None);
    }
}
