//! What an import would do to the registry, row by row.

use serde::Serialize;

use super::Summary;
use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::PlaceKind;
use crate::domain::id::PreviewId;
use crate::domain::institution::{Code, Institution};

/// What a file would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What the buttons settle; none when there is nothing to apply.
    pub id: Option<PreviewId>,
    /// The file's name.
    pub file: String,
    /// In rows.
    pub summary: Summary,
    /// Each change, in the order in which it would be made.
    pub changes: Vec<Change>,
    /// Until when it can be applied.
    pub expires_at: Timestamp,
}

/// One row of a file that changes something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// An institution that was not there.
    NewInstitution { code: Code, name: String },
    /// An institution says something else, or is in service again.
    Institution {
        code: Code,
        name: String,
        fields: Vec<Field>,
        back: bool,
    },
    /// A chat is registered, or what is known of it changes.
    Chat {
        institution: Code,
        name: String,
        address: Address,
        kind: PlaceKind,
        step: Step,
        /// Its person becomes an officer.
        officer: bool,
    },
}

/// A field, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The column of the file.
    pub column: &'static str,
    /// What is stored; may be empty.
    pub old: String,
    /// What the file says; may be empty.
    pub new: String,
}

/// What becomes of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// It was not registered.
    New,
    /// It was taken out of the registry, and comes back.
    Back,
    /// It is of another kind.
    OtherKind,
    /// Nothing; only its person does.
    Same,
}

impl Change {
    /// Whether the row was not there before.
    #[must_use]
    pub fn is_new(&self) -> bool {
        match self {
            Self::NewInstitution { .. } => true,
            Self::Institution { .. } => false,
            Self::Chat { step, .. } => *step == Step::New,
        }
    }
}

/// The fields in which two versions of an institution differ.
#[must_use]
pub fn differences(old: &Institution, new: &Institution) -> Vec<Field> {
    let parent = |it: &Institution| it.parent.as_ref().map(Code::to_string).unwrap_or_default();
    let fields = [
        ("nama", old.name.clone(), new.name.clone()),
        ("kategori", old.category.clone(), new.category.clone()),
        ("wilayah", old.region.clone(), new.region.clone()),
        ("induk", parent(old), parent(new)),
    ];
    fields
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(column, old, new)| Field { column, old, new })
        .collect()
}
