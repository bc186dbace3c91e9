//! A role that somebody asks for with a link, and what becomes of it.

use super::lines::{Lines, button, cut};
use super::{Lang, label, time};
use crate::domain::action::Action;
use crate::domain::clock::Timestamp;
use crate::domain::id::GrantId;
use crate::domain::message::{Button, Message};
use crate::domain::role::{Area, Role};

/// Most of a person's name in a sentence.
const NAME: usize = 120;
/// Most links in a list; nobody has more open than that.
const LINKS: usize = 20;
/// Buttons with numbers in a row.
const IN_A_ROW: usize = 2;

/// A redeemed role as owners judge it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request<'a> {
    /// What the buttons settle.
    pub grant: GrantId,
    /// First and last name, as the person writes them.
    pub name: &'a str,
    /// Account id.
    pub public_id: &'a str,
    /// Without the `@`.
    pub username: Option<&'a str>,
    /// The role.
    pub role: Role,
    /// How far it would reach.
    pub area: &'a Area,
    /// Who made the link.
    pub inviter: &'a str,
}

/// The question to owners: is this who it should be?
#[must_use]
pub fn request(lang: &Lang, request: &Request<'_>) -> Message {
    let mut lines = Lines::titled(&lang.plain("grant-request"));
    who(lang, &mut lines, request);
    lines.line(&lang.plain("grant-request-next"));
    let grant = request.grant;
    lines.done().row([
        button(lang.plain("grant-confirm"), Action::ConfirmGrant { grant }),
        button(lang.plain("grant-refuse"), Action::RefuseGrant { grant }),
    ])
}

/// The owners' question after one of them, `by`, pressed "Sahkan"; also the news to all other owners
/// and approvers.
#[must_use]
pub fn confirmed_others(lang: &Lang, request: &Request<'_>, by: &str) -> Message {
    let by = cut(by, NAME);
    let mut lines = Lines::titled(&lang.text("grant-confirmed-others", &[("by", by.into())]));
    who(lang, &mut lines, request);
    lines
        .line(&lang.plain("grant-confirmed-others-next"))
        .done()
}

/// The owners' question after one of them, `by`, pressed "Tolak".
#[must_use]
pub fn refused_others(lang: &Lang, request: &Request<'_>, by: &str) -> Message {
    let by = cut(by, NAME);
    let mut lines = Lines::titled(&lang.text("grant-refused-others", &[("by", by.into())]));
    who(lang, &mut lines, request);
    lines.done()
}

/// To the person: the role is theirs.
#[must_use]
pub fn confirmed_person(lang: &Lang, role: Role, area: &Area) -> Message {
    let grant = label::grant(lang, role, area);
    Lines::titled(&lang.text("grant-confirmed-person", &[("grant", grant.into())])).done()
}

/// To the person: it is not.
#[must_use]
pub fn refused_person(lang: &Lang, role: Role, area: &Area) -> Message {
    let grant = label::grant(lang, role, area);
    Lines::titled(&lang.text("grant-refused-person", &[("grant", grant.into())])).done()
}

/// A link for a role that can still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenLink<'a> {
    /// What its button takes back.
    pub id: i64,
    /// The role.
    pub role: Role,
    /// How far it would reach.
    pub area: &'a Area,
    /// Who made it.
    pub made_by: &'a str,
    /// Until when.
    pub expires: Timestamp,
}

/// What was just taken back, if anything was, and the links that are open.
#[must_use]
pub fn links(lang: &Lang, revoked: Option<(Role, &Area)>, open: &[OpenLink<'_>]) -> Message {
    let mut lines = Lines::default();
    if let Some((role, area)) = revoked {
        let grant = label::grant(lang, role, area);
        lines.line(&lang.text("grant-links-revoked", &[("grant", grant.into())]));
        lines.blank();
    }
    if open.is_empty() {
        return lines.line(&lang.plain("grant-links-none")).done();
    }
    lines.bold(&lang.text("grant-links", &[("count", open.len().into())]));
    for (number, link) in (1..).zip(open.iter().take(LINKS)) {
        let grant = label::grant(lang, link.role, link.area);
        lines.line(&lang.text(
            "grant-links-entry",
            &[
                ("number", i64::to_string(&number).into()),
                ("grant", grant.into()),
                ("by", cut(link.made_by, NAME).into()),
                ("at", time::full(lang, link.expires).into()),
            ],
        ));
    }
    if open.len() > LINKS {
        let more = open.len() - LINKS;
        lines.line(&lang.text("grant-links-more", &[("count", more.into())]));
    }
    let mut message = lines.line(&lang.plain("grant-links-next")).done();
    let numbers: Vec<Button> = (1..)
        .zip(open.iter().take(LINKS))
        .map(|(number, link)| {
            let label = format!("{} {number}", lang.plain("grant-link-revoke"));
            button(label, Action::RevokeRoleLink { link: link.id })
        })
        .collect();
    for row in numbers.chunks(IN_A_ROW) {
        message = message.row(row.to_vec());
    }
    message
}

/// "Cabut tautan".
pub(super) fn revoke(lang: &Lang, link: i64) -> Button {
    button(
        lang.plain("grant-link-revoke"),
        Action::RevokeRoleLink { link },
    )
}

fn who(lang: &Lang, lines: &mut Lines, request: &Request<'_>) {
    let name = cut(request.name, NAME);
    lines.line(&match request.username {
        Some(username) => lang.text(
            "grant-name-username",
            &[("name", name.into()), ("username", username.into())],
        ),
        None => lang.text("grant-name", &[("name", name.into())]),
    });
    lines.code(&lang.plain("grant-id"), request.public_id);
    let grant = label::grant(lang, request.role, request.area);
    lines.line(&lang.text("grant-role", &[("grant", grant.into())]));
    let inviter = cut(request.inviter, NAME);
    lines.line(&lang.text("grant-inviter", &[("inviter", inviter.into())]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{AT, read_aloud};

    #[test]
    fn grants_are_read_aloud() {
        let area = Area::Region("Kota Bontang".into());
        let asked = Request {
            grant: GrantId(5),
            name: "Budi Santoso 🌊",
            public_id: "123456789",
            username: Some("budisantoso"),
            role: Role::Approver,
            area: &area,
            inviter: "Siti Aminah",
        };
        let nameless = Request {
            username: None,
            ..asked
        };
        let owner = "Rahmat Hidayat";
        let link = OpenLink {
            id: 7,
            role: Role::Coordinator,
            area: &area,
            made_by: owner,
            expires: AT,
        };
        read_aloud("grant", |lang| {
            vec![
                ("request", request(lang, &asked)),
                ("request: without a username", request(lang, &nameless)),
                ("confirmed_others", confirmed_others(lang, &asked, owner)),
                ("refused_others", refused_others(lang, &asked, owner)),
                (
                    "confirmed_person",
                    confirmed_person(lang, Role::Approver, &area),
                ),
                (
                    "refused_person",
                    refused_person(lang, Role::Approver, &area),
                ),
                ("links: none", links(lang, None, &[])),
                ("links: two", links(lang, None, &[link, link])),
                ("links: many", links(lang, None, &[link; 22])),
                (
                    "links: after one was revoked",
                    links(lang, Some((Role::Approver, &area)), &[link]),
                ),
                (
                    "links: after the last was revoked",
                    links(lang, Some((Role::Approver, &area)), &[]),
                ),
            ]
        });
    }
}
