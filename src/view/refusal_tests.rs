use super::*;
use crate::domain::address::Address;
use crate::domain::announcement::{Asked, Number};
use crate::domain::message::{Message, utf16_len};
use crate::domain::part::MediumKind;
use crate::domain::recap::Month;
use crate::domain::role::Role;
use crate::view::testing::{AT, english, indonesian, read_aloud};

/// Content of a kind that cannot be carried.
fn unsupported(kind: &'static str) -> (&'static str, Refusal) {
    let kind = kind.to_owned();
    ("UnsupportedContent", Refusal::UnsupportedContent { kind })
}

/// An institution that cannot be reminded.
fn cannot(why: Unremindable) -> Refusal {
    Refusal::Unremindable { why }
}

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
        ("BoardUsage", Refusal::BoardUsage),
        ("NoBoard", Refusal::NoBoard { owner: false }),
        ("NoBoard: owner", Refusal::NoBoard { owner: true }),
        ("BoardLinkOver", Refusal::BoardLinkOver),
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
        ("RecapUsage", Refusal::RecapUsage),
        (
            "RecapEmpty",
            Refusal::RecapEmpty {
                month: Month::parse("2026-11").unwrap(),
            },
        ),
        (
            "RecapAhead",
            Refusal::RecapAhead {
                month: Month::parse("2027-01").unwrap(),
            },
        ),
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
        ("NothingKeptOf", Refusal::NothingKeptOf { typed: typed() }),
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
            "OptionTwice",
            Refusal::OptionTwice {
                key: "sifat".into(),
            },
        ),
        (
            "QuotesMissing: sasaran",
            Refusal::QuotesMissing {
                key: "sasaran".into(),
                typed: typed(),
            },
        ),
        (
            "QuotesMissing: jadwal",
            Refusal::QuotesMissing {
                key: "jadwal".into(),
                typed: typed(),
            },
        ),
        (
            "QuotesMissing: tenggat",
            Refusal::QuotesMissing {
                key: "tenggat".into(),
                typed: typed(),
            },
        ),
        ("EvidenceKind", Refusal::EvidenceKind),
        ("EvidenceTooLong", Refusal::EvidenceTooLong { most: 500 }),
        ("BadLink", Refusal::BadLink { typed: typed() }),
        ("SeveralLinks", Refusal::SeveralLinks),
        (
            "LinkGivenBefore",
            Refusal::LinkGivenBefore {
                institution: typed(),
                number: Number::real(1, 2026),
            },
        ),
        ("EvidenceOver", Refusal::EvidenceOver),
        ("TemplateUsage", Refusal::TemplateUsage),
        (
            "TemplateTooLarge",
            Refusal::TemplateTooLarge {
                longest: 40,
                most: 15,
            },
        ),
        ("TemplatesFull", Refusal::TemplatesFull { most: 30 }),
        (
            "TemplateNameTaken",
            Refusal::TemplateNameTaken { name: typed() },
        ),
        ("TemplateGone", Refusal::TemplateGone),
        ("FieldTooLong", Refusal::FieldTooLong { most: 1000 }),
        ("AudienceUsage", Refusal::AudienceUsage),
        (
            "AudienceCode",
            Refusal::AudienceCode {
                typed: typed(),
                near: Vec::new(),
            },
        ),
        (
            "AudienceCode: near",
            Refusal::AudienceCode {
                typed: typed(),
                near: vec!["KPU-64.71".into(), "KPU-64.72".into()],
            },
        ),
        (
            "AudienceRegion",
            Refusal::AudienceRegion {
                typed: typed(),
                near: Vec::new(),
            },
        ),
        (
            "AudienceRegion: near",
            Refusal::AudienceRegion {
                typed: typed(),
                near: vec!["Kota Bontang".into()],
            },
        ),
        (
            "ScheduleUnreadable",
            Refusal::ScheduleUnreadable { typed: typed() },
        ),
        ("SchedulePast", Refusal::SchedulePast { at: AT }),
        ("ScheduleTooFar", Refusal::ScheduleTooFar { at: AT }),
        ("ScheduleMissed", Refusal::ScheduleMissed { at: AT }),
        (
            "DeadlineUnreadable",
            Refusal::DeadlineUnreadable { typed: typed() },
        ),
        (
            "AmbiguousUnit",
            Refusal::AmbiguousUnit { typed: "4h".into() },
        ),
        ("DeadlineRange", Refusal::DeadlineRange { typed: typed() }),
        ("DeadlinePast", Refusal::DeadlinePast { at: AT }),
        ("DeadlineMissed", Refusal::DeadlineMissed { at: AT }),
        (
            "DeadlineWithoutConfirmation",
            Refusal::DeadlineWithoutConfirmation,
        ),
        ("AttendanceClosed", Refusal::AttendanceClosed { at: AT }),
        (
            "AttendanceNeedsInvitation",
            Refusal::AttendanceNeedsInvitation,
        ),
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
        unsupported("animation"),
        unsupported("voice"),
        unsupported("sticker"),
        unsupported("poll"),
        unsupported("venue"),
        unsupported("contact"),
        unsupported("story"),
        unsupported("checklist"),
        (
            "MediumTooLarge: document",
            Refusal::MediumTooLarge {
                kind: MediumKind::Document,
                most_megabytes: 20,
            },
        ),
        (
            "MediumTooLarge: video",
            Refusal::MediumTooLarge {
                kind: MediumKind::Video,
                most_megabytes: 20,
            },
        ),
        ("StillArchiving", Refusal::StillArchiving { left: 3 }),
        ("NotArchived", Refusal::NotArchived { failed: 1 }),
        ("TemplateTextOnly", Refusal::TemplateTextOnly),
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
        ("NotYoursToRemind", Refusal::NotYoursToRemind),
        ("NothingAsked", Refusal::NothingAsked),
        ("Unremindable: confirmed", cannot(Unremindable::Confirmed)),
        (
            "Unremindable: not arrived",
            cannot(Unremindable::NotArrived),
        ),
        ("Unremindable: no chat", cannot(Unremindable::NoChat)),
        ("Unremindable: waiting", cannot(Unremindable::Waiting)),
        (
            "Unremindable: just now",
            cannot(Unremindable::JustNow { until: AT }),
        ),
        (
            "Unremindable: enough",
            cannot(Unremindable::Enough { times: 6 }),
        ),
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
                    drill: false,
                },
            },
        ),
        (
            "AnnouncementUnknown: no year",
            Refusal::AnnouncementUnknown {
                asked: Asked {
                    number: 9,
                    year: None,
                    drill: false,
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
        ("Withdrawn", Refusal::Withdrawn),
        ("CalledOff", Refusal::CalledOff),
        (
            "CorrectUsage",
            Refusal::CorrectUsage {
                command: "ralat".into(),
            },
        ),
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

#[test]
fn every_refusal_for_want_of_authority_has_words_in_the_record() {
    let mut words = 0;
    for (name, refused) in all("Contoh") {
        let Some(word) = refused.authority() else {
            continue;
        };
        words += 1;
        let key = crate::view::record::why(Some(word));
        assert_ne!(key, crate::view::record::why(None), "{name}: {word}");
    }
    assert!(words > 10, "{words}");
}
