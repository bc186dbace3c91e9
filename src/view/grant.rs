//! A role that somebody asks for with a link, and what becomes of it.

use super::lines::{Lines, button, cut};
use super::{Lang, label};
use crate::domain::action::Action;
use crate::domain::id::GrantId;
use crate::domain::message::Message;
use crate::domain::role::{Area, Role};

/// Most of a person's name in a sentence.
const NAME: usize = 120;

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
    use crate::view::testing::read_aloud;

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
            ]
        });
    }
}
