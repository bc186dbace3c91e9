//! A registry file of either kind, told apart by its header.

use serde::{Deserialize, Serialize};

use super::page;
use super::problem::{Problem, ProblemKind};
use super::{ChatFile, ChatRow, InstitutionFile, InstitutionRow, chats, institutions};

/// A registry file, read.
#[derive(Debug)]
pub enum RosterFile {
    /// `kode,nama,kategori,wilayah,induk`
    Institutions(InstitutionFile),
    /// `kode,chat_id,jenis,topik`
    Chats(ChatFile),
    /// Neither, or nothing that can be read; with the reason.
    Unknown(Vec<Problem>),
}

/// The rows of a file without mistakes, to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// Of institutions.
    Institutions(Vec<InstitutionRow>),
    /// Of chats.
    Chats(Vec<ChatRow>),
}

impl RosterFile {
    /// Reads a file's bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut problems = Vec::new();
        let wanted: [&[&str]; 2] = [&institutions::COLUMNS, &chats::COLUMNS];
        let (page, which) = page::find(bytes, &wanted, &mut problems);
        let has = |name| page.records.first().is_some_and(|it| it.names(&[name]));
        match which {
            Some(0) => Self::Institutions(InstitutionFile::of(page, problems)),
            Some(_) => Self::Chats(ChatFile::of(page, problems)),
            // A column is missing: which, only its own kind can say.
            None if has("chat_id") => Self::Chats(ChatFile::of(page, problems)),
            None if has("nama") => Self::Institutions(InstitutionFile::of(page, problems)),
            None => {
                if problems.is_empty() {
                    problems.push(match page.records.first() {
                        Some(header) => Problem::at(header.line, ProblemKind::UnknownHeader),
                        None => Problem::at(0, ProblemKind::Empty),
                    });
                }
                Self::Unknown(problems)
            }
        }
    }

    /// The file again whose rows were kept.
    #[must_use]
    pub fn of(rows: Rows) -> Self {
        match rows {
            Rows::Institutions(rows) => Self::Institutions(InstitutionFile::of_rows(rows)),
            Rows::Chats(rows) => Self::Chats(ChatFile::of_rows(rows)),
        }
    }

    /// Its rows, to be kept; only of use when nothing is wrong with it.
    #[must_use]
    pub fn to_rows(&self) -> Rows {
        match self {
            Self::Institutions(file) => Rows::Institutions(file.rows().to_vec()),
            Self::Chats(file) => Rows::Chats(file.rows().to_vec()),
            Self::Unknown(_) => Rows::Institutions(Vec::new()),
        }
    }
}
