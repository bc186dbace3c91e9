//! A new officer, as those who look after the institution hear of them.

use super::id::GrantId;

/// Somebody who has become an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// The role.
    pub grant: GrantId,
    /// First and last name.
    pub name: String,
    /// The number that people know the account by; none once erased.
    pub public_id: Option<String>,
    /// Name of the institution.
    pub institution: String,
    /// Name of the one whose role it was until then, by a hand-over.
    pub predecessor: Option<String>,
}
