//! The file of `/tautan`, as whoever asked for it opens it.

use satupintu_simulator::{SentMessage, User};

use super::Office;

/// A line of the file.
#[derive(Debug, Clone)]
pub struct Row {
    pub code: String,
    pub name: String,
    pub group: String,
    pub officer: String,
}

impl Office {
    /// Somebody asks for links; the message with the file.
    pub async fn ask_for_links(&self, user: &User, typed: &str) -> SentMessage {
        let before = user.inbox().len();
        self.say(user, typed).await;
        let inbox = user.inbox();
        assert!(inbox.len() > before, "no answer to {typed}");
        inbox.last().unwrap().clone()
    }

    /// The bytes of a message's file.
    pub fn bytes_of(&self, message: &SentMessage) -> Vec<u8> {
        let attachment = message.attachment.as_ref();
        let attachment = attachment.unwrap_or_else(|| panic!("no file: {}", message.text));
        self.sim.file(&attachment.file_id).unwrap().bytes.to_vec()
    }

    /// The lines of its file.
    pub fn rows_of(&self, message: &SentMessage) -> Vec<Row> {
        let bytes = self.bytes_of(message);
        let text = std::str::from_utf8(&bytes).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("Excel needs the mark");
        let mut sheet = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.as_bytes());
        assert_eq!(
            sheet.headers().unwrap().iter().collect::<Vec<_>>(),
            ["kode", "nama", "tautan_grup", "tautan_petugas"]
        );
        let read = |row: csv::StringRecord| Row {
            code: row[0].to_owned(),
            name: row[1].to_owned(),
            group: row[2].to_owned(),
            officer: row[3].to_owned(),
        };
        sheet.records().map(|row| read(row.unwrap())).collect()
    }

    /// Somebody asks for links; the lines of the file.
    pub async fn links(&self, user: &User, typed: &str) -> Vec<Row> {
        let message = self.ask_for_links(user, typed).await;
        self.rows_of(&message)
    }
}
