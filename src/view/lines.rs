//! Laying out a message: lines, bold headings, buttons, and cutting what is too long.

use crate::domain::action::Action;
use crate::domain::message::{Button, Message, Target, utf16_len};

/// Most of a person's free text (a reason) that is passed on in a message of ours, in UTF-16 units.
const QUOTE_LIMIT: usize = 2000;

/// A message that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Lines(Message);

impl Lines {
    /// The first line of `text` bold, the rest plain.
    pub(super) fn titled(text: &str) -> Self {
        let mut lines = Self::default();
        let (title, rest) = text
            .split_once('\n')
            .map_or((text, None), |(title, rest)| (title, Some(rest)));
        lines.bold(title);
        if let Some(rest) = rest {
            lines.line(rest);
        }
        lines
    }

    /// A line, or several.
    pub(super) fn line(&mut self, text: &str) -> &mut Self {
        self.begin();
        self.0.push(text, None);
        self
    }

    /// A bold line.
    pub(super) fn bold(&mut self, text: &str) -> &mut Self {
        self.begin();
        self.0.push(text, Some("bold"));
        self
    }

    /// A line with a value that is copied at a touch.
    pub(super) fn code(&mut self, label: &str, value: &str) -> &mut Self {
        self.line(label);
        self.0.push(" ", None);
        self.0.push(value, Some("code"));
        self
    }

    /// More of the last line.
    pub(super) fn more(&mut self, text: &str) -> &mut Self {
        self.0.push(text, None);
        self
    }

    /// A site's name at the end of the last line, behind which its page opens.
    pub(super) fn link(&mut self, label: &str, url: &str) -> &mut Self {
        self.0.push(label, Some("text_link"));
        if let Some(entity) = self.0.entities.last_mut() {
            entity.extra.insert("url".to_owned(), url.into());
        }
        self
    }

    /// An empty line.
    pub(super) fn blank(&mut self) -> &mut Self {
        self.0.push("\n", None);
        self
    }

    /// A person's own words, set apart.
    pub(super) fn quote(&mut self, text: &str) -> &mut Self {
        let text = cut(text.trim(), QUOTE_LIMIT);
        if !text.is_empty() {
            self.begin();
            self.0.push(&text, Some("blockquote"));
        }
        self
    }

    /// The message so far.
    pub(super) fn done(&mut self) -> Message {
        std::mem::take(&mut self.0)
    }

    fn begin(&mut self) {
        if !self.0.text.is_empty() {
            self.0.push("\n", None);
        }
    }
}

/// A button that comes back to us.
pub(super) fn button(label: String, action: Action) -> Button {
    Button {
        label,
        target: Target::Action(action),
    }
}

/// `text` in at most `limit` UTF-16 units, with `…` at its end where something is missing.
pub(super) fn cut(text: &str, limit: usize) -> String {
    if utf16_len(text) <= limit {
        return text.to_owned();
    }
    let mut units = 1;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= limit
        })
        .collect();
    // A joiner without what it joins would show as a box on some phones.
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{200d}');
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Entity;

    #[test]
    fn lines_are_parted_by_one_break_and_offsets_count_utf16() {
        let mut lines = Lines::titled("🌊 Judul\nsatu");
        lines.blank().code("ID:", "7").quote("  ya\n");
        let message = lines.done();
        assert_eq!(message.text, "🌊 Judul\nsatu\n\nID: 7\nya");
        assert_eq!(
            message.entities,
            vec![
                Entity::plain("bold", 0, 8),
                Entity::plain("code", 19, 1),
                Entity::plain("blockquote", 21, 2),
            ]
        );
    }

    #[test]
    fn a_cut_counts_utf16_and_spares_characters() {
        assert_eq!(cut("satu", 4), "satu");
        assert_eq!(cut("satu dua", 6), "satu…");
        assert_eq!(cut("🌊🌊🌊", 4), "🌊…");
        assert_eq!(cut("🌊🌊🌊", 6), "🌊🌊🌊");
    }
}
