//! Holding and ending one broadcast: its buttons, the question before an end, and what is said of it.

use super::lines::{Lines, button, cut};
use super::{Lang, correction, figure, schedule, time};
use crate::domain::action::Action;
use crate::domain::announcement::Number;
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::{Button, Message};
use crate::domain::report::{Alarm, Course, Progress, Trouble};

use super::confirm::POPUP_LIMIT;

/// Most of a person's name in a sentence.
const NAME: usize = 120;

/// Who holds it, if anybody does.
pub(super) fn course(lang: &Lang, course: &Course) -> Option<String> {
    let text = |key: &str, by: &str, at: Timestamp| {
        let (by, at) = (cut(by, NAME), time::full(lang, at));
        lang.text(key, &[("by", by.into()), ("at", at.into())])
    };
    match course {
        Course::Free => None,
        Course::Paused { by: Some(by), at } => Some(text("control-paused-by", by, *at)),
        Course::Paused { by: None, at } => {
            let at = time::full(lang, *at);
            Some(lang.text("control-paused-itself", &[("at", at.into())]))
        }
        Course::Stopped { by, at } => Some(text("control-stopped-by", by, *at)),
        Course::Cancelled { by, at } => Some(text("control-cancelled-by", by, *at)),
        Course::Scheduled { at } => {
            let at = time::full(lang, *at);
            Some(lang.text("control-scheduled", &[("at", at.into())]))
        }
        Course::Missed { at } => {
            let at = time::full(lang, *at);
            Some(lang.text("control-missed", &[("at", at.into())]))
        }
        Course::Held { until } => {
            let until = time::of_day(lang, *until);
            Some(lang.text("control-held", &[("until", until.into())]))
        }
    }
}

/// What those in charge can do with a broadcast of which something is still to be sent.
pub(super) fn buttons(lang: &Lang, announcement: AnnouncementId, course: &Course) -> Vec<Button> {
    let turn = match course {
        Course::Scheduled { .. } | Course::Missed { .. } => {
            return schedule::buttons(lang, announcement);
        }
        Course::Free | Course::Held { .. } => {
            button(lang.plain("control-pause"), Action::Pause { announcement })
        }
        Course::Paused { .. } => button(
            lang.plain("control-resume"),
            Action::Resume { announcement },
        ),
        Course::Stopped { .. } | Course::Cancelled { .. } => return Vec::new(),
    };
    vec![turn, stop(lang, announcement)]
}

/// "Hentikan".
pub(super) fn stop(lang: &Lang, announcement: AnnouncementId) -> Button {
    button(lang.plain("control-stop"), Action::Stop { announcement })
}

/// "Hentikan" was pressed: surely?
#[must_use]
pub fn sure(lang: &Lang, progress: &Progress) -> Message {
    let announcement = progress.announcement;
    let asked = [number(progress.number)];
    let mut lines = if progress.waiting() > 0 {
        let mut lines = Lines::titled(&lang.text("control-sure", &asked));
        lines.line(&lang.text(
            "control-sure-reach",
            &[
                ("sent", progress.sent.into()),
                ("chats", progress.chats.into()),
                ("waiting", progress.waiting().into()),
            ],
        ));
        lines.line(&lang.plain("control-sure-next"));
        lines
    } else {
        let mut lines = Lines::titled(&lang.text("control-sure-newcomers", &asked));
        let coming = [("count", progress.coming.into())];
        lines.line(&lang.text("control-sure-newcomers-reach", &coming));
        lines
    };
    lines.done().row([
        button(
            lang.plain("control-surely"),
            Action::StopSurely { announcement },
        ),
        button(
            lang.plain("control-keep"),
            Action::KeepSending { announcement },
        ),
    ])
}

/// "Tidak jadi" was pressed.
#[must_use]
pub fn kept(lang: &Lang, asked: Number) -> Message {
    Lines::titled(&lang.text("control-kept", &[number(asked)])).done()
}

/// It was stopped; `under_way` calls were on their way at that moment. Whoever may withdraw it is offered
/// that, for those who have it already.
#[must_use]
pub fn stopped(
    lang: &Lang,
    progress: &Progress,
    under_way: i64,
    by: &str,
    at: Timestamp,
    correctable: bool,
) -> Message {
    let mut lines = titled(lang, "control-stopped", progress.number, by, at);
    lines.line(&lang.text(
        "control-stopped-reach",
        &[
            ("sent", progress.sent.into()),
            ("chats", progress.chats.into()),
            ("stopped", progress.stopped.into()),
        ],
    ));
    if under_way > 0 {
        lines.line(&lang.text("control-under-way", &[("count", under_way.into())]));
    }
    let asked = [number(progress.number)];
    if correctable {
        lines.line(&lang.plain("control-stopped-withdraw"));
    }
    let message = lines
        .line(&lang.text("control-stopped-next", &asked))
        .done();
    match correctable {
        true => message.row(correction::buttons(lang, progress.announcement)),
        false => message,
    }
}

/// Nothing but its way to newcomers was stopped.
#[must_use]
pub fn newcomers_stopped(
    lang: &Lang,
    asked: Number,
    chats: u64,
    by: &str,
    at: Timestamp,
) -> Message {
    let mut lines = titled(lang, "control-newcomers-stopped", asked, by, at);
    lines.line(&lang.text("control-newcomers-left-out", &[("count", chats.into())]));
    lines.done()
}

/// What becomes of the notice of a pause: it goes on.
#[must_use]
pub fn resumed(lang: &Lang, asked: Number, by: &str, at: Timestamp) -> Message {
    titled(lang, "control-resumed", asked, by, at).done()
}

/// What becomes of the notice of a pause: it was stopped.
#[must_use]
pub fn closed(lang: &Lang, asked: Number, by: &str, at: Timestamp) -> Message {
    titled(lang, "control-stopped", asked, by, at).done()
}

fn titled(lang: &Lang, key: &str, asked: Number, by: &str, at: Timestamp) -> Lines {
    let (by, at) = (cut(by, NAME), time::full(lang, at));
    let text = lang.text(key, &[number(asked), ("by", by.into()), ("at", at.into())]);
    Lines::titled(&text)
}

/// To author and owners: the bot has paused it by itself, and why.
#[must_use]
pub fn paused_itself(lang: &Lang, progress: &Progress, trouble: &Trouble) -> Message {
    let asked = progress.number;
    let mut lines = Lines::titled(&lang.text("control-itself", &[number(asked)]));
    lines.line(&match trouble.alarm {
        Alarm::InARow { failures } => {
            lang.text("control-itself-row", &[("failures", failures.into())])
        }
        Alarm::Share { failures, chats } => lang.text(
            "control-itself-share",
            &[("failures", failures.into()), ("chats", chats.into())],
        ),
    });
    if trouble.cause == Cause::Unanswered {
        lines.line(&lang.plain("control-itself-unanswered"));
    } else {
        lines.line(&lang.plain("control-itself-words"));
        lines.quote(&trouble.words);
    }
    lines.blank();
    lines.line(&figure::sent(lang, progress.sent, progress.chats));
    lines.line(&figure::failed(lang, progress.failed));
    lines.line(&lang.text("control-waiting", &[("count", progress.waiting().into())]));
    lines.blank();
    lines.line(&lang.text("control-itself-next", &[number(asked)]));
    let paused = Course::Paused {
        by: None,
        at: Timestamp(0),
    };
    lines
        .done()
        .row(buttons(lang, progress.announcement, &paused))
}

/// The pop-up after "Jeda".
#[must_use]
pub fn popup_paused(lang: &Lang) -> String {
    cut(&lang.plain("control-popup-paused"), POPUP_LIMIT)
}

/// The pop-up after "Lanjutkan".
#[must_use]
pub fn popup_resumed(lang: &Lang) -> String {
    cut(&lang.plain("control-popup-resumed"), POPUP_LIMIT)
}

/// The pop-up after "Kirim ulang yang gagal".
#[must_use]
pub fn popup_resent(lang: &Lang, queued: i64, lost: i64) -> String {
    let mut text = lang.text("control-popup-resent", &[("count", queued.into())]);
    if lost > 0 {
        text.push(' ');
        text.push_str(&lang.text("control-popup-lost", &[("count", lost.into())]));
    }
    cut(&text, POPUP_LIMIT)
}

fn number(number: Number) -> (&'static str, fluent_bundle::FluentValue<'static>) {
    ("number", number.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{AT, NUMBER, assert_sendable, half_way, indonesian, read_aloud};

    fn failing_half_way() -> Progress {
        Progress {
            failed: 20,
            ..half_way()
        }
    }

    fn trouble(words: &str) -> Trouble {
        Trouble {
            alarm: Alarm::InARow { failures: 20 },
            cause: Cause::Rejected,
            words: words.to_owned(),
        }
    }

    #[test]
    fn control_is_read_aloud() {
        let half = failing_half_way();
        let newcomers = Progress {
            sent: half.chats - half.failed,
            coming: 2,
            ..half.clone()
        };
        let ended = Progress {
            stopped: 252,
            ..half.clone()
        };
        let rejected = trouble("Bad Request: can't parse entities: <b> is *not* closed");
        let silent = Trouble {
            alarm: Alarm::Share {
                failures: 17,
                chats: 548,
            },
            cause: Cause::Unanswered,
            words: "no answer within 8000 ms".to_owned(),
        };
        let budi = "Budi Santoso";
        let popup = |text: String| Message::plain(text);
        read_aloud("control", |lang| {
            vec![
                ("sure", sure(lang, &half)),
                ("sure: newcomers", sure(lang, &newcomers)),
                (
                    "stopped: newcomers",
                    newcomers_stopped(lang, NUMBER, 2, "Budi Santoso", AT),
                ),
                ("kept", kept(lang, NUMBER)),
                ("stopped", stopped(lang, &ended, 2, budi, AT, false)),
                (
                    "stopped: for authors",
                    stopped(lang, &ended, 0, budi, AT, true),
                ),
                ("resumed", resumed(lang, NUMBER, budi, AT)),
                ("closed", closed(lang, NUMBER, budi, AT)),
                (
                    "paused_itself: in a row",
                    paused_itself(lang, &half, &rejected),
                ),
                ("paused_itself: share", paused_itself(lang, &half, &silent)),
                ("popup_paused", popup(popup_paused(lang))),
                ("popup_resumed", popup(popup_resumed(lang))),
                ("popup_resent", popup(popup_resent(lang, 12, 0))),
                (
                    "popup_resent: some are lost",
                    popup(popup_resent(lang, 12, 3)),
                ),
            ]
        });
    }

    #[test]
    fn a_popup_is_said_in_full_and_long_words_fit() {
        for lang in [indonesian(), crate::view::testing::english()] {
            let popup = popup_resent(&lang, 99_999, 99_999);
            assert!(!popup.ends_with('…'), "{popup}");
            assert_sendable(&paused_itself(
                &lang,
                &failing_half_way(),
                &trouble(&"🌊 kata ".repeat(900)),
            ));
        }
    }
}
