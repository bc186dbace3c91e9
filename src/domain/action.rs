//! What a button of ours asks for. `wire` has the form in which it travels.
//!
//! A button is data in a stranger's hands: an action names objects only, never rights. Role and scope
//! are checked anew at each press.

mod wire;

use serde::{Deserialize, Serialize};

use super::holders::Wanted;
use super::id::{
    AnnouncementId, ChatId, GrantId, PreviewId, RestorationId, TransferId, UninvitedId,
};
use super::institution::Code;
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
    /// A page of those who have not confirmed.
    Missing {
        announcement: AnnouncementId,
        page: i64,
    },
    /// A page of those who have.
    Confirmed {
        announcement: AnnouncementId,
        page: i64,
    },
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
    /// "Kirim ulang yang gagal".
    Resend { announcement: AnnouncementId },
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

/// A part of an action on the wire: the id or code of an object, or a count. Never holds a colon.
trait Field: Sized {
    fn write(&self) -> String;
    fn read(text: &str) -> Option<Self>;
}

impl Field for i64 {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Field for u32 {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

macro_rules! number {
    ($($id:ident),+) => {
        $(impl Field for $id {
            fn write(&self) -> String {
                self.0.write()
            }

            fn read(text: &str) -> Option<Self> {
                i64::read(text).map(Self)
            }
        })+
    };
}

number!(
    AnnouncementId,
    ChatId,
    GrantId,
    PreviewId,
    RestorationId,
    TransferId,
    UninvitedId
);

impl Field for Code {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).filter(|code| code.as_str() == text)
    }
}

impl Field for Menu {
    fn write(&self) -> String {
        Menu::write(*self)
    }

    fn read(text: &str) -> Option<Self> {
        Menu::read(text)
    }
}

impl Field for Choice {
    fn write(&self) -> String {
        Choice::write(*self)
    }

    fn read(text: &str) -> Option<Self> {
        Choice::read(text)
    }
}

impl Field for Written {
    fn write(&self) -> String {
        self.as_str().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::from_stored(text)
    }
}

impl Field for Wanted {
    fn write(&self) -> String {
        self.write()
    }

    fn read(text: &str) -> Option<Self> {
        Self::read(text)
    }
}

/// Writes and reads actions by one table: each has a tag, and its fields follow in the given order.
/// What is about an announcement alone has a zero where others have their second field.
macro_rules! wire {
    ($($tag:literal => $action:ident $({ $($field:ident),+ })? $(+ $zero:literal)?,)+) => {
        impl From<Action> for String {
            fn from(action: Action) -> Self {
                match action {
                    $(Action::$action $({ $($field),+ })? => {
                        let fields: &[String] =
                            &[$($($field.write()),+)? $(, i64::write(&$zero))?];
                        join($tag, fields)
                    })+
                }
            }
        }

        impl Action {
            /// How each kind of action begins on the wire.
            pub const TAGS: &'static [&'static str] = &[$($tag),+];
        }

        /// The action of a tag with the fields that follow it; more of them may be left.
        fn read<'a>(
            tag: &str,
            mut fields: impl Iterator<Item = &'a str>,
        ) -> Result<Action, UnknownAction> {
            let action = match tag {
                $($tag => {
                    let action = Action::$action $({ $($field: field(&mut fields)?),+ })?;
                    $(if field::<i64>(&mut fields)? != $zero {
                        return Err(UnknownAction);
                    })?
                    action
                })+
                _ => return Err(UnknownAction),
            };
            Ok(action)
        }
    };
}

wire! {
    "a" => Acknowledge { announcement, revision },
    "s" => Submit { announcement, version },
    "x" => Discard { announcement } + 0,
    "l" => DropLast { announcement } + 0,
    "om" => OpenMenu { announcement, version, menu },
    "oc" => Choose { announcement, version, choice },
    "ow" => WriteOption { announcement, version, written },
    "ot" => Trial { announcement, version },
    "oT" => TrialReceived { announcement } + 0,
    "y" => Approve { announcement, version },
    "Y" => ApproveSurely { announcement, version },
    "r" => Return { announcement, version },
    "n" => Reject { announcement, version },
    "q" => Reconsider { announcement, version },
    "k" => CancelReason { announcement, version },
    "gc" => ConfirmGrant { grant },
    "gr" => RefuseGrant { grant },
    "gx" => RevokeGrant { grant },
    "ia" => ApplyImport { preview },
    "ix" => DiscardImport { preview },
    "w" => Holders { wanted, page },
    "gh" => Holder { grant },
    "ge" => EndGrant { grant },
    "gE" => EndGrantSurely { grant },
    "iN" => Deactivate { institution },
    "ik" => KeepActive { institution },
    "xe" => Erase { account },
    "xE" => EraseSurely { account },
    "xk" => KeepData,
    "lx" => RevokeLinks { batch },
    "of" => BecomeOfficer,
    "rs" => Release { restoration },
    "c" => Card { announcement } + 0,
    "m" => Missing { announcement, page },
    "d" => Confirmed { announcement, page },
    "p" => Pause { announcement } + 0,
    "u" => Resume { announcement } + 0,
    "h" => Stop { announcement } + 0,
    "H" => StopSurely { announcement } + 0,
    "hk" => KeepSending { announcement } + 0,
    "f" => Resend { announcement } + 0,
    "ur" => RegisterUninvited { uninvited },
    "ul" => LeaveUninvited { uninvited },
    "uc" => CancelRegister,
    "tm" => MoveChat { transfer },
    "tk" => KeepChat { transfer },
    "cp" => ChatPage { chat },
    "gp" => OfficerPage { grant },
    "go" => ReplaceOfficer { grant },
    "gk" => KeepOfficer { grant },
    "ca" => ReceiveByRule { chat },
    "cy" => ReceiveAlways { chat },
    "cn" => ReceiveNever { chat },
    "cx" => ReleaseChat { chat },
    "cX" => ReleaseChatSurely { chat },
    "L" => Registry { page },
    "ls" => Hits { search, page },
    "i" => Institution { institution, search, page },
    "b" => Below { institution, page },
    "io" => InviteOfficer { institution },
    "ig" => InviteGroup { institution },
    "hp" => Checkup { page },
    "hl" => LookNow,
    "gs" => ShowRequest { grant },
}

fn field<'a, T: Field>(fields: &mut impl Iterator<Item = &'a str>) -> Result<T, UnknownAction> {
    let text = fields.next().ok_or(UnknownAction)?;
    T::read(text).ok_or(UnknownAction)
}

fn join(tag: &str, fields: &[String]) -> String {
    let mut text = tag.to_owned();
    for field in fields {
        text.push(':');
        text.push_str(field);
    }
    text
}

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
                | Self::TrialReceived { .. }
                | Self::BecomeOfficer
                | Self::RevokeLinks { .. }
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
        let action = wire::read(tag, &mut fields)?;
        if fields.next().is_some() {
            return Err(UnknownAction);
        }
        Ok(action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_survives_the_wire_in_64_bytes() {
        let announcement = AnnouncementId(i64::MAX);
        let (version, page) = (i64::MAX, i64::MAX);
        let grant = GrantId(i64::MAX);
        let chat = ChatId(i64::MAX);
        let uninvited = UninvitedId(i64::MAX);
        let transfer = TransferId(i64::MAX);
        let most = u32::MAX;
        let code = || Code::parse(&"X".repeat(Code::MAX_LEN)).unwrap();
        for action in [
            Action::Acknowledge {
                announcement,
                revision: version,
            },
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
            Action::Missing { announcement, page },
            Action::Confirmed { announcement, page },
            Action::Pause { announcement },
            Action::Resume { announcement },
            Action::Stop { announcement },
            Action::StopSurely { announcement },
            Action::KeepSending { announcement },
            Action::Resend { announcement },
            Action::RegisterUninvited { uninvited },
            Action::LeaveUninvited { uninvited },
            Action::CancelRegister,
            Action::MoveChat { transfer },
            Action::KeepChat { transfer },
            Action::ChatPage { chat },
            Action::OfficerPage { grant },
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
}
#[path = "action_tests.rs"]
mod tests;
