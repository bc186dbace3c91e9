//! Bringing up what the program needs, each with one sentence that says what is missing and what to do.

use crate::domain::calendar::Calendar;
use crate::http::BindError;
use crate::service::{BoardRules, Rules};
use crate::store::{Db, OpenError};
use crate::telegram::client::{Client, ClientError, Options};
use crate::telegram::identity::Identity;

use super::settings::{Settings, SettingsError};

/// Why the program cannot start. Each is one sentence in Indonesian that names the key and the fix, and
/// none shows a token or a password.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Database not to be reached.
    #[error(
        "DATABASE_URL: basis data tidak dapat dibuka ({0}); pastikan alamatnya benar, servernya berjalan, dan nama serta sandinya sah"
    )]
    Database(String),
    /// Database of a newer version.
    #[error(
        "DATABASE_URL: skema basis data versi {0} lebih baru daripada program ini; pakai versi program yang terbaru"
    )]
    NewerDatabase(i64),
    /// A backup in place of a database.
    #[error(
        "DATABASE_URL: berkas ini cadangan; pulihkan dengan `satupintu restore` ke basis data kosong"
    )]
    IsBackup,
    /// Token refused.
    #[error("TELOXIDE_TOKEN: ditolak Telegram; ambil token yang benar dari @BotFather")]
    WrongToken,
    /// Token or server address that cannot be one.
    #[error("{0}")]
    Client(String),
    /// The port for pages is taken.
    #[error(transparent)]
    Listen(#[from] BindError),
    /// A file that cannot be read.
    #[error("{file}: tidak dapat dibaca ({reason})")]
    File { file: String, reason: String },
    /// The server at `TELOXIDE_API_URL` is no Bot API server.
    #[error("TELOXIDE_API_URL: jawaban server tidak dikenali ({0}); periksa alamatnya")]
    NotTelegram(String),
}

/// Opens the database of the settings.
///
/// # Errors
/// [`Unusable::Database`] and [`Unusable::NewerDatabase`].
pub async fn database(settings: &Settings) -> Result<Db, Unusable> {
    Db::open(settings.database.expose())
        .await
        .map_err(|error| match error {
            OpenError::Newer(version) => Unusable::NewerDatabase(version),
            OpenError::IsBackup => Unusable::IsBackup,
            error => Unusable::Database(error.to_string()),
        })
}

/// Makes the client for the token of the settings.
///
/// # Errors
/// Without a token, and for one that cannot be one.
pub fn client(settings: &Settings) -> Result<Client, Unusable> {
    let options = Options {
        allow_paid_broadcast: settings.telegram.paid_broadcast,
        call_cap: settings.telegram.call_timeout,
        download_cap: settings.errand.download_timeout,
    };
    Client::new(settings.token()?, settings.api_url.as_deref(), options).map_err(|error| {
        Unusable::Client(match error {
            ClientError::Token => {
                "TELOXIDE_TOKEN: bukan token bot; ambil token dari @BotFather".to_owned()
            }
            ClientError::ApiUrl => {
                "TELOXIDE_API_URL: bukan alamat http atau https; kosongkan untuk memakai server \
                 Telegram"
                    .to_owned()
            }
            ClientError::Http => {
                "klien HTTP tidak dapat disiapkan; periksa setelan proksi".to_owned()
            }
        })
    })
}

/// The rules of the settings, for the bot of this name.
#[must_use]
pub fn rules(settings: &Settings, identity: &Identity) -> Rules {
    Rules {
        calendar: Calendar {
            zone: settings.time.zone,
            holidays: settings.time.holidays.clone(),
            quiet: settings.quiet_hours.quiet,
        },
        nudge_after: settings.approval.nudge_after,
        figures: settings.priority.figures.clone(),
        patience: settings.reminders.patience,
        bot_username: identity.username.clone(),
        role_link_expires: settings.invitation.role_expires,
        chat_link_expires: settings.invitation.chat_expires,
        uninvited_leaves: settings.invitation.uninvited_leaves,
        officer_link_expires: settings.invitation.officer_expires,
        officer_link_uses: i64::from(settings.invitation.officer_uses),
        anyone_in_groups: settings.confirmation.anyone_in_groups,
        preview_expires: settings.import.preview_expires,
        draft_expires: settings.announcement.expires,
        newcomers: settings.late_joiners.newcomers,
        missed_after: settings.announcement.missed_after,
        max_parts: settings.announcement.max_parts as usize,
        unknown_retries: settings.outbox.retry_unknown.clone(),
        pause_after: settings.broadcast.pause_after(),
        failed_kept: settings.retention.dead_updates,
        told_at: settings.record.told_at,
        board: settings.board_url().map(|url| BoardRules {
            url: url.as_str().to_owned(),
            link_expires: settings.board.link_expires,
            session_expires: settings.board.session_expires,
        }),
        retry_returned: settings.outbox.retry_returned,
    }
}
