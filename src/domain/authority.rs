//! Which refusals go on the record: those that say who somebody is not, or what nobody may do alone.
//!
//! A number that does not exist or a word that is misspelt is no matter of authority.

use super::refusal::Refusal;

impl Refusal {
    /// What the record calls a refusal for want of authority; nothing for any other. These words stand in
    /// old records: they are added to, never changed.
    #[must_use]
    pub fn authority(&self) -> Option<&'static str> {
        Some(match self {
            Self::RoleNeeded { .. } => "role_needed",
            Self::OutsideScope => "outside_scope",
            Self::OwnAnnouncement => "own_announcement",
            Self::ApprovedByYou { .. } => "approved_by_you",
            Self::NoApprover { .. } | Self::TooFewApprovers { .. } => "no_approver",
            Self::OwnInvitation => "own_invitation",
            Self::OwnRequest => "own_request",
            Self::RoleEndedBefore => "role_ended",
            Self::OwnersBySetting => "owners_by_setting",
            Self::NotInCharge => "not_in_charge",
            Self::NotYoursToRemind => "not_yours_to_remind",
            Self::OfficersOnly { .. } => "officers_only",
            Self::SendingFrozen => "sending_frozen",
            Self::InstitutionInactive { .. } => "institution_inactive",
            _ => return None,
        })
    }
}
