//! What a button of ours asks for. `wire` has the form in which it travels.
//!
//! A button is data in a stranger's hands: an action names objects only, never rights. Role and scope
//! are checked anew at each press.

mod wire;

use serde::{Deserialize, Serialize};

use super::filter::Sift;
use super::holders::Wanted;
use super::id::{
    AnnouncementId, ChatId, EvidenceId, GrantId, PreviewId, RestorationId, TemplateId, TransferId,
    UninvitedId,
};
use super::institution::Code;
use super::leaf::Leaf;
use super::panel::{Choice, Menu, Written};
use super::registry::SearchNumber;

/// What a press asks for. The text form stays under the platform's 64 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Action {
    /// "Diterima": this institution has read revision `revision`.
    Acknowledge {
        announcement: AnnouncementId,
        revision: i64,
    },
    /// "Hadir": this institution, invited by revision `revision`, comes.
    Attend {
        announcement: AnnouncementId,
        revision: i64,
    },
    /// "Tidak hadir".
    Decline {
        announcement: AnnouncementId,
        revision: i64,
    },
    /// "Siaran sebelumnya": why a newcomer got it.
    Earlier { announcement: AnnouncementId },
    /// "Ajukan": hand the draft, as of edit `version`, to the approvers.
    Submit {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Batal": drop the draft.
    Discard { announcement: AnnouncementId },
    /// "Hapus terakhir": take back the draft's last piece.
    DropLast { announcement: AnnouncementId },
    /// A menu in the place of the panel, of the draft as of edit `version`.
    OpenMenu {
        announcement: AnnouncementId,
        version: i64,
        menu: Menu,
    },
    /// One press in such a menu.
    Choose {
        announcement: AnnouncementId,
        version: i64,
        choice: Choice,
    },
    /// "Tulis sendiri": the author's next words are the value.
    WriteOption {
        announcement: AnnouncementId,
        version: i64,
        written: Written,
    },
    /// "Uji kirim": the draft as members would see it, to its author alone.
    Trial {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Diterima" under a trial, which counts for nothing.
    TrialReceived { announcement: AnnouncementId },
    /// The page of a template.
    Template { template: TemplateId },
    /// All templates: "‹ Kembali".
    Templates,
    /// "Pakai": a draft is made of it.
    UseTemplate { template: TemplateId },
    /// "Batal" below a question for a field.
    CancelFilling,
    /// "Hapus": ask once more.
    DeleteTemplate { template: TemplateId },
    /// "Ya, hapus".
    DeleteTemplateSurely { template: TemplateId },
    /// "Setujui": ask once more.
    Approve {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Ya, kirim".
    ApproveSurely {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Disebarluaskan": an institution passed it on, and says how.
    Disseminate {
        announcement: AnnouncementId,
        revision: i64,
    },
    /// "Batal" below the question for evidence.
    CancelEvidence { announcement: AnnouncementId },
    /// A screenshot that was given as evidence.
    ShowEvidence { evidence: EvidenceId },
    /// "Kembalikan": back to its author, with a reason.
    Return {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Tolak": never to be sent, with a reason.
    Reject {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Tidak jadi" below the second question.
    Reconsider {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Tampilkan lagi" below a reminder to approvers.
    ShowSubmitted {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Batal" below the question for a reason.
    CancelReason {
        announcement: AnnouncementId,
        version: i64,
    },
    /// "Sahkan": make a redeemed role take effect.
    ConfirmGrant { grant: GrantId },
    /// "Tolak" below a redeemed role.
    RefuseGrant { grant: GrantId },
    /// "Cabut" below a new officer.
    RevokeGrant { grant: GrantId },
    /// A page of who holds which role.
    Holders { wanted: Wanted, page: i64 },
    /// A person's roles, by one of them.
    Holder { grant: GrantId },
    /// "Cabut" below a person's roles: ask once more.
    EndGrant { grant: GrantId },
    /// "Ya, cabut".
    EndGrantSurely { grant: GrantId },
    /// "Ya, nonaktifkan": an institution is no member any more.
    Deactivate { institution: Code },
    /// "Tidak jadi" below that question.
    KeepActive { institution: Code },
    /// "Hapus data saya": ask once more. Of a Telegram account by its number; an owner's of anybody.
    Erase { account: i64 },
    /// "Ya, hapus".
    EraseSurely { account: i64 },
    /// "Tidak jadi" below either question.
    KeepData,
    /// "Cabut tautan lama": links that were made before this batch.
    RevokeLinks { batch: i64 },
    /// "Cabut tautan": a link for a role that weighs more than an officer's.
    RevokeRoleLink { link: i64 },
    /// "Daftar petugas" in a group's welcome.
    BecomeOfficer,
    /// "Terapkan" below the preview of an import.
    ApplyImport { preview: PreviewId },
    /// "Batal" below it.
    DiscardImport { preview: PreviewId },
    /// "Lanjutkan" after a restore from a backup.
    Release { restoration: RestorationId },
    /// The card of an announcement.
    Card { announcement: AnnouncementId },
    /// "Ekspor": the files of an announcement.
    Export { announcement: AnnouncementId },
    /// A page of a list of its institutions.
    List { leaf: Leaf },
    /// "Saring": what narrows such a list.
    Sift { leaf: Leaf, sift: Sift },
    /// An institution of such a list: how the announcement stands there.
    Standing { institution: Code, leaf: Leaf },
    /// "Ingatkan" on its page: that one alone.
    RemindOne { institution: Code, leaf: Leaf },
    /// "Jeda": hold a running broadcast.
    Pause { announcement: AnnouncementId },
    /// "Lanjutkan".
    Resume { announcement: AnnouncementId },
    /// "Hentikan": ask once more.
    Stop { announcement: AnnouncementId },
    /// "Ya, hentikan".
    StopSurely { announcement: AnnouncementId },
    /// "Tidak jadi" below that question.
    KeepSending { announcement: AnnouncementId },
    /// "Ralat": a draft that is to take its place.
    Correct { announcement: AnnouncementId },
    /// "Cabut": a draft of the reason why it holds no longer.
    Withdraw { announcement: AnnouncementId },
    /// "Kirim sekarang" of what waits for its schedule: ask once more.
    SendNow { announcement: AnnouncementId },
    /// "Ya, kirim sekarang".
    SendNowSurely { announcement: AnnouncementId },
    /// "Batalkan jadwal": ask once more.
    CancelSchedule { announcement: AnnouncementId },
    /// "Ya, batalkan".
    CancelScheduleSurely { announcement: AnnouncementId },
    /// "Tidak jadi" below either question.
    KeepSchedule { announcement: AnnouncementId },
    /// "Kirim ulang yang gagal".
    Resend { announcement: AnnouncementId },
    /// "Ingatkan": those who have not confirmed.
    Remind { announcement: AnnouncementId },
    /// "Daftarkan" under a group that nobody registered.
    RegisterUninvited { uninvited: UninvitedId },
    /// "Keluar" under one.
    LeaveUninvited { uninvited: UninvitedId },
    /// "Batal" below the question for which institution it is.
    CancelRegister,
    /// "Pindahkan": a chat goes over to another institution.
    MoveChat { transfer: TransferId },
    /// "Tolak" below that question.
    KeepChat { transfer: TransferId },
    /// The page of a chat.
    ChatPage { chat: ChatId },
    /// The page of an officer.
    OfficerPage { grant: GrantId },
    /// The same below a notice that names several, which stays as it is.
    ShowOfficer { grant: GrantId },
    /// "Ganti": a link by which somebody else becomes the officer.
    ReplaceOfficer { grant: GrantId },
    /// "Tetap" below an officer who left a group.
    KeepOfficer { grant: GrantId },
    /// "Terima siaran: otomatis".
    ReceiveByRule { chat: ChatId },
    /// "Terima siaran: selalu".
    ReceiveAlways { chat: ChatId },
    /// "Terima siaran: tidak".
    ReceiveNever { chat: ChatId },
    /// "Lepaskan": ask once more.
    ReleaseChat { chat: ChatId },
    /// "Ya, lepaskan".
    ReleaseChatSurely { chat: ChatId },
    /// A page of the asker's institutions that have none above them.
    Registry { page: u32 },
    /// A page of what was sought.
    Hits { search: SearchNumber, page: u32 },
    /// The page of an institution; and the page of a search that "‹ Kembali" leads to.
    Institution {
        institution: Code,
        search: SearchNumber,
        page: u32,
    },
    /// "Di bawahnya": a page of the institutions below one.
    Below { institution: Code, page: u32 },
    /// "Undang petugas"
    InviteOfficer { institution: Code },
    /// "Tautan grup"
    InviteGroup { institution: Code },
    /// A page of what is wrong with the registry.
    Checkup { page: i64 },
    /// "Periksa langsung": look at the chats themselves.
    LookNow,
    /// A role that waits for "Sahkan", to be shown again.
    ShowRequest { grant: GrantId },
}

/// A button's data that is none of ours, or of a version that no longer exists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an action of this program")]
pub struct UnknownAction;

impl TryFrom<String> for Action {
    type Error = UnknownAction;

    fn try_from(text: String) -> Result<Self, UnknownAction> {
        Self::parse(&text)
    }
}

impl Action {
    /// Whether the message with such a button is a step of a conversation, to be replaced by the next.
    /// Announcements, welcomes, files and notices that name several people are not: they stay.
    #[must_use]
    pub fn is_conversation(&self) -> bool {
        !matches!(
            self,
            Self::Acknowledge { .. }
                | Self::Attend { .. }
                | Self::Decline { .. }
                | Self::Disseminate { .. }
                | Self::Earlier { .. }
                | Self::TrialReceived { .. }
                | Self::BecomeOfficer
                | Self::RevokeLinks { .. }
                | Self::ShowOfficer { .. }
        )
    }

    /// Reads the data of a pressed button.
    ///
    /// # Errors
    /// [`UnknownAction`] for anything that this program does not write.
    pub fn parse(text: &str) -> Result<Self, UnknownAction> {
        let mut fields = text.split(':');
        let tag = fields.next().unwrap_or_default();
        let action = match wire::before_filters(tag, &mut fields) {
            Some(action) => action,
            None => wire::read(tag, &mut fields)?,
        };
        if fields.next().is_some() {
            return Err(UnknownAction);
        }
        Ok(action)
    }
}

#[cfg(test)]
#[path = "action_tests.rs"]
mod tests;
