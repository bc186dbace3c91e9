//! The door: first words to somebody, and links that make members.

use super::lines::{Lines, cut};
use super::{Lang, grant, label, time};
use crate::domain::clock::Timestamp;
use crate::domain::invitation::Invitation;
use crate::domain::message::Message;
use crate::domain::role::{Area, Role};

/// Most of a person's name in a sentence.
const NAME: usize = 120;

/// Roles that a greeting names; nobody reads more.
const GRANTS: usize = 20;

/// `/start` by somebody without a role.
#[must_use]
pub fn start_stranger(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("join-stranger")).done()
}

/// To owners: very many links that do not exist were tried.
#[must_use]
pub fn guessed(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("join-guessed")).done()
}

/// `/start` by somebody with these roles.
#[must_use]
pub fn start_member(lang: &Lang, name: &str, grants: &[(Role, Area)]) -> Message {
    let name = cut(name, NAME);
    let mut lines = Lines::titled(&lang.text("join-member", &[("name", name.into())]));
    for (role, area) in grants.iter().take(GRANTS) {
        let held = label::grant(lang, *role, area);
        lines.line(&lang.text("join-member-grant", &[("grant", held.into())]));
    }
    lines.line(&lang.plain("join-member-next")).done()
}

/// A fresh link, by its id, for the one who asked for it to pass on. `uses` is how many may use it. One
/// for a role that weighs can be taken back below it.
#[must_use]
pub fn invitation_link(
    lang: &Lang,
    (link, invitation): (i64, Invitation),
    area: &Area,
    url: &str,
    expires: Timestamp,
    uses: i64,
) -> Message {
    let (title, next) = match invitation {
        Invitation::Person(role) => {
            let grant = label::grant(lang, role, area);
            let next = if role.needs_confirmation() {
                "join-link-person-pending"
            } else {
                "join-link-person"
            };
            (lang.text("join-link", &[("grant", grant.into())]), next)
        }
        Invitation::Chat => {
            let area = label::own(lang, area);
            (
                lang.text("join-link-chat", &[("area", area.into())]),
                "join-link-chat-next",
            )
        }
    };
    let mut lines = Lines::titled(&title);
    lines.line(url);
    lines.line(&lang.text(
        "join-link-limits",
        &[
            ("at", time::full(lang, expires).into()),
            ("uses", uses.into()),
        ],
    ));
    let message = lines.line(&lang.plain(next)).done();
    match invitation {
        Invitation::Person(role) if role.needs_confirmation() => {
            message.row([grant::revoke(lang, link)])
        }
        Invitation::Person(_) | Invitation::Chat => message,
    }
}

/// A link for a role that an owner must confirm was opened by this person.
#[must_use]
pub fn redeemed_pending(lang: &Lang, role: Role, area: &Area) -> Message {
    let grant = label::grant(lang, role, area);
    Lines::titled(&lang.text("join-pending", &[("grant", grant.into())])).done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::institution::Code;
    use crate::view::testing::{AT, read_aloud};

    #[test]
    fn joining_is_read_aloud() {
        let subtree = Area::Subtree(Code::stored("KPU-64".into()));
        let region = Area::Region("Kota Bontang".into());
        let grants = [
            (Role::Author, subtree.clone()),
            (Role::Officer, subtree.clone()),
            (Role::Coordinator, region.clone()),
        ];
        let person = "https://t.me/satupintu_bot?start=abc_123";
        let group = "https://t.me/satupintu_bot?startgroup=abc_123";
        read_aloud("join", |lang| {
            let link = |invitation, area, url, uses| {
                invitation_link(lang, (7, invitation), area, url, AT, uses)
            };
            let (author, officer) = (
                Invitation::Person(Role::Author),
                Invitation::Person(Role::Officer),
            );
            vec![
                ("start_stranger", start_stranger(lang)),
                ("guessed", guessed(lang)),
                ("start_member", start_member(lang, "Budi Santoso", &grants)),
                (
                    "invitation_link: penyusun",
                    link(author, &subtree, person, 1),
                ),
                (
                    "invitation_link: petugas",
                    link(officer, &subtree, person, 5),
                ),
                (
                    "invitation_link: grup",
                    link(Invitation::Chat, &subtree, group, 1),
                ),
                (
                    "redeemed_pending",
                    redeemed_pending(lang, Role::Coordinator, &region),
                ),
            ]
        });
    }
}
