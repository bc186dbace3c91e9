//! Writing an announcement, and what its author hears of it.

use super::Lang;
use super::lines::{Lines, button, cut};
use crate::domain::action::Action;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;

/// Most of a title in a sentence of ours.
const TITLE: usize = 120;

/// After a bare `/siaran`: what can be sent now.
#[must_use]
pub fn ask_content(lang: &Lang, announcement: AnnouncementId) -> Message {
    let discard = Action::Discard { announcement };
    Lines::titled(&lang.plain("draft-ask-content"))
        .done()
        .row([button(lang.plain("draft-discard"), discard)])
}

/// "Batal" was pressed.
#[must_use]
pub fn discarded(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("draft-discarded")).done()
}

/// "Hapus terakhir" was pressed.
#[must_use]
pub fn dropped_last(lang: &Lang) -> Message {
    Message::plain(lang.plain("draft-dropped-last"))
}

/// "Ajukan" was pressed; who has been asked, by name.
#[must_use]
pub fn submitted(lang: &Lang, approvers: &[String]) -> Message {
    let names: Vec<String> = approvers.iter().map(|name| cut(name, TITLE)).collect();
    let mut lines = Lines::titled(&lang.plain("draft-submitted"));
    // More names than this tell an author nothing.
    let shown = names.len().min(10);
    let more = names.len() - shown;
    let joined = names[..shown].join(", ");
    if more > 0 {
        lines.line(&lang.text(
            "draft-approvers-more",
            &[("names", joined.into()), ("more", more.into())],
        ));
    } else {
        lines.line(&lang.text("draft-approvers", &[("names", joined.into())]));
    }
    lines.line(&lang.plain("draft-submitted-next")).done()
}

/// A source message was edited after "Ajukan".
#[must_use]
pub fn later_edit_ignored(lang: &Lang) -> Message {
    Message::plain(lang.plain("draft-later-edit-ignored"))
}

/// An attachment could not be fetched, or is too large for that.
#[must_use]
pub fn not_archived(lang: &Lang, too_large: bool) -> Message {
    Message::plain(lang.plain(match too_large {
        true => "draft-attachment-too-large",
        false => "draft-not-archived",
    }))
}

/// An approver sent it back. `other`: the title of another draft, which waits meanwhile.
#[must_use]
pub fn returned(lang: &Lang, by: &str, reason: &str, other: Option<&str>) -> Message {
    let mut lines = Lines::titled(&lang.text("draft-returned", &[("by", by.into())]));
    lines.quote(reason).line(&lang.plain("draft-returned-next"));
    if let Some(other) = other {
        let title = cut(other, TITLE);
        lines.line(&lang.text("draft-returned-other", &[("title", title.into())]));
    }
    lines.done()
}

/// An approver said no for good.
#[must_use]
pub fn rejected(lang: &Lang, by: &str, reason: &str, title: &str) -> Message {
    let title = cut(title, TITLE);
    Lines::titled(&lang.text(
        "draft-rejected",
        &[("by", by.into()), ("title", title.into())],
    ))
    .quote(reason)
    .line(&lang.plain("draft-rejected-next"))
    .done()
}

/// Nobody approved it in time.
#[must_use]
pub fn expired(lang: &Lang, title: &str) -> Message {
    let title = cut(title, TITLE);
    Lines::titled(&lang.text("draft-expired", &[("title", title.into())])).done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{ANNOUNCEMENT, assert_sendable, indonesian, read_aloud};

    #[test]
    fn drafts_are_read_aloud() {
        let approvers = ["Siti Aminah".to_owned(), "Rahmat Hidayat".to_owned()];
        let crowd: Vec<String> = (1..=14).map(|i| format!("Penyetuju {i}")).collect();
        read_aloud("draft", |lang| {
            vec![
                ("ask_content", ask_content(lang, ANNOUNCEMENT)),
                ("discarded", discarded(lang)),
                ("dropped_last", dropped_last(lang)),
                ("submitted", submitted(lang, &approvers)),
                ("submitted: to many", submitted(lang, &crowd)),
                ("later_edit_ignored", later_edit_ignored(lang)),
                (
                    "returned",
                    returned(
                        lang,
                        "Siti Aminah",
                        "Tanggalnya keliru.\nMohon periksa.",
                        None,
                    ),
                ),
                (
                    "returned: beside another",
                    returned(
                        lang,
                        "Siti Aminah",
                        "Tanggalnya keliru.",
                        Some("Jadwal debat"),
                    ),
                ),
                ("not archived", not_archived(lang, false)),
                ("not archived: too large", not_archived(lang, true)),
                (
                    "rejected",
                    rejected(lang, "Siti Aminah", "Bukan wewenang kami.", "Jadwal debat"),
                ),
                ("expired", expired(lang, "Jadwal debat")),
            ]
        });
    }

    #[test]
    fn the_longest_names_still_fit() {
        let long = "Sekretariat 🌊 ".repeat(40);
        assert_sendable(&submitted(&indonesian(), &vec![long.clone(); 50]));
        assert_sendable(&rejected(&indonesian(), &long, &long.repeat(20), &long));
    }
}
