//! `satupintu audit verify`: whether the record is as it was sealed, and if not, which lines are not.

use std::fmt::Write as _;

use super::settings::Settings;
use crate::domain::clock::Timestamp;
use crate::domain::seal::Digest;
use crate::service::audit::{Audit, Between, Finding, Point, Report, What};
use crate::store::{Db, Fault};
use crate::view::{self, Lang, Locale, Zone};

/// Why the record is not proved; in Indonesian, with what was found.
#[derive(Debug, thiserror::Error)]
pub enum NotProved {
    /// It is not as it was sealed.
    #[error("{0}")]
    Broken(String),
    /// The database did not do as it was told.
    #[error("basis data tidak menjawab ({0}); coba lagi")]
    Database(#[from] Fault),
}

/// Looks through the whole record as of `now`, beside whoever writes it; `wanted` is a hash that an owner was
/// told. What was proved, in words.
///
/// # Errors
/// [`NotProved`].
pub async fn verify(
    db: &Db,
    settings: &Settings,
    wanted: Option<Digest>,
    now: Timestamp,
) -> Result<String, NotProved> {
    let lang = Lang {
        locale: Locale::Id,
        zone: Zone(settings.time.zone),
    };
    let mut audit = Audit::begin(wanted, now);
    while audit.step(&mut db.read().await?).await? {}
    let report = audit.end(&mut db.read().await?).await?;
    let mut text = if report.findings.is_empty() {
        whole(&lang, &report)
    } else {
        broken(&lang, &report)
    };
    let proved = report.findings.is_empty() && (wanted.is_none() || report.sought.is_some());
    if wanted.is_some() {
        text.push('\n');
        text.push_str(&sought(&lang, &report));
    }
    match proved {
        true => Ok(text),
        false => Err(NotProved::Broken(text)),
    }
}

fn whole(lang: &Lang, report: &Report) -> String {
    let mut text = match &report.last {
        None => "Catatan belum pernah disegel; bot menyegelnya selama berjalan.".to_owned(),
        Some(last) => format!(
            "Catatan utuh: {} baris, tidak ada yang diubah, dihapus, atau disisipkan sejak disegel.\n\
             Segel terakhir: {}.\nHash terakhir: {}",
            count(last.lines),
            place(lang, last),
            last.hash
        ),
    };
    if let (1.., Some(since)) = (report.unsealed, report.unsealed_since) {
        let _ = write!(
            text,
            "\nBelum disegel: {} baris, sejak {}.",
            count(report.unsealed),
            view::time::full(lang, since)
        );
    }
    text
}

fn broken(lang: &Lang, report: &Report) -> String {
    let all = report.findings.len() as u64 + report.more;
    let mut text = format!("CATATAN TIDAK UTUH: {} temuan.", count(all));
    for finding in &report.findings {
        let _ = write!(text, "\n- {}", said(lang, finding));
    }
    if report.more > 0 {
        let _ = write!(text, "\n- dan {} lainnya", count(report.more));
    }
    text.push_str(
        "\nAmankan basis data ini apa adanya, dan bandingkan dengan cadangan sebelum waktu segel itu.",
    );
    text
}

fn said(lang: &Lang, finding: &Finding) -> String {
    let seal = format!(
        "segel {}, {}",
        finding.seal,
        view::time::full(lang, finding.sealed_at)
    );
    match &finding.what {
        What::Changed(id) => format!("baris {id} diubah sejak disegel ({seal})"),
        What::Swapped(one, other) => {
            format!("baris {one} dan {other} tertukar sejak disegel ({seal})")
        }
        What::Removed(id, around) => {
            format!(
                "baris {id} dihapus sejak disegel ({seal}){}",
                between(around)
            )
        }
        What::Inserted(id, around) => {
            format!(
                "baris {id} disisipkan setelah baris di sekitarnya disegel ({seal}){}",
                between(around)
            )
        }
        What::Seal => format!("segel itu sendiri diubah ({seal})"),
        What::Apart => format!("segel tidak menyambung ke segel sebelumnya ({seal})"),
        What::Missing(before) => format!("segel setelah nomor {before} hilang (sampai {seal})"),
        What::Told(at) => format!(
            "hash segel {} bukan yang diberitahukan kepada pemilik ({})",
            finding.seal,
            view::time::full(lang, *at)
        ),
        What::Ahead(id) => format!(
            "baris {id} bernomor di depan semua jam, dan tidak disegel: disisipkan, atau ditulis oleh \
             komputer yang jamnya keliru"
        ),
        What::Unknown => format!(
            "dibuat versi program yang lebih baru ({seal}); jalankan `audit verify` dengan versi itu"
        ),
    }
}

fn between((before, behind): &Between) -> String {
    match (before, behind) {
        (Some(before), Some(behind)) => format!(", di antara baris {before} dan {behind}"),
        (Some(before), None) => format!(", setelah baris {before}"),
        (None, Some(behind)) => format!(", sebelum baris {behind}"),
        (None, None) => String::new(),
    }
}

fn sought(lang: &Lang, report: &Report) -> String {
    match &report.sought {
        Some(point) if report.findings.is_empty() => format!(
            "Hash itu cocok: {}, {} baris. Catatan sampai saat itu masih yang disegel saat itu.",
            place(lang, point),
            count(point.lines)
        ),
        Some(point) => format!("Hash itu ada dalam rantai: {}.", place(lang, point)),
        None => "HASH ITU TIDAK ADA dalam rantai. Bila disalin seutuhnya, catatan sampai saat itu telah \
                 ditulis ulang, atau dipulihkan dari cadangan yang lebih lama."
            .to_owned(),
    }
}

fn place(lang: &Lang, point: &Point) -> String {
    format!(
        "nomor {}, {}",
        point.number,
        view::time::full(lang, point.sealed_at)
    )
}

/// `12.345`
fn count(number: u64) -> String {
    view::figure::grouped(i64::try_from(number).unwrap_or(i64::MAX), '.')
}
