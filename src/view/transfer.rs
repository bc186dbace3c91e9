//! A chat that may go over to another institution: the question, and how it ended.

use super::Lang;
use super::lines::{Lines, button, cut};
use crate::domain::action::Action;
use crate::domain::message::Message;
use crate::domain::transfer::Moving;

/// Most of a name in a sentence.
const NAME: usize = 120;

type Names = Vec<(&'static str, fluent_bundle::FluentValue<'static>)>;

fn names(moving: &Moving) -> Names {
    vec![
        ("title", cut(&moving.title, NAME).into()),
        ("from", cut(&moving.from, NAME).into()),
        ("to", cut(&moving.to.name, NAME).into()),
    ]
}

/// To those who decide: may it go over?
#[must_use]
pub fn question(lang: &Lang, moving: &Moving) -> Message {
    let mut lines = Lines::titled(&lang.text("transfer-question", &names(moving)));
    lines.line(&match &moving.by {
        Some(by) => lang.text("transfer-by", &[("by", cut(by, NAME).into())]),
        None => lang.plain("transfer-by-admin"),
    });
    let transfer = moving.transfer;
    lines.line(&lang.plain("transfer-next")).done().row([
        button(lang.plain("transfer-move"), Action::MoveChat { transfer }),
        button(lang.plain("transfer-refuse"), Action::KeepChat { transfer }),
    ])
}

/// To the chat: it is being asked.
#[must_use]
pub fn asked_there(lang: &Lang, moving: &Moving) -> Message {
    Lines::titled(&lang.text("transfer-asked-there", &names(moving))).done()
}

/// To the chat: it stays.
#[must_use]
pub fn refused_there(lang: &Lang, moving: &Moving) -> Message {
    Lines::titled(&lang.text("transfer-refused-there", &names(moving))).done()
}

/// The question after `by` decided.
#[must_use]
pub fn decided(lang: &Lang, moving: &Moving, moved: bool, by: &str) -> Message {
    let key = match moved {
        true => "transfer-moved",
        false => "transfer-refused",
    };
    let mut names = names(moving);
    names.push(("by", cut(by, NAME).into()));
    Lines::titled(&lang.text(key, &names)).done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::PlaceKind;
    use crate::domain::id::TransferId;
    use crate::domain::institution::{Code, Institution};
    use crate::view::testing::read_aloud;

    #[test]
    fn transfers_are_read_aloud() {
        let moving = Moving {
            transfer: TransferId(9),
            title: "Humas Bontang".into(),
            kind: PlaceKind::Group,
            public: false,
            from: "Diskominfo Kota Bontang".into(),
            to: Institution {
                code: Code::stored("KPU-64.74".into()),
                name: "KPU Kota Bontang".into(),
                category: "penyelenggara-pemilu".into(),
                region: "Kota Bontang".into(),
                parent: None,
            },
            by: Some("Budi Santoso".into()),
        };
        let unseen = Moving {
            by: None,
            ..moving.clone()
        };
        read_aloud("transfer", |lang| {
            vec![
                ("question", question(lang, &moving)),
                ("question: by an unseen admin", question(lang, &unseen)),
                ("asked_there", asked_there(lang, &moving)),
                ("refused_there", refused_there(lang, &moving)),
                ("moved", decided(lang, &moving, true, "Siti Aminah")),
                ("refused", decided(lang, &moving, false, "Siti Aminah")),
            ]
        });
    }
}
