//! Files that this program makes: lists as documents, codes and cards as pictures.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Longest name before its ending, in characters: what every file system takes.
const NAME: usize = 60;

/// A file that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// How it is shown.
    pub form: Form,
    /// Under which name it is saved; made by [`File::name`].
    pub name: String,
    /// What is in it. Stored apart from the call, and there when the call is made.
    #[serde(skip)]
    pub content: Bytes,
    /// What is made of that first.
    #[serde(default, skip_serializing_if = "Drawing::is_none")]
    pub drawing: Drawing,
}

/// What is drawn right before the file is sent: that takes a while, and no transaction waits for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// Nothing: it goes as it is.
    #[default]
    None,
    /// A link, as a code.
    Code,
    /// Pages of codes.
    Pages,
    /// How an announcement fares.
    Chart,
    /// Sheets of cells.
    Workbook,
    /// Pages of text, tables and bars.
    Paper,
}

impl Drawing {
    fn is_none(&self) -> bool {
        *self == Self::None
    }
}

/// How a file is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// To be saved and opened, byte for byte as it was made.
    Document,
    /// Seen at once; the platform compresses it.
    Picture,
}

/// The bytes of a file. A link in it is a secret, so none of them is ever printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bytes(pub Arc<[u8]>);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl File {
    /// A document; `ending` without the dot.
    #[must_use]
    pub fn document(stem: &str, ending: &str, content: Vec<u8>) -> Self {
        Self::new(Form::Document, stem, ending, content)
    }

    /// A picture; `ending` without the dot.
    #[must_use]
    pub fn picture(stem: &str, ending: &str, content: Vec<u8>) -> Self {
        Self::new(Form::Picture, stem, ending, content)
    }

    fn new(form: Form, stem: &str, ending: &str, content: Vec<u8>) -> Self {
        Self {
            form,
            name: Self::name(stem, ending),
            content: Bytes(content.into()),
            drawing: Drawing::None,
        }
    }

    /// What is drawn of it before it is sent.
    #[must_use]
    pub fn drawn_as(self, drawing: Drawing) -> Self {
        Self { drawing, ..self }
    }

    /// A name that is one on every system, and nothing else: what people wrote may hold slashes, quotes,
    /// line breaks, or letters that run the other way and so hide the ending.
    #[must_use]
    pub fn name(stem: &str, ending: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let words: Vec<&str> = stem
            .split(|c: char| !plain(c))
            .filter(|word| !word.is_empty())
            .collect();
        let mut name: String = words.join("-").chars().take(NAME).collect();
        if name.is_empty() {
            name.push_str("berkas");
        }
        format!("{name}.{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_safe_whatever_it_is_made_of() {
        for (stem, name) in [
            ("tautan Kota Bontang", "tautan-Kota-Bontang.csv"),
            ("KPU-64.71", "KPU-64-71.csv"),
            ("../../etc/passwd", "etc-passwd.csv"),
            ("a\"; filename=\"b.exe\r\nX: y", "a-filename-b-exe-X-y.csv"),
            ("\u{202e}vsc.exe", "vsc-exe.csv"),
            ("🌊", "berkas.csv"),
        ] {
            assert_eq!(File::name(stem, "csv"), name);
        }
        assert_eq!(File::name(&"x".repeat(500), "png").len(), NAME + 4);
    }

    #[test]
    fn what_is_in_it_is_neither_printed_nor_stored_with_the_call() {
        let file = File::document("tautan", "csv", b"rahasia".to_vec());
        assert!(!format!("{file:?}").contains("rahasia"));
        let stored = serde_json::to_string(&file).unwrap();
        assert_eq!(stored, r#"{"form":"document","name":"tautan.csv"}"#);
        let read: File = serde_json::from_str(&stored).unwrap();
        assert_eq!(read.content, Bytes::default());
    }
}
