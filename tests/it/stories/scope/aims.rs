//! Whose object each button and each command is about. A new one does not compile until it is said here.

use satupintu::domain::action::Action;
use satupintu::domain::command::Verb;

/// Whose an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Of another scope: it has to be refused, and changes nothing.
    Foreign,
    /// The presser's, or that of the place: it may do something there, and must not tell of others.
    Own,
}

pub fn whose(action: &Action) -> Whose {
    match action {
        Action::Acknowledge { .. }
        | Action::Attend { .. }
        | Action::Decline { .. }
        | Action::Disseminate { .. }
        | Action::CancelEvidence { .. }
        | Action::ShowEvidence { .. }
        | Action::Earlier { .. }
        | Action::Submit { .. }
        | Action::Discard { .. }
        | Action::DropLast { .. }
        | Action::OpenMenu { .. }
        | Action::Choose { .. }
        | Action::WriteOption { .. }
        | Action::Trial { .. }
        | Action::Approve { .. }
        | Action::ApproveSurely { .. }
        | Action::Return { .. }
        | Action::Reject { .. }
        | Action::Reconsider { .. }
        | Action::ShowSubmitted { .. }
        | Action::CancelReason { .. }
        | Action::ConfirmGrant { .. }
        | Action::RefuseGrant { .. }
        | Action::RevokeGrant { .. }
        | Action::Holder { .. }
        | Action::EndGrant { .. }
        | Action::EndGrantSurely { .. }
        | Action::Deactivate { .. }
        | Action::KeepActive { .. }
        | Action::Erase { .. }
        | Action::EraseSurely { .. }
        | Action::Release { .. }
        | Action::Card { .. }
        | Action::List { .. }
        | Action::Sift { .. }
        | Action::Standing { .. }
        | Action::RemindOne { .. }
        | Action::Export { .. }
        | Action::Pause { .. }
        | Action::Resume { .. }
        | Action::Stop { .. }
        | Action::StopSurely { .. }
        | Action::KeepSending { .. }
        | Action::SendNow { .. }
        | Action::SendNowSurely { .. }
        | Action::CancelSchedule { .. }
        | Action::CancelScheduleSurely { .. }
        | Action::KeepSchedule { .. }
        | Action::Resend { .. }
        | Action::Correct { .. }
        | Action::Withdraw { .. }
        | Action::Remind { .. }
        | Action::ChatPage { .. }
        | Action::OfficerPage { .. }
        | Action::ShowOfficer { .. }
        | Action::ReceiveByRule { .. }
        | Action::ReceiveAlways { .. }
        | Action::ReceiveNever { .. }
        | Action::ReleaseChat { .. }
        | Action::ReleaseChatSurely { .. }
        | Action::InviteOfficer { .. }
        | Action::InviteGroup { .. }
        | Action::RevokeLinks { .. }
        | Action::RevokeRoleLink { .. }
        | Action::ApplyImport { .. }
        | Action::DiscardImport { .. }
        | Action::ShowRequest { .. }
        | Action::RegisterUninvited { .. }
        | Action::LeaveUninvited { .. }
        | Action::MoveChat { .. }
        | Action::KeepChat { .. }
        | Action::ReplaceOfficer { .. }
        | Action::KeepOfficer { .. } => Whose::Foreign,
        // Lists are cut to what the asker may see, also to nothing.
        Action::Holders { .. }
        | Action::Registry { .. }
        | Action::Hits { .. }
        | Action::Institution { .. }
        | Action::Below { .. }
        | Action::Checkup { .. }
        | Action::KeepData
        | Action::CancelRegister
        | Action::LookNow
        // Templates are everybody's who may write or own.
        | Action::Template { .. }
        | Action::Templates
        | Action::UseTemplate { .. }
        | Action::CancelFilling
        | Action::DeleteTemplate { .. }
        | Action::DeleteTemplateSurely { .. }
        // It says what it says to everybody.
        | Action::TrialReceived { .. }
        | Action::BecomeOfficer => Whose::Own,
    }
}

/// What is typed behind a command to reach foreign objects; nothing for commands that are about none.
pub fn aimed(verb: Verb, account: i64) -> Vec<String> {
    let account = account.to_string();
    let typed: &[&str] = match verb {
        Verb::Status | Verb::Export | Verb::Remind => &["1", "1/2026"],
        Verb::Missing | Verb::Confirmed | Verb::Failed => &[
            "1",
            "1/2026",
            "1 wilayah:\"Kota Makassar\"",
            "1 penyelenggara-pemilu makassar",
        ],
        Verb::Recap => &["2026-11", "", "KPU-73"],
        Verb::Correct | Verb::Withdraw => &["1 Teks", "1/2026 Teks", "1", "1/2026", ""],
        Verb::Institution => &["KPU-73", "KPU-73.71", "Makassar", "sulawesi selatan"],
        Verb::Invite => &[
            "petugas KPU-73.71",
            "grup KPU-73.71",
            "penyusun KPU-73",
            "penyetuju KPU-73",
            "koordinator wilayah:\"Kota Makassar\"",
        ],
        Verb::Links => &[
            "KPU-73",
            "-KPU-73.71",
            "sasaran=KPU-73.71",
            "wilayah:\"Kota Makassar\"",
            "cabut KPU-73",
            "cabut -KPU-73.71",
            "qr KPU-73.71",
            "peran",
            "cabut peran",
        ],
        Verb::Roles => &["KPU-73", "Zulfikar", "petugas", &account],
        Verb::EndRole => &["Zulfikar", &account],
        Verb::Erase => &["Zulfikar", &account],
        Verb::HandOver => &["KPU-73.71"],
        Verb::Deactivate | Verb::Activate => &["KPU-73", "KPU-73.71"],
        // Without a file it tells how; with one it is an owner's, in a story of its own.
        Verb::Import | Verb::Checkup | Verb::Help | Verb::Id => &[""],
        Verb::Start => &["0123456789abcdef0123456789abcdef01234567"],
        // Begins something of one's own, brakes all there is, or tells of oneself.
        Verb::Announce
        | Verb::Board
        | Verb::Templates
        | Verb::Freeze
        | Verb::Thaw
        | Verb::Privacy => &[],
    };
    typed.iter().map(|it| (*it).to_owned()).collect()
}
