//! Institutions that leave the forum, and come back.

use super::Lang;
use super::lines::{Lines, button, cut};
use crate::domain::action::Action;
use crate::domain::institution::Code;
use crate::domain::message::Message;

/// Most of a person's or an institution's name in a sentence.
const NAME: usize = 120;

/// What an institution has that is about to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Institutions below it.
    pub below: i64,
    /// Chats.
    pub chats: i64,
    /// Officers.
    pub officers: i64,
    /// Announcements that are still to reach one of its chats.
    pub under_way: i64,
}

/// Surely?
#[must_use]
pub fn sure(lang: &Lang, name: &str, code: &Code, cost: Cost) -> Message {
    let mut lines = Lines::titled(&named(lang, "activity-sure", name, code));
    let counted = [
        ("activity-sure-chats", cost.chats, true),
        ("activity-sure-officers", cost.officers, true),
        ("activity-sure-below", cost.below, cost.below > 0),
        (
            "activity-sure-under-way",
            cost.under_way,
            cost.under_way > 0,
        ),
    ];
    for (key, count, shown) in counted {
        if shown {
            lines.line(&lang.text(key, &[("count", count.into())]));
        }
    }
    lines.line(&lang.plain("activity-sure-next"));
    let institution = || code.clone();
    lines.done().row([
        button(
            lang.plain("activity-surely"),
            Action::Deactivate {
                institution: institution(),
            },
        ),
        button(
            lang.plain("activity-keep"),
            Action::KeepActive {
                institution: institution(),
            },
        ),
    ])
}

/// After "Tidak jadi".
#[must_use]
pub fn kept(lang: &Lang, name: &str, code: &Code) -> Message {
    Lines::titled(&named(lang, "activity-kept", name, code)).done()
}

/// It has left; also the news to others, by whom.
#[must_use]
pub fn deactivated(lang: &Lang, name: &str, code: &Code, by: &str) -> Message {
    by_somebody(lang, "activity-deactivated", name, code, by)
}

/// It is back; also the news to others, by whom.
#[must_use]
pub fn activated(lang: &Lang, name: &str, code: &Code, by: &str) -> Message {
    by_somebody(lang, "activity-activated", name, code, by)
}

fn named(lang: &Lang, key: &str, name: &str, code: &Code) -> String {
    let name = cut(name, NAME);
    lang.text(
        key,
        &[("name", name.into()), ("code", code.as_str().into())],
    )
}

fn by_somebody(lang: &Lang, key: &str, name: &str, code: &Code, by: &str) -> Message {
    let (name, by) = (cut(name, NAME), cut(by, NAME));
    Lines::titled(&lang.text(
        key,
        &[
            ("name", name.into()),
            ("code", code.as_str().into()),
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
    fn leaving_and_coming_back_are_read_aloud() {
        let (name, code) = ("KPU Kota Bontang", Code::stored("KPU-64.74".into()));
        let much = Cost {
            below: 3,
            chats: 2,
            officers: 5,
            under_way: 1,
        };
        let little = Cost {
            below: 0,
            chats: 0,
            officers: 0,
            under_way: 0,
        };
        read_aloud("activity", |lang| {
            vec![
                ("sure", sure(lang, name, &code, much)),
                ("sure: with nothing", sure(lang, name, &code, little)),
                ("kept", kept(lang, name, &code)),
                ("deactivated", deactivated(lang, name, &code, "Siti Aminah")),
                ("activated", activated(lang, name, &code, "Siti Aminah")),
            ]
        });
    }
}
