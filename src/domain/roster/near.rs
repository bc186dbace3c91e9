//! What somebody may have meant.

/// Longest word that is compared, in characters, so that junk costs nothing.
const LONGEST: usize = 40;

/// The choice that `typed` (lower case) is a slip of: a letter or two wrong, or one of its parts alone.
pub(super) fn near(typed: &str, choices: &[&'static str]) -> Option<&'static str> {
    let letters: Vec<char> = typed.chars().take(LONGEST + 1).collect();
    if letters.len() > LONGEST {
        return None;
    }
    let slips = |choice: &str| if choice.len() < 5 { 1 } else { 2 };
    choices
        .iter()
        .map(|choice| (distance(&letters, choice), *choice))
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

/// Insertions, deletions and replacements between two words (Levenshtein).
fn distance(typed: &[char], choice: &str) -> usize {
    let mut row: Vec<usize> = (0..=typed.len()).collect();
    for (above, wanted) in choice.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (at, letter) in typed.iter().enumerate() {
            let replaced = diagonal + usize::from(*letter != wanted);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[typed.len()]
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
