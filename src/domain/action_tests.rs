use super::*;
use crate::domain::leaf::List;

#[test]
fn every_action_survives_the_wire_in_64_bytes() {
    let announcement = AnnouncementId(i64::MAX);
    let (version, page) = (i64::MAX, i64::MAX);
    let grant = GrantId(i64::MAX);
    let chat = ChatId(i64::MAX);
    let uninvited = UninvitedId(i64::MAX);
    let transfer = TransferId(i64::MAX);
    let template = TemplateId(i64::MAX);
    let most = u32::MAX;
    let leaf = Leaf {
        announcement,
        list: List::Missing,
        filter: most,
        page: u16::MAX,
    };
    let code = || Code::parse(&"X".repeat(Code::MAX_LEN)).unwrap();
    for action in [
        Action::Acknowledge {
            announcement,
            revision: version,
        },
        Action::Attend {
            announcement,
            revision: version,
        },
        Action::Decline {
            announcement,
            revision: version,
        },
        Action::Disseminate {
            announcement,
            revision: version,
        },
        Action::CancelEvidence { announcement },
        Action::ShowEvidence {
            evidence: EvidenceId(i64::MAX),
        },
        Action::Earlier { announcement },
        Action::Submit {
            announcement,
            version,
        },
        Action::OpenMenu {
            announcement,
            version,
            menu: Menu::Regions(most),
        },
        Action::Choose {
            announcement,
            version,
            choice: Choice::Region(most, u16::MAX),
        },
        Action::WriteOption {
            announcement,
            version,
            written: Written::Schedule,
        },
        Action::Trial {
            announcement,
            version,
        },
        Action::TrialReceived { announcement },
        Action::Template { template },
        Action::Templates,
        Action::UseTemplate { template },
        Action::CancelFilling,
        Action::DeleteTemplate { template },
        Action::DeleteTemplateSurely { template },
        Action::Discard { announcement },
        Action::DropLast { announcement },
        Action::Approve {
            announcement,
            version,
        },
        Action::ApproveSurely {
            announcement,
            version,
        },
        Action::Return {
            announcement,
            version,
        },
        Action::Reject {
            announcement,
            version,
        },
        Action::Reconsider {
            announcement,
            version,
        },
        Action::ShowSubmitted {
            announcement,
            version,
        },
        Action::CancelReason {
            announcement,
            version,
        },
        Action::ConfirmGrant { grant },
        Action::RefuseGrant { grant },
        Action::RevokeGrant { grant },
        Action::Holders {
            wanted: Wanted::Below(code()),
            page,
        },
        Action::Holder { grant },
        Action::EndGrant { grant },
        Action::EndGrantSurely { grant },
        Action::Deactivate {
            institution: code(),
        },
        Action::KeepActive {
            institution: code(),
        },
        Action::Erase { account: i64::MAX },
        Action::EraseSurely { account: i64::MAX },
        Action::KeepData,
        Action::RevokeLinks { batch: i64::MAX },
        Action::BecomeOfficer,
        Action::ApplyImport {
            preview: PreviewId(i64::MAX),
        },
        Action::DiscardImport {
            preview: PreviewId(i64::MAX),
        },
        Action::Release {
            restoration: RestorationId(i64::MAX),
        },
        Action::Card { announcement },
        Action::List { leaf },
        Action::Sift {
            leaf,
            sift: Sift::Region(u16::MAX),
        },
        Action::Standing {
            institution: code(),
            leaf,
        },
        Action::RemindOne {
            institution: code(),
            leaf,
        },
        Action::Export { announcement },
        Action::Pause { announcement },
        Action::Resume { announcement },
        Action::Stop { announcement },
        Action::StopSurely { announcement },
        Action::KeepSending { announcement },
        Action::SendNow { announcement },
        Action::SendNowSurely { announcement },
        Action::CancelSchedule { announcement },
        Action::CancelScheduleSurely { announcement },
        Action::KeepSchedule { announcement },
        Action::Resend { announcement },
        Action::Remind { announcement },
        Action::RegisterUninvited { uninvited },
        Action::LeaveUninvited { uninvited },
        Action::CancelRegister,
        Action::MoveChat { transfer },
        Action::KeepChat { transfer },
        Action::ChatPage { chat },
        Action::OfficerPage { grant },
        Action::ShowOfficer { grant },
        Action::ReplaceOfficer { grant },
        Action::KeepOfficer { grant },
        Action::ReceiveByRule { chat },
        Action::ReceiveAlways { chat },
        Action::ReceiveNever { chat },
        Action::ReleaseChat { chat },
        Action::ReleaseChatSurely { chat },
        Action::Registry { page: most },
        Action::Hits {
            search: most,
            page: most,
        },
        Action::Institution {
            institution: code(),
            search: most,
            page: most,
        },
        Action::Below {
            institution: code(),
            page: most,
        },
        Action::InviteOfficer {
            institution: code(),
        },
        Action::InviteGroup {
            institution: code(),
        },
        Action::Checkup { page },
        Action::LookNow,
        Action::ShowRequest { grant },
    ] {
        let wire = String::from(action.clone());
        assert!(wire.len() <= 64, "{wire}");
        assert_eq!(Action::parse(&wire), Ok(action));
    }
}

#[test]
fn what_is_not_ours_is_refused() {
    for text in [
        "",
        "a",
        "a:1",
        "a:x:1",
        "a:1:1:1",
        "zz:1:1",
        "of:1",
        "gc:",
        "ik:kpu-64",
        "w:?:0",
    ] {
        assert_eq!(Action::parse(text), Err(UnknownAction), "{text}");
    }
}

#[test]
fn buttons_of_lists_from_before_filters_still_lead_there() {
    let announcement = AnnouncementId(7);
    for (wire, list, page) in [
        ("m:7:0", List::Missing, 0),
        ("d:7:3", List::Confirmed, 3),
        ("jr:7:9999999999999", List::Reached, i64::MAX),
        ("m:7:-5", List::Missing, 0),
    ] {
        let leaf = Leaf::first(announcement, list).at(page);
        assert_eq!(Action::parse(wire), Ok(Action::List { leaf }), "{wire}");
    }
    for wire in ["m:7", "m:x:0", "m:7:0:0"] {
        assert_eq!(Action::parse(wire), Err(UnknownAction), "{wire}");
    }
}

/// Words of the record stand in old lines: whoever renames a variant has to keep its word.
#[test]
fn what_the_record_calls_the_buttons_is_never_changed() {
    let words = "\
        Acknowledge Attend Decline Disseminate CancelEvidence ShowEvidence Earlier Submit Discard \
        DropLast OpenMenu Choose WriteOption Trial TrialReceived Template Templates UseTemplate \
        CancelFilling DeleteTemplate DeleteTemplateSurely Approve ApproveSurely Return Reject \
        Reconsider ShowSubmitted CancelReason ConfirmGrant RefuseGrant RevokeGrant ApplyImport \
        DiscardImport Holders Holder EndGrant EndGrantSurely Deactivate KeepActive Erase \
        EraseSurely KeepData RevokeLinks RevokeRoleLink BecomeOfficer Release Card List Sift \
        Standing RemindOne Export Pause Resume Stop StopSurely KeepSending SendNow SendNowSurely \
        CancelSchedule CancelScheduleSurely KeepSchedule Resend Correct Withdraw Remind \
        RegisterUninvited LeaveUninvited CancelRegister MoveChat KeepChat ChatPage OfficerPage \
        ShowOfficer ReplaceOfficer KeepOfficer ReceiveByRule ReceiveAlways ReceiveNever ReleaseChat \
        ReleaseChatSurely Registry Hits Institution Below InviteOfficer InviteGroup Checkup LookNow \
        ShowRequest";
    assert_eq!(Action::NAMES.join(" "), words);
}
