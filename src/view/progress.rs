//! How far the sending of an announcement is; edited in place.

use super::lines::Lines;
use super::{Lang, figure};
use crate::domain::message::Message;
use crate::domain::report::Progress;

/// The progress message of a running or finished announcement.
#[must_use]
pub fn progress(lang: &Lang, progress: &Progress) -> Message {
    let number = progress.number.to_string();
    let finished = progress.sent + progress.failed >= progress.chats;
    let mut lines = Lines::default();
    lines.bold(&lang.text("progress-title", &[("number", number.into())]));
    lines.line(&lang.text(
        "progress-bar",
        &[
            ("bar", figure::bar(progress.sent, progress.chats).into()),
            ("sent", progress.sent.into()),
            ("chats", progress.chats.into()),
        ],
    ));
    lines.line(&figure::sent(lang, progress.sent, progress.chats));
    lines.line(&figure::failed(lang, progress.failed));
    lines.line(&figure::confirmed(
        lang,
        progress.confirmed,
        progress.institutions,
    ));
    if progress.without_chat > 0 {
        lines.line(&figure::without_chat(lang, progress.without_chat));
    }
    if finished {
        let asked = progress.number.to_string();
        lines.line(&lang.text("progress-finished", &[("number", asked.into())]));
    } else if progress.frozen {
        lines.line(&figure::frozen(lang));
    } else if let Some(pace) = progress.slowed_to {
        lines.line(&lang.text("progress-slowed", &[("pace", pace.into())]));
    }
    lines.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{NUMBER, read_aloud};

    #[test]
    fn progress_is_read_aloud() {
        let half = Progress {
            number: NUMBER,
            sent: 274,
            failed: 0,
            chats: 548,
            confirmed: 12,
            institutions: 548,
            without_chat: 1,
            slowed_to: None,
            frozen: false,
        };
        let slowed = Progress {
            slowed_to: Some(22),
            ..half.clone()
        };
        let frozen = Progress {
            frozen: true,
            ..half.clone()
        };
        let finished = Progress {
            sent: 546,
            failed: 2,
            without_chat: 0,
            ..half.clone()
        };
        read_aloud("progress", |lang| {
            vec![
                ("progress: half-way", progress(lang, &half)),
                ("progress: slowed down", progress(lang, &slowed)),
                ("progress: frozen", progress(lang, &frozen)),
                ("progress: finished", progress(lang, &finished)),
            ]
        });
    }
}
