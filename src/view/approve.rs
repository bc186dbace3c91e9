//! What approvers are asked, and what their panel says afterwards.

use super::lines::{Lines, button};
use super::{Lang, correction, drill, summary, time};
use crate::domain::action::Action;
use crate::domain::announcement::{Change, Number};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::Message;
use crate::domain::options::Options;
use crate::domain::report::Reach;
use crate::view::correction::Of;

/// The panel below the preview that an approver gets.
#[must_use]
pub fn request(
    lang: &Lang,
    author: &str,
    reach: &Reach,
    options: &Options,
    announcement: AnnouncementId,
    version: i64,
    correction: Option<&Of<'_>>,
) -> Message {
    let mut lines = match correction {
        Some(of) => correction::request(lang, of),
        None => Lines::titled(&lang.plain("approve-request")),
    };
    lines.line(&summary::author(lang, author));
    summary::write(lang, &mut lines, reach, options);
    lines.blank().line(&lang.plain("approve-request-next"));
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
    let label = drill::label(lang, options.drill, lang.plain("approve-approve"));
    let request = lines.done().row([button(label, approve)]).row([
        button(lang.plain("approve-return"), send_back),
        button(lang.plain("approve-reject"), reject),
    ]);
    drill::marked(lang, options.drill, request)
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
pub fn are_you_sure(
    lang: &Lang,
    reach: &Reach,
    options: &Options,
    announcement: AnnouncementId,
    version: i64,
    correction: Option<&Of<'_>>,
) -> Message {
    let mut lines = match correction {
        Some(of) => correction::sure(lang, of),
        None => Lines::titled(&lang.text("approve-sure", &[("chats", reach.chats.into())])),
    };
    summary::write(lang, &mut lines, reach, options);
    lines.blank().line(&lang.plain("approve-sure-next"));
    let surely = Action::ApproveSurely {
        announcement,
        version,
    };
    let reconsider = Action::Reconsider {
        announcement,
        version,
    };
    let label = drill::label(lang, options.drill, lang.plain("approve-surely"));
    let question = lines.done().row([
        button(label, surely),
        button(lang.plain("approve-reconsider"), reconsider),
    ]);
    drill::marked(lang, options.drill, question)
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
    use crate::view::testing::{ANNOUNCEMENT, AT, NUMBER, URGENT, reach, read_aloud};

    #[test]
    fn approvals_are_read_aloud() {
        let (siti, reason) = ("Siti Aminah", "Tanggalnya keliru.");
        let large = Reach {
            institutions: 549,
            chats: 1_548,
            ..reach()
        };
        let urgent = Options {
            nature: URGENT,
            ..Options::default()
        };
        let of = Of {
            number: NUMBER,
            change: Change::Correction,
            revision: 1,
            old: &[],
            title: "",
            copies: 300,
            waiting: 248,
        };
        let ralat = Some(&of);
        let exercise = Options {
            drill: true,
            ..urgent.clone()
        };
        read_aloud("approve", |lang| {
            vec![
                (
                    "request: drill",
                    request(
                        lang,
                        "Budi Santoso",
                        &reach(),
                        &exercise,
                        ANNOUNCEMENT,
                        3,
                        None,
                    ),
                ),
                (
                    "are_you_sure: drill",
                    are_you_sure(lang, &large, &exercise, ANNOUNCEMENT, 3, None),
                ),
                (
                    "request",
                    request(
                        lang,
                        "Budi Santoso",
                        &reach(),
                        &urgent,
                        ANNOUNCEMENT,
                        3,
                        None,
                    ),
                ),
                (
                    "request: ralat",
                    request(
                        lang,
                        "Budi Santoso",
                        &reach(),
                        &urgent,
                        ANNOUNCEMENT,
                        3,
                        ralat,
                    ),
                ),
                (
                    "are_you_sure: ralat",
                    are_you_sure(lang, &large, &urgent, ANNOUNCEMENT, 3, ralat),
                ),
                (
                    "nudge",
                    nudge(lang, "Budi Santoso", "Jadwal debat", AT, ANNOUNCEMENT, 3),
                ),
                (
                    "are_you_sure",
                    are_you_sure(lang, &large, &urgent, ANNOUNCEMENT, 3, None),
                ),
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
