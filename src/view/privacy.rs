//! What is kept of a person, and forgetting it.

use super::lines::{Lines, button, cut};
use super::{Lang, label, time};
use crate::domain::action::Action;
use crate::domain::clock::Timestamp;
use crate::domain::message::Message;
use crate::domain::role::{Area, Role};

/// Most of a person's or an institution's name in a sentence.
const NAME: usize = 120;
/// Most roles that are named one by one.
const ROLES: usize = 20;

/// A person's row, and what is counted of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<'a> {
    /// First and last name.
    pub name: &'a str,
    /// Without the `@`.
    pub username: Option<&'a str>,
    /// The account's number.
    pub public_id: &'a str,
    /// IETF tag of their app's language.
    pub language: Option<&'a str>,
    /// Each role with when it was asked for and, if it is not in effect, when that was settled.
    pub roles: Vec<(Role, &'a Area, Timestamp, Option<Timestamp>)>,
    /// Confirmations.
    pub confirmations: i64,
    /// Evidence that announcements were passed on.
    pub evidence: i64,
    /// Announcements they wrote.
    pub written: i64,
    /// Announcements they decided on.
    pub decided: i64,
    /// Private chats registered for institutions.
    pub chats: i64,
    /// Lines of the record.
    pub deeds: i64,
    /// For how many days what they sent is kept as it came, if it could not be worked on.
    pub days: i64,
}

/// `/privasi` in private.
#[must_use]
pub fn kept(lang: &Lang, kept: &Kept<'_>) -> Message {
    let mut lines = Lines::titled(&lang.plain("privacy-kept"));
    lines.line(&lang.text("privacy-name", &[("name", cut(kept.name, NAME).into())]));
    lines.line(&match kept.username {
        Some(username) => lang.text("privacy-username", &[("username", username.into())]),
        None => lang.plain("privacy-no-username"),
    });
    lines.code(&lang.plain("privacy-id"), kept.public_id);
    if let Some(language) = kept.language {
        lines.line(&lang.text("privacy-language", &[("language", language.into())]));
    }
    for (role, area, since, until) in kept.roles.iter().take(ROLES) {
        let (grant, since) = (label::grant(lang, *role, area), time::full(lang, *since));
        let common = [("grant", grant.into()), ("since", since.into())];
        lines.line(&match until {
            None => lang.text("privacy-role", &common),
            Some(until) => {
                let [grant, since] = common;
                let until = ("until", time::full(lang, *until).into());
                lang.text("privacy-role-over", &[grant, since, until])
            }
        });
    }
    for (key, count) in [
        ("privacy-confirmations", kept.confirmations),
        ("privacy-evidence", kept.evidence),
        ("privacy-written", kept.written),
        ("privacy-decided", kept.decided),
        ("privacy-chats", kept.chats),
        ("privacy-deeds", kept.deeds),
    ] {
        lines.line(&lang.text(key, &[("count", count.into())]));
    }
    lines.line(&lang.text("privacy-raw", &[("days", kept.days.into())]));
    lines.blank().line(&lang.plain("privacy-why")).done()
}

/// `/privasi` in private, to somebody of whom nothing is on record.
#[must_use]
pub fn nothing(lang: &Lang, days: i64) -> Message {
    Lines::titled(&lang.plain("privacy-nothing"))
        .line(&lang.text("privacy-raw", &[("days", days.into())]))
        .done()
}

/// What erasing means: one's own data, or those of `name` where an owner asks.
#[must_use]
pub fn ask(lang: &Lang, name: Option<&str>, institutions: &[String], account: i64) -> Message {
    let title = match name {
        None => lang.plain("privacy-ask-own"),
        Some(name) => lang.text("privacy-ask", &[("name", cut(name, NAME).into())]),
    };
    let mut lines = Lines::titled(&title);
    lines.line(&lang.plain("privacy-ask-next"));
    if !institutions.is_empty() {
        let named: Vec<String> = institutions
            .iter()
            .take(10)
            .map(|it| cut(it, NAME))
            .collect();
        lines.line(&lang.text(
            "privacy-ask-offices",
            &[("institutions", named.join(", ").into())],
        ));
    }
    let label = match name {
        None => "privacy-erase-own",
        Some(_) => "privacy-erase",
    };
    lines.done().row([
        button(lang.plain(label), Action::Erase { account }),
        button(lang.plain("privacy-keep"), Action::KeepData),
    ])
}

/// Surely?
#[must_use]
pub fn sure(lang: &Lang, account: i64) -> Message {
    Lines::titled(&lang.plain("privacy-sure")).done().row([
        button(
            lang.plain("privacy-surely"),
            Action::EraseSurely { account },
        ),
        button(lang.plain("privacy-keep"), Action::KeepData),
    ])
}

/// After "Tidak jadi".
#[must_use]
pub fn unchanged(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("privacy-unchanged")).done()
}

/// It is done; also the last word to the person.
#[must_use]
pub fn erased(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("privacy-erased")).done()
}

/// To an owner: it is done.
#[must_use]
pub fn erased_other(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("privacy-erased-other")).done()
}

/// To an owner who named several people at once: each with the account's number.
#[must_use]
pub fn several(lang: &Lang, people: &[(String, String)]) -> Message {
    let mut lines = Lines::titled(&lang.plain("privacy-several"));
    for (name, id) in people.iter().take(ROLES) {
        let name = cut(name, NAME);
        lines.code(&lang.text("privacy-one", &[("name", name.into())]), id);
    }
    lines.done()
}

/// To coordinators: an officer had their data erased.
#[must_use]
pub fn officer_gone(lang: &Lang, institution: &str) -> Message {
    let institution = cut(institution, NAME);
    Lines::titled(&lang.text(
        "privacy-officer-gone",
        &[("institution", institution.into())],
    ))
    .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::erasure::ERASED;
    use crate::view::testing::{AT, read_aloud};
    use crate::view::{freeze, officer};

    #[test]
    fn privacy_is_read_aloud() {
        let area = Area::Everywhere;
        let much = Kept {
            name: "Budi Santoso",
            username: Some("budisantoso"),
            public_id: "123456789",
            language: Some("id"),
            roles: vec![
                (Role::Author, &area, AT, Some(AT)),
                (Role::Officer, &area, AT, None),
            ],
            confirmations: 12,
            evidence: 2,
            written: 3,
            decided: 0,
            chats: 1,
            deeds: 40,
            days: 3,
        };
        let little = Kept {
            username: None,
            language: None,
            roles: vec![],
            ..much.clone()
        };
        let offices = ["KPU Kota Bontang".to_owned()];
        let people = [
            ("Budi Santoso".to_owned(), "123456789".to_owned()),
            ("Budi Hartono".to_owned(), "987654321".to_owned()),
        ];
        read_aloud("privacy", |lang| {
            vec![
                ("kept", kept(lang, &much)),
                ("kept: little", kept(lang, &little)),
                ("nothing", nothing(lang, 3)),
                ("ask: own", ask(lang, None, &offices, 5)),
                ("ask: of another", ask(lang, Some("Budi Santoso"), &[], 5)),
                ("sure", sure(lang, 5)),
                ("unchanged", unchanged(lang)),
                ("erased", erased(lang)),
                ("erased_other", erased_other(lang)),
                ("several", several(lang, &people)),
                ("officer_gone", officer_gone(lang, "KPU Kota Bontang")),
                ("an erased name", freeze::frozen(lang, ERASED, AT)),
                (
                    "an erased officer",
                    officer::revoked_others(lang, ERASED, "KPU Kota Bontang", ERASED),
                ),
            ]
        });
    }
}
