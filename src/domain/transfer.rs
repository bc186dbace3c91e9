//! A chat of one institution in which somebody showed the link of another.

use super::event::PlaceKind;
use super::id::{ChatId, PersonId, TransferId};
use super::institution::{Code, Institution};

/// The question whether a chat is to go over to another institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// The registration that would end.
    pub chat: ChatId,
    /// Whose chat it is.
    pub from: Code,
    /// Whose it would be.
    pub to: Code,
    /// SHA-256 of the link's token: it is used up by the move, not by the question.
    pub token_hash: String,
    /// Who showed the link; nobody for anonymous admins and channel posts.
    pub asked_by: Option<PersonId>,
    /// Whether nobody has decided yet.
    pub open: bool,
}

/// The chat of a transfer, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moving {
    /// What the buttons decide.
    pub transfer: TransferId,
    /// The chat's title.
    pub title: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Whether strangers can find and read it.
    pub public: bool,
    /// Name of the institution that it belongs to.
    pub from: String,
    /// The institution whose link was shown.
    pub to: Institution,
    /// Who showed it.
    pub by: Option<String>,
}
