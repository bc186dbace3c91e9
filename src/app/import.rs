//! `satupintu import`: registry files from the command line.

use std::path::Path;

use super::cli::Import;
use super::settings::Settings;
use crate::domain::clock::{Clock, Timestamp};
use crate::domain::roster::{ChatFile, InstitutionFile, Summary};
use crate::service::roster::{self, ImportError};
use crate::store::{Db, Fault};
use crate::view::{self, Lang, Locale, Zone};

use super::clock::SystemClock;

/// Why a file was not imported; nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// It cannot be read.
    #[error("{file}: tidak dapat dibaca ({source})")]
    File {
        file: String,
        source: std::io::Error,
    },
    /// What is wrong with it, line by line.
    #[error("{0}")]
    Problems(String),
    /// The database did not do as it was told.
    #[error("basis data tidak menjawab ({0}); berkas belum dimasukkan, coba lagi")]
    Database(#[from] Fault),
}

/// Imports a file; what changed, in words.
///
/// # Errors
/// [`NotImported`]: all problems of the file at once, or a fault.
pub async fn import(
    db: &Db,
    settings: &Settings,
    registry: &Import,
) -> Result<String, NotImported> {
    let lang = Lang {
        locale: Locale::Id,
        zone: Zone(settings.time.zone),
    };
    let (Import::Institutions { file } | Import::Chats { file }) = registry;
    let name = file
        .file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy()
        .into_owned();
    let bytes = read(file)?;
    let now = SystemClock.now();
    let imported = match registry {
        Import::Institutions { .. } => institutions(db, &bytes, now).await,
        Import::Chats { .. } => chats(db, &bytes, now).await,
    };
    match imported {
        Ok(summary) => Ok(view::roster::summary(&lang, summary)),
        Err(ImportError::Problems(problems)) => Err(NotImported::Problems(view::roster::problems(
            &lang, &name, &problems,
        ))),
        Err(ImportError::Fault(fault)) => Err(fault.into()),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, NotImported> {
    std::fs::read(file).map_err(|source| NotImported::File {
        file: file.display().to_string(),
        source,
    })
}

/// Imports the institutions of a file, all or none.
///
/// # Errors
/// All problems of the file, or a fault.
pub async fn institutions(db: &Db, bytes: &[u8], now: Timestamp) -> Result<Summary, ImportError> {
    let mut tx = db.write().await?;
    let summary =
        roster::import_institutions(&mut tx, None, &InstitutionFile::read(bytes), now).await?;
    tx.commit().await?;
    Ok(summary)
}

/// Imports the chats of a file, all or none.
///
/// # Errors
/// All problems of the file, or a fault.
pub async fn chats(db: &Db, bytes: &[u8], now: Timestamp) -> Result<Summary, ImportError> {
    let mut tx = db.write().await?;
    let summary = roster::import_chats(&mut tx, None, &ChatFile::read(bytes), now).await?;
    tx.commit().await?;
    Ok(summary)
}
