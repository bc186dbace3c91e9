//! What a button of ours asks for, and its form on the wire.
//!
//! A button is data in a stranger's hands: an action names objects only, never rights. Role and scope
//! are checked anew at each press.

use serde::{Deserialize, Serialize};

use super::id::{AnnouncementId, GrantId};

/// What a press asks for. The text form stays under the platform's 64 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// "Daftar petugas" in a group's welcome.
    BecomeOfficer,
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
}

/// A button's data that is none of ours, or of a version that no longer exists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an action of this program")]
pub struct UnknownAction;

impl From<Action> for String {
    fn from(action: Action) -> Self {
        let two = |tag: &str, announcement: AnnouncementId, number: i64| {
            format!("{tag}:{}:{number}", announcement.0)
        };
        match action {
            Action::Acknowledge {
                announcement,
                revision,
            } => two("a", announcement, revision),
            Action::Submit {
                announcement,
                version,
            } => two("s", announcement, version),
            Action::Discard { announcement } => two("x", announcement, 0),
            Action::DropLast { announcement } => two("l", announcement, 0),
            Action::Approve {
                announcement,
                version,
            } => two("y", announcement, version),
            Action::ApproveSurely {
                announcement,
                version,
            } => two("Y", announcement, version),
            Action::Return {
                announcement,
                version,
            } => two("r", announcement, version),
            Action::Reject {
                announcement,
                version,
            } => two("n", announcement, version),
            Action::Reconsider {
                announcement,
                version,
            } => two("q", announcement, version),
            Action::CancelReason {
                announcement,
                version,
            } => two("k", announcement, version),
            Action::ConfirmGrant { grant } => format!("gc:{}", grant.0),
            Action::RefuseGrant { grant } => format!("gr:{}", grant.0),
            Action::RevokeGrant { grant } => format!("gx:{}", grant.0),
            Action::BecomeOfficer => "of".to_owned(),
            Action::Card { announcement } => two("c", announcement, 0),
            Action::Missing { announcement, page } => two("m", announcement, page),
            Action::Confirmed { announcement, page } => two("d", announcement, page),
        }
    }
}

impl TryFrom<String> for Action {
    type Error = UnknownAction;

    fn try_from(text: String) -> Result<Self, UnknownAction> {
        Self::parse(&text)
    }
}

impl Action {
    /// Whether the message with such a button is a step of a conversation, to be replaced by the next.
    /// Announcements and welcomes are not: they stay.
    #[must_use]
    pub fn is_conversation(self) -> bool {
        !matches!(self, Self::Acknowledge { .. } | Self::BecomeOfficer)
    }

    /// Reads the data of a pressed button.
    ///
    /// # Errors
    /// [`UnknownAction`] for anything that this program does not write.
    pub fn parse(text: &str) -> Result<Self, UnknownAction> {
        let mut fields = text.split(':');
        let tag = fields.next().unwrap_or_default();
        let mut number = || {
            fields
                .next()
                .and_then(|field| field.parse::<i64>().ok())
                .ok_or(UnknownAction)
        };
        let action = match tag {
            "of" => Self::BecomeOfficer,
            "gc" => Self::ConfirmGrant {
                grant: GrantId(number()?),
            },
            "gr" => Self::RefuseGrant {
                grant: GrantId(number()?),
            },
            "gx" => Self::RevokeGrant {
                grant: GrantId(number()?),
            },
            _ => {
                let announcement = AnnouncementId(number()?);
                let second = number()?;
                match tag {
                    "a" => Self::Acknowledge {
                        announcement,
                        revision: second,
                    },
                    "s" => Self::Submit {
                        announcement,
                        version: second,
                    },
                    "x" => Self::Discard { announcement },
                    "l" => Self::DropLast { announcement },
                    "y" => Self::Approve {
                        announcement,
                        version: second,
                    },
                    "Y" => Self::ApproveSurely {
                        announcement,
                        version: second,
                    },
                    "r" => Self::Return {
                        announcement,
                        version: second,
                    },
                    "n" => Self::Reject {
                        announcement,
                        version: second,
                    },
                    "q" => Self::Reconsider {
                        announcement,
                        version: second,
                    },
                    "k" => Self::CancelReason {
                        announcement,
                        version: second,
                    },
                    "c" => Self::Card { announcement },
                    "m" => Self::Missing {
                        announcement,
                        page: second,
                    },
                    "d" => Self::Confirmed {
                        announcement,
                        page: second,
                    },
                    _ => return Err(UnknownAction),
                }
            }
        };
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
        for action in [
            Action::Acknowledge {
                announcement,
                revision: version,
            },
            Action::Submit {
                announcement,
                version,
            },
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
            Action::BecomeOfficer,
            Action::Card { announcement },
            Action::Missing { announcement, page },
            Action::Confirmed { announcement, page },
        ] {
            let wire = String::from(action);
            assert!(wire.len() <= 64, "{wire}");
            assert_eq!(Action::parse(&wire), Ok(action));
        }
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        for text in ["", "a", "a:1", "a:x:1", "a:1:1:1", "zz:1:1", "of:1", "gc:"] {
            assert_eq!(Action::parse(text), Err(UnknownAction), "{text}");
        }
    }
}
