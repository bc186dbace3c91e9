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
#[path = "standing_tests.rs"]
mod tests;
