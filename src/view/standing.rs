//! The page of an institution that a list has led to: how the announcement stands there.

use std::time::Duration;

use super::lines::{Lines, button, cut};
use super::mishap;
use super::{Lang, label, time};
use crate::domain::action::Action;
use crate::domain::announcement::Confirmation;
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::message::Message;
use crate::domain::report::{Copy, Got, Standing, What};

/// Most of a name, and of a title in a list.
const NAME: usize = 120;
const TITLE: usize = 40;
/// Most chats and officers that the page names; it counts the others.
const NAMED: usize = 8;

/// The page, for one reader.
#[must_use]
pub fn page(lang: &Lang, standing: &Standing, now: Timestamp) -> Message {
    let institution = &standing.institution.institution;
    let mut lines = Lines::default();
    lines
        .bold(&cut(&institution.name, NAME))
        .code(&lang.plain("standing-code"), institution.code.as_str());
    let category = label::category(lang, &institution.category);
    let region = cut(&institution.region, NAME);
    lines.line(&match region.is_empty() {
        true => category,
        false => {
            let filed = [("category", category.into()), ("region", region.into())];
            lang.text("standing-filed", &filed)
        }
    });
    announcement(lang, &mut lines, standing, now);
    chats(lang, &mut lines, standing);
    officers(lang, &mut lines, standing);
    past(lang, &mut lines, standing);
    let leaf = standing.leaf;
    let mut message = lines.done();
    if standing.remindable {
        let institution = institution.code.clone();
        let remind = Action::RemindOne { institution, leaf };
        message = message.row([button(lang.plain("standing-remind"), remind)]);
    }
    let more = Action::Institution {
        institution: institution.code.clone(),
        search: 0,
        page: 0,
    };
    message.row([
        button(lang.plain("standing-back"), Action::List { leaf }),
        button(lang.plain("standing-institution"), more),
    ])
}

/// How the announcement stands there.
fn announcement(lang: &Lang, lines: &mut Lines, standing: &Standing, now: Timestamp) {
    let number = standing.number.to_string();
    lines
        .blank()
        .bold(&lang.text("standing-announcement", &[("number", number.into())]));
    if standing.options.drill {
        lines.line(&lang.plain("standing-drill"));
    }
    lines.line(&cut(&standing.title, NAME));
    let arrived = match standing.clock {
        Some((arrived, _)) => Some(arrived),
        None => standing.copies.iter().filter_map(Copy::sent_at).min(),
    };
    lines.line(&match arrived {
        Some(arrived) => at(lang, "standing-arrived", arrived),
        None => lang.plain("standing-not-arrived"),
    });
    if standing.options.confirmation == Confirmation::None {
        lines.line(&lang.plain("standing-not-asked"));
        return;
    }
    lines.line(&confirmed(lang, standing, now));
    if let Some(attends) = standing.attends {
        lines.line(&lang.plain(match attends {
            true => "standing-attends",
            false => "standing-absent",
        }));
    }
    if standing.options.confirmation == Confirmation::Disseminated {
        lines.line(&match &standing.reported {
            Some(reported) => lang.text(
                "standing-disseminated",
                &[
                    ("at", time::full(lang, reported.given.at).into()),
                    ("by", cut(&reported.given.by, NAME).into()),
                ],
            ),
            None => lang.plain("standing-not-disseminated"),
        });
    }
    // Each chat is reminded for itself; the institution hears of it as often as the most reminded one.
    let times = standing.copies.iter().map(|copy| copy.reminded).max();
    let last = standing.copies.iter().filter_map(|copy| copy.reminded_at);
    lines.line(&match (times, last.max()) {
        (Some(times @ 1..), Some(last)) => lang.text(
            "standing-reminded",
            &[
                ("times", i64::from(times).into()),
                ("at", time::full(lang, last).into()),
            ],
        ),
        _ => lang.plain("standing-never-reminded"),
    });
}

fn confirmed(lang: &Lang, standing: &Standing, now: Timestamp) -> String {
    let Some((confirmed, by)) = &standing.confirmed else {
        return match standing.clock {
            None => lang.plain("standing-unconfirmed-yet"),
            Some((_, due)) if due < now => at(lang, "standing-unconfirmed-late", due),
            Some((_, due)) => at(lang, "standing-unconfirmed", due),
        };
    };
    let arrived = standing.clock.map_or(*confirmed, |(arrived, _)| arrived);
    let took = u64::try_from(confirmed.0 - arrived.0).unwrap_or(0);
    let took = time::lapse(lang, Duration::from_millis(took));
    let key = match standing.others {
        0 => "standing-confirmed",
        _ => "standing-confirmed-others",
    };
    let mut arguments = vec![
        ("at", time::full(lang, *confirmed).into()),
        ("by", cut(by, NAME).into()),
        ("took", took.into()),
    ];
    if standing.others > 0 {
        arguments.push(("others", standing.others.into()));
    }
    lang.text(key, &arguments)
}

fn chats(lang: &Lang, lines: &mut Lines, standing: &Standing) {
    lines.blank();
    let code = standing.institution.institution.code.as_str();
    let count = standing.copies.len();
    if count == 0 {
        lines.line(&lang.text("standing-no-chats", &[("code", code.into())]));
        return;
    }
    lines.bold(&lang.text("standing-chats", &[("count", count.into())]));
    for copy in standing.copies.iter().take(NAMED) {
        let chat = mishap::chat(lang, copy.kind, &cut(&copy.title, NAME));
        let lost = (!copy.reachable).then(|| match copy.since {
            Some(since) => at(lang, "standing-lost", since),
            None => lang.plain("standing-lost-now"),
        });
        let mut got = vec![got(lang, copy)];
        if copy.got == Got::Failed(Cause::Unreachable) && lost.is_some() {
            got.clear();
        }
        got.extend(lost);
        let got = got.join(", ");
        let said = [("chat", chat.into()), ("got", got.into())];
        lines.line(&lang.text("standing-chat", &said));
    }
    more(lang, lines, count);
}

fn got(lang: &Lang, copy: &Copy) -> String {
    match copy.got {
        Got::Nothing => lang.plain("standing-nothing"),
        Got::Waits => lang.plain("standing-waits"),
        Got::Sent(Some(sent)) if copy.maybe_double => at(lang, "standing-sent-double", sent),
        Got::Sent(Some(sent)) => at(lang, "standing-sent", sent),
        Got::Sent(None) => lang.plain("standing-sent-once"),
        Got::Outdated(_) => mishap::what(lang, What::Outdated),
        Got::Failed(cause) => mishap::what(lang, What::Failed(cause)),
    }
}

fn officers(lang: &Lang, lines: &mut Lines, standing: &Standing) {
    lines.blank();
    let officers = &standing.institution.officers;
    let code = standing.institution.institution.code.as_str();
    if officers.is_empty() {
        lines.line(&lang.text("standing-no-officers", &[("code", code.into())]));
        return;
    }
    let count = officers.len();
    lines.bold(&lang.text("standing-officers", &[("count", count.into())]));
    for officer in officers.iter().take(NAMED) {
        let name = cut(&officer.name, NAME);
        lines.line(&lang.text("standing-officer", &[("name", name.into())]));
    }
    more(lang, lines, count);
}

fn more(lang: &Lang, lines: &mut Lines, count: usize) {
    if count > NAMED {
        let more = count - NAMED;
        lines.line(&lang.text("standing-more", &[("count", more.into())]));
    }
}

/// How it took the announcements before.
fn past(lang: &Lang, lines: &mut Lines, standing: &Standing) {
    if standing.past.is_empty() {
        return;
    }
    lines.blank().bold(&lang.plain("standing-past"));
    for one in &standing.past {
        let mut arguments = vec![
            ("number", one.number.to_string().into()),
            ("title", cut(&one.title, TITLE).into()),
        ];
        let key = match one.took {
            Some(took) => {
                arguments.push(("took", time::lapse(lang, took).into()));
                "standing-past-confirmed"
            }
            None => "standing-past-missing",
        };
        lines.line(&lang.text(key, &arguments));
    }
}

fn at(lang: &Lang, key: &str, at: Timestamp) -> String {
    lang.text(key, &[("at", time::full(lang, at).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::announcement::Number;
    use crate::domain::event::PlaceKind;
    use crate::domain::id::GrantId;
    use crate::domain::institution::{Code, Institution};
    use crate::domain::leaf::{Leaf, List};
    use crate::domain::options::Options;
    use crate::domain::registry::{OfficerLine, Page};
    use crate::domain::report::PastOne;
    use crate::view::testing::{ANNOUNCEMENT, AT, NUMBER, assert_sendable, indonesian, read_aloud};

    fn copy(title: &str, got: Got) -> Copy {
        Copy {
            kind: PlaceKind::Group,
            title: title.into(),
            public: false,
            reachable: true,
            since: None,
            got,
            maybe_double: false,
            reminded: 0,
            reminded_at: None,
            disturbed_at: None,
            wanted: false,
        }
    }

    fn minutes(count: u64) -> Duration {
        Duration::from_secs(60 * count)
    }

    fn waiting() -> Standing {
        Standing {
            leaf: Leaf::first(ANNOUNCEMENT, List::Missing),
            number: NUMBER,
            title: "Pemungutan suara tetap Rabu, 18 November 2026.".into(),
            options: Options::default(),
            institution: Page {
                institution: Institution {
                    code: Code::stored("KPU-64.74".into()),
                    name: "KPU Kota Bontang".into(),
                    category: "penyelenggara-pemilu".into(),
                    region: "Kota Bontang".into(),
                    parent: None,
                },
                above: None,
                below: 0,
                chats: vec![],
                officers: vec![OfficerLine {
                    grant: GrantId(1),
                    name: "Siti Rahma".into(),
                }],
                open_links: 0,
                confirmed: None,
                may_invite: false,
            },
            copies: vec![
                Copy {
                    reminded: 2,
                    reminded_at: Some(AT),
                    ..copy("Humas Bontang", Got::Sent(Some(AT.minus(minutes(50)))))
                },
                Copy {
                    kind: PlaceKind::Private,
                    reachable: false,
                    since: Some(AT.minus(minutes(60))),
                    ..copy("Siti Rahma", Got::Failed(Cause::Unreachable))
                },
            ],
            clock: Some((AT.minus(minutes(50)), AT.plus(minutes(190)))),
            confirmed: None,
            others: 0,
            attends: None,
            reported: None,
            past: vec![
                PastOne {
                    number: Number::real(12, 2026),
                    title: "Jadwal debat publik.".into(),
                    took: Some(minutes(12)),
                },
                PastOne {
                    number: Number::real(11, 2026),
                    title: "Klarifikasi.".into(),
                    took: None,
                },
            ],
            remindable: true,
        }
    }

    #[test]
    fn pages_of_institutions_are_read_aloud() {
        let waiting = waiting();
        let late = Standing {
            clock: Some((AT.minus(minutes(500)), AT.minus(minutes(260)))),
            past: vec![],
            ..waiting.clone()
        };
        let mut lonely = waiting.clone();
        lonely.institution.officers.clear();
        lonely.copies.clear();
        lonely.clock = None;
        lonely.remindable = false;
        let confirmed = Standing {
            confirmed: Some((AT.minus(minutes(38)), "Wati".into())),
            remindable: false,
            copies: vec![
                Copy {
                    maybe_double: true,
                    ..copy("Humas Bontang", Got::Sent(Some(AT.minus(minutes(50)))))
                },
                copy("Baru", Got::Nothing),
                copy("Lama", Got::Outdated(Some(AT))),
                copy("Antre", Got::Waits),
                Copy {
                    reachable: false,
                    ..copy("Hilang", Got::Sent(None))
                },
            ],
            ..waiting.clone()
        };
        let by_several = Standing {
            others: 2,
            attends: Some(false),
            options: Options {
                confirmation: Confirmation::Disseminated,
                drill: true,
                ..Options::default()
            },
            ..confirmed.clone()
        };
        let not_asked = Standing {
            options: Options {
                confirmation: Confirmation::None,
                ..Options::default()
            },
            ..waiting.clone()
        };
        let attends = Standing {
            attends: Some(true),
            ..confirmed.clone()
        };
        read_aloud("standing", |lang| {
            vec![
                ("waiting", page(lang, &waiting, AT)),
                ("late", page(lang, &late, AT)),
                ("lonely", page(lang, &lonely, AT)),
                ("confirmed", page(lang, &confirmed, AT)),
                ("confirmed by several", page(lang, &by_several, AT)),
                ("attends", page(lang, &attends, AT)),
                ("not asked", page(lang, &not_asked, AT)),
            ]
        });
    }

    #[test]
    fn the_fullest_page_fits_one_message() {
        let long = "🌊 Sekretariat ".repeat(14);
        let mut standing = waiting();
        standing.title.clone_from(&long);
        standing.institution.institution.name.clone_from(&long);
        standing.institution.institution.region.clone_from(&long);
        let lost = Copy {
            reachable: false,
            since: Some(AT),
            ..copy(&long, Got::Failed(Cause::Forbidden))
        };
        standing.copies = vec![lost; 30];
        let officer = standing.institution.officers[0].clone();
        standing.institution.officers = vec![
            OfficerLine {
                name: long.clone(),
                ..officer
            };
            30
        ];
        standing.confirmed = Some((AT, long));
        assert_sendable(&page(&indonesian(), &standing, AT));
    }
}
