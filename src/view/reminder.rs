//! What is called to mind, and what others are told of those who have not confirmed.

use super::lines::{Lines, cut};
use super::{Lang, answer, label, time};
use crate::domain::clock::Timestamp;
use crate::domain::due::Level;
use crate::domain::message::{Button, Message};
use crate::domain::reminder::{ByHand, Escalated, Silent, Unconfirmed};

/// Announcements that one reminder names; others follow.
pub const LISTED: usize = 10;
/// Institutions that one notice names.
pub const SILENT: usize = 20;

/// Most of a title on a line of its own, and in a list.
const TITLE: usize = 200;
const TITLE_IN_LIST: usize = 60;
/// Most of an institution's and a person's name in a list.
const NAME: usize = 80;
const PERSON: usize = 40;
/// People that are named as told before, for each institution.
const NAMED: usize = 3;

/// What a chat is reminded of, in reply to the copy of the first, with a button for each. Asked of one
/// announcement for two institutions, an officer of both presses once.
#[must_use]
pub fn reminder(lang: &Lang, all: &[Unconfirmed], now: Timestamp) -> Message {
    let mut lines = Lines::default();
    lines.bold(&lang.plain("reminder-title"));
    if !all.is_empty() && all.iter().all(|it| it.options.drill) {
        lines.bold(&lang.plain("announcement-drill"));
    }
    match all {
        [one] => single(lang, &mut lines, one, now),
        several => list(lang, &mut lines, several, now),
    }
    lines.line(&lang.plain("reminder-press"));
    let mut message = lines.done();
    let mut asked = Vec::new();
    for one in all {
        if asked.contains(&one.announcement) {
            continue;
        }
        asked.push(one.announcement);
        message.buttons.extend(answers(lang, one, all.len() > 1));
    }
    message
}

/// What a chat is to report: it has confirmed, and the time to say how it was passed on runs out.
#[must_use]
pub fn evidence(lang: &Lang, all: &[Unconfirmed], now: Timestamp) -> Message {
    let mut lines = Lines::default();
    lines.bold(&lang.plain("reminder-evidence-title"));
    if !all.is_empty() && all.iter().all(|it| it.options.drill) {
        lines.bold(&lang.plain("announcement-drill"));
    }
    let said = |key: &str, one: &Unconfirmed| {
        lang.text(
            key,
            &[
                ("number", one.number.to_string().into()),
                ("title", cut(&one.title, TITLE_IN_LIST).into()),
                ("institution", cut(&one.institution, NAME).into()),
                ("at", time::soon(lang, one.due, now).into()),
            ],
        )
    };
    match all {
        [one] => {
            lines.line(&said("reminder-evidence", one));
            lines.quote(&cut(&one.title, TITLE));
        }
        several => {
            lines.line(&lang.plain("reminder-evidence-several"));
            for one in several {
                lines.line(&said("reminder-evidence-line", one));
            }
        }
    }
    lines.line(&lang.plain("reminder-evidence-press"));
    let mut message = lines.done();
    let mut asked = Vec::new();
    for one in all {
        if !asked.contains(&one.announcement) {
            asked.push(one.announcement);
            let mut rows = answers(lang, one, all.len() > 1);
            message.buttons.extend(rows.pop());
        }
    }
    message
}

/// The buttons of one announcement; of several each says which it answers.
fn answers(lang: &Lang, one: &Unconfirmed, of_several: bool) -> Vec<Vec<Button>> {
    let mut options = one.options.clone();
    // The number of a drill says so already.
    options.drill &= !of_several;
    let given = answer::Given::default();
    let mut rows = answer::rows(lang, one.announcement, one.revision, &options, &given);
    if of_several {
        for button in rows.iter_mut().flatten() {
            let label = button.label.as_str().into();
            let number = one.number.to_string().into();
            button.label = lang.text("reminder-answer", &[("label", label), ("number", number)]);
        }
    }
    rows
}

fn single(lang: &Lang, lines: &mut Lines, one: &Unconfirmed, now: Timestamp) {
    lines.line(&lang.text(
        "reminder-one",
        &[
            ("number", one.number.to_string().into()),
            ("institution", cut(&one.institution, NAME).into()),
        ],
    ));
    lines.quote(&cut(&one.title, TITLE));
    let key = match one.due > now {
        true => "reminder-until",
        false => "reminder-late",
    };
    let at = time::soon(lang, one.due, now);
    lines.line(&lang.text(key, &[("at", at.into())]));
}

fn list(lang: &Lang, lines: &mut Lines, several: &[Unconfirmed], now: Timestamp) {
    lines.line(&lang.plain("reminder-several"));
    for one in several {
        let key = match one.due > now {
            true => "reminder-line",
            false => "reminder-line-late",
        };
        lines.line(&lang.text(
            key,
            &[
                ("number", one.number.to_string().into()),
                ("title", cut(&one.title, TITLE_IN_LIST).into()),
                ("institution", cut(&one.institution, NAME).into()),
                ("at", time::soon(lang, one.due, now).into()),
            ],
        ));
    }
}

/// What became of "Ingatkan"; short enough for a pop-up.
#[must_use]
pub fn by_hand(lang: &Lang, asked: &ByHand, now: Timestamp) -> String {
    let mut said = Vec::new();
    if asked.reminded > 0 {
        said.push(lang.text("reminder-asked", &[("count", asked.reminded.into())]));
    }
    if asked.asked_for_evidence > 0 {
        let count = asked.asked_for_evidence;
        said.push(lang.text("reminder-asked-evidence", &[("count", count.into())]));
    }
    if let Some(until) = asked.held_until {
        let at = time::soon(lang, until, now);
        said.push(lang.text("reminder-asked-held", &[("at", at.into())]));
    }
    if asked.too_soon > 0 {
        said.push(lang.text("reminder-asked-soon", &[("count", asked.too_soon.into())]));
    }
    if said.is_empty() {
        said.push(lang.plain("reminder-asked-nobody"));
    }
    said.join(" ")
}

/// What somebody is told at a level.
#[must_use]
pub fn escalated(lang: &Lang, told: &Escalated) -> Message {
    let number = told.number.to_string();
    let mut lines = Lines::default();
    lines.bold(&lang.text("reminder-silent", &[("number", number.as_str().into())]));
    if told.options.drill {
        lines.bold(&lang.plain("announcement-drill"));
    }
    lines.quote(&cut(&told.title, TITLE));
    lines.line(&label::nature(lang, told.options.nature));
    let count = [("count", told.count.into())];
    lines.line(&match told.level {
        Level::Officers => lang.plain("reminder-silent-own"),
        Level::Coordinators => lang.text("reminder-silent-area", &count),
        Level::Owners => lang.text("reminder-silent-all", &count),
    });
    for silent in &told.silent {
        lines.line(&institution(lang, told.level, silent));
    }
    if let Some(more) = told
        .count
        .checked_sub(told.silent.len())
        .filter(|it| *it > 0)
    {
        lines.line(&lang.text("reminder-silent-more", &[("more", more.into())]));
    }
    let next = match told.level {
        Level::Officers => "reminder-silent-own-next",
        Level::Coordinators | Level::Owners => "reminder-silent-next",
    };
    lines.line(&lang.text(next, &[("number", number.into())]));
    lines.done()
}

fn institution(lang: &Lang, level: Level, silent: &Silent) -> String {
    let name = cut(&silent.name, NAME);
    if level == Level::Officers {
        return lang.text("reminder-institution", &[("name", name.into())]);
    }
    let Some(before) = silent.before else {
        return lang.text("reminder-institution-nobody", &[("name", name.into())]);
    };
    let people: Vec<String> = silent
        .told
        .iter()
        .take(NAMED)
        .map(|it| cut(it, PERSON))
        .collect();
    let more = silent.told.len() - people.len();
    let people = match more {
        0 => people.join(", "),
        _ => lang.text(
            "reminder-people-more",
            &[("people", people.join(", ").into()), ("more", more.into())],
        ),
    };
    let key = match before {
        Level::Officers => "reminder-institution-officers",
        Level::Coordinators | Level::Owners => "reminder-institution-coordinators",
    };
    lang.text(key, &[("name", name.into()), ("people", people.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::announcement::Confirmation;
    use crate::domain::announcement::Number;
    use crate::domain::id::AnnouncementId;
    use crate::domain::options::Options;
    use crate::view::testing::{ANNOUNCEMENT, AT, NUMBER, URGENT, read_aloud};

    fn report(number: i64) -> Unconfirmed {
        let mut report = unconfirmed(number, -1, false);
        report.options.confirmation = Confirmation::Disseminated;
        Unconfirmed {
            report: true,
            ..report
        }
    }

    fn unconfirmed(number: i64, due: i64, drill: bool) -> Unconfirmed {
        Unconfirmed {
            announcement: AnnouncementId(number),
            revision: 1,
            number: Number {
                number,
                year: 2026,
                drill,
            },
            title: "Banjir di Kota Bontang".into(),
            options: Options {
                drill,
                ..Options::default()
            },
            institution: "Dinas Kominfo Kota Bontang".into(),
            report: false,
            due: Timestamp(AT.0 + due * 60_000),
        }
    }

    fn silent(name: &str, before: Option<Level>, told: &[&str]) -> Silent {
        Silent {
            name: name.into(),
            before,
            told: told.iter().map(|&it| it.to_owned()).collect(),
        }
    }

    fn told(level: Level, silent: Vec<Silent>, count: usize) -> Escalated {
        Escalated {
            announcement: ANNOUNCEMENT,
            number: NUMBER,
            title: "Banjir di Kota Bontang".into(),
            options: Options {
                nature: URGENT,
                ..Options::default()
            },
            level,
            silent,
            count,
        }
    }

    fn asked(reminded: usize, too_soon: usize, held: bool) -> ByHand {
        ByHand {
            reminded,
            asked_for_evidence: 0,
            too_soon,
            held_until: held.then_some(AT),
        }
    }

    #[test]
    fn reminders_are_read_aloud() {
        let officers = Some(Level::Officers);
        let many = ["Siti", "Budi", "Hasan", "Wati", "Andi"];
        let below = vec![
            silent("Dinas Kominfo Kota Bontang", officers, &many),
            silent("BPBD Kota Bontang", officers, &["Rini"]),
            silent("Polres Bontang", None, &[]),
        ];
        let above = vec![silent(
            "Dinas Kominfo Kota Bontang",
            Some(Level::Coordinators),
            &["Andi"],
        )];
        read_aloud("reminder", |lang| {
            vec![
                ("reminder", reminder(lang, &[unconfirmed(1, 20, false)], AT)),
                (
                    "reminder: late",
                    reminder(lang, &[unconfirmed(1, -20, false)], AT),
                ),
                (
                    "reminder: of a drill",
                    reminder(lang, &[unconfirmed(1, 20, true)], AT),
                ),
                (
                    "reminder: of several",
                    reminder(
                        lang,
                        &[unconfirmed(1, -20, false), unconfirmed(2, 24 * 60, true)],
                        AT,
                    ),
                ),
                ("evidence", evidence(lang, &[report(1)], AT)),
                (
                    "evidence: of several",
                    evidence(lang, &[report(1), report(2)], AT),
                ),
                (
                    "by_hand",
                    Message::plain(by_hand(lang, &asked(120, 3, false), AT)),
                ),
                (
                    "by_hand: at night",
                    Message::plain(by_hand(lang, &asked(1, 0, true), AT)),
                ),
                (
                    "by_hand: also for evidence",
                    Message::plain(by_hand(
                        lang,
                        &ByHand {
                            asked_for_evidence: 80,
                            ..asked(120, 3, false)
                        },
                        AT,
                    )),
                ),
                (
                    "by_hand: nobody",
                    Message::plain(by_hand(lang, &asked(0, 0, false), AT)),
                ),
                (
                    "escalated: to officers",
                    escalated(
                        lang,
                        &told(
                            Level::Officers,
                            vec![silent("Dinas Kominfo Kota Bontang", None, &[])],
                            1,
                        ),
                    ),
                ),
                (
                    "escalated: to coordinators",
                    escalated(lang, &told(Level::Coordinators, below.clone(), 12)),
                ),
                (
                    "escalated: to owners",
                    escalated(lang, &told(Level::Owners, above.clone(), 1)),
                ),
            ]
        });
    }
}
