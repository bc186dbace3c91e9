//! `satupintu inbox`: updates that were given up, for an operator to read and to have handled again. They
//! are kept whole for that; the tokens of links in them are not shown.

use std::fmt::Write as _;

use super::cli::InboxAction;
use super::settings::Settings;
use crate::domain::clock::Timestamp;
use crate::domain::invitation::masked;
use crate::store::inbox::{self, Dead};
use crate::store::{Db, Fault, outbox};
use crate::view::{self, Lang, Locale, Zone};

/// Why nothing was shown or done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// No update with this number was given up.
    #[error("kabar U{0} tidak ada di antara yang gagal; lihat daftarnya dengan `satupintu inbox`")]
    Unknown(i64),
    /// The database did not do as it was told.
    #[error("basis data tidak menjawab ({0}); coba lagi")]
    Database(#[from] Fault),
}

/// Most of an error in the list.
const SHORT: usize = 60;

/// Does what is asked of the updates that were given up; the answer, in words that are safe to print.
///
/// # Errors
/// [`NotDone`].
pub async fn answer(
    db: &Db,
    settings: &Settings,
    action: Option<&InboxAction>,
    now: Timestamp,
) -> Result<String, NotDone> {
    let lang = Lang {
        locale: Locale::Id,
        zone: Zone(settings.time.zone),
    };
    match action {
        None => list(db, &lang, now).await,
        Some(InboxAction::Show { id }) => show(db, &lang, *id).await,
        Some(InboxAction::Retry(which)) => retry(db, which.id).await,
    }
}

async fn list(db: &Db, lang: &Lang, now: Timestamp) -> Result<String, NotDone> {
    let mut tx = db.read().await?;
    let dead = inbox::dead_ones(&mut tx, None).await?;
    let held = outbox::unreadable(&mut tx, now).await?;
    let mut text = String::new();
    if dead.is_empty() {
        text.push_str("Tidak ada kabar yang gagal diolah.");
    } else {
        let _ = write!(text, "{} kabar gagal diolah:", dead.len());
        for one in &dead {
            let _ = write!(
                text,
                "\nU{}  {}  {}  {}",
                one.update_id,
                view::time::full(lang, one.received_at),
                kind(&one.raw),
                short(&one.error)
            );
        }
        text.push_str(
            "\nIsi lengkapnya: satupintu inbox show NOMOR. Diolah ulang: satupintu inbox retry NOMOR.",
        );
    }
    if !held.is_empty() {
        let ids: Vec<String> = held.iter().map(ToString::to_string).collect();
        let _ = write!(
            text,
            "\n{} pesan keluar tidak terbaca oleh versi program ini dan ditahan (tabel outbox, id {}).",
            held.len(),
            ids.join(", ")
        );
    }
    Ok(text)
}

async fn show(db: &Db, lang: &Lang, id: i64) -> Result<String, NotDone> {
    let mut tx = db.read().await?;
    let found = inbox::dead_ones(&mut tx, Some(id)).await?;
    if found.is_empty() {
        return Err(NotDone::Unknown(id));
    }
    let whole = |one: &Dead| {
        let raw = serde_json::from_str::<serde_json::Value>(&one.raw)
            .and_then(|value| serde_json::to_string_pretty(&value))
            .unwrap_or_else(|_| one.raw.clone());
        format!(
            "U{}, diterima {}, menyerah {} setelah {} kali gagal\nGalat: {}\n{}",
            one.update_id,
            view::time::full(lang, one.received_at),
            view::time::full(lang, one.given_up_at),
            one.faults,
            printable(&masked(&one.error)),
            printable(&masked(&raw))
        )
    };
    Ok(found.iter().map(whole).collect::<Vec<_>>().join("\n\n"))
}

async fn retry(db: &Db, id: Option<i64>) -> Result<String, NotDone> {
    let mut tx = db.write().await?;
    let retried = inbox::retry(&mut tx, id).await?;
    tx.commit().await?;
    match (retried, id) {
        (0, Some(id)) => Err(NotDone::Unknown(id)),
        (0, None) => Ok("Tidak ada kabar yang gagal diolah.".to_owned()),
        _ => Ok(format!(
            "{retried} kabar akan diolah ulang oleh bot yang sedang berjalan, atau saat bot dijalankan."
        )),
    }
}

/// What kind of update it is: the platform's name of the part that says so, if it looks like one.
fn kind(raw: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(raw).ok();
    let fields = value.as_ref().and_then(serde_json::Value::as_object);
    let is_name = |key: &&String| {
        key.as_str() != "update_id"
            && key.len() <= 32
            && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    fields
        .and_then(|fields| fields.keys().find(is_name))
        .map_or_else(|| "?".to_owned(), Clone::clone)
}

/// The beginning of an error, without what it quotes: that may be somebody's words.
fn short(error: &str) -> String {
    let mut quoted = false;
    let mut text = String::new();
    for c in error.chars() {
        if matches!(c, '"' | '`') {
            if !quoted {
                text.push('…');
            }
            quoted = !quoted;
        } else if !quoted {
            text.push(c);
        }
    }
    let cut: String = text.chars().take(SHORT).collect();
    printable(&cut).replace('\n', " ")
}

/// A text that does to a terminal nothing but appear there: whatever steers one, or turns the direction
/// of writing, is written out as its code.
fn printable(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        let steers = c.is_control() && c != '\n';
        let hides = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
        if steers || hides {
            safe.extend(c.escape_unicode());
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(
            printable("a\u{1b}[2Jb\r\u{9b}31m\u{202e}c\nd é 🌊"),
            "a\\u{1b}[2Jb\\u{d}\\u{9b}31m\\u{202e}c\nd é 🌊"
        );
    }

    #[test]
    fn the_list_quotes_nobody() {
        assert_eq!(
            short("stored update cannot be read: \"invalid type: Budi\" at 1"),
            "stored update cannot be read: … at 1"
        );
        assert_eq!(short("panic: `x` and \"y"), "panic: … and …");
        assert_eq!(short("a\nb\u{7}"), "a b\\u{7}");
        assert_eq!(short(&"x".repeat(500)).len(), SHORT);
    }

    #[test]
    fn the_kind_is_the_platforms_name_or_nothing() {
        assert_eq!(
            kind(r#"{"update_id":1,"callback_query":{}}"#),
            "callback_query"
        );
        for raw in [r#"{"update_id":1}"#, "[]", "", r#"{"Budi Santoso":1}"#] {
            assert_eq!(kind(raw), "?", "{raw}");
        }
    }
}
