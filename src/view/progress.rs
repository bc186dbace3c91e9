//! How far the sending of an announcement is; edited in place.

use super::lines::Lines;
use super::{Lang, control, correction, figure};
use crate::domain::announcement::{Change, Confirmation};
use crate::domain::message::Message;
use crate::domain::report::{Course, Progress};

/// The progress message of a running or finished announcement.
#[must_use]
pub fn progress(lang: &Lang, progress: &Progress) -> Message {
    let number = progress.number.to_string();
    let finished = progress.waiting() <= 0 && progress.coming == 0 && progress.revising == 0;
    let stopped = progress.course.is_ended();
    let withdrawn = matches!(progress.change, Some((_, Change::Withdrawal)));
    let mut lines = Lines::default();
    lines.bold(&lang.text("progress-title", &[("number", number.into())]));
    if progress.options.drill {
        lines.bold(&lang.plain("progress-drill"));
    }
    lines.line(&lang.text(
        "progress-bar",
        &[
            ("bar", figure::bar(progress.sent, progress.chats).into()),
            ("sent", progress.sent.into()),
            ("chats", progress.chats.into()),
        ],
    ));
    if let Some(change) = progress.change {
        lines.bold(&correction::progress(lang, change));
    }
    lines.line(&figure::sent(lang, progress.sent, progress.chats));
    correction::behind(lang, &mut lines, progress.revising, progress.outdated);
    lines.line(&figure::failed(lang, progress.failed));
    if matches!(progress.course, Course::Stopped { .. }) {
        lines.line(&figure::stopped(lang, progress.stopped));
    }
    if !withdrawn {
        lines.line(&figure::confirmed(
            lang,
            &progress.options,
            progress.confirmed,
            progress.institutions,
        ));
    }
    if let Some(disseminated) = progress.disseminated.filter(|_| !withdrawn) {
        let institutions = progress.institutions;
        lines.line(&figure::disseminated(lang, disseminated, institutions));
    }
    let asked = progress.options.confirmation != Confirmation::None && !withdrawn;
    if let Some(due) = progress.due.filter(|_| asked) {
        lines.line(&figure::due(lang, due));
    }
    if progress.without_chat > 0 {
        lines.line(&figure::without_chat(lang, progress.without_chat));
    }
    if progress.coming > 0 {
        lines.line(&lang.text("progress-coming", &[("count", progress.coming.into())]));
    }
    if let Some(course) = control::course(lang, &progress.course).filter(|_| !withdrawn) {
        lines.line(&course);
    }
    if finished && !stopped {
        let asked = progress.number.to_string();
        lines.line(&lang.text("progress-finished", &[("number", asked.into())]));
    } else if progress.frozen && !finished {
        lines.line(&figure::frozen(lang));
    } else if let Some(pace) = progress.slowed_to.filter(|_| !finished) {
        lines.line(&lang.text("progress-slowed", &[("pace", pace.into())]));
    }
    let mut message = lines.done();
    if progress.waiting() > 0 && !stopped {
        message = message.row(control::buttons(
            lang,
            progress.announcement,
            &progress.course,
        ));
    } else if progress.coming > 0 && !stopped {
        message = message.row([control::stop(lang, progress.announcement)]);
    }
    let over = withdrawn || matches!(progress.course, Course::Cancelled { .. });
    if progress.correctable && !over {
        message = message.row(correction::buttons(lang, progress.announcement));
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::announcement::Confirmation;
    use crate::domain::options::{LocalTime, Options};
    use crate::view::testing::{AT, half_way, read_aloud};

    #[test]
    fn progress_is_read_aloud() {
        let half = half_way();
        let at = AT;
        let paused = |by: Option<&str>| Progress {
            course: Course::Paused {
                by: by.map(str::to_owned),
                at,
            },
            ..half.clone()
        };
        let stopped = Progress {
            stopped: 274,
            course: Course::Stopped {
                by: "Budi Santoso".into(),
                at,
            },
            ..half.clone()
        };
        let scheduled = Progress {
            sent: 0,
            confirmed: 0,
            options: Options {
                schedule: LocalTime::try_from("2026-11-22T08:00".to_owned()).ok(),
                confirmation: Confirmation::None,
                drill: true,
                ..Options::default()
            },
            course: Course::Scheduled { at },
            ..half.clone()
        };
        let missed = Progress {
            course: Course::Missed { at },
            ..scheduled.clone()
        };
        let cancelled = Progress {
            stopped: 548,
            course: Course::Cancelled {
                by: "Budi Santoso".into(),
                at,
            },
            ..scheduled.clone()
        };
        let held = Progress {
            course: Course::Held { until: at },
            ..half.clone()
        };
        let slowed = Progress {
            slowed_to: Some(22),
            ..half.clone()
        };
        let frozen = Progress {
            frozen: true,
            ..half.clone()
        };
        let newcomers = Progress {
            sent: half.chats - half.failed,
            coming: 2,
            ..half.clone()
        };
        let finished = Progress {
            sent: 546,
            failed: 2,
            without_chat: 0,
            ..half.clone()
        };
        let corrected = Progress {
            sent: 100,
            revising: 172,
            outdated: 2,
            change: Some((2, Change::Correction)),
            correctable: true,
            ..half.clone()
        };
        let passed_on = Progress {
            disseminated: Some(4),
            ..half.clone()
        };
        let withdrawn = Progress {
            change: Some((2, Change::Withdrawal)),
            correctable: true,
            ..stopped.clone()
        };
        read_aloud("progress", |lang| {
            vec![
                ("progress: half-way", progress(lang, &half)),
                ("progress: scheduled drill", progress(lang, &scheduled)),
                ("progress: missed", progress(lang, &missed)),
                ("progress: cancelled", progress(lang, &cancelled)),
                ("progress: in quiet hours", progress(lang, &held)),
                ("progress: slowed down", progress(lang, &slowed)),
                (
                    "progress: paused",
                    progress(lang, &paused(Some("Ratna Dewi"))),
                ),
                ("progress: paused by itself", progress(lang, &paused(None))),
                ("progress: stopped", progress(lang, &stopped)),
                ("progress: frozen", progress(lang, &frozen)),
                ("progress: corrected", progress(lang, &corrected)),
                ("progress: passed on", progress(lang, &passed_on)),
                ("progress: withdrawn", progress(lang, &withdrawn)),
                ("progress: newcomers", progress(lang, &newcomers)),
                ("progress: finished", progress(lang, &finished)),
            ]
        });
    }
}
