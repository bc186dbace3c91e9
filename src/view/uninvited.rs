//! The bot where nobody registered it, or nobody any more, as owners hear of it.

use std::time::Duration;

use super::lines::{Lines, button, cut};
use super::{Lang, time};
use crate::domain::action::Action;
use crate::domain::message::Message;
use crate::domain::uninvited::{Fate, Notice, Uninvited};

/// Groups that a notice of many names, each with its buttons.
pub const LISTED: usize = 8;
/// Most of a name in a sentence.
const NAME: usize = 120;
/// Most of a title on a button.
const LABEL: usize = 24;

/// To owners: the bot is in these without a registration, and leaves them in so long.
#[must_use]
pub fn notice(lang: &Lang, notice: &Notice, leaves: Duration) -> Message {
    let mut lines = Lines::titled(&match notice.count {
        1 => lang.plain("uninvited-one"),
        count => lang.text("uninvited-many", &[("count", count.into())]),
    });
    for stay in notice.rooms.iter().take(LISTED) {
        lines.line(&line(lang, stay));
    }
    let listed = i64::try_from(notice.rooms.len().min(LISTED)).unwrap_or(i64::MAX);
    if notice.count > listed {
        let more = notice.count - listed;
        lines.line(&lang.text("uninvited-more", &[("more", more.into())]));
    }
    let open: Vec<&Uninvited> = notice
        .rooms
        .iter()
        .take(LISTED)
        .filter(|stay| stay.fate == Fate::Open)
        .collect();
    if open.is_empty() {
        return lines.done();
    }
    lines.line(&lang.text("uninvited-next", &[("hours", time::hours(leaves).into())]));
    let mut message = lines.done();
    for stay in open {
        let uninvited = stay.id;
        let register = match notice.count {
            1 => lang.plain("uninvited-register"),
            _ => lang.text(
                "uninvited-register-named",
                &[("title", cut(&stay.title, LABEL).into())],
            ),
        };
        message = message.row([
            button(register, Action::RegisterUninvited { uninvited }),
            button(
                lang.plain("uninvited-leave"),
                Action::LeaveUninvited { uninvited },
            ),
        ]);
    }
    message
}

fn line(lang: &Lang, stay: &Uninvited) -> String {
    let title = ("title", cut(&stay.title, NAME).into());
    match &stay.fate {
        Fate::Open => {
            let id = ("id", stay.room.public_id().to_owned().into());
            match &stay.released_from {
                Some(institution) => {
                    let institution = ("institution", cut(institution, NAME).into());
                    lang.text("uninvited-released", &[title, id, institution])
                }
                None => lang.text("uninvited-line", &[title, id]),
            }
        }
        Fate::Registered(institution) => {
            let institution = ("institution", cut(institution, NAME).into());
            lang.text("uninvited-registered", &[title, institution])
        }
        Fate::Left => lang.text("uninvited-left", &[title]),
        Fate::Gone => lang.text("uninvited-gone", &[title]),
    }
}

/// For which institution is it to be registered?
#[must_use]
pub fn ask(lang: &Lang, stay: &Uninvited) -> Message {
    let title = cut(&stay.title, NAME);
    Lines::titled(&lang.text("uninvited-ask", &[("title", title.into())]))
        .done()
        .row([button(
            lang.plain("uninvited-cancel"),
            Action::CancelRegister,
        )])
}

/// The question was taken back.
#[must_use]
pub fn cancelled(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("uninvited-cancelled")).done()
}

/// It is registered now.
#[must_use]
pub fn done(lang: &Lang, stay: &Uninvited, institution: &str) -> Message {
    Lines::titled(&lang.text(
        "uninvited-done",
        &[
            ("title", cut(&stay.title, NAME).into()),
            ("institution", cut(institution, NAME).into()),
        ],
    ))
    .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::Address;
    use crate::domain::event::PlaceKind;
    use crate::domain::id::UninvitedId;
    use crate::view::testing::{assert_sendable, indonesian, read_aloud};

    const DAY: Duration = Duration::from_secs(24 * 3600);

    fn stay(id: i64, title: &str, fate: Fate) -> Uninvited {
        Uninvited {
            id: UninvitedId(id),
            room: Address::telegram(-1_001_234_567_890 - id, None),
            kind: PlaceKind::Group,
            public: false,
            title: title.into(),
            released_from: None,
            fate,
            notice: 1,
        }
    }

    #[test]
    fn uninvited_stays_are_read_aloud() {
        let arisan = stay(1, "Arisan RT 05", Fate::Open);
        let one = Notice {
            rooms: vec![arisan.clone()],
            count: 1,
        };
        let bontang = "KPU Kota Bontang";
        let several = Notice {
            rooms: vec![
                arisan.clone(),
                stay(2, "Humas Bontang", Fate::Registered(bontang.into())),
                stay(3, "Jual beli", Fate::Left),
                stay(4, "Alumni", Fate::Gone),
            ],
            count: 1000,
        };
        let released = Notice {
            rooms: vec![Uninvited {
                released_from: Some(bontang.into()),
                ..stay(5, "Humas Bontang", Fate::Open)
            }],
            count: 1,
        };
        let over = Notice {
            rooms: vec![stay(3, "Jual beli", Fate::Left)],
            count: 1,
        };
        read_aloud("uninvited", |lang| {
            vec![
                ("notice", notice(lang, &one, DAY)),
                ("notice: many", notice(lang, &several, DAY)),
                ("notice: let go", notice(lang, &released, DAY)),
                ("notice: nothing left to do", notice(lang, &over, DAY)),
                ("ask", ask(lang, &arisan)),
                ("cancelled", cancelled(lang)),
                ("done", done(lang, &arisan, bontang)),
            ]
        });
    }

    #[test]
    fn a_notice_with_long_titles_fits_one_message() {
        let long = "🌊 Grup ".repeat(60);
        let released = Uninvited {
            released_from: Some(long.clone()),
            ..stay(1, &long, Fate::Open)
        };
        let rooms = vec![released; 100];
        let many = Notice { rooms, count: 1000 };
        assert_sendable(&notice(&indonesian(), &many, DAY));
    }
}
