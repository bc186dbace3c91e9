//! The files that an office takes with it: what they hold, for whom, and that they come.

mod announcement;
mod month;

use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};
use satupintu_simulator::{FileKind, SentMessage, User};

use crate::office::Office;

/// The documents that somebody was sent since they had so many messages.
fn documents(user: &User, before: usize) -> Vec<SentMessage> {
    let mut new = user.inbox().split_off(before);
    new.retain(|it| {
        let attachment = it.attachment.as_ref();
        attachment.is_some_and(|it| it.kind == FileKind::Document)
    });
    new
}

/// A sheet of a workbook.
pub(super) fn sheet(bytes: &[u8], name: &str) -> Table {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    Table::of(&book.worksheet_range(name).unwrap())
}

/// Rows of cells below their headings.
pub(super) struct Table(Vec<Vec<Data>>);

impl Table {
    fn of(range: &Range<Data>) -> Self {
        Self(range.rows().map(<[Data]>::to_vec).collect())
    }

    /// A file of plain text as the office's spreadsheet program opens it.
    fn of_text(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("Excel needs the mark");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .from_reader(text.as_bytes());
        let row = |row: csv::StringRecord| row.iter().map(|it| Data::String(it.into())).collect();
        Self(reader.records().map(|it| row(it.unwrap())).collect())
    }

    fn rows(&self) -> &[Vec<Data>] {
        &self.0[1..]
    }

    pub(super) fn column(&self, head: &str) -> Vec<String> {
        let is_it = |cell: &Data| matches!(cell, Data::String(text) if text == head);
        let at = self.0[0].iter().position(is_it);
        let at = at.unwrap_or_else(|| panic!("no column {head:?}: {:?}", self.0[0]));
        self.rows().iter().map(|row| row[at].to_string()).collect()
    }

    fn sum(&self, head: &str) -> i64 {
        let number = |text: &String| text.parse::<i64>().unwrap_or_default();
        self.column(head).iter().map(number).sum()
    }

    fn filled(&self, head: &str) -> i64 {
        let filled = self.column(head).iter().filter(|it| !it.is_empty()).count();
        i64::try_from(filled).unwrap()
    }

    /// The cell beside a label.
    fn beside(&self, label: &str) -> i64 {
        let is_it = |row: &&Vec<Data>| matches!(&row[0], Data::String(text) if text == label);
        let row = self.0.iter().find(is_it);
        let row = row.unwrap_or_else(|| panic!("no row {label:?}: {:?}", self.0));
        row[1].to_string().parse().unwrap()
    }
}

/// Somebody asks for files; what they get.
pub(super) async fn ask(office: &Office, user: &User, typed: &str) -> Vec<SentMessage> {
    let before = user.inbox().len();
    office.say(user, typed).await;
    office.moment().await;
    documents(user, before)
}
