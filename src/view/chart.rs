//! The picture beside the card of an announcement: confirmations over time against the deadline, and the
//! share by category. What it says is worked out here; how it is laid out, in `draw`.

mod draw;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::lines::cut;
use super::{Lang, figure, label, status, time};
use crate::domain::clock::Timestamp;
use crate::domain::file::{Drawing, File};
use crate::domain::message::Message;
use crate::domain::report::{Card, Share, Timeline};

pub(super) use draw::png;

/// Most of a title that is drawn, in UTF-16 units; what is too wide is cut when it is drawn.
const TITLE: usize = 120;
/// Bars of a picture: as many as there are categories.
const BARS: usize = 9;
/// Most of a place's name, in UTF-16 units.
const NAME: usize = 40;
/// Steps of the curve: more of them nobody can see.
const STEPS: usize = 240;
/// Times below it.
const TICKS: i64 = 4;
const DAY: i64 = 24 * 60 * 60_000;
/// Shortest time that is shown.
const SHORTEST: Duration = Duration::from_secs(60);

/// What a picture shows. Places are parts of its width and height, from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Chart {
    title: String,
    subtitle: String,
    /// That it is an exercise.
    mark: Option<String>,
    figure: String,
    figure_note: String,
    /// When how much was confirmed.
    steps: Vec<(f32, f32)>,
    /// How far time has come.
    until: f32,
    times: Vec<(f32, String)>,
    counts: Vec<(f32, String)>,
    deadline: Option<(f32, String)>,
    shares_title: String,
    shares: Vec<Bar>,
    as_of: String,
}

/// A share with its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Bar {
    name: String,
    figure: String,
    part: f32,
}

/// The picture, which is drawn when it is sent, and what those hear who do not see it.
#[must_use]
pub fn picture(lang: &Lang, card: &Card, timeline: &Timeline) -> (File, Message) {
    let chart = chart(lang, card, timeline);
    let content = serde_json::to_vec(&chart).expect("texts and finite numbers are always JSON");
    let stem = lang.text("chart-file", &[("number", card.number.to_string().into())]);
    let caption = lang.text(
        "chart-caption",
        &[
            ("number", card.number.to_string().into()),
            ("figure", confirmed(lang, card).into()),
            ("at", time::full(lang, timeline.now).into()),
        ],
    );
    let file = File::picture(&stem, "png", content).drawn_as(Drawing::Chart);
    (file, Message::plain(caption))
}

fn confirmed(lang: &Lang, card: &Card) -> String {
    figure::confirmed(lang, &card.options, card.confirmed, card.institutions)
}

fn chart(lang: &Lang, card: &Card, timeline: &Timeline) -> Chart {
    let number = card.number.to_string();
    let axis = Axis::of(timeline);
    let count = |count| lang.count(count);
    let all = timeline.institutions.max(1);
    let mut counts = vec![(0.0, count(0)), (1.0, count(timeline.institutions))];
    if all >= 4 {
        counts.insert(1, (part(all / 2, all), count(all / 2)));
    }
    let priority = label::priority(lang, card.options.nature.priority);
    let title = cut(card.title.trim(), TITLE);
    let (shares_title, shares) = shares(lang, card);
    Chart {
        title: lang.text("status-card", &[("number", number.into())]),
        subtitle: format!("{priority} · {title}"),
        mark: card.options.drill.then(|| lang.plain("status-drill")),
        figure: format!("{}/{}", count(card.confirmed), count(card.institutions)),
        figure_note: lang.text(
            "chart-share",
            &[(
                "percent",
                figure::percent(card.confirmed, card.institutions).into(),
            )],
        ),
        steps: steps(timeline, &axis),
        until: axis.part(timeline.now),
        times: axis.ticks(lang),
        counts,
        deadline: timeline.due.filter(|due| *due <= axis.to).map(|due| {
            let at = time::tick_of(lang, due, timeline.began);
            (
                axis.part(due),
                lang.text("chart-deadline", &[("at", at.into())]),
            )
        }),
        shares_title,
        shares,
        as_of: lang.text(
            "chart-as-of",
            &[("at", time::full(lang, timeline.now).into())],
        ),
    }
}

/// By category; where all are of one, which says nothing, by where they are: those that lag most.
fn shares(lang: &Lang, card: &Card) -> (String, Vec<Bar>) {
    let (places, words) = status::places(card);
    if card.categories.len() != 1 || places.len() < 2 {
        let named = |share: &Share| bar(lang, label::category(lang, &share.name), share);
        let bars = card.categories.iter().map(named).collect();
        return (lang.plain("status-categories"), bars);
    }
    let title = match places.len() <= BARS {
        true => words.all,
        false => words.lowest,
    };
    let named = |share: &Share| bar(lang, cut(&share.name, NAME), share);
    let shown = status::lagging(places, BARS).into_iter();
    (lang.plain(title), shown.map(named).collect())
}

fn bar(lang: &Lang, name: String, share: &Share) -> Bar {
    let count = |count| lang.count(count);
    Bar {
        name,
        figure: format!("{}/{}", count(share.confirmed), count(share.institutions)),
        part: part(share.confirmed, share.institutions.max(1)),
    }
}

/// `part` of `whole`, from 0 to 1.
fn part(part: i64, whole: i64) -> f32 {
    (part as f32 / whole as f32).clamp(0.0, 1.0)
}

/// How much was confirmed when, in at most so many steps, the last of them among these.
fn steps(timeline: &Timeline, axis: &Axis) -> Vec<(f32, f32)> {
    let all = timeline.confirmed.len();
    let every = all.div_ceil(STEPS).max(1);
    let shown = timeline
        .confirmed
        .iter()
        .enumerate()
        .filter(|(at, _)| (at + 1) % every == 0 || at + 1 == all);
    let height = |at: usize| {
        part(
            i64::try_from(at + 1).unwrap_or(i64::MAX),
            timeline.institutions.max(1),
        )
    };
    shown
        .map(|(at, when)| (axis.part(*when), height(at)))
        .collect()
}

/// From when to when.
pub(super) struct Axis {
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
}

impl Axis {
    /// From the first copy's arrival to now, and to the deadline if that is near. What lies far behind
    /// its last event ends soon after that.
    pub(super) fn of(timeline: &Timeline) -> Self {
        let from = timeline.began;
        let span = |to: Timestamp| to.since(from);
        let passed = timeline.due.filter(|due| *due <= timeline.now);
        let last = timeline.confirmed.last().copied();
        let eventful = last.max(passed).unwrap_or(timeline.now);
        let everybody = timeline.confirmed.len() as i64 >= timeline.institutions;
        let mut to = match everybody {
            true => eventful,
            false => timeline
                .now
                .min(eventful.plus(span(eventful).max(SHORTEST * 10))),
        };
        if let Some(due) = timeline.due.filter(|due| span(*due) <= span(to) * 4) {
            to = to.max(due);
        }
        Self {
            from,
            to: to.max(from.plus(SHORTEST)),
        }
    }

    fn part(&self, at: Timestamp) -> f32 {
        part(at.0 - self.from.0, self.to.0 - self.from.0)
    }

    /// How far marks are apart, in milliseconds.
    pub(super) fn step(&self) -> i64 {
        const MINUTE: i64 = 60_000;
        const HOUR: i64 = 60 * MINUTE;
        const ROUND: [i64; 14] = [
            MINUTE,
            2 * MINUTE,
            5 * MINUTE,
            10 * MINUTE,
            15 * MINUTE,
            30 * MINUTE,
            HOUR,
            2 * HOUR,
            3 * HOUR,
            6 * HOUR,
            12 * HOUR,
            DAY,
            2 * DAY,
            7 * DAY,
        ];
        let span = self.to.0 - self.from.0;
        let step = ROUND.into_iter().find(|step| span / step <= TICKS);
        step.unwrap_or_else(|| (span / TICKS / DAY + 1) * DAY)
    }

    /// Full hours, or whatever is round on the wall.
    fn ticks(&self, lang: &Lang) -> Vec<(f32, String)> {
        let step = self.step();
        let offset = lang.zone.offset(self.from);
        let first = (self.from.0 + offset).div_euclid(step) * step - offset;
        let at = (0..=TICKS + 1).map(|tick| Timestamp(first + tick * step));
        at.filter(|at| *at >= self.from && *at <= self.to)
            .map(|at| (self.part(at), time::tick(lang, at, step >= DAY / 2)))
            .collect()
    }
}

#[cfg(test)]
mod tests;
