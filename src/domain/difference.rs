//! What two texts differ in, word by word.

use similar::{ChangeTag, TextDiff};

/// A stretch of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// In both.
    Same(String),
    /// In the old one alone.
    Gone(String),
    /// In the new one alone.
    New(String),
}

/// Most characters of what is the same on either side of a change: enough to see where it is.
const AROUND: usize = 40;

/// The stretches of which the new text is made, and those that are gone; of what is the same only what
/// stands beside a change. Nothing where the texts are alike.
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for change in TextDiff::from_words(old, new).iter_all_changes() {
        let text = change.value();
        match (change.tag(), stretches.last_mut()) {
            (ChangeTag::Equal, Some(Stretch::Same(last)))
            | (ChangeTag::Delete, Some(Stretch::Gone(last)))
            | (ChangeTag::Insert, Some(Stretch::New(last))) => last.push_str(text),
            (ChangeTag::Equal, _) => stretches.push(Stretch::Same(text.to_owned())),
            (ChangeTag::Delete, _) => stretches.push(Stretch::Gone(text.to_owned())),
            (ChangeTag::Insert, _) => stretches.push(Stretch::New(text.to_owned())),
        }
    }
    if stretches
        .iter()
        .all(|stretch| matches!(stretch, Stretch::Same(_)))
    {
        return Vec::new();
    }
    let last = stretches.len() - 1;
    for (at, stretch) in stretches.iter_mut().enumerate() {
        if let Stretch::Same(text) = stretch {
            *text = shortened(text, at > 0, at < last);
        }
    }
    stretches
}

/// The ends of a text that stand beside a change.
fn shortened(text: &str, before: bool, after: bool) -> String {
    let length = text.chars().count();
    let kept = AROUND * (usize::from(before) + usize::from(after));
    if length <= kept + AROUND {
        return text.to_owned();
    }
    let head: String = text.chars().take(AROUND).collect();
    let tail: String = text.chars().skip(length - AROUND).collect();
    // Whole words.
    let head = head.rsplit_once(char::is_whitespace).map_or("", |it| it.0);
    let tail = tail.split_once(char::is_whitespace).map_or("", |it| it.1);
    match (before, after) {
        (true, true) => format!("{head} … {tail}"),
        (true, false) => format!("{head} …"),
        (false, _) => format!("… {tail}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_is_shown_in_its_place() {
        let same = |text: &str| Stretch::Same(text.to_owned());
        let found = difference("Rabu, 17 November 2026", "Rabu, 18 November 2026");
        assert_eq!(
            found,
            [
                same("Rabu, "),
                Stretch::Gone("17".to_owned()),
                Stretch::New("18".to_owned()),
                same(" November 2026"),
            ]
        );
        assert_eq!(difference("Sama saja.", "Sama saja."), []);
        assert_eq!(difference("", "Baru"), [Stretch::New("Baru".to_owned())]);
    }

    #[test]
    fn of_a_long_text_only_what_stands_beside_a_change_is_kept() {
        let long = "kata yang sama ".repeat(40);
        let found = difference(&format!("{long}lama {long}"), &format!("{long}baru {long}"));
        let lengths: Vec<usize> = found
            .iter()
            .map(|stretch| match stretch {
                Stretch::Same(text) | Stretch::Gone(text) | Stretch::New(text) => text.len(),
            })
            .collect();
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(lengths.iter().all(|length| *length < 60), "{lengths:?}");
    }
}
