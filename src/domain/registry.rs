//! The registry as its readers see it: pages of institutions, and one of them.

use super::announcement::Number;
use super::clock::Timestamp;
use super::event::PlaceKind;
use super::id::{ChatId, GrantId};
use super::institution::{Code, Institution};

/// A search whose hits are shown in pages; 0 where nothing was sought.
pub type SearchNumber = u32;

/// An institution in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Institutions below it, as far as the reader sees them.
    pub below: i64,
}

/// One page of institutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries {
    /// How many there are on all pages.
    pub total: usize,
    /// This page, from 0.
    pub page: u32,
    /// Pages in all, at least one.
    pub pages: u32,
    /// What stands on it.
    pub entries: Vec<Entry>,
}

/// How well a scope is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Active institutions.
    pub institutions: i64,
    /// Those with a chat that can be reached.
    pub with_chat: i64,
    /// Those with an officer.
    pub with_officer: i64,
}

/// One institution with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Code, name, category and region.
    pub institution: Institution,
    /// The one above it, if the reader sees that one.
    pub above: Option<(Code, String)>,
    /// Institutions directly below it that the reader sees.
    pub below: i64,
    /// Its chats, those that can be reached first.
    pub chats: Vec<ChatLine>,
    /// Its officers.
    pub officers: Vec<OfficerLine>,
    /// Links for it that somebody may still open.
    pub open_links: i64,
    /// Its newest confirmation: of which announcement, when.
    pub confirmed: Option<(Number, Timestamp)>,
    /// Whether the reader may invite its members.
    pub may_invite: bool,
}

/// A chat of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatLine {
    /// Its id.
    pub id: ChatId,
    /// What it is.
    pub kind: PlaceKind,
    /// Its title.
    pub title: String,
    /// Whether it can be reached.
    pub reachable: bool,
}

/// An officer of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerLine {
    /// The role.
    pub grant: GrantId,
    /// The person's name.
    pub name: String,
}
