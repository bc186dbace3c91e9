//! Making one link.

use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, PlaceKind};
use crate::domain::hex::hex;
use crate::domain::id::{self, PersonId};
use crate::domain::invitation::{Invitation, TOKEN_DIGITS};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::service::{Error, Rules, people};
use crate::store::event::Entry;
use crate::store::invitation::{self, Link};
use crate::store::{Tx, chat, institution};

use super::{find, find_within, hash, inviting_scope, need_inviter};

/// Whom a link is to make a member of what, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nothing was named: everywhere.
    Everywhere,
    /// An institution's code.
    Institution(String),
    /// A region's name.
    Region(String),
}

/// A link that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its id, by which it can be taken back.
    pub id: i64,
    /// What it makes its redeemer.
    pub what: Invitation,
    /// How far.
    pub area: Area,
    /// To be opened in Telegram.
    pub url: String,
    /// Until when.
    pub expires_at: Timestamp,
    /// By how many.
    pub uses: i64,
}

/// Makes a link.
///
/// # Errors
/// Refused without the role for it, outside its scope, or for an unknown code or region.
pub async fn create(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    what: Invitation,
    target: &Target,
    now: Timestamp,
) -> Result<Made, Error> {
    let area = match what {
        Invitation::Person(Role::Author | Role::Approver | Role::Coordinator) => {
            people::need(actor, Role::Owner)?;
            resolve(tx, actor, target).await?
        }
        Invitation::Person(Role::Officer) | Invitation::Chat => {
            need_inviter(actor)?;
            let Target::Institution(typed) = target else {
                return Err(Refusal::InviteUsage.into());
            };
            let scope = inviting_scope(actor);
            Area::Subtree(find_within(tx, typed, &scope).await?.code)
        }
        Invitation::Person(Role::Owner) => return Err(Refusal::InviteUsage.into()),
    };
    make(tx, rules, Some(&actor.person), what, area, now).await
}

/// Makes an officer's link for somebody who pressed "Daftar petugas" in a group of the institution.
///
/// # Errors
/// Refused where the chat is not registered or strangers can get in.
pub async fn create_for_group_member(
    tx: &mut Tx,
    rules: &Rules,
    place: &Place,
    now: Timestamp,
) -> Result<Made, Error> {
    let chats = chat::at(tx, &place.address).await?;
    let registered = chats
        .into_iter()
        .find(|chat| chat.kind == PlaceKind::Group)
        .ok_or_else(|| Refusal::ChatUnknown {
            address: place.address.clone(),
        })?;
    find(tx, registered.institution.as_str()).await?;
    if registered.public || place.public {
        return Err(Refusal::RoleNeeded {
            role: Role::Coordinator,
        }
        .into());
    }
    let what = Invitation::Person(Role::Officer);
    let once = Rules {
        officer_link_uses: 1,
        ..rules.clone()
    };
    make(
        tx,
        &once,
        None,
        what,
        Area::Subtree(registered.institution),
        now,
    )
    .await
}

/// Makes a link for somebody who may, which the caller has seen to.
///
/// # Errors
/// A database fault.
pub(in crate::service) async fn make(
    tx: &mut Tx,
    rules: &Rules,
    by: Option<&PersonId>,
    what: Invitation,
    area: Area,
    now: Timestamp,
) -> Result<Made, Error> {
    let id = id::next(now);
    let (link, url) = fresh(rules, by, what, area, (id, id), now);
    invitation::insert_all(tx, std::slice::from_ref(&link), now).await?;
    let (kind, value) = link.area.to_stored();
    let detail =
        serde_json::json!({ "link": link.id, "what": what.as_str(), "area": [kind, value] });
    let entry = by.map_or(Entry::of_itself("link.made"), |by| {
        Entry::by(by, "link.made")
    });
    entry.write(tx, now, detail).await?;
    Ok(Made {
        id: link.id,
        what,
        area: link.area,
        url,
        expires_at: link.expires_at,
        uses: link.uses_left,
    })
}

/// A link that is not written down yet, by its own id and that of its batch, and where it leads.
pub(super) fn fresh(
    rules: &Rules,
    by: Option<&PersonId>,
    what: Invitation,
    area: Area,
    (id, batch): (i64, i64),
    now: Timestamp,
) -> (Link, String) {
    let (uses, expires, parameter) = match what {
        Invitation::Person(Role::Officer) => {
            (rules.officer_link_uses, rules.officer_link_expires, "start")
        }
        Invitation::Person(_) => (1, rules.role_link_expires, "start"),
        Invitation::Chat => (1, rules.chat_link_expires, "startgroup"),
    };
    let token = new_token();
    let link = Link {
        id,
        batch,
        token_hash: hash(&token),
        what,
        area,
        invited_by: by.cloned(),
        created_at: now,
        expires_at: now.plus(expires),
        uses_left: uses,
        revoked: false,
    };
    let url = format!("https://t.me/{}?{parameter}={token}", rules.bot_username);
    (link, url)
}

async fn resolve(tx: &mut Tx, actor: &Actor, target: &Target) -> Result<Area, Error> {
    match target {
        Target::Everywhere => Ok(Area::Everywhere),
        Target::Institution(typed) => Ok(Area::Subtree(find(tx, typed).await?.code)),
        Target::Region(typed) => institution::find_region(tx, typed, &inviting_scope(actor))
            .await?
            .map(Area::Region)
            .ok_or_else(|| {
                Refusal::RegionUnknown {
                    typed: typed.clone(),
                }
                .into()
            }),
    }
}

/// Random bits in hex, never to be guessed.
pub(in crate::service) fn new_token() -> String {
    hex(&rand::random::<[u8; TOKEN_DIGITS / 2]>())
}
