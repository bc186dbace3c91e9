//! What approvers are asked, and what their panel says afterwards.

use super::lines::{Lines, button, cut};
use super::{Lang, correction, drill, summary, time};
use crate::domain::action::Action;
use crate::domain::announcement::{Change, Number};
use crate::domain::approval::Request;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;

/// Most of a name or a title in a sentence.
const NAME: usize = 120;

/// The panel below the preview that an approver gets; `given`: they have approved it already.
#[must_use]
pub fn request(lang: &Lang, asked: &Request, given: bool) -> Message {
    let (announcement, version) = (asked.announcement, asked.version);
    let mut lines = match &asked.correction {
        Some(of) => correction::request(lang, of),
        None => Lines::titled(&lang.plain("approve-request")),
    };
    lines.line(&summary::author(lang, &asked.author));
    write(lang, &mut lines, asked);
    summary::history(lang, &mut lines, &asked.history);
    let next = match given {
        true => "approve-request-given",
        false => "approve-request-next",
    };
    lines.blank().line(&lang.plain(next));
    let approve = Action::Approve {
        announcement,
        version,
    };
    let send_back = Action::Return {
        announcement,
        version,
    };
    let reject = Action::Reject {
        announcement,
        version,
    };
    let mut message = lines.done();
    let drill = asked.options.drill;
    if !given {
        let label = drill::label(lang, drill, lang.plain("approve-approve"));
        message = message.row([button(label, approve)]);
    }
    let message = message.row([
        button(lang.plain("approve-return"), send_back),
        button(lang.plain("approve-reject"), reject),
    ]);
    drill::marked(lang, drill, message)
}

/// What it would do, when, and who has approved it already.
fn write(lang: &Lang, lines: &mut Lines, asked: &Request) {
    summary::write(lang, lines, &asked.reach, &asked.options);
    summary::held(lang, lines, asked.held);
    if asked.needed < 2 {
        return;
    }
    let (needed, given) = (asked.needed, asked.approved.len());
    lines.line(&lang.text(
        "approve-needed",
        &[("needed", needed.into()), ("given", given.into())],
    ));
    for approval in &asked.approved {
        let by = cut(&approval.by, NAME);
        let at = time::full(lang, approval.at);
        lines.line(&lang.text("approve-given", &[("by", by.into()), ("at", at.into())]));
    }
}

/// To the author: one of several has approved it.
#[must_use]
pub fn seconded(lang: &Lang, title: &str, by: &str, given: usize, needed: usize) -> Message {
    Lines::titled(&lang.text(
        "approve-seconded",
        &[
            ("title", cut(title, NAME).into()),
            ("by", cut(by, NAME).into()),
            ("given", given.into()),
            ("needed", needed.into()),
        ],
    ))
    .done()
}

/// Nobody has decided yet.
#[must_use]
pub fn nudge(
    lang: &Lang,
    author: &str,
    title: &str,
    submitted: Timestamp,
    announcement: AnnouncementId,
    version: i64,
) -> Message {
    let again = Action::ShowSubmitted {
        announcement,
        version,
    };
    Lines::titled(&lang.text(
        "approve-nudge",
        &[
            ("title", title.into()),
            ("author", author.into()),
            ("at", time::full(lang, submitted).into()),
        ],
    ))
    .done()
    .row([button(lang.plain("approve-show-again"), again)])
}

/// The second question: to how many?
#[must_use]
pub fn are_you_sure(lang: &Lang, asked: &Request) -> Message {
    let (announcement, version) = (asked.announcement, asked.version);
    let chats = asked.reach.chats;
    let mut lines = match &asked.correction {
        Some(of) => correction::sure(lang, of),
        None => Lines::titled(&lang.text("approve-sure", &[("chats", chats.into())])),
    };
    write(lang, &mut lines, asked);
    let is_last = asked.approved.len() + 1 >= asked.needed;
    let waits = asked.options.schedule.is_some() || asked.held.is_some();
    let next = match (is_last, &asked.correction) {
        (false, Some(of)) => correction::sure_next_others(lang, of.change),
        (false, None) => lang.plain("approve-sure-next-others"),
        (true, Some(of)) => correction::sure_next(lang, of.change),
        (true, None) if waits => lang.plain("approve-sure-next-later"),
        (true, None) => lang.plain("approve-sure-next"),
    };
    lines.blank().line(&next);
    let surely = Action::ApproveSurely {
        announcement,
        version,
    };
    let reconsider = Action::Reconsider {
        announcement,
        version,
    };
    let label = match &asked.correction {
        Some(of) => correction::surely(lang, of.change),
        None => lang.plain("approve-surely"),
    };
    let label = drill::label(lang, asked.options.drill, label);
    let question = lines.done().row([
        button(label, surely),
        button(lang.plain("approve-reconsider"), reconsider),
    ]);
    drill::marked(lang, asked.options.drill, question)
}

/// "Kembalikan" or "Tolak" was pressed: why?
#[must_use]
pub fn ask_reason(
    lang: &Lang,
    returning: bool,
    announcement: AnnouncementId,
    version: i64,
) -> Message {
    let cancel = Action::CancelReason {
        announcement,
        version,
    };
    Lines::titled(&lang.plain(if returning {
        "approve-ask-return-reason"
    } else {
        "approve-ask-reject-reason"
    }))
    .done()
    .row([button(lang.plain("approve-cancel-reason"), cancel)])
}

/// "Batal" below that question was pressed.
#[must_use]
pub fn reason_cancelled(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("approve-reason-cancelled")).done()
}

/// What an approver decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// It goes out under this number.
    Approved(Number),
    /// Back to its author, for this reason.
    Returned(&'a str),
    /// Never to be sent, for this reason.
    Rejected(&'a str),
    /// Nobody decided in time.
    Expired,
    /// Its author's role has ended.
    Withdrawn,
    /// It corrects or withdraws the announcement of this number.
    Changed(Number, Change),
    /// Another one against the same announcement was approved first.
    Superseded,
}

/// The panel of every approver after one has decided.
#[must_use]
pub fn settled(lang: &Lang, verdict: Verdict<'_>, by: &str, at: Timestamp) -> Message {
    let at = time::full(lang, at);
    match verdict {
        Verdict::Approved(number) => Lines::titled(&lang.text(
            "approve-approved",
            &[
                ("number", number.to_string().into()),
                ("by", by.into()),
                ("at", at.into()),
            ],
        ))
        .done(),
        Verdict::Changed(number, change) => {
            Lines::titled(&correction::settled(lang, number, change, by, &at)).done()
        }
        Verdict::Superseded => {
            let about = [("by", by.into()), ("at", at.into())];
            Lines::titled(&lang.text("correction-settled-superseded", &about)).done()
        }
        Verdict::Returned(reason) => {
            Lines::titled(&lang.text("approve-returned", &[("by", by.into()), ("at", at.into())]))
                .quote(reason)
                .done()
        }
        Verdict::Expired => {
            Lines::titled(&lang.text("approve-expired", &[("at", at.into())])).done()
        }
        Verdict::Withdrawn => {
            Lines::titled(&lang.text("approve-withdrawn", &[("by", by.into()), ("at", at.into())]))
                .done()
        }
        Verdict::Rejected(reason) => {
            Lines::titled(&lang.text("approve-rejected", &[("by", by.into()), ("at", at.into())]))
                .quote(reason)
                .done()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approval::Approval;
    use crate::domain::correction::{Correction, Pictures};
    use crate::domain::options::Options;
    use crate::domain::report::Reach;
    use crate::view::testing::{ANNOUNCEMENT, AT, NUMBER, URGENT, reach, read_aloud, returned};

    #[test]
    fn approvals_are_read_aloud() {
        let (siti, reason) = ("Siti Aminah", "Tanggalnya keliru.");
        let asked = Request {
            announcement: ANNOUNCEMENT,
            version: 3,
            author: "Budi Santoso".into(),
            reach: reach(),
            options: Options {
                nature: URGENT,
                ..Options::default()
            },
            held: None,
            needed: 1,
            approved: Vec::new(),
            history: Vec::new(),
            correction: None,
        };
        let large = Request {
            reach: Reach {
                institutions: 549,
                chats: 1_548,
                ..reach()
            },
            ..asked.clone()
        };
        let ralat = Request {
            correction: Some(Correction {
                announcement: ANNOUNCEMENT,
                number: NUMBER,
                change: Change::Correction,
                revision: 1,
                old: Vec::new(),
                pictures: Pictures::Go,
                title: String::new(),
                copies: 300,
                waiting: 248,
            }),
            ..asked.clone()
        };
        let held = Request {
            held: Some(AT),
            options: Options::default(),
            history: returned(),
            ..asked.clone()
        };
        let now = Request {
            options: Options {
                send_now: true,
                ..Options::default()
            },
            ..asked.clone()
        };
        let of_two = Request {
            needed: 2,
            ..asked.clone()
        };
        let second = Request {
            approved: vec![Approval {
                by: siti.into(),
                at: AT,
            }],
            ..of_two.clone()
        };
        let exercise = Request {
            options: Options {
                drill: true,
                ..asked.options.clone()
            },
            ..large.clone()
        };
        read_aloud("approve", |lang| {
            vec![
                ("request", request(lang, &asked, false)),
                (
                    "request: held, returned before",
                    request(lang, &held, false),
                ),
                ("request: drill", request(lang, &exercise, false)),
                ("are_you_sure: drill", are_you_sure(lang, &exercise)),
                ("request: not held", request(lang, &now, false)),
                ("request: first of two", request(lang, &of_two, false)),
                ("request: second of two", request(lang, &second, false)),
                ("request: given", request(lang, &second, true)),
                ("seconded", seconded(lang, "Jadwal debat", siti, 1, 2)),
                (
                    "nudge",
                    nudge(lang, "Budi Santoso", "Jadwal debat", AT, ANNOUNCEMENT, 3),
                ),
                ("request: ralat", request(lang, &ralat, false)),
                ("are_you_sure: ralat", are_you_sure(lang, &ralat)),
                ("are_you_sure", are_you_sure(lang, &large)),
                ("are_you_sure: held", are_you_sure(lang, &held)),
                ("are_you_sure: first of two", are_you_sure(lang, &of_two)),
                ("are_you_sure: second of two", are_you_sure(lang, &second)),
                (
                    "ask_reason: returning",
                    ask_reason(lang, true, ANNOUNCEMENT, 3),
                ),
                (
                    "ask_reason: rejecting",
                    ask_reason(lang, false, ANNOUNCEMENT, 3),
                ),
                ("reason_cancelled", reason_cancelled(lang)),
                (
                    "settled: approved",
                    settled(lang, Verdict::Approved(NUMBER), siti, AT),
                ),
                (
                    "settled: returned",
                    settled(lang, Verdict::Returned(reason), siti, AT),
                ),
                (
                    "settled: rejected",
                    settled(lang, Verdict::Rejected(reason), siti, AT),
                ),
                (
                    "settled: expired",
                    settled(lang, Verdict::Expired, siti, AT),
                ),
                (
                    "settled: ralat",
                    settled(lang, Verdict::Changed(NUMBER, Change::Correction), siti, AT),
                ),
                (
                    "settled: cabut",
                    settled(lang, Verdict::Changed(NUMBER, Change::Withdrawal), siti, AT),
                ),
                (
                    "settled: superseded",
                    settled(lang, Verdict::Superseded, siti, AT),
                ),
                (
                    "settled: withdrawn",
                    settled(lang, Verdict::Withdrawn, siti, AT),
                ),
            ]
        });
    }
}
