//! The file of chats that are known already: `kode,chat_id,jenis,topik`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::near::near;
use super::page::{self, Page};
use super::problem::{Problem, ProblemKind};
use super::table::{Fields, Table};
use crate::domain::address::Address;
use crate::domain::event::PlaceKind;
use crate::domain::institution::Code;

/// A chat and the line on which it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatRow {
    /// From 1.
    pub line: u64,
    /// Whose it is.
    pub institution: Code,
    /// What it is.
    pub kind: PlaceKind,
    /// Where it is reached.
    pub address: Address,
}

/// A file of chats, read.
#[derive(Debug, Default)]
pub struct ChatFile {
    rows: Vec<ChatRow>,
    codes: Vec<(u64, Code)>,
    problems: Vec<Problem>,
}

pub(super) const COLUMNS: [&str; 4] = ["kode", "chat_id", "jenis", "topik"];
const CODE: usize = 0;
const CHAT: usize = 1;
const KIND: usize = 2;
const TOPIC: usize = 3;

/// The kinds of chat, as the files write them.
pub const CHAT_KINDS: [&str; 3] = ["grup", "pribadi", "kanal"];

/// Where a chat was first seen. A private chat may serve several institutions, others one.
type Seen = HashMap<(Address, Option<Code>), u64>;

impl ChatFile {
    /// Reads a file's bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut problems = Vec::new();
        let (page, _) = page::find(bytes, &[&COLUMNS], &mut problems);
        Self::of(page, problems)
    }

    /// Reads a page; `problems` were found on the way to it.
    pub(super) fn of(page: Page, problems: Vec<Problem>) -> Self {
        let mut file = Self {
            problems,
            ..Self::default()
        };
        if let Some(table) = Table::read(page, COLUMNS, true, &mut file.problems) {
            let mut seen = Seen::new();
            for fields in table.rows() {
                file.take(&fields, &mut seen);
            }
        }
        file.problems.sort_by_key(|problem| problem.line);
        file
    }

    /// A file without mistakes, from rows that were kept.
    #[must_use]
    pub fn of_rows(rows: Vec<ChatRow>) -> Self {
        let codes = rows.iter().map(|row| (row.line, row.institution.clone()));
        Self {
            codes: codes.collect(),
            rows,
            problems: Vec::new(),
        }
    }

    /// The rows in which nothing is wrong; all of them when there are no [problems](Self::problems).
    #[must_use]
    pub fn rows(&self) -> &[ChatRow] {
        &self.rows
    }

    /// The lines with the codes that they name, also from rows in which something else is wrong.
    #[must_use]
    pub fn codes(&self) -> &[(u64, Code)] {
        &self.codes
    }

    /// The column that [`ChatFile::codes`] are from.
    pub const CODE_COLUMN: &str = COLUMNS[CODE];

    /// The column with the chats' ids.
    pub const CHAT_COLUMN: &str = COLUMNS[CHAT];

    /// Everything that is wrong with the file in itself, by line.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn take(&mut self, fields: &Fields<'_, 4>, seen: &mut Seen) {
        let problems = &mut self.problems;
        let code = code(fields, problems);
        let kind = kind(fields, problems);
        let chat = chat(fields, kind, problems);
        let topic = topic(fields, kind, problems);
        let line = fields.line;
        let Some(institution) = code else { return };
        self.codes.push((line, institution.clone()));
        let (Some(kind), Some(chat), Some(topic)) = (kind, chat, topic) else {
            return;
        };
        let address = Address::telegram(chat, topic);
        let shared = kind != PlaceKind::Private;
        let key = (address.clone(), (!shared).then(|| institution.clone()));
        if let Some(&first) = seen.get(&key) {
            problems.push(fields.problem(CHAT, ProblemKind::DuplicateChat { first }));
            return;
        }
        seen.insert(key, line);
        self.rows.push(ChatRow {
            line,
            institution,
            kind,
            address,
        });
    }
}

fn code(fields: &Fields<'_, 4>, problems: &mut Vec<Problem>) -> Option<Code> {
    let typed = fields.filled(CODE, problems)?;
    let code = Code::parse(&typed);
    if code.is_none() {
        problems.push(fields.problem(CODE, ProblemKind::BadCode { typed }));
    }
    code
}

fn kind(fields: &Fields<'_, 4>, problems: &mut Vec<Problem>) -> Option<PlaceKind> {
    let typed = fields.filled(KIND, problems)?;
    let lower = typed.to_lowercase();
    match lower.as_str() {
        "grup" => Some(PlaceKind::Group),
        "pribadi" => Some(PlaceKind::Private),
        "kanal" => Some(PlaceKind::Channel),
        lower => {
            let near = near(lower, &CHAT_KINDS);
            problems.push(fields.problem(KIND, ProblemKind::UnknownChatKind { typed, near }));
            None
        }
    }
}

/// Telegram counts people's ids upward from 1 and those of groups and channels downward from -1.
fn chat(
    fields: &Fields<'_, 4>,
    kind: Option<PlaceKind>,
    problems: &mut Vec<Problem>,
) -> Option<i64> {
    let typed = fields.filled(CHAT, problems)?;
    let id = typed.parse::<i64>().ok().filter(|id| *id != 0);
    let wrong = match (id, kind) {
        (None, _) => ProblemKind::BadChatId { typed },
        (Some(1..), Some(PlaceKind::Group | PlaceKind::Channel)) => {
            ProblemKind::PositiveShared { typed }
        }
        (Some(..=-1), Some(PlaceKind::Private)) => ProblemKind::NegativePrivate { typed },
        (Some(id), _) => return Some(id),
    };
    problems.push(fields.problem(CHAT, wrong));
    None
}

/// The topic, or that there is none; nothing when it cannot be read.
#[expect(clippy::option_option, reason = "unreadable is not the same as absent")]
fn topic(
    fields: &Fields<'_, 4>,
    kind: Option<PlaceKind>,
    problems: &mut Vec<Problem>,
) -> Option<Option<i64>> {
    let typed = fields.text(TOPIC, problems)?;
    if typed.is_empty() {
        return Some(None);
    }
    let wrong = match (typed.parse::<i64>().ok().filter(|topic| *topic > 0), kind) {
        (_, Some(PlaceKind::Private | PlaceKind::Channel)) => ProblemKind::TopicOutsideGroup,
        (None, _) => ProblemKind::BadTopic { typed },
        (Some(topic), _) => return Some(Some(topic)),
    };
    problems.push(fields.problem(TOPIC, wrong));
    None
}
