//! Every "no", with what to do next.

use super::confirm::POPUP_LIMIT;
use super::lines::cut;
use super::{Lang, label, time};
use crate::domain::announcement::{Circulation, Kind, Priority, State};
use crate::domain::draft::OPTION_KEYS;
use crate::domain::institution::CATEGORIES;
use crate::domain::message::{Button, Target};
use crate::domain::refusal::Refusal;

/// Most of what somebody typed that is shown back, and of a name.
const TYPED: usize = 60;

/// The refusal as a message.
#[must_use]
pub fn refusal(lang: &Lang, refusal: &Refusal) -> String {
    let typed_at = |key: &str, typed: &str| lang.text(key, &[("typed", cut(typed, TYPED).into())]);
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
                ("keys", OPTION_KEYS.join(", ").into()),
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
        Refusal::UnsupportedContent { kind } => lang.text(
            "refusal-unsupported-content",
            &[("kind", label::content(lang, kind).into())],
        ),
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
        Refusal::AnnouncementUnknown { asked } => {
            let number = match asked.year {
                Some(year) => format!("{}/{year}", asked.number),
                None => asked.number.to_string(),
            };
            lang.text("refusal-announcement-unknown", &[("number", number.into())])
        }
        Refusal::NotAddressed => lang.plain("refusal-not-addressed"),
        Refusal::OfficersOnly { institution } => {
            institution_at("refusal-officers-only", institution)
        }
        Refusal::OldRevision => lang.plain("refusal-old-revision"),
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
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::Address;
    use crate::domain::announcement::Asked;
    use crate::domain::message::{Message, utf16_len};
    use crate::domain::role::Role;
    use crate::view::testing::{AT, english, indonesian, read_aloud};

    /// Every refusal with `text` wherever it takes one.
    fn all(text: &str) -> Vec<(&'static str, Refusal)> {
        let typed = || text.to_owned();
        let state = |state| Refusal::WrongState { state };
        vec![
            ("UnknownCommand", Refusal::UnknownCommand { typed: typed() }),
            ("UnknownButton", Refusal::UnknownButton),
            ("RoleNeeded", Refusal::RoleNeeded { role: Role::Author }),
            ("OutsideScope", Refusal::OutsideScope),
            ("PrivateOnly", Refusal::PrivateOnly),
            ("Anonymous", Refusal::Anonymous),
            ("TokenUnknown", Refusal::TokenUnknown),
            ("TokenUsed", Refusal::TokenUsed),
            ("TokenExpired", Refusal::TokenExpired),
            ("TokenRevoked", Refusal::TokenRevoked),
            ("LinkOver", Refusal::LinkOver),
            ("SelectionKey", Refusal::SelectionKey { typed: typed() }),
            (
                "CategoryUnknown",
                Refusal::CategoryUnknown { typed: typed() },
            ),
            ("NoLinksNeeded", Refusal::NoLinksNeeded),
            ("RevokeUsage", Refusal::RevokeUsage),
            (
                "TooManyCodes",
                Refusal::TooManyCodes {
                    count: 549,
                    most: 200,
                },
            ),
            ("TokenForGroup", Refusal::TokenForGroup),
            ("TokenForPerson", Refusal::TokenForPerson),
            ("HandOverUsage", Refusal::HandOverUsage),
            ("UninvitedSettled", Refusal::UninvitedSettled),
            ("ChatEnded", Refusal::ChatEnded),
            ("AlreadyHeld", Refusal::AlreadyHeld),
            ("AlreadyPending", Refusal::AlreadyPending),
            ("InviteUsage", Refusal::InviteUsage),
            (
                "InstitutionUnknown",
                Refusal::InstitutionUnknown { typed: typed() },
            ),
            (
                "InstitutionInactive",
                Refusal::InstitutionInactive { code: typed() },
            ),
            (
                "InstitutionActive",
                Refusal::InstitutionActive { code: typed() },
            ),
            (
                "ActivityUsage",
                Refusal::ActivityUsage {
                    command: "nonaktif".into(),
                },
            ),
            ("PersonUnknown", Refusal::PersonUnknown { typed: typed() }),
            ("EndRoleUsage", Refusal::EndRoleUsage),
            ("RoleOver", Refusal::RoleOver),
            ("NothingKept", Refusal::NothingKept),
            ("RolesFirst", Refusal::RolesFirst),
            ("OwnersBySetting", Refusal::OwnersBySetting),
            ("RegionUnknown", Refusal::RegionUnknown { typed: typed() }),
            ("GrantSettled", Refusal::GrantSettled),
            ("OwnInvitation", Refusal::OwnInvitation),
            (
                "ChatTaken",
                Refusal::ChatTaken {
                    institution: typed(),
                },
            ),
            ("OwnRequest", Refusal::OwnRequest),
            ("RoleEndedBefore", Refusal::RoleEndedBefore),
            ("UnknownOption", Refusal::UnknownOption { typed: typed() }),
            (
                "BadOptionValue: sifat",
                Refusal::BadOptionValue {
                    key: "sifat".into(),
                    typed: typed(),
                },
            ),
            (
                "BadOptionValue: jenis",
                Refusal::BadOptionValue {
                    key: "jenis".into(),
                    typed: typed(),
                },
            ),
            (
                "BadOptionValue: edaran",
                Refusal::BadOptionValue {
                    key: "edaran".into(),
                    typed: typed(),
                },
            ),
            (
                "UnsupportedContent",
                Refusal::UnsupportedContent {
                    kind: "sticker".into(),
                },
            ),
            ("DraftOpen", Refusal::DraftOpen),
            ("NoDraft", Refusal::NoDraft),
            ("EmptyDraft", Refusal::EmptyDraft),
            (
                "TooLong",
                Refusal::TooLong {
                    parts: 12,
                    most: 10,
                },
            ),
            ("NoIssuer", Refusal::NoIssuer),
            ("SeveralIssuers", Refusal::SeveralIssuers),
            (
                "NoApprover",
                Refusal::NoApprover {
                    owners: vec![typed(), typed()],
                },
            ),
            (
                "NoApprover: no owners",
                Refusal::NoApprover { owners: vec![] },
            ),
            ("NobodyReachable", Refusal::NobodyReachable),
            ("DraftChanged", Refusal::DraftChanged),
            ("WrongState: draft", state(State::Draft)),
            ("WrongState: submitted", state(State::Submitted)),
            ("WrongState: approved", state(State::Approved)),
            ("WrongState: rejected", state(State::Rejected)),
            ("WrongState: discarded", state(State::Discarded)),
            ("WrongState: expired", state(State::Expired)),
            (
                "AlreadyApproved",
                Refusal::AlreadyApproved {
                    by: typed(),
                    at: AT,
                },
            ),
            ("OwnAnnouncement", Refusal::OwnAnnouncement),
            ("ReasonNeeded", Refusal::ReasonNeeded),
            ("AlreadyFrozen", Refusal::AlreadyFrozen),
            ("NotFrozen", Refusal::NotFrozen),
            ("NotInCharge", Refusal::NotInCharge),
            ("AlreadyPaused", Refusal::AlreadyPaused),
            ("NotPaused", Refusal::NotPaused),
            ("BroadcastOver", Refusal::BroadcastOver),
            ("BroadcastStopped", Refusal::BroadcastStopped),
            ("NothingToResend", Refusal::NothingToResend { lost: 0 }),
            (
                "NothingToResend: lost",
                Refusal::NothingToResend { lost: 3 },
            ),
            (
                "AlreadyReleased",
                Refusal::AlreadyReleased {
                    by: "Siti Aminah".into(),
                    at: AT,
                },
            ),
            (
                "AskUsage",
                Refusal::AskUsage {
                    command: "belum".into(),
                },
            ),
            (
                "AnnouncementUnknown",
                Refusal::AnnouncementUnknown {
                    asked: Asked {
                        number: 9,
                        year: Some(2026),
                    },
                },
            ),
            (
                "AnnouncementUnknown: no year",
                Refusal::AnnouncementUnknown {
                    asked: Asked {
                        number: 9,
                        year: None,
                    },
                },
            ),
            ("NotAddressed", Refusal::NotAddressed),
            (
                "OfficersOnly",
                Refusal::OfficersOnly {
                    institution: typed(),
                },
            ),
            ("OldRevision", Refusal::OldRevision),
            (
                "ChatUnknown",
                Refusal::ChatUnknown {
                    address: Address::telegram(-100_123, Some(7)),
                },
            ),
        ]
    }

    #[test]
    fn refusals_are_read_aloud() {
        read_aloud("refusal", |lang| {
            let mut texts: Vec<(&'static str, Message)> = all("Contoh")
                .into_iter()
                .map(|(name, refused)| (name, Message::plain(refusal(lang, &refused))))
                .collect();
            let url = "https://t.me/satupintu_bot";
            texts.push((
                "open_private",
                Message::plain(refusal(lang, &Refusal::PrivateOnly)).row([open_private(lang, url)]),
            ));
            texts
        });
    }

    #[test]
    fn a_popup_holds_every_refusal_and_what_is_pressed_for_is_said_whole() {
        // Refusals of typed commands; they are messages, and a pop-up may cut them.
        let typed = [
            "InviteUsage",
            "CategoryUnknown",
            "NoApprover",
            "BadOptionValue",
            "UnknownOption",
        ];
        for lang in [indonesian(), english()] {
            for (_, refused) in all(&"Sekretariat 🌊 ".repeat(30)) {
                assert!(utf16_len(&refusal_popup(&lang, &refused)) <= POPUP_LIMIT);
            }
            for (name, refused) in all("KPU Kota Bontang") {
                let text = refusal_popup(&lang, &refused);
                let may_be_cut = typed.iter().any(|typed| name.starts_with(typed));
                assert!(may_be_cut || !text.ends_with('…'), "{name}: {text}");
            }
        }
    }
}
