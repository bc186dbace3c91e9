//! Every "no", with what to do next.

use super::confirm::POPUP_LIMIT;
use super::lines::cut;
use super::{Lang, label, time};
use crate::domain::announcement::{Circulation, Confirmation, Kind, Priority, State};
use crate::domain::institution::CATEGORIES;
use crate::domain::message::{Button, Target};
use crate::domain::options::KEYS;
use crate::domain::part::MediumKind;
use crate::domain::recap::Month;
use crate::domain::refusal::Refusal;
use crate::domain::report::Unremindable;

/// Most of what somebody typed that is shown back, and of a name.
const TYPED: usize = 60;

/// Most of a suggestion: three of them fit into the answer to a press.
const NEAR: usize = 40;

/// The refusal as a message.
#[must_use]
pub fn refusal(lang: &Lang, refusal: &Refusal) -> String {
    let typed_at = |key: &str, typed: &str| lang.text(key, &[("typed", cut(typed, TYPED).into())]);
    let time_at = |key: &str, at| lang.text(key, &[("at", time::full(lang, at).into())]);
    let month_at = |key: &str, month: &Month| {
        let month = time::month(lang, month.bounds(lang.zone.0).0);
        lang.text(key, &[("month", month.into())])
    };
    let institution_at = |key: &str, institution: &str| {
        lang.text(key, &[("institution", cut(institution, TYPED).into())])
    };
    match refusal {
        Refusal::UnknownCommand { typed } => {
            typed_at("refusal-unknown-command", typed.trim_start_matches('/'))
        }
        Refusal::UnknownButton => lang.plain("refusal-unknown-button"),
        Refusal::RoleNeeded { role } => lang.text(
            "refusal-role-needed",
            &[("role", label::role(lang, *role).into())],
        ),
        Refusal::OutsideScope => lang.plain("refusal-outside-scope"),
        Refusal::PrivateOnly => lang.plain("refusal-private-only"),
        Refusal::Anonymous => lang.plain("refusal-anonymous"),
        Refusal::BoardUsage => lang.plain("refusal-board-usage"),
        Refusal::NoBoard { owner: true } => lang.plain("refusal-no-board-owner"),
        Refusal::NoBoard { owner: false } => lang.plain("refusal-no-board"),
        Refusal::BoardLinkOver => lang.plain("refusal-board-link-over"),
        Refusal::TokenUnknown => lang.plain("refusal-token-unknown"),
        Refusal::TokenUsed => lang.plain("refusal-token-used"),
        Refusal::TokenExpired => lang.plain("refusal-token-expired"),
        Refusal::TokenRevoked => lang.plain("refusal-token-revoked"),
        Refusal::LinkOver => lang.plain("refusal-link-over"),
        Refusal::TokenForGroup => lang.plain("refusal-token-for-group"),
        Refusal::TokenForPerson => lang.plain("refusal-token-for-person"),
        Refusal::HandOverUsage => lang.plain("refusal-hand-over-usage"),
        Refusal::UninvitedSettled => lang.plain("refusal-uninvited-settled"),
        Refusal::ChatEnded => lang.plain("refusal-chat-ended"),
        Refusal::AlreadyHeld => lang.plain("refusal-already-held"),
        Refusal::AlreadyPending => lang.plain("refusal-already-pending"),
        Refusal::SelectionKey { typed } => typed_at("refusal-selection-key", typed),
        Refusal::CategoryUnknown { typed } => lang.text(
            "refusal-category-unknown",
            &[
                ("typed", cut(typed, TYPED).into()),
                ("known", CATEGORIES.join(", ").into()),
            ],
        ),
        Refusal::NoLinksNeeded => lang.plain("refusal-no-links-needed"),
        Refusal::RevokeUsage => lang.plain("refusal-revoke-usage"),
        Refusal::TooManyCodes { count, most } => lang.text(
            "refusal-too-many-codes",
            &[("count", (*count).into()), ("most", (*most).into())],
        ),
        Refusal::InviteUsage => lang.plain("refusal-invite-usage"),
        Refusal::InstitutionUnknown { typed } => typed_at("refusal-institution-unknown", typed),
        Refusal::InstitutionInactive { code } => {
            institution_at("refusal-institution-inactive", code)
        }
        Refusal::InstitutionActive { code } => institution_at("refusal-institution-active", code),
        Refusal::ActivityUsage { command } => {
            let command = cut(command, TYPED);
            lang.text("refusal-activity-usage", &[("command", command.into())])
        }
        Refusal::PersonUnknown { typed } => typed_at("refusal-person-unknown", typed),
        Refusal::NothingKeptOf { typed } => typed_at("refusal-nothing-kept-of", typed),
        Refusal::EndRoleUsage => lang.plain("refusal-end-role-usage"),
        Refusal::RoleOver => lang.plain("refusal-role-over"),
        Refusal::NothingKept => lang.plain("refusal-nothing-kept"),
        Refusal::RolesFirst => lang.plain("refusal-roles-first"),
        Refusal::OwnersBySetting => lang.plain("refusal-owners-by-setting"),
        Refusal::RegionUnknown { typed } => typed_at("refusal-region-unknown", typed),
        Refusal::GrantSettled => lang.plain("refusal-grant-settled"),
        Refusal::OwnInvitation => lang.plain("refusal-own-invitation"),
        Refusal::ChatTaken { institution } => lang.text(
            "refusal-chat-taken",
            &[("institution", institution.as_str().into())],
        ),
        Refusal::OwnRequest => lang.plain("refusal-own-request"),
        Refusal::RoleEndedBefore => lang.plain("refusal-role-ended-before"),
        Refusal::FileTooLarge { most_megabytes } => lang.text(
            "refusal-file-too-large",
            &[("most", (*most_megabytes).into())],
        ),
        Refusal::PreviewOver => lang.plain("refusal-preview-over"),
        Refusal::UnknownOption { typed } => lang.text(
            "refusal-unknown-option",
            &[
                ("typed", cut(typed, TYPED).into()),
                ("keys", KEYS.join(", ").into()),
            ],
        ),
        Refusal::BadOptionValue { key, typed } => lang.text(
            "refusal-bad-option-value",
            &[
                ("key", key.into()),
                ("typed", cut(typed, TYPED).into()),
                ("values", values(key).join(", ").into()),
            ],
        ),
        Refusal::OptionTwice { key } => lang.text("refusal-option-twice", &[("key", key.into())]),
        Refusal::QuotesMissing { key, typed } => {
            let example = lang.plain(match key.as_str() {
                "sasaran" => "refusal-example-audience",
                "jadwal" => "refusal-example-schedule",
                _ => "refusal-example-deadline",
            });
            lang.text(
                "refusal-quotes-missing",
                &[
                    ("typed", cut(typed, TYPED).into()),
                    ("key", key.into()),
                    ("example", example.into()),
                ],
            )
        }
        Refusal::AudienceUsage => lang.plain("refusal-audience-usage"),
        Refusal::AudienceCode { typed, near } => unknown(
            lang,
            ["refusal-audience-code", "refusal-audience-code-near"],
            typed,
            near,
        ),
        Refusal::AudienceRegion { typed, near } => unknown(
            lang,
            ["refusal-audience-region", "refusal-audience-region-near"],
            typed,
            near,
        ),
        Refusal::ScheduleUnreadable { typed } => typed_at("refusal-schedule-unreadable", typed),
        Refusal::SchedulePast { at } => time_at("refusal-schedule-past", *at),
        Refusal::ScheduleTooFar { at } => time_at("refusal-schedule-too-far", *at),
        Refusal::ScheduleMissed { at } => time_at("refusal-schedule-missed", *at),
        Refusal::DeadlineUnreadable { typed } => typed_at("refusal-deadline-unreadable", typed),
        Refusal::AmbiguousUnit { typed } => typed_at("refusal-ambiguous-unit", typed),
        Refusal::DeadlineRange { typed } => typed_at("refusal-deadline-range", typed),
        Refusal::DeadlinePast { at } => time_at("refusal-deadline-past", *at),
        Refusal::DeadlineMissed { at } => time_at("refusal-deadline-missed", *at),
        Refusal::DeadlineWithoutConfirmation => lang.plain("refusal-deadline-without-confirmation"),
        Refusal::AttendanceClosed { at } => {
            let at = time::full(lang, *at);
            lang.text("refusal-attendance-closed", &[("at", at.into())])
        }
        Refusal::AttendanceNeedsInvitation => lang.plain("refusal-attendance-needs-invitation"),
        Refusal::EvidenceKind => lang.plain("refusal-evidence-kind"),
        Refusal::EvidenceTooLong { most } => {
            lang.text("refusal-evidence-too-long", &[("most", (*most).into())])
        }
        Refusal::BadLink { typed } => typed_at("refusal-bad-link", typed),
        Refusal::SeveralLinks => lang.plain("refusal-several-links"),
        Refusal::LinkGivenBefore {
            institution,
            number,
        } => lang.text(
            "refusal-link-given-before",
            &[
                ("institution", cut(institution, TYPED).into()),
                ("number", number.to_string().into()),
            ],
        ),
        Refusal::EvidenceOver => lang.plain("refusal-evidence-over"),
        Refusal::TemplateUsage => lang.plain("refusal-template-usage"),
        Refusal::TemplateTooLarge { longest, most } => lang.text(
            "refusal-template-too-large",
            &[("longest", (*longest).into()), ("most", (*most).into())],
        ),
        Refusal::TemplatesFull { most } => {
            lang.text("refusal-templates-full", &[("most", (*most).into())])
        }
        Refusal::TemplateNameTaken { name } => {
            let name = cut(name, TYPED);
            lang.text("refusal-template-name-taken", &[("name", name.into())])
        }
        Refusal::TemplateGone => lang.plain("refusal-template-gone"),
        Refusal::FieldTooLong { most } => {
            lang.text("refusal-field-too-long", &[("most", (*most).into())])
        }
        Refusal::UnsupportedContent { kind } => lang.text(
            "refusal-unsupported-content",
            &[
                ("kind", label::content(lang, kind).into()),
                ("instead", instead(lang, kind).into()),
            ],
        ),
        Refusal::MediumTooLarge {
            kind,
            most_megabytes,
        } => {
            let most = [("most", (*most_megabytes).into())];
            match kind {
                MediumKind::Photo | MediumKind::Document => {
                    lang.text("refusal-document-too-large", &most)
                }
                MediumKind::Video => lang.text("refusal-video-too-large", &most),
            }
        }
        Refusal::StillArchiving { left } => {
            lang.text("refusal-still-archiving", &[("left", (*left).into())])
        }
        Refusal::NotArchived { failed } => {
            lang.text("refusal-not-archived", &[("failed", (*failed).into())])
        }
        Refusal::TemplateTextOnly => lang.plain("refusal-template-text-only"),
        Refusal::DraftOpen => lang.plain("refusal-draft-open"),
        Refusal::NoDraft => lang.plain("refusal-no-draft"),
        Refusal::EmptyDraft => lang.plain("refusal-empty-draft"),
        Refusal::TooLong { parts, most } => lang.text(
            "refusal-too-long",
            &[("parts", (*parts).into()), ("most", (*most).into())],
        ),
        Refusal::NoIssuer => lang.plain("refusal-no-issuer"),
        Refusal::SeveralIssuers => lang.plain("refusal-several-issuers"),
        Refusal::NoApprover { owners } => no_approver(lang, owners),
        Refusal::TooFewApprovers {
            needed,
            reachable,
            owners,
        } => {
            let owners: Vec<String> = owners.iter().take(3).map(|name| cut(name, NEAR)).collect();
            lang.text(
                "refusal-too-few-approvers",
                &[
                    ("needed", (*needed).into()),
                    ("reachable", (*reachable).into()),
                    ("owners", owners.join(", ").into()),
                ],
            )
        }
        Refusal::ApprovedByYou { more } => {
            lang.text("refusal-approved-by-you", &[("more", (*more).into())])
        }
        Refusal::NotScheduled => lang.plain("refusal-not-scheduled"),
        Refusal::SendingFrozen => lang.plain("refusal-sending-frozen"),
        Refusal::DeadlineOver { at } => time_at("refusal-deadline-over", *at),
        Refusal::NobodyReachable => lang.plain("refusal-nobody-reachable"),
        Refusal::DraftChanged => lang.plain("refusal-draft-changed"),
        Refusal::WrongState { state } => lang.plain(match state {
            State::Draft => "refusal-still-draft",
            State::Submitted => "refusal-submitted",
            State::Approved => "refusal-approved",
            State::Rejected => "refusal-rejected",
            State::Discarded => "refusal-discarded",
            State::Expired => "refusal-expired",
        }),
        Refusal::AlreadyApproved { by, at } => lang.text(
            "refusal-already-approved",
            &[
                ("by", cut(by, TYPED).into()),
                ("at", time::full(lang, *at).into()),
            ],
        ),
        Refusal::OwnAnnouncement => lang.plain("refusal-own-announcement"),
        Refusal::ReasonNeeded => lang.plain("refusal-reason-needed"),
        Refusal::AlreadyFrozen => lang.plain("refusal-already-frozen"),
        Refusal::NotFrozen => lang.plain("refusal-not-frozen"),
        Refusal::AlreadyReleased { by, at } => lang.text(
            "refusal-already-released",
            &[
                ("by", cut(by, TYPED).into()),
                ("at", time::full(lang, *at).into()),
            ],
        ),
        Refusal::NotInCharge => lang.plain("refusal-not-in-charge"),
        Refusal::NotYoursToRemind => lang.plain("refusal-not-yours-to-remind"),
        Refusal::NothingAsked => lang.plain("refusal-nothing-asked"),
        Refusal::Unremindable { why } => unremindable(lang, *why),
        Refusal::AlreadyPaused => lang.plain("refusal-already-paused"),
        Refusal::NotPaused => lang.plain("refusal-not-paused"),
        Refusal::BroadcastOver => lang.plain("refusal-broadcast-over"),
        Refusal::BroadcastStopped => lang.plain("refusal-broadcast-stopped"),
        Refusal::NothingToResend { lost: 0 } => lang.plain("refusal-nothing-failed"),
        Refusal::NothingToResend { lost } => {
            lang.text("refusal-nothing-to-resend", &[("lost", (*lost).into())])
        }
        Refusal::AskUsage { command } => {
            let command = cut(command.trim_start_matches('/'), TYPED);
            lang.text("refusal-ask-usage", &[("command", command.into())])
        }
        Refusal::RecapUsage => lang.plain("refusal-recap-usage"),
        Refusal::RecapEmpty { month } => month_at("refusal-recap-empty", month),
        Refusal::RecapAhead { month } => month_at("refusal-recap-ahead", month),
        Refusal::AnnouncementUnknown { asked } => {
            let number = asked.to_string();
            lang.text("refusal-announcement-unknown", &[("number", number.into())])
        }
        Refusal::NotAddressed => lang.plain("refusal-not-addressed"),
        Refusal::OfficersOnly { institution } => {
            institution_at("refusal-officers-only", institution)
        }
        Refusal::OldRevision => lang.plain("refusal-old-revision"),
        Refusal::Withdrawn => lang.plain("refusal-withdrawn"),
        Refusal::CalledOff => lang.plain("refusal-called-off"),
        Refusal::CorrectUsage { command } => lang.text(
            "refusal-correct-usage",
            &[("command", command.as_str().into())],
        ),
        Refusal::ChatUnknown { address } => {
            let id = address.public_id();
            lang.text("refusal-chat-unknown", &[("id", id.into())])
        }
    }
}

/// The refusal as the answer to a press.
#[must_use]
pub fn refusal_popup(lang: &Lang, refused: &Refusal) -> String {
    cut(&refusal(lang, refused), POPUP_LIMIT)
}

/// The way to the private chat, below [`Refusal::PrivateOnly`].
#[must_use]
pub fn open_private(lang: &Lang, url: &str) -> Button {
    Button {
        label: lang.plain("refusal-open-private"),
        target: Target::Url(url.to_owned()),
    }
}

/// What can be sent in place of content that cannot be carried.
fn instead(lang: &Lang, kind: &str) -> String {
    lang.plain(match kind {
        "animation" | "video_note" => "refusal-instead-video",
        "voice" | "audio" => "refusal-instead-words",
        "poll" => "refusal-instead-form",
        "location" | "venue" => "refusal-instead-address",
        "contact" => "refusal-instead-number",
        "story" | "paid_media" => "refusal-instead-own",
        "checklist" => "refusal-instead-list",
        _ => "refusal-instead-any",
    })
}

/// What is not known, with what may be meant.
fn unknown(lang: &Lang, [alone, with_near]: [&str; 2], typed: &str, near: &[String]) -> String {
    let typed = cut(typed, TYPED);
    if near.is_empty() {
        return lang.text(alone, &[("typed", typed.into())]);
    }
    let near: Vec<String> = near.iter().map(|it| cut(it, NEAR)).collect();
    let near = near.join(", ");
    lang.text(with_near, &[("typed", typed.into()), ("near", near.into())])
}

/// Whom to ask where nobody can approve.
fn no_approver(lang: &Lang, owners: &[String]) -> String {
    if owners.is_empty() {
        return lang.plain("refusal-no-approver");
    }
    let owners: Vec<String> = owners.iter().take(5).map(|name| cut(name, TYPED)).collect();
    lang.text(
        "refusal-no-approver-ask",
        &[("owners", owners.join(", ").into())],
    )
}

/// What may stand behind an option's `=`.
fn values(key: &str) -> Vec<&'static str> {
    match key {
        "sifat" => Priority::ALL.iter().map(|value| value.typed()).collect(),
        "jenis" => Kind::ALL.iter().map(|value| value.typed()).collect(),
        "edaran" => Circulation::ALL.iter().map(|value| value.typed()).collect(),
        "konfirmasi" => Confirmation::ALL
            .iter()
            .map(|value| value.typed())
            .collect(),
        "kirim" => vec!["sekarang"],
        "pratinjau" | "latihan" => vec!["ya", "tidak"],
        _ => Vec::new(),
    }
}

/// Why one institution cannot be reminded now.
fn unremindable(lang: &Lang, why: Unremindable) -> String {
    match why {
        Unremindable::Confirmed => lang.plain("refusal-unremindable-confirmed"),
        Unremindable::NotArrived => lang.plain("refusal-unremindable-not-arrived"),
        Unremindable::NoChat => lang.plain("refusal-unremindable-no-chat"),
        Unremindable::Waiting => lang.plain("refusal-unremindable-waiting"),
        Unremindable::JustNow { until } => {
            let at = time::of_day(lang, until);
            lang.text("refusal-unremindable-just-now", &[("at", at.into())])
        }
        Unremindable::Enough { times } => {
            let times = i64::from(times);
            lang.text("refusal-unremindable-enough", &[("times", times.into())])
        }
    }
}

#[cfg(test)]
#[path = "refusal_tests.rs"]
mod tests;
