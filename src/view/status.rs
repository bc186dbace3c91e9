//! `/status`: the latest announcements, and the card of one.

use super::lines::{Lines, button, cut};
use super::{Lang, control, correction, drill, export, figure, label, summary, time};
use crate::domain::action::Action;
use crate::domain::announcement::Change;
use crate::domain::leaf::{Leaf, List};
use crate::domain::message::{Button, Message};
use crate::domain::report::{Card, Controls, Course, Halt, Line, Share};

/// Most of a title on a line of its own, and in a list.
const TITLE: usize = 200;
const TITLE_IN_LIST: usize = 60;

/// Most of a region's name on a card.
const REGION: usize = 50;

/// Regions that a card shows; more make a wall that nobody reads.
const REGIONS: usize = 15;

/// Announcements that a list shows.
const LINES: usize = 20;

/// The latest announcements, or the latest drills, a line each; at most twenty.
#[must_use]
pub fn lines(lang: &Lang, latest: &[Line], drills: bool) -> Message {
    let (none, title) = match drills {
        true => ("status-no-drills", "status-latest-drills"),
        false => ("status-none", "status-latest"),
    };
    let Some(newest) = latest.first() else {
        return Message::plain(lang.plain(none));
    };
    let mut lines = Lines::titled(&lang.plain(title));
    for line in latest.iter().take(LINES) {
        let title = correction::listed(lang, line.change, &line.title);
        lines.line(&lang.text(
            "status-line",
            &[
                ("number", line.number.to_string().into()),
                (
                    "priority",
                    label::priority(lang, line.options.nature.priority).into(),
                ),
                ("title", cut(&title, TITLE_IN_LIST).into()),
                ("fares", fares(lang, line).into()),
            ],
        ));
    }
    let number = newest.number.to_string();
    lines
        .blank()
        .line(&lang.text("status-latest-next", &[("number", number.into())]))
        .done()
}

/// How far one of a list has come; what holds it, if something does.
fn fares(lang: &Lang, line: &Line) -> String {
    let at = |key, at| lang.text(key, &[("at", time::full(lang, at).into())]);
    let confirmed = || {
        let all = line.institutions;
        let confirmed = figure::confirmed(lang, &line.options, line.confirmed, all);
        match line.disseminated {
            None => confirmed,
            Some(passed_on) => {
                let passed_on = figure::disseminated(lang, passed_on, all);
                format!("{confirmed} · {passed_on}")
            }
        }
    };
    match (line.change, line.halt) {
        (Some(Change::Withdrawal), _) => lang.plain("status-line-withdrawn"),
        (_, Some(Halt::Scheduled(begins))) => at("status-line-scheduled", begins),
        (_, Some(Halt::Missed(begins))) => at("status-line-missed", begins),
        (_, Some(Halt::Cancelled)) => lang.plain("status-line-cancelled"),
        (_, Some(Halt::Paused)) => {
            lang.text("status-line-paused", &[("confirmed", confirmed().into())])
        }
        (_, Some(Halt::Stopped)) => {
            lang.text("status-line-stopped", &[("confirmed", confirmed().into())])
        }
        (_, None) => confirmed(),
    }
}

/// How one announcement fares.
#[must_use]
pub fn card(lang: &Lang, card: &Card) -> Message {
    let mut lines = Lines::default();
    about(lang, &mut lines, card);
    lines.blank();
    figures(lang, &mut lines, card);
    correction::history(lang, &mut lines, &card.revised.history);
    if let Some(told) = &card.exercise {
        drill::exercise(lang, &mut lines, told);
    }
    categories(lang, &mut lines, &card.categories);
    // A history needs room as well.
    let most = match card.revised.history.is_empty() {
        true => REGIONS,
        false => REGIONS / 2,
    };
    let (shares, words) = places(card);
    laggards(lang, &mut lines, shares, words, most);
    buttons(lang, lines.done(), card)
}

/// Which it is, whose, and how it stands.
fn about(lang: &Lang, lines: &mut Lines, card: &Card) {
    let number = card.number.to_string();
    lines.bold(&lang.text("status-card", &[("number", number.into())]));
    lines.line(&cut(card.title.trim(), TITLE));
    lines.line(&lang.text(
        "status-issuer",
        &[("issuer", cut(&card.issuer, TITLE).into())],
    ));
    if card.options.drill {
        lines.bold(&lang.plain("status-drill"));
    }
    lines.line(&label::nature(lang, card.options.nature));
    let waits = matches!(
        card.course,
        Course::Scheduled { .. } | Course::Missed { .. }
    );
    if let Some(schedule) = summary::schedule(lang, &card.options).filter(|_| !waits) {
        lines.line(&schedule);
    }
    lines.line(&lang.text(
        "status-approved",
        &[("at", time::full(lang, card.approved_at).into())],
    ));
    if let Some(mark) = correction::status(lang, &card.revised) {
        lines.bold(&mark);
    }
    let withdrawn = card.revised.is_withdrawn();
    if let Some(course) = control::course(lang, &card.course).filter(|_| !withdrawn) {
        lines.line(&course);
    }
    if card.frozen {
        lines.line(&figure::frozen(lang));
    }
}

/// Who has it, and who knows.
fn figures(lang: &Lang, lines: &mut Lines, card: &Card) {
    lines.line(&figure::sent(lang, card.sent, card.chats));
    lines.line(&figure::failed(lang, card.failed));
    for line in figure::failures(lang, &card.failures) {
        lines.line(&line);
    }
    if matches!(card.course, Course::Stopped { .. }) {
        lines.line(&figure::stopped(lang, card.stopped));
    }
    if !card.revised.is_withdrawn() {
        confirmations(lang, lines, card);
    }
    correction::counts(lang, lines, &card.revised);
    if card.without_chat > 0 {
        lines.line(&figure::without_chat(lang, card.without_chat));
    }
    if card.late.institutions > 0 {
        lines.line(&figure::late(lang, card.late, card.spread.is_some()));
    }
    if card.maybe_double > 0 {
        lines.line(&figure::maybe_double(lang, card.maybe_double));
    }
}

fn confirmations(lang: &Lang, lines: &mut Lines, card: &Card) {
    let (confirmed, all) = (card.confirmed, card.institutions);
    lines.line(&figure::confirmed(lang, &card.options, confirmed, all));
    if let Some(answers) = card.attendance {
        lines.line(&figure::attendance(lang, answers, all));
    }
    for line in figure::deadlines(lang, &card.options, &card.deadlines) {
        lines.line(&line);
    }
    if let Some(spread) = &card.spread {
        for line in figure::spread(lang, spread, all) {
            lines.line(&line);
        }
    }
}

fn buttons(lang: &Lang, message: Message, card: &Card) -> Message {
    let announcement = card.announcement;
    let list = |key, list| {
        let leaf = Leaf::first(announcement, list);
        button(lang.plain(key), Action::List { leaf })
    };
    let mut lists = vec![
        list("status-missing", List::Missing),
        list("status-confirmed", List::Confirmed),
    ];
    if card.failed > 0 || card.maybe_double > 0 || card.revised.outdated.0 > 0 {
        lists.push(list("status-failed", List::Failed));
    }
    let message = message.row(lists).row(below(lang, card));
    let message = match card.controls {
        Some(controls) => steered(lang, message, card, controls),
        None => message,
    };
    let over = card.revised.is_withdrawn() || matches!(card.course, Course::Cancelled { .. });
    match card.correctable && !over {
        true => message.row(correction::buttons(lang, announcement)),
        false => message,
    }
}

/// "Ingatkan" and "Ekspor", for those who may, and "Segarkan".
fn below(lang: &Lang, card: &Card) -> Vec<Button> {
    let announcement = card.announcement;
    let remind = Action::Remind { announcement };
    let remind = button(lang.plain("status-remind"), remind);
    let refresh = Action::Card { announcement };
    let refresh = button(lang.plain("status-refresh"), refresh);
    let remind = card.remindable.then_some(remind);
    let export = card.exportable.then(|| export::button(lang, announcement));
    remind.into_iter().chain(export).chain([refresh]).collect()
}

/// What those in charge may do besides.
fn steered(lang: &Lang, mut message: Message, card: &Card, controls: Controls) -> Message {
    let announcement = card.announcement;
    let stopped = card.course.is_ended();
    if controls.unfinished && !stopped {
        message = message.row(control::buttons(lang, announcement, &card.course));
    }
    if matches!(card.course, Course::Stopped { .. }) && card.sent > 0 {
        let leaf = Leaf::first(announcement, List::Reached);
        let reached = button(lang.plain("status-reached"), Action::List { leaf });
        message = message.row([reached]);
    }
    if controls.resendable > 0 {
        message = message.row([button(
            lang.plain("status-resend"),
            Action::Resend { announcement },
        )]);
    }
    message
}

fn categories(lang: &Lang, lines: &mut Lines, shares: &[Share]) {
    if shares.is_empty() {
        return;
    }
    lines.blank().bold(&lang.plain("status-categories"));
    for one in shares {
        lines.line(&share(lang, &label::category(lang, &one.name), one));
    }
}

/// The keys of a breakdown: of all, of the lowest, and of how many more there are.
pub(super) struct Words {
    pub(super) all: &'static str,
    pub(super) lowest: &'static str,
    more: &'static str,
}

/// The breakdown of a card by where its institutions are: by region, or where nearly everybody has a region
/// of their own, by the institution above, which says more.
pub(super) fn places(card: &Card) -> (&[Share], &'static Words) {
    let (regions, branches) = (card.regions.len(), card.branches.len());
    match regions > REGIONS && branches > 0 && branches * 2 < regions {
        true => (&card.branches, &BRANCH_WORDS),
        false => (&card.regions, &REGION_WORDS),
    }
}

/// All of them in their order, or of too many those that lag most.
pub(super) fn lagging(shares: &[Share], most: usize) -> Vec<&Share> {
    let mut shown: Vec<&Share> = shares.iter().collect();
    if shares.len() > most {
        // a/b < c/d without division; a region without a chat has nothing to lag with.
        shown.sort_by(|a, b| {
            let (left, right) = (
                i128::from(a.confirmed) * i128::from(b.institutions.max(1)),
                i128::from(b.confirmed) * i128::from(a.institutions.max(1)),
            );
            (a.institutions == 0, left).cmp(&(b.institutions == 0, right))
        });
        shown.truncate(most);
    }
    shown
}

const REGION_WORDS: Words = Words {
    all: "status-regions",
    lowest: "status-regions-lowest",
    more: "status-regions-more",
};

const BRANCH_WORDS: Words = Words {
    all: "status-branches",
    lowest: "status-branches-lowest",
    more: "status-branches-more",
};

/// All shares by name; of too many, those that lag most.
fn laggards(lang: &Lang, lines: &mut Lines, shares: &[Share], words: &Words, most: usize) {
    if shares.is_empty() {
        return;
    }
    let shown = lagging(shares, most);
    let title = match shares.len() <= most {
        true => words.all,
        false => words.lowest,
    };
    lines.blank().bold(&lang.plain(title));
    for one in &shown {
        lines.line(&share(lang, &one.name, one));
    }
    let more = shares.len() - shown.len();
    if more > 0 {
        lines.line(&lang.text(words.more, &[("more", more.into())]));
    }
}

fn share(lang: &Lang, name: &str, share: &Share) -> String {
    lang.text(
        "status-share",
        &[
            ("name", cut(name, REGION).into()),
            ("confirmed", share.confirmed.into()),
            ("institutions", share.institutions.into()),
            (
                "percent",
                figure::percent(share.confirmed, share.institutions).into(),
            ),
        ],
    )
}

#[cfg(test)]
#[path = "status_tests.rs"]
mod tests;
