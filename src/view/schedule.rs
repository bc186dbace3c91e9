//! What waits for its schedule: let go earlier, called off, or missed.

use super::lines::{Lines, button, cut};
use super::{Lang, summary, time};
use crate::domain::action::Action;
use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::{Button, Message};

/// Most of a title or a name in a sentence.
const NAME: usize = 120;

/// What those in charge can do with something that has not begun.
pub(super) fn buttons(lang: &Lang, announcement: AnnouncementId) -> Vec<Button> {
    vec![
        button(
            lang.plain("schedule-send-now"),
            Action::SendNow { announcement },
        ),
        button(
            lang.plain("schedule-cancel"),
            Action::CancelSchedule { announcement },
        ),
    ]
}

/// "Kirim sekarang" was pressed: surely? `held`: until when quiet hours would hold it.
#[must_use]
pub fn sure_now(
    lang: &Lang,
    announcement: AnnouncementId,
    number: Number,
    chats: i64,
    at: Timestamp,
    held: Option<Timestamp>,
) -> Message {
    let mut lines = titled(lang, "schedule-sure-now", number);
    lines.line(&lang.text(
        "schedule-sure-now-reach",
        &[("chats", chats.into()), ("at", time::full(lang, at).into())],
    ));
    summary::held(lang, &mut lines, held);
    let surely = Action::SendNowSurely { announcement };
    asked(lang, lines, "schedule-surely-now", surely, announcement)
}

/// "Batalkan jadwal" was pressed: surely?
#[must_use]
pub fn sure_cancel(lang: &Lang, announcement: AnnouncementId, number: Number) -> Message {
    let mut lines = titled(lang, "schedule-sure-cancel", number);
    lines.line(&lang.plain("schedule-sure-cancel-next"));
    let surely = Action::CancelScheduleSurely { announcement };
    asked(lang, lines, "schedule-surely-cancel", surely, announcement)
}

fn asked(
    lang: &Lang,
    mut lines: Lines,
    key: &str,
    surely: Action,
    announcement: AnnouncementId,
) -> Message {
    let keep = Action::KeepSchedule { announcement };
    lines.done().row([
        button(lang.plain(key), surely),
        button(lang.plain("schedule-keep"), keep),
    ])
}

/// "Tidak jadi" below either question.
#[must_use]
pub fn kept(lang: &Lang, number: Number, at: Timestamp, missed: bool) -> Message {
    let at = time::full(lang, at);
    let key = match missed {
        true => "schedule-kept-missed",
        false => "schedule-kept",
    };
    Lines::titled(&lang.text(
        key,
        &[("number", number.to_string().into()), ("at", at.into())],
    ))
    .done()
}

/// To those who answer for it: its moment passed, what now?
#[must_use]
pub fn missed(
    lang: &Lang,
    announcement: AnnouncementId,
    number: Number,
    title: &str,
    at: Timestamp,
) -> Message {
    let mut lines = titled(lang, "schedule-missed", number);
    let at = time::full(lang, at);
    lines.line(&lang.text(
        "schedule-missed-at",
        &[("title", cut(title, NAME).into()), ("at", at.into())],
    ));
    lines.line(&lang.plain("schedule-missed-next"));
    lines.done().row([
        button(
            lang.plain("schedule-send-now"),
            Action::SendNowSurely { announcement },
        ),
        button(
            lang.plain("schedule-drop"),
            Action::CancelScheduleSurely { announcement },
        ),
    ])
}

/// It was let go.
#[must_use]
pub fn sent(lang: &Lang, number: Number, by: &str, at: Timestamp) -> Message {
    ended(lang, "schedule-sent", number, by, at)
}

/// It was called off.
#[must_use]
pub fn cancelled(lang: &Lang, number: Number, by: &str, at: Timestamp) -> Message {
    ended(lang, "schedule-cancelled", number, by, at)
}

fn ended(lang: &Lang, key: &str, number: Number, by: &str, at: Timestamp) -> Message {
    Lines::titled(&lang.text(
        key,
        &[
            ("number", number.to_string().into()),
            ("by", cut(by, NAME).into()),
            ("at", time::full(lang, at).into()),
        ],
    ))
    .done()
}

fn titled(lang: &Lang, key: &str, number: Number) -> Lines {
    Lines::titled(&lang.text(key, &[("number", number.to_string().into())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{ANNOUNCEMENT, AT, NUMBER, read_aloud};

    #[test]
    fn schedules_are_read_aloud() {
        let budi = "Budi Santoso";
        read_aloud("schedule", |lang| {
            let sure = |held| sure_now(lang, ANNOUNCEMENT, NUMBER, 548, AT, held);
            vec![
                ("sure_now", sure(None)),
                ("sure_now: in quiet hours", sure(Some(AT))),
                ("sure_cancel", sure_cancel(lang, ANNOUNCEMENT, NUMBER)),
                ("kept", kept(lang, NUMBER, AT, false)),
                ("kept after a miss", kept(lang, NUMBER, AT, true)),
                (
                    "missed",
                    missed(lang, ANNOUNCEMENT, NUMBER, "Jadwal debat", AT),
                ),
                ("sent", sent(lang, NUMBER, budi, AT)),
                ("cancelled", cancelled(lang, NUMBER, budi, AT)),
            ]
        });
    }
}
