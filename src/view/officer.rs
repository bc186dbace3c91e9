//! Officers: their welcome, and what their coordinators hear.

use super::chat::{back, last};
use super::lines::{Lines, button, cut};
use super::{Lang, time};
use crate::domain::action::Action;
use crate::domain::chat::OfficerPage;
use crate::domain::clock::Timestamp;
use crate::domain::id::GrantId;
use crate::domain::message::{Button, Message};
use crate::domain::newcomer::Newcomer;

/// Most of a person's or an institution's name in a sentence.
const NAME: usize = 120;
/// Officers that a notice of new ones names.
pub const LISTED: usize = 10;
/// Most of a name in such a notice.
const SHORT: usize = 70;
/// Buttons with numbers in a row.
const IN_A_ROW: usize = 5;

/// To a new officer, in three lines: what will come, what is expected, and whom to ask.
#[must_use]
pub fn welcome(lang: &Lang, institution: &str, contact: Option<&str>) -> Message {
    let institution = cut(institution, NAME);
    let next = match contact {
        Some(contact) => {
            let contact = cut(contact, NAME);
            lang.text("officer-welcome-ask", &[("contact", contact.into())])
        }
        None => lang.plain("officer-welcome-next"),
    };
    Lines::titled(&lang.text("officer-welcome", &[("institution", institution.into())]))
        .line(&next)
        .done()
}

/// To coordinators: somebody has become an officer, at once, perhaps in somebody else's place.
#[must_use]
pub fn new_officer(lang: &Lang, newcomer: &Newcomer) -> Message {
    let name = ("name", cut(&newcomer.name, NAME).into());
    let institution = ("institution", cut(&newcomer.institution, NAME).into());
    let mut lines = Lines::titled(&lang.text("officer-new", &[name, institution]));
    if let Some(id) = &newcomer.public_id {
        lines.code(&lang.plain("officer-id"), id);
    }
    if let Some(predecessor) = &newcomer.predecessor {
        let predecessor = cut(predecessor, NAME);
        lines.line(&lang.text("officer-new-instead", &[("name", predecessor.into())]));
    }
    let grant = newcomer.grant;
    let message = lines.line(&lang.plain("officer-new-next")).done();
    message.row([button(
        lang.plain("officer-revoke"),
        Action::RevokeGrant { grant },
    )])
}

/// The same of several who came within a moment, at most [`LISTED`]. A number opens an officer's page.
#[must_use]
pub fn new_officers(lang: &Lang, newcomers: &[Newcomer]) -> Message {
    let count = newcomers.len();
    let mut lines = Lines::titled(&lang.text("officer-several", &[("count", count.into())]));
    let numbered = (1..).zip(newcomers);
    for (number, newcomer) in numbered.clone() {
        let mut values = vec![
            ("number", i64::to_string(&number).into()),
            ("name", cut(&newcomer.name, SHORT).into()),
            ("institution", cut(&newcomer.institution, SHORT).into()),
        ];
        lines.line(&match &newcomer.predecessor {
            Some(predecessor) => {
                values.push(("predecessor", cut(predecessor, SHORT).into()));
                lang.text("officer-several-instead", &values)
            }
            None => lang.text("officer-several-line", &values),
        });
    }
    let mut message = lines.line(&lang.plain("officer-several-next")).done();
    let open: Vec<Button> = numbered
        .map(|(number, newcomer)| {
            let grant = newcomer.grant;
            button(number.to_string(), Action::ShowOfficer { grant })
        })
        .collect();
    for row in open.chunks(IN_A_ROW) {
        message = message.row(row.to_vec());
    }
    message
}

/// Everything that is known of an officer, and what can be done about it.
#[must_use]
pub fn page(lang: &Lang, page: &OfficerPage) -> Message {
    let institution = cut(&page.institution_name, NAME);
    let mut lines =
        Lines::titled(&lang.text("officer-page", &[("institution", institution.into())]));
    let name = cut(&page.name, NAME);
    lines.line(&match &page.username {
        Some(username) => lang.text(
            "officer-name-username",
            &[("name", name.into()), ("username", username.into())],
        ),
        None => lang.text("officer-name", &[("name", name.into())]),
    });
    if let Some(id) = &page.public_id {
        lines.code(&lang.plain("officer-id"), id);
    }
    let since = match page.active {
        true => "officer-since",
        false => "officer-ended",
    };
    lines.line(&lang.text(since, &[("at", time::full(lang, page.since).into())]));
    lines.line(&last(lang, page.last, "officer-last", "officer-last-none"));
    let mut message = lines.done();
    if page.active {
        let grant = page.grant;
        let replace = Action::ReplaceOfficer { grant };
        message = message.row([
            button(lang.plain("officer-replace"), replace),
            button(lang.plain("officer-revoke"), Action::RevokeGrant { grant }),
        ]);
    }
    message.row([back(lang, page.institution.clone())])
}

/// A link by which the role goes over to whoever opens it, to be passed on.
#[must_use]
pub fn handover_link(lang: &Lang, institution: &str, url: &str, expires: Timestamp) -> Message {
    let institution = cut(institution, NAME);
    let mut lines =
        Lines::titled(&lang.text("officer-handover", &[("institution", institution.into())]));
    lines.line(url);
    let at = time::full(lang, expires);
    lines.line(&lang.text("officer-handover-limits", &[("at", at.into())]));
    lines.line(&lang.plain("officer-handover-next")).done()
}

/// To the predecessor: somebody else is the officer now.
#[must_use]
pub fn handed_over(lang: &Lang, successor: &str, institution: &str) -> Message {
    Lines::titled(&lang.text(
        "officer-handed-over",
        &[
            ("name", cut(successor, NAME).into()),
            ("institution", cut(institution, NAME).into()),
        ],
    ))
    .done()
}

/// To coordinators: an officer has left a chat of the institution.
#[must_use]
pub fn departed(
    lang: &Lang,
    name: &str,
    institution: &str,
    title: &str,
    grant: GrantId,
) -> Message {
    Lines::titled(&lang.text(
        "officer-departed",
        &[
            ("name", cut(name, NAME).into()),
            ("institution", cut(institution, NAME).into()),
            ("title", cut(title, NAME).into()),
        ],
    ))
    .done()
    .row([
        button(lang.plain("officer-revoke"), Action::RevokeGrant { grant }),
        button(lang.plain("officer-keep"), Action::KeepOfficer { grant }),
    ])
}

/// That question after one of them, `by`, pressed "Tetap".
#[must_use]
pub fn kept(lang: &Lang, name: &str, institution: &str, by: &str) -> Message {
    Lines::titled(&lang.text(
        "officer-kept",
        &[
            ("name", cut(name, NAME).into()),
            ("institution", cut(institution, NAME).into()),
            ("by", cut(by, NAME).into()),
        ],
    ))
    .done()
}

/// To the person: no officer any more.
#[must_use]
pub fn revoked_person(lang: &Lang, institution: &str) -> Message {
    let institution = cut(institution, NAME);
    Lines::titled(&lang.text(
        "officer-revoked-person",
        &[("institution", institution.into())],
    ))
    .done()
}

/// The coordinators' notice after one of them, `by`, pressed "Cabut".
#[must_use]
pub fn revoked_others(lang: &Lang, name: &str, institution: &str, by: &str) -> Message {
    let (name, institution, by) = (cut(name, NAME), cut(institution, NAME), cut(by, NAME));
    Lines::titled(&lang.text(
        "officer-revoked-others",
        &[
            ("name", name.into()),
            ("institution", institution.into()),
            ("by", by.into()),
        ],
    ))
    .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::announcement::Number;
    use crate::domain::institution::Code;
    use crate::view::testing::{AT, assert_sendable, indonesian, read_aloud};

    fn newcomer(grant: i64, predecessor: Option<&str>) -> Newcomer {
        Newcomer {
            grant: GrantId(grant),
            name: "Budi Santoso".into(),
            public_id: Some("123456789".into()),
            institution: "KPU Kota Bontang".into(),
            predecessor: predecessor.map(ToOwned::to_owned),
        }
    }

    #[test]
    fn a_full_notice_of_new_officers_with_long_names_fits_one_message() {
        let long = "🌊 Kantor ".repeat(60);
        let newcomers = vec![
            Newcomer {
                name: long.clone(),
                institution: long.clone(),
                predecessor: Some(long),
                ..newcomer(5, None)
            };
            LISTED
        ];
        assert_sendable(&new_officers(&indonesian(), &newcomers));
    }

    fn officer() -> OfficerPage {
        OfficerPage {
            grant: GrantId(5),
            institution: Code::stored("KPU-64.74".into()),
            institution_name: "KPU Kota Bontang".into(),
            name: "Budi Santoso".into(),
            username: Some("budi_s".into()),
            public_id: Some("123456789".into()),
            active: true,
            since: AT,
            last: Some((Number::real(12, 2026), AT)),
        }
    }

    #[test]
    fn officers_are_read_aloud() {
        let (budi, bontang) = ("Budi Santoso", "KPU Kota Bontang");
        let gone = OfficerPage {
            username: None,
            active: false,
            last: None,
            ..officer()
        };
        read_aloud("officer", |lang| {
            vec![
                ("welcome", welcome(lang, bontang, Some("Siti Aminah"))),
                ("welcome: nobody to ask", welcome(lang, bontang, None)),
                ("new_officer", new_officer(lang, &newcomer(5, None))),
                (
                    "new_officer: in somebody's place",
                    new_officer(lang, &newcomer(5, Some("Rina"))),
                ),
                (
                    "new_officers",
                    new_officers(
                        lang,
                        &[5, 6, 7, 8, 9, 10]
                            .map(|grant| newcomer(grant, Some("Rina").filter(|_| grant == 6))),
                    ),
                ),
                (
                    "handover_link",
                    handover_link(lang, bontang, "https://t.me/satupintu_bot?start=abc", AT),
                ),
                ("handed_over", handed_over(lang, budi, bontang)),
                (
                    "departed",
                    departed(lang, budi, bontang, "Humas Bontang", GrantId(5)),
                ),
                ("kept", kept(lang, budi, bontang, "Siti Aminah")),
                ("page", page(lang, &officer())),
                ("page: no officer any more", page(lang, &gone)),
                ("revoked_person", revoked_person(lang, bontang)),
                (
                    "revoked_others",
                    revoked_others(lang, budi, bontang, "Siti Aminah"),
                ),
            ]
        });
    }
}
