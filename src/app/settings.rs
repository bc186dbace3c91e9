//! Settings: every key of `config/satupintu.toml` and the values that come from the environment
//! alone, checked once at the start.
//!
//! ```text
//! embedded defaults ← file ← SATUPINTU__SECTION__KEY      sources: merged by figment
//!                    └► one typed tree, ranges checked    reader, sections
//! TELOXIDE_TOKEN, DATABASE_URL, SATUPINTU_OWNERS …        never in the file
//! ```
//!
//! The embedded file is also the schema: a key that it does not have is refused, and a value must be
//! of the kind of the default. All problems are found in one go, so that an operator mends them in
//! one go; [`SettingsError`] says them in Indonesian, one sentence each, without secrets.

mod database_url;
mod duration;
mod environment;
mod owners;
mod place;
mod problem;
mod public_url;
mod reader;
mod secrets;
mod sections;
mod sources;
mod suggestion;
mod webhook_url;

pub use database_url::{DatabaseUrl, Engine};
pub use environment::Environment;
pub use problem::{Problem, SettingsError};
pub use public_url::PublicUrl;
pub use sections::{
    Announcement, Approval, Board, Broadcast, Confirmation, Errand, Health, Http, Import, Inbox,
    Invitation, LateJoiners, Leader, Outbox, Priority, QuietHours, Record, Reminders, Retention,
    Status, Telegram, Time,
};
pub use webhook_url::WebhookUrl;

use secrecy::SecretString;

use problem::Problems;

/// `config/satupintu.toml` as it was when the program was built: every key with its default.
pub const DEFAULTS: &str = include_str!("../../config/satupintu.toml");

/// Everything that can be set, checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Pace and patience towards the platform.
    pub telegram: Telegram,
    /// The clock that people read.
    pub time: Time,
    /// Health, metrics and pages.
    pub http: Http,
    /// The pages for people.
    pub board: Board,
    /// How long links work.
    pub invitation: Invitation,
    /// Who may confirm.
    pub confirmation: Confirmation,
    /// Which of several processes works.
    pub leader: Leader,
    /// Sending and trying again.
    pub outbox: Outbox,
    /// When a broadcast pauses itself.
    pub broadcast: Broadcast,
    /// Working off what arrived.
    pub inbox: Inbox,
    /// Asking the messenger.
    pub errand: Errand,
    /// Imports from the chat.
    pub import: Import,
    /// Limits of an announcement.
    pub announcement: Announcement,
    /// What newcomers are sent.
    pub late_joiners: LateJoiners,
    /// Until somebody has decided.
    pub approval: Approval,
    /// What is expected for announcements of each priority.
    pub priority: Priority,
    /// How often chats are reminded.
    pub reminders: Reminders,
    /// When nobody is to be disturbed.
    pub quiet_hours: QuietHours,
    /// When the registry is looked over.
    pub health: Health,
    /// How the record is sealed.
    pub record: Record,
    /// How cards follow.
    pub status: Status,
    /// How long is kept what is no part of the record.
    pub retention: Retention,
    /// `TELOXIDE_TOKEN`; commands that talk to Telegram ask [`Settings::token`].
    pub token: Option<SecretString>,
    /// `TELOXIDE_API_URL`: another Bot API server than Telegram's own; no slash at the end.
    pub api_url: Option<String>,
    /// `DATABASE_URL`.
    pub database: DatabaseUrl,
    /// `SATUPINTU_OWNERS`: user ids, ascending, each once. May be empty: `/id` tells the first owner
    /// what to put there.
    pub owners: Vec<i64>,
}

impl Settings {
    /// Reads and checks everything.
    ///
    /// # Errors
    /// All problems at once, each naming its key and what to do.
    pub fn load(environment: &Environment) -> Result<Self, SettingsError> {
        let mut problems = Problems::default();
        let sources = sources::gather(environment, &mut problems);
        let mut reader = reader::Reader::new(sources, &mut problems);
        let settings = Self {
            telegram: Telegram::read(&mut reader),
            time: Time::read(&mut reader),
            http: Http::read(&mut reader),
            board: Board::read(&mut reader),
            invitation: Invitation::read(&mut reader),
            confirmation: Confirmation::read(&mut reader),
            leader: Leader::read(&mut reader),
            outbox: Outbox::read(&mut reader),
            broadcast: Broadcast::read(&mut reader),
            inbox: Inbox::read(&mut reader),
            errand: Errand::read(&mut reader),
            import: Import::read(&mut reader),
            announcement: Announcement::read(&mut reader),
            late_joiners: LateJoiners::read(&mut reader),
            approval: Approval::read(&mut reader),
            priority: Priority::read(&mut reader),
            record: Record::read(&mut reader),
            status: Status::read(&mut reader),
            reminders: Reminders::read(&mut reader),
            quiet_hours: QuietHours::read(&mut reader),
            health: Health::read(&mut reader),
            retention: Retention::read(&mut reader),
            token: secrets::token(environment, &mut problems),
            api_url: secrets::api_url(environment, &mut problems),
            database: database_url::read(environment, &mut problems),
            owners: owners::read(environment, &mut problems),
        };
        if settings.telegram.webhook_url.is_some() && settings.http.listen.port() == 0 {
            problems.add(Problem::new(
                "http.listen",
                "porta 0 (dipilih sistem) tidak dapat dituju proksi selama telegram.webhook_url diisi",
                "isi dengan porta tetap seperti 127.0.0.1:8080",
            ));
        }
        if settings.board_url().is_some() && settings.http.listen.port() == 0 {
            problems.add(Problem::new(
                "http.listen",
                "porta 0 (dipilih sistem) tidak dapat dituju peramban selama http.public_url diisi",
                "isi dengan porta tetap seperti 127.0.0.1:8080",
            ));
        }
        problems.or(settings)
    }

    /// Where the web board is; nothing where there is none.
    #[must_use]
    pub fn board_url(&self) -> Option<&PublicUrl> {
        self.http.public_url.as_ref().filter(|_| self.board.enabled)
    }

    /// The bot's token.
    ///
    /// # Errors
    /// The sentence to show if none is set.
    pub fn token(&self) -> Result<&SecretString, SettingsError> {
        self.token.as_ref().ok_or_else(|| {
            SettingsError::one(Problem::new(
                "TELOXIDE_TOKEN",
                "belum diisi",
                "isi dengan token bot dari @BotFather, di lingkungan atau di berkas .env",
            ))
        })
    }
}

#[cfg(test)]
mod tests;
