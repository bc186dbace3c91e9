//! A role that somebody asked for with a link, with all that owners want to know of it.

use crate::service::{Error, people};
use crate::store::grant::Grant;
use crate::store::person::{self, Person};
use crate::view::grant::Request;

use super::talk::Talk;

/// The role, who asked for it, and the name of whoever made the link.
pub(super) struct Asked {
    pub(super) grant: Grant,
    pub(super) person: Person,
    inviter: String,
}

impl Asked {
    pub(super) async fn of(talk: &mut Talk<'_>, grant: Grant) -> Result<Self, Error> {
        let person = person::get(talk.tx, &grant.person).await?;
        let inviter = match &grant.invited_by {
            Some(inviter) => people::name(talk.tx, inviter).await?,
            None => String::new(),
        };
        Ok(Self {
            grant,
            person,
            inviter,
        })
    }

    /// As owners read it.
    pub(super) fn request(&self) -> Request<'_> {
        let address = self.person.address.as_ref();
        Request {
            grant: self.grant.id,
            name: &self.person.name,
            public_id: address.map_or("", |address| address.public_id()),
            username: self.person.username.as_deref(),
            role: self.grant.role,
            area: &self.grant.area,
            inviter: &self.inviter,
        }
    }
}
