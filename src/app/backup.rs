//! `satupintu backup` and `satupintu restore`.

use std::path::Path;

use super::settings::{DatabaseUrl, Settings};
use super::startup::Unusable;
use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::service::restored;
use crate::store::copy::{
    self, Backup, Beside, Contents, NoBackup, NotBackedUp, NotRestored, Target,
};
use crate::store::restoration::Restoration;
use crate::store::{Fault, OpenError};
use crate::view::{self, Lang, Locale, Zone};

/// Why there is no backup, or nothing was restored: a sentence in Indonesian, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum NotCopied {
    /// File, database or command line are not as they must be.
    #[error("{0}")]
    Unusable(String),
    /// It failed on the way; nothing was left behind.
    #[error("{0}")]
    Failed(String),
}

/// Backs the database of the settings up into a new file; what was done, in words.
///
/// # Errors
/// [`NotCopied`].
pub async fn backup(settings: &Settings, to: &Path, now: Timestamp) -> Result<String, NotCopied> {
    let database = &settings.database;
    let contents = copy::backup(database.expose(), to, now)
        .await
        .map_err(|error| not_backed_up(database, to, error))?;
    // The file is good whether it is on record or not.
    let unnoted = match note(database, &contents, now).await {
        Ok(()) => String::new(),
        Err(fault) => format!("\nCadangan ini tidak tercatat di basis data ({fault})."),
    };
    Ok(format!(
        "Cadangan tersimpan: {file} ({contents}).\n\
         Berkas ini memuat data pribadi. Simpan di tempat yang aman, terpisah dari komputer ini.{unnoted}",
        file = to.display(),
        contents = words(&contents),
    ))
}

async fn note(database: &DatabaseUrl, contents: &Contents, now: Timestamp) -> Result<(), Fault> {
    let beside = Beside::open(database.expose()).await?;
    let noted = async {
        let mut tx = beside.write().await?;
        restored::backed_up(&mut tx, contents, now).await?;
        tx.commit().await
    };
    let noted = noted.await;
    beside.close().await;
    noted
}

/// Restores a backup into the empty database of the settings; what was done, in words. `given` is the
/// highest number that was given since the backup, where somebody knows.
///
/// # Errors
/// [`NotCopied`].
pub async fn restore(
    settings: &Settings,
    from: &Path,
    given: Option<Number>,
    now: Timestamp,
) -> Result<String, NotCopied> {
    let database = &settings.database;
    let (contents, held) = bring_in(database, from, given, now).await?;
    let lang = Lang {
        locale: Locale::Id,
        zone: Zone(settings.time.zone),
    };
    Ok(format!(
        "Dipulihkan dari cadangan {made} ({contents}).\n\
         Semua pengiriman ditahan ({waiting} menunggu). Jalankan bot; setiap pemilik akan diminta \
         menekan “Lanjutkan”.",
        made = view::time::full(&lang, contents.made_at),
        contents = words(&contents),
        waiting = held.deliveries,
    ))
}

async fn bring_in(
    database: &DatabaseUrl,
    from: &Path,
    given: Option<Number>,
    now: Timestamp,
) -> Result<(Contents, Restoration), NotCopied> {
    let backup = Backup::open(from)
        .await
        .map_err(|error| no_backup(from, &error))?;
    let target = Target::open(database.expose())
        .await
        .map_err(|error| not_restored(database, error))?;
    let filled = async {
        let mut tx = target.fill(&backup).await?;
        let held = restored::begin(&mut tx, backup.contents.made_at, given, now).await?;
        tx.commit().await?;
        Ok::<_, NotRestored>(held)
    };
    let filled = filled.await;
    target.close().await;
    let contents = backup.contents;
    backup.close().await;
    let held = filled.map_err(|error| not_restored(database, error))?;
    Ok((contents, held))
}

fn words(contents: &Contents) -> String {
    format!(
        "{} siaran, {} pengiriman, {} konfirmasi",
        contents.announcements, contents.deliveries, contents.acknowledgements
    )
}

fn not_backed_up(database: &DatabaseUrl, to: &Path, error: NotBackedUp) -> NotCopied {
    let file = to.display();
    match error {
        NotBackedUp::Exists => NotCopied::Unusable(format!(
            "{file}: sudah ada, dan cadangan tidak pernah menimpa berkas; pakai nama lain"
        )),
        NotBackedUp::File(error) => NotCopied::Unusable(format!(
            "{file}: tidak dapat ditulis ({error}); periksa foldernya, izinnya, dan ruang kosongnya"
        )),
        NotBackedUp::Nothing => NotCopied::Unusable(format!(
            "DATABASE_URL: tidak ada basis data Satu Pintu di {database}; periksa alamatnya"
        )),
        NotBackedUp::Newer(version) => {
            NotCopied::Unusable(Unusable::NewerDatabase(version).to_string())
        }
        NotBackedUp::Unreachable(error) => {
            NotCopied::Unusable(Unusable::Database(error.to_string()).to_string())
        }
        NotBackedUp::Database(error) => NotCopied::Failed(format!(
            "cadangan tidak dibuat ({error}); pastikan basis data menjawab dan ruang untuk {file} \
             cukup, lalu coba lagi"
        )),
        NotBackedUp::Unsound(error) => NotCopied::Failed(format!(
            "cadangan tidak dibuat, karena isi basis data rusak ({error}); jangan hapus apa pun, dan \
             siapkan cadangan sebelumnya"
        )),
    }
}

fn no_backup(from: &Path, error: &NoBackup) -> NotCopied {
    let file = from.display();
    NotCopied::Unusable(match error {
        NoBackup::File(error) => format!("{file}: tidak dapat dibaca ({error})"),
        NoBackup::Foreign => format!(
            "{file}: bukan cadangan Satu Pintu; pakai berkas yang dibuat oleh `satupintu backup`"
        ),
        NoBackup::Damaged(what) => format!(
            "{file}: cadangan ini rusak ({what}); pakai salinannya yang lain atau cadangan sebelumnya"
        ),
        NoBackup::Newer(version) => format!(
            "{file}: cadangan dari program yang lebih baru (skema {version}); pasang versi program \
             yang terbaru, lalu ulangi"
        ),
        NoBackup::Migration(what) => {
            format!("{file}: skema cadangan tidak dapat dimutakhirkan ({what})")
        }
    })
}

fn not_restored(database: &DatabaseUrl, error: NotRestored) -> NotCopied {
    match error {
        NotRestored::NotEmpty => NotCopied::Unusable(format!(
            "DATABASE_URL: {database} sudah berisi, dan pemulihan hanya ke basis data kosong; arahkan \
             DATABASE_URL ke nama berkas baru atau basis data PostgreSQL yang baru dibuat"
        )),
        NotRestored::Running => NotCopied::Unusable(format!(
            "DATABASE_URL: ada bot yang berjalan pada {database}; hentikan dulu dan tunggu beberapa \
             detik, lalu ulangi ke basis data kosong"
        )),
        NotRestored::Open(OpenError::Newer(version)) => {
            NotCopied::Unusable(Unusable::NewerDatabase(version).to_string())
        }
        NotRestored::Open(error) => {
            NotCopied::Unusable(Unusable::Database(error.to_string()).to_string())
        }
        NotRestored::Database(error) => failed(&error.to_string()),
        NotRestored::Unreadable(what) => failed(&what),
    }
}

fn failed(what: &str) -> NotCopied {
    NotCopied::Failed(format!(
        "pemulihan gagal ({what}); tidak ada yang dipulihkan, jadi boleh diulang"
    ))
}
