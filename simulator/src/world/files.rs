//! Files: what was uploaded or shown, by identifier.

use std::{collections::HashMap, sync::Arc};

use serde_json::{Value, json};

/// What a file is in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A compressed picture.
    Photo,
    /// A film.
    Video,
    /// Any file, as it is.
    Document,
}

impl FileKind {
    /// The message field, the parameter and the `type` of an album's item.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Document => "document",
        }
    }

    /// The name in error descriptions.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Photo => "Photo",
            Self::Video => "Video",
            Self::Document => "Document",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Photo, Self::Video, Self::Document]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// A file that the server keeps.
#[derive(Debug, Clone)]
pub struct StoredFile {
    /// Identifier to send it again or download it by.
    pub file_id: String,
    /// The same for every copy of the file.
    pub unique_id: String,
    /// Photo, video or document.
    pub kind: FileKind,
    /// File name, as uploaded.
    pub name: Option<String>,
    /// MIME type, as uploaded.
    pub mime: Option<String>,
    /// Size that the platform reports; may be larger than the bytes kept.
    pub size: i64,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

impl StoredFile {
    /// Path for the download address.
    pub(crate) fn path(&self) -> String {
        format!("{}s/file_{}", self.kind.word(), self.unique_id)
    }

    /// The message field's value.
    pub(crate) fn render(&self) -> Value {
        let mut file = json!({
            "file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size,
        });
        match self.kind {
            FileKind::Photo => {
                file["width"] = json!(1280);
                file["height"] = json!(720);
                return json!([file]);
            }
            FileKind::Video => {
                file["width"] = json!(1280);
                file["height"] = json!(720);
                file["duration"] = json!(30);
            }
            FileKind::Document => {}
        }
        if let Some(name) = &self.name {
            file["file_name"] = json!(name);
        }
        if let Some(mime) = &self.mime {
            file["mime_type"] = json!(mime);
        }
        file
    }
}

/// All files of the server.
#[derive(Debug, Default)]
pub(crate) struct Files {
    by_id: HashMap<String, StoredFile>,
    by_path: HashMap<String, String>,
}

impl Files {
    /// Keeps a file under a new identifier.
    pub fn keep(
        &mut self,
        kind: FileKind,
        name: Option<String>,
        mime: Option<String>,
        bytes: Arc<[u8]>,
        size: Option<i64>,
    ) -> StoredFile {
        let number = self.by_id.len() + 1;
        let file = StoredFile {
            file_id: format!("AgACAgUAAxk{}{number:08}", kind.title()),
            unique_id: format!("AQAD{number:08}"),
            kind,
            name,
            mime,
            size: size.unwrap_or_else(|| i64::try_from(bytes.len()).unwrap_or(i64::MAX)),
            bytes,
        };
        self.by_path.insert(file.path(), file.file_id.clone());
        self.by_id.insert(file.file_id.clone(), file.clone());
        file
    }

    pub fn get(&self, file_id: &str) -> Option<&StoredFile> {
        self.by_id.get(file_id)
    }

    pub fn at_path(&self, path: &str) -> Option<&StoredFile> {
        self.get(self.by_path.get(path)?)
    }
}
