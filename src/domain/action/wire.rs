//! How an action is written into a button: a tag, and its fields between colons.

use super::{Action, UnknownAction};
use crate::domain::filter::Sift;
use crate::domain::holders::Wanted;
use crate::domain::id::{
    AnnouncementId, ChatId, EvidenceId, GrantId, PreviewId, RestorationId, TemplateId, TransferId,
    UninvitedId,
};
use crate::domain::institution::Code;
use crate::domain::leaf::{Leaf, List};
use crate::domain::panel::{Choice, Menu, Written};

/// A part of an action on the wire: the id or code of an object, or a count. Never holds a colon.
trait Field: Sized {
    fn write(&self) -> String;
    fn read(text: &str) -> Option<Self>;

    /// The announcement that it names.
    fn announcement(&self) -> Option<AnnouncementId> {
        None
    }
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

impl Field for AnnouncementId {
    fn write(&self) -> String {
        self.0.write()
    }

    fn read(text: &str) -> Option<Self> {
        i64::read(text).map(Self)
    }

    fn announcement(&self) -> Option<AnnouncementId> {
        Some(*self)
    }
}

number!(
    ChatId,
    EvidenceId,
    GrantId,
    PreviewId,
    RestorationId,
    TemplateId,
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

impl Field for Leaf {
    fn write(&self) -> String {
        self.write()
    }

    fn read(text: &str) -> Option<Self> {
        Self::read(text)
    }

    fn announcement(&self) -> Option<AnnouncementId> {
        Some(self.announcement)
    }
}

impl Field for Sift {
    fn write(&self) -> String {
        Sift::write(*self)
    }

    fn read(text: &str) -> Option<Self> {
        Self::read(text)
    }
}

/// The buttons of lists as they were written before those had filters; some still hang below cards.
pub(super) fn before_filters<'a>(
    tag: &str,
    mut fields: impl Iterator<Item = &'a str>,
) -> Option<Action> {
    let list = match tag {
        "m" => List::Missing,
        "d" => List::Confirmed,
        "jr" => List::Reached,
        _ => return None,
    };
    let announcement = field(&mut fields).ok()?;
    let page = field(&mut fields).ok()?;
    let leaf = Leaf::first(announcement, list).at(page);
    Some(Action::List { leaf })
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

            /// What the record calls the presses of each kind, in the order of [`Action::TAGS`].
            #[cfg(test)]
            pub(super) const NAMES: &'static [&'static str] = &[$(stringify!($action)),+];

            /// What the record calls a press of this kind. These words stand in old records: they are added to,
            /// never changed, and a test has them all.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$action { .. } => stringify!($action),)+
                }
            }

            /// The announcement that it is about, by the word of whoever pressed.
            #[must_use]
            pub fn announcement(&self) -> Option<AnnouncementId> {
                match self {
                    $(Self::$action $({ $($field),+ })? => {
                        None $($(.or_else(|| Field::announcement($field)))+)?
                    })+
                }
            }
        }

        /// The action of a tag with the fields that follow it; more of them may be left.
        pub(super) fn read<'a>(
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
    "ah" => Attend { announcement, revision },
    "at" => Decline { announcement, revision },
    "ad" => Disseminate { announcement, revision },
    "ax" => CancelEvidence { announcement } + 0,
    "as" => ShowEvidence { evidence },
    "e" => Earlier { announcement } + 0,
    "s" => Submit { announcement, version },
    "x" => Discard { announcement } + 0,
    "l" => DropLast { announcement } + 0,
    "om" => OpenMenu { announcement, version, menu },
    "oc" => Choose { announcement, version, choice },
    "ow" => WriteOption { announcement, version, written },
    "ot" => Trial { announcement, version },
    "oT" => TrialReceived { announcement } + 0,
    "tp" => Template { template },
    "tl" => Templates,
    "tu" => UseTemplate { template },
    "tc" => CancelFilling,
    "td" => DeleteTemplate { template },
    "tD" => DeleteTemplateSurely { template },
    "y" => Approve { announcement, version },
    "Y" => ApproveSurely { announcement, version },
    "r" => Return { announcement, version },
    "n" => Reject { announcement, version },
    "q" => Reconsider { announcement, version },
    "qs" => ShowSubmitted { announcement, version },
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
    "lr" => RevokeRoleLink { link },
    "of" => BecomeOfficer,
    "rs" => Release { restoration },
    "c" => Card { announcement } + 0,
    "v" => List { leaf },
    "vs" => Sift { leaf, sift },
    "z" => Standing { institution, leaf },
    "g" => RemindOne { institution, leaf },
    "ex" => Export { announcement } + 0,
    "p" => Pause { announcement } + 0,
    "u" => Resume { announcement } + 0,
    "h" => Stop { announcement } + 0,
    "H" => StopSurely { announcement } + 0,
    "hk" => KeepSending { announcement } + 0,
    "jn" => SendNow { announcement } + 0,
    "jN" => SendNowSurely { announcement } + 0,
    "jb" => CancelSchedule { announcement } + 0,
    "jB" => CancelScheduleSurely { announcement } + 0,
    "jk" => KeepSchedule { announcement } + 0,
    "f" => Resend { announcement } + 0,
    "ra" => Correct { announcement } + 0,
    "cb" => Withdraw { announcement } + 0,
    "er" => Remind { announcement } + 0,
    "ur" => RegisterUninvited { uninvited },
    "ul" => LeaveUninvited { uninvited },
    "uc" => CancelRegister,
    "tm" => MoveChat { transfer },
    "tk" => KeepChat { transfer },
    "cp" => ChatPage { chat },
    "gp" => OfficerPage { grant },
    "gn" => ShowOfficer { grant },
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
