//! Lines of the record in words.

use super::Lang;
use crate::domain::export::Noted;

/// What happened, in the reader's words; a kind that has none yet as it is written down.
#[must_use]
pub(super) fn words(lang: &Lang, line: &Noted) -> String {
    match (key(&line.kind), line.chats) {
        (Some(key), _) if line.kind == "request.refused" => {
            let why = lang.plain(why(line.reason.as_deref()));
            lang.text(key, &[("why", why.into())])
        }
        (Some(key), Some(chats)) => {
            let words = lang.plain(key);
            lang.text(
                "record-chats",
                &[("words", words.into()), ("chats", chats.into())],
            )
        }
        (Some(key), None) => lang.plain(key),
        (None, _) => line.kind.clone(),
    }
}

/// The key of a kind of event.
fn key(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "draft.opened" => "record-draft-opened",
        "draft.edited" => "record-draft-edited",
        "draft.submitted" => "record-draft-submitted",
        "draft.discarded" => "record-draft-discarded",
        "draft.superseded" => "record-draft-superseded",
        "announcement.seconded" => "record-seconded",
        "announcement.approved" => "record-approved",
        "announcement.returned" => "record-returned",
        "announcement.rejected" => "record-rejected",
        "announcement.expired" => "record-expired",
        "announcement.withdrawn" => "record-taken-back",
        "announcement.acknowledged" => "record-acknowledged",
        "announcement.disseminated" => "record-disseminated",
        "announcement.caught_up" => "record-caught-up",
        "approval.nudged" => "record-approval-nudged",
        "approval.void" => "record-approval-void",
        "revision.approved" => "record-revision-approved",
        "attachment.archived" => "record-attachment-archived",
        "attachment.failed" => "record-attachment-failed",
        "evidence.archived" => "record-evidence-archived",
        "evidence.not_archived" => "record-evidence-not-archived",
        "attendance.answered" => "record-attendance",
        "broadcast.finished" => "record-finished",
        "broadcast.held" => "record-held",
        "broadcast.newcomers_stopped" => "record-newcomers-stopped",
        "broadcast.paused" => "record-paused",
        "broadcast.resumed" => "record-resumed",
        "broadcast.resent" => "record-resent",
        "broadcast.stopped" => "record-stopped",
        "confirmation.reminded" => "record-reminded",
        "confirmation.escalated" => "record-escalated",
        "dissemination.reminded" => "record-evidence-reminded",
        "delivery.sent" => "record-sent",
        "delivery.revised" => "record-revised",
        "delivery.failed" => "record-failed",
        "delivery.outdated" => "record-outdated",
        "delivery.uneditable" => "record-uneditable",
        "delivery.requeued" => "record-requeued",
        "request.refused" => "record-refused",
        "schedule.come" => "record-schedule-come",
        "schedule.missed" => "record-schedule-missed",
        "schedule.sent_now" => "record-schedule-sent-now",
        "schedule.cancelled" => "record-schedule-cancelled",
        "export.made" => "record-export",
        _ => return None,
    })
}

/// The key of why something was refused, by the word of [`crate::domain::refusal::Refusal::authority`].
pub(super) fn why(reason: Option<&str>) -> &'static str {
    match reason {
        Some("role_needed") => "record-why-role-needed",
        Some("outside_scope") => "record-why-outside-scope",
        Some("own_announcement") => "record-why-own-announcement",
        Some("approved_by_you") => "record-why-approved-by-you",
        Some("no_approver") => "record-why-no-approver",
        Some("own_invitation" | "own_request") => "record-why-own-role",
        Some("role_ended") => "record-why-role-ended",
        Some("owners_by_setting") => "record-why-owners-by-setting",
        Some("not_in_charge" | "not_yours_to_remind") => "record-why-not-in-charge",
        Some("officers_only") => "record-why-officers-only",
        Some("sending_frozen") => "record-why-frozen",
        Some("institution_inactive") => "record-why-inactive",
        _ => "record-why-other",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::domain::clock::Timestamp;
    use crate::view::testing::{english, indonesian};

    /// Kinds that are never about an announcement.
    const OTHERS: [&str; 13] = [
        "board.",
        "chat.",
        "checkup.",
        "database.",
        "institution.",
        "link.",
        "links.",
        "person.",
        "recap.",
        "record.",
        "role.",
        "roster.",
        "sending.",
    ];

    /// What is written down anywhere: literals of services in the form of a kind.
    fn kinds() -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/service")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let code = std::fs::read_to_string(&path).unwrap();
                let code = code.split("#[cfg(test)]").next().unwrap();
                for literal in code.split('"') {
                    let is_word = |word: &str| {
                        word.len() > 2 && word.bytes().all(|c| c.is_ascii_lowercase() || c == b'_')
                    };
                    let parts = literal.split_once('.');
                    if parts.is_some_and(|(noun, verb)| is_word(noun) && is_word(verb)) {
                        found.insert(literal.to_owned());
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_event_about_an_announcement_has_words_of_its_own() {
        let all = kinds();
        assert!(all.len() > 50, "{all:?}");
        let is_other = |kind: &&String| {
            let also = ["template.made", "template.deleted"];
            OTHERS.iter().any(|begins| kind.starts_with(begins)) || also.contains(&kind.as_str())
        };
        let wordless: Vec<&String> = all
            .iter()
            .filter(|kind| !is_other(kind) && key(kind).is_none())
            .collect();
        assert!(wordless.is_empty(), "no words: {wordless:?}");
        let mut said = BTreeSet::new();
        for kind in all.iter().filter(|kind| key(kind).is_some()) {
            let line = Noted {
                id: 1,
                at: Timestamp(0),
                kind: kind.clone(),
                actor: None,
                institution: None,
                chats: Some(3),
                reason: None,
                seal: None,
            };
            for lang in [indonesian(), english()] {
                assert!(said.insert(words(&lang, &line)), "{kind} is said twice");
            }
        }
    }
}
