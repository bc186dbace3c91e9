//! What is called to mind, and what others are told, of those who have not confirmed.

use super::announcement::Number;
use super::clock::Timestamp;
use super::due::Level;
use super::id::AnnouncementId;
use super::options::Options;

/// An announcement that an institution has not confirmed, or has confirmed and not passed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unconfirmed {
    /// Which.
    pub announcement: AnnouncementId,
    /// The revision that it has.
    pub revision: i64,
    /// Its public number.
    pub number: Number,
    /// First line of its content.
    pub title: String,
    /// What its author decided besides the content.
    pub options: Options,
    /// Name of the institution.
    pub institution: String,
    /// It has confirmed, and was to report that it passed it on.
    pub report: bool,
    /// Until when.
    pub due: Timestamp,
}

/// What became of reminding by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByHand {
    /// Institutions that are reminded to confirm.
    pub reminded: usize,
    /// Institutions that have confirmed, and are asked for the evidence that they passed it on.
    pub asked_for_evidence: usize,
    /// Institutions that were a moment ago, or as often as they may be.
    pub too_soon: usize,
    /// Until when the night holds it.
    pub held_until: Option<Timestamp>,
}

/// An institution that somebody is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// Its name.
    pub name: String,
    /// The level before at which somebody was told of it.
    pub before: Option<Level>,
    /// Names of those who were.
    pub told: Vec<String>,
}

/// What somebody is told at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Escalated {
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// Its public number.
    pub number: Number,
    /// First line of its content.
    pub title: String,
    /// What its author decided besides the content.
    pub options: Options,
    /// At which level.
    pub level: Level,
    /// The first of those that have not confirmed.
    pub silent: Vec<Silent>,
    /// How many there are.
    pub count: usize,
}
