//! What lists show: announcements, and the institutions of one.

use crate::domain::announcement::{Change, Number};
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::dissemination::Given;
use crate::domain::event::PlaceKind;
use crate::domain::filter::Filter;
use crate::domain::leaf::Leaf;
use crate::domain::options::Options;

/// A line of the list of latest announcements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its public number.
    pub number: Number,
    /// What its author decided besides the content.
    pub options: Options,
    /// First line of its content.
    pub title: String,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// Whether it was corrected or withdrawn since.
    pub change: Option<Change>,
    /// Why it is not simply under way, or done.
    pub halt: Option<Halt>,
    /// Institutions that confirmed.
    pub confirmed: i64,
    /// Where it is to be passed on: institutions that did.
    pub disseminated: Option<i64>,
    /// Institutions of the frozen audience that had a chat at approval.
    pub institutions: i64,
}

/// Why an announcement in a list is not simply under way, or done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// It waits for its schedule.
    Scheduled(Timestamp),
    /// Its schedule passed, and nobody has decided what now.
    Missed(Timestamp),
    /// Its schedule was called off.
    Cancelled,
    /// Its sending is paused.
    Paused,
    /// Its sending was stopped.
    Stopped,
}

/// One page of a list of an announcement's institutions; sorted by region, then name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Which page of which list it is.
    pub leaf: Leaf,
    /// The announcement's public number.
    pub number: Number,
    /// At least 1.
    pub pages: i64,
    /// Institutions on all pages.
    pub total: i64,
    /// Institutions of the list without its filter.
    pub all: i64,
    /// What narrows it.
    pub filter: Filter,
    /// Where it is to be passed on: how many institutions confirmed, and have not done so.
    pub waiting: Option<i64>,
    /// The institutions of this page.
    pub entries: Vec<Entry>,
    /// Read by one person, who may go from it to the institutions and narrow it.
    pub private: bool,
}

/// What a list can be narrowed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sieve {
    /// The list.
    pub leaf: Leaf,
    /// The announcement's public number.
    pub number: Number,
    /// What narrows it now.
    pub filter: Filter,
    /// Categories by their place in the registry's list, with what the list would have of each.
    pub categories: Vec<(u16, String, i64)>,
    /// Regions by their place in the frozen audience, likewise.
    pub regions: Vec<(u16, String, i64)>,
}

/// An institution in such a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its region.
    pub region: String,
    /// When it confirmed first, and who did.
    pub confirmed: Option<(Timestamp, String)>,
    /// Whether the announcement has reached a chat of it.
    pub delivered: bool,
    /// Whether it confirmed after its deadline.
    pub late: bool,
    /// Whether it comes, where it was asked.
    pub attends: Option<bool>,
    /// How it passed the announcement on, where it was asked and has.
    pub reported: Option<Reported>,
    /// Its chats that did not get the announcement as they should have, in the list of those.
    pub mishaps: Vec<Mishap>,
}

/// A chat that did not get an announcement as it should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mishap {
    /// What it is.
    pub kind: PlaceKind,
    /// Its title; a person's name, of a private one.
    pub title: String,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with the copy of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It never came.
    Failed(Cause),
    /// It shows what was corrected since.
    Outdated,
    /// It may be there twice.
    MaybeDouble,
}

/// Evidence of an institution, as its list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// What counts.
    pub given: Given,
    /// Whether the first piece came after the time for it.
    pub late: bool,
}
