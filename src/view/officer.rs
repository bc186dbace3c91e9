//! Officers: their welcome, and what their coordinators hear.

use super::Lang;
use super::lines::{Lines, button, cut};
use crate::domain::action::Action;
use crate::domain::id::GrantId;
use crate::domain::message::Message;

/// Most of a person's or an institution's name in a sentence.
const NAME: usize = 120;

/// To a new officer: what will come, and what is expected.
#[must_use]
pub fn welcome(lang: &Lang, institution: &str) -> Message {
    let institution = cut(institution, NAME);
    Lines::titled(&lang.text("officer-welcome", &[("institution", institution.into())])).done()
}

/// To coordinators: somebody has become an officer, at once; `public_id` is the account's.
#[must_use]
pub fn new_officer(
    lang: &Lang,
    name: &str,
    public_id: &str,
    institution: &str,
    grant: GrantId,
) -> Message {
    let (name, institution) = (cut(name, NAME), cut(institution, NAME));
    Lines::titled(&lang.text(
        "officer-new",
        &[("name", name.into()), ("institution", institution.into())],
    ))
    .code(&lang.plain("officer-id"), public_id)
    .line(&lang.plain("officer-new-next"))
    .done()
    .row([button(
        lang.plain("officer-revoke"),
        Action::RevokeGrant { grant },
    )])
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
    use crate::view::testing::read_aloud;

    #[test]
    fn officers_are_read_aloud() {
        let (budi, bontang) = ("Budi Santoso", "KPU Kota Bontang");
        read_aloud("officer", |lang| {
            vec![
                ("welcome", welcome(lang, bontang)),
                (
                    "new_officer",
                    new_officer(lang, budi, "123456789", bontang, GrantId(5)),
                ),
                ("revoked_person", revoked_person(lang, bontang)),
                (
                    "revoked_others",
                    revoked_others(lang, budi, bontang, "Siti Aminah"),
                ),
            ]
        });
    }
}
