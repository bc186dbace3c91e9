//! Officers: their welcome, and what their coordinators hear.

use super::chat::{back, last};
use super::lines::{Lines, button, cut};
use super::{Lang, time};
use crate::domain::action::Action;
use crate::domain::chat::OfficerPage;
use crate::domain::clock::Timestamp;
use crate::domain::id::GrantId;
use crate::domain::message::Message;

/// Most of a person's or an institution's name in a sentence.
const NAME: usize = 120;

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

/// To coordinators: somebody has become an officer, at once, perhaps in somebody else's place;
/// `public_id` is the account's.
#[must_use]
pub fn new_officer(
    lang: &Lang,
    name: &str,
    public_id: &str,
    institution: &str,
    predecessor: Option<&str>,
    grant: GrantId,
) -> Message {
    let (name, institution) = (cut(name, NAME), cut(institution, NAME));
    let mut lines = Lines::titled(&lang.text(
        "officer-new",
        &[("name", name.into()), ("institution", institution.into())],
    ));
    lines.code(&lang.plain("officer-id"), public_id);
    if let Some(predecessor) = predecessor {
        let predecessor = cut(predecessor, NAME);
        lines.line(&lang.text("officer-new-instead", &[("name", predecessor.into())]));
    }
    let message = lines.line(&lang.plain("officer-new-next")).done();
    message.row([button(
        lang.plain("officer-revoke"),
        Action::RevokeGrant { grant },
    )])
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
    use crate::view::testing::{AT, read_aloud};

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
            last: Some((
                Number {
                    number: 12,
                    year: 2026,
                },
                AT,
            )),
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
                (
                    "new_officer",
                    new_officer(lang, budi, "123456789", bontang, None, GrantId(5)),
                ),
                (
                    "new_officer: in somebody's place",
                    new_officer(lang, budi, "123456789", bontang, Some("Rina"), GrantId(5)),
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
