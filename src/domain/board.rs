//! What the web board shows, and who looks at it.

use super::announcement::{Change, Number};
use super::clock::Timestamp;
use super::id::{AnnouncementId, PersonId};
use super::institution::{CATEGORIES, Code};
use super::options::Options;
use super::registry;
use super::report::{Card, Deadlines, Halt, Timeline};
use super::role::{Actor, Scope};

/// Announcements that the table of institutions shows side by side.
pub const COLUMNS: i64 = 6;

/// How somebody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By a link of `/papan`, in a browser.
    Link,
    /// As a Mini App, inside the messenger.
    MiniApp,
}

impl Way {
    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::MiniApp => "mini_app",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        [Self::Link, Self::MiniApp]
            .into_iter()
            .find(|way| way.as_str() == word)
    }
}

/// A session as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub person: PersonId,
    /// How it began.
    pub way: Way,
}

/// Somebody who looks at the board, with the roles in effect at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// By which session.
    pub session: Session,
    /// Who.
    pub actor: Actor,
    /// What they may see.
    pub scope: Scope,
    /// IETF tag of their app's language.
    pub language: Option<String>,
}

/// A launch of the Mini App whose proof holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// The private chat of who looks.
    pub address: super::address::Address,
    /// When the messenger wrote the proof.
    pub at: Timestamp,
    /// The same for every copy of it, and for no other.
    pub digest: String,
}

/// An announcement, as its column or its heading needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which.
    pub announcement: AnnouncementId,
    /// Its newest revision.
    pub revision: i64,
    /// Its public number.
    pub number: Number,
    /// What its author decided besides the content.
    pub options: Options,
    /// First line of its content.
    pub title: String,
    /// Name of the institution that speaks.
    pub issuer: String,
    /// When it was approved.
    pub approved_at: Timestamp,
    /// Whether it was corrected or withdrawn since.
    pub change: Option<Change>,
    /// Why it is not simply under way, or done.
    pub halt: Option<Halt>,
}

impl Head {
    /// Whether nothing of it holds any more.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.change == Some(Change::Withdrawal)
    }
}

/// How one fares, within what the viewer may see. `sent` to `chats` count chats, the rest institutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faring {
    /// Which.
    pub head: Head,
    /// Chats that have it.
    pub sent: i64,
    /// Chats that it could not be brought to.
    pub failed: i64,
    /// Chats in all.
    pub chats: i64,
    /// Confirmed.
    pub confirmed: i64,
    /// Of so many that had a chat.
    pub institutions: i64,
    /// Had none.
    pub without_chat: i64,
    /// How they keep to their deadlines.
    pub deadlines: Deadlines,
}

/// A confirmation that came in of late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Of which announcement.
    pub number: Number,
    /// By which institution.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Whether it is in service now; what is not has no page.
    pub active: bool,
    /// When.
    pub at: Timestamp,
    /// Whether that was too late.
    pub late: bool,
}

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The newest announcements, the newest first.
    pub announcements: Vec<Faring>,
    /// The newest drills, which count nowhere else.
    pub drills: Vec<Faring>,
    /// The latest confirmations of these announcements.
    pub arrivals: Vec<Arrival>,
    /// Whether all sending is frozen now.
    pub frozen: bool,
}

/// Where an institution stands with an announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It confirmed; who did, first.
    Confirmed {
        at: Timestamp,
        late: bool,
        by: Option<String>,
    },
    /// It has it, and has not confirmed.
    Unconfirmed { overdue: bool },
    /// It has it, and nothing is asked of it.
    Delivered,
    /// It is on its way there.
    Coming,
    /// It could not be brought there.
    Failed,
    /// It was ended before it was sent there.
    NotSent,
    /// It had no chat.
    WithoutChat,
    /// It joined after the approval, and counts apart.
    Later(Box<Standing>),
}

/// An institution and where it stands with each announcement of the columns; nothing where it was not
/// addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: String,
    /// Its region.
    pub region: String,
    /// Whether it is in service now; what is not has no page.
    pub active: bool,
    /// In the order of the columns.
    pub standings: Vec<Option<Standing>>,
}

/// Which institutions are to be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// They have not confirmed one of the columns.
    Unconfirmed,
    /// They have confirmed all that reached them.
    Confirmed,
    /// One could not be brought to them.
    Failed,
    /// They had no chat for one.
    WithoutChat,
}

impl State {
    /// All, as a form offers them.
    pub const ALL: [Self; 4] = [
        Self::Unconfirmed,
        Self::Confirmed,
        Self::Failed,
        Self::WithoutChat,
    ];

    /// The word in an address.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "belum",
            Self::Confirmed => "sudah",
            Self::Failed => "gagal",
            Self::WithoutChat => "tanpa-saluran",
        }
    }
}

/// Longest words and names that a filter takes, in characters.
const LONGEST: usize = 80;
/// Pages farther than this are asked for by nobody.
const FARTHEST: i64 = 100_000;

/// What a list is narrowed to. Every part comes from an address, so from anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of [`CATEGORIES`].
    pub category: Option<&'static str>,
    /// A region, as typed.
    pub region: String,
    /// Words of the name, or a code, as typed.
    pub words: String,
    /// Where they stand.
    pub state: Option<State>,
    /// From 0.
    pub page: i64,
    /// How many of the newest announcements the columns leave out.
    pub skipped: i64,
}

impl Filter {
    /// Takes a parameter of an address; what means nothing narrows nothing.
    pub fn take(&mut self, name: &str, value: &str) {
        let text = || value.trim().chars().take(LONGEST).collect::<String>();
        let number = || value.parse::<i64>().unwrap_or(0).clamp(0, FARTHEST);
        match name {
            "kategori" => self.category = CATEGORIES.into_iter().find(|it| *it == value),
            "wilayah" => self.region = text(),
            "cari" => self.words = text(),
            "keadaan" => self.state = State::ALL.into_iter().find(|it| it.as_str() == value),
            "halaman" => self.page = number().max(1) - 1,
            "lewati" => self.skipped = number(),
            _ => {}
        }
    }

    /// As parameters again, those that narrow nothing left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let number = |value: i64| (value > 0).then(|| value.to_string());
        let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        [
            ("kategori", self.category.map(str::to_owned)),
            ("wilayah", text(&self.region)),
            ("cari", text(&self.words)),
            ("keadaan", self.state.map(|state| state.as_str().to_owned())),
            ("lewati", number(self.skipped)),
            (
                "halaman",
                (self.page > 0).then(|| (self.page + 1).to_string()),
            ),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }
}

/// A page of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it was narrowed to.
    pub filter: Filter,
    /// The announcements of its columns, the newest first.
    pub columns: Vec<Head>,
    /// Whether there are older ones.
    pub older: bool,
    /// Institutions on all pages.
    pub total: i64,
    /// At least 1.
    pub pages: i64,
    /// This page.
    pub rows: Vec<Row>,
    /// Categories that it has without a filter.
    pub categories: Vec<&'static str>,
    /// Regions that it has without a filter.
    pub regions: Vec<String>,
}

/// One announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Which.
    pub head: Head,
    /// All that `/status` says.
    pub card: Card,
    /// How its confirmations came in, where that can be drawn.
    pub timeline: Option<Timeline>,
    /// Its institutions.
    pub table: Table,
}

/// One institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// All that `/lembaga` says.
    pub page: registry::Page,
    /// The newest announcements to it.
    pub announcements: Vec<(Head, Standing)>,
    /// The newest drills.
    pub drills: Vec<(Head, Standing)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_takes_what_it_knows_and_gives_it_back() {
        let mut filter = Filter::default();
        for (name, value) in [
            ("kategori", "opd"),
            ("wilayah", " Kota Bontang "),
            ("cari", "dinas & <b>"),
            ("keadaan", "belum"),
            ("halaman", "3"),
            ("lewati", "6"),
            ("lain", "x"),
        ] {
            filter.take(name, value);
        }
        let mut again = Filter::default();
        for (name, value) in filter.pairs() {
            again.take(name, &value);
        }
        assert_eq!(again, filter);
        assert_eq!((filter.page, filter.skipped), (2, 6));
        assert_eq!(filter.region, "Kota Bontang");
    }

    #[test]
    fn what_means_nothing_narrows_nothing() {
        let mut filter = Filter::default();
        for (name, value) in [
            ("kategori", "opd' or 1=1"),
            ("keadaan", "semua"),
            ("halaman", "-7"),
            ("halaman", "0"),
            ("lewati", "x"),
        ] {
            filter.take(name, value);
        }
        assert_eq!(filter, Filter::default());
        filter.take("halaman", "99999999999999999999");
        assert_eq!(filter.page, 0);
        filter.take("cari", &"é".repeat(500));
        assert_eq!(filter.words.chars().count(), LONGEST);
    }
}
