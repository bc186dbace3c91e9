//! The panel below the preview of a draft, and the menus that open in its place.

use super::lines::{Lines, button, cut};
use super::{Lang, label, summary, time};
use crate::domain::action::Action;
use crate::domain::announcement::{Circulation, Confirmation, Kind, Priority};
use crate::domain::approval::Returned;
use crate::domain::archive::Archive;
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::CATEGORIES;
use crate::domain::message::{Button, Message};
use crate::domain::options::{Deadline, LocalTime, Options, Span, Today};
use crate::domain::panel::{Choice, Menu, REGIONS_A_PAGE, Written, mark};
use crate::domain::report::Reach;

/// Most of a value on a button.
const LABEL: usize = 40;
/// Deadlines that are offered, in minutes.
const DEADLINES: [u32; 4] = [30, 60, 240, 24 * 60];
/// Schedules that are offered: days from today, and the hour.
const SCHEDULES: [(u64, u32); 5] = [(0, 13), (0, 16), (1, 8), (1, 13), (2, 8)];

/// A draft as its panel shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draft<'a> {
    /// Whose buttons are below.
    pub announcement: AnnouncementId,
    /// As of which edit.
    pub version: i64,
    /// What was decided so far.
    pub options: &'a Options,
    /// Whom it would reach.
    pub reach: &'a Reach,
    /// Messages that it makes.
    pub parts: usize,
    /// Messages of the author's own.
    pub pieces: usize,
    /// How far the archiving of what it carries is.
    pub archive: Archive,
    /// Until when quiet hours would hold it, were it approved now.
    pub held: Option<Timestamp>,
    /// How it came back before, newest first.
    pub history: &'a [Returned],
}

/// What the author's scope has to choose from, each with its institutions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer<'a> {
    /// Categories, by their place in the registry's list.
    pub categories: &'a [(usize, i64)],
    /// Regions by name.
    pub regions: &'a [(String, i64)],
    /// When that is.
    pub today: Today,
}

/// The panel itself.
#[must_use]
pub fn main(lang: &Lang, draft: &Draft<'_>) -> Message {
    let mut lines = Lines::titled(&lang.plain("panel-title"));
    summary::write(lang, &mut lines, draft.reach, draft.options);
    if draft.parts > 1 {
        lines.line(&lang.text("panel-parts", &[("parts", draft.parts.into())]));
    }
    let Archive { waiting, failed } = draft.archive;
    if waiting > 0 {
        lines.line(&lang.text("panel-archiving", &[("left", waiting.into())]));
    }
    if failed > 0 {
        lines.line(&lang.text("panel-not-archived", &[("failed", failed.into())]));
    }
    summary::held(lang, &mut lines, draft.held);
    summary::history(lang, &mut lines, draft.history);
    lines.blank().line(&lang.plain("panel-next"));
    let (announcement, version) = (draft.announcement, draft.version);
    let open = |key: &str, value: String, menu| {
        let value = cut(&value, LABEL);
        let action = Action::OpenMenu {
            announcement,
            version,
            menu,
        };
        button(lang.text(key, &[("value", value.into())]), action)
    };
    let options = draft.options;
    let nature = options.nature;
    let schedule = match options.schedule {
        Some(at) => time::full(lang, at.moment(lang.zone.0)),
        None => lang.plain("panel-at-once"),
    };
    let audience = label::selection(lang, &options.audience);
    let kind = label::kind(lang, nature.kind);
    let circulation = label::circulation(lang, nature.circulation);
    let confirmation = label::confirmation(lang, options.confirmation);
    let submit = Action::Submit {
        announcement,
        version,
    };
    let trial = Action::Trial {
        announcement,
        version,
    };
    let mut below = vec![button(
        lang.plain("panel-discard"),
        Action::Discard { announcement },
    )];
    if draft.pieces > 1 {
        let drop = Action::DropLast { announcement };
        below.insert(0, button(lang.plain("panel-drop-last"), drop));
    }
    let mut message = lines
        .done()
        .row([open("panel-audience", audience, Menu::Audience)])
        .row([
            open(
                "panel-priority",
                label::priority(lang, nature.priority),
                Menu::Priority,
            ),
            open("panel-kind", kind, Menu::Kind),
        ])
        .row([
            open("panel-circulation", circulation, Menu::Circulation),
            open("panel-confirmation", confirmation, Menu::Confirmation),
        ])
        .row([
            open("panel-schedule", schedule, Menu::Schedule),
            deadline_button(lang, draft),
        ]);
    // Where quiet hours hold nothing there is nothing to choose.
    if draft.held.is_some() || options.send_now {
        let buttons = Buttons { lang, draft };
        let label = lang.plain("panel-send-now");
        let choice = Choice::SendNow(!options.send_now);
        message = message.row([buttons.choose(&label, options.send_now, choice)]);
    }
    message
        .row([button(lang.plain("panel-trial"), trial)])
        .row([button(lang.plain("panel-submit"), submit)])
        .row(below)
}

/// "Tenggat", with the present one.
pub(super) fn deadline_button(lang: &Lang, draft: &Draft<'_>) -> Button {
    let value = match draft.options.deadline {
        Some(deadline) => label::deadline(lang, deadline),
        None => lang.plain("panel-as-usual"),
    };
    let action = Action::OpenMenu {
        announcement: draft.announcement,
        version: draft.version,
        menu: Menu::Deadline,
    };
    let value = cut(&value, LABEL);
    button(
        lang.text("panel-deadline", &[("value", value.into())]),
        action,
    )
}

/// A menu, or the panel again.
#[must_use]
pub fn menu(lang: &Lang, draft: &Draft<'_>, offer: &Offer<'_>, menu: Menu) -> Message {
    let buttons = Buttons { lang, draft };
    match menu {
        Menu::Main => main(lang, draft),
        Menu::Audience => audience(&buttons),
        Menu::Categories => categories(&buttons, offer.categories),
        Menu::Regions(page) => regions(&buttons, offer.regions, page),
        Menu::Priority => buttons.one_of(
            "panel-choose-priority",
            Priority::ALL,
            draft.options.nature.priority,
            label::priority,
            Choice::Priority,
        ),
        Menu::Kind => buttons.one_of(
            "panel-choose-kind",
            Kind::ALL,
            draft.options.nature.kind,
            label::kind,
            Choice::Kind,
        ),
        Menu::Circulation => buttons.one_of(
            "panel-choose-circulation",
            Circulation::ALL,
            draft.options.nature.circulation,
            label::circulation,
            Choice::Circulation,
        ),
        Menu::Confirmation => buttons.one_of(
            "panel-choose-confirmation",
            Confirmation::ALL,
            draft.options.confirmation,
            label::confirmation,
            Choice::Confirmation,
        ),
        Menu::Schedule => schedule(&buttons, offer.today),
        Menu::Deadline => deadline(&buttons),
    }
}

/// Buttons of a draft's menus.
struct Buttons<'a> {
    lang: &'a Lang,
    draft: &'a Draft<'a>,
}

impl Buttons<'_> {
    fn choose(&self, label: &str, chosen: bool, choice: Choice) -> Button {
        let mark = if chosen { "☑ " } else { "" };
        let action = Action::Choose {
            announcement: self.draft.announcement,
            version: self.draft.version,
            choice,
        };
        button(format!("{mark}{label}"), action)
    }

    fn open(&self, label: String, menu: Menu) -> Button {
        let action = Action::OpenMenu {
            announcement: self.draft.announcement,
            version: self.draft.version,
            menu,
        };
        button(label, action)
    }

    fn write(&self, key: &str, written: Written) -> Button {
        let action = Action::WriteOption {
            announcement: self.draft.announcement,
            version: self.draft.version,
            written,
        };
        button(self.lang.plain(key), action)
    }

    fn back(&self, menu: Menu) -> Button {
        self.open(self.lang.plain("panel-back"), menu)
    }

    fn one_of<T: Copy + PartialEq>(
        &self,
        title: &str,
        all: &[T],
        present: T,
        label: impl Fn(&Lang, T) -> String,
        choice: impl Fn(T) -> Choice,
    ) -> Message {
        let message = Lines::titled(&self.lang.plain(title)).done();
        all.iter()
            .fold(message, |message, value| {
                let label = label(self.lang, *value);
                message.row([self.choose(&label, *value == present, choice(*value))])
            })
            .row([self.back(Menu::Main)])
    }

    /// What is chosen, and how far it reaches.
    fn reached(&self, title: &str) -> Message {
        let (lang, draft) = (self.lang, self.draft);
        let mut lines = Lines::titled(&lang.plain(title));
        summary::reach(lang, &mut lines, draft.reach, &draft.options.audience);
        lines.done()
    }
}

fn audience(buttons: &Buttons<'_>) -> Message {
    let lang = buttons.lang;
    let selection = &buttons.draft.options.audience;
    let everyone = lang.plain("panel-everyone");
    let mut message = buttons
        .reached("panel-choose-audience")
        .row([buttons.choose(&everyone, selection.is_everyone(), Choice::Everyone)])
        .row([
            buttons.open(lang.plain("panel-categories"), Menu::Categories),
            buttons.open(lang.plain("panel-regions"), Menu::Regions(0)),
        ])
        .row([buttons.write("panel-within", Written::Within)])
        .row([buttons.write("panel-only", Written::Only)])
        .row([buttons.write("panel-without", Written::Without)]);
    if selection.has_exceptions() {
        let none = lang.plain("panel-no-exceptions");
        message = message.row([buttons.choose(&none, false, Choice::NoExceptions)]);
    }
    message.row([buttons.back(Menu::Main)])
}

fn categories(buttons: &Buttons<'_>, offered: &[(usize, i64)]) -> Message {
    let lang = buttons.lang;
    let chosen: Vec<&String> = buttons.draft.options.audience.categories().collect();
    let message = buttons.reached("panel-choose-categories");
    let one = |(at, count): &(usize, i64)| {
        let word = CATEGORIES.get(*at).copied().unwrap_or_default();
        let name = counted(lang, &label::category(lang, word), *count);
        let at = u32::try_from(*at).unwrap_or(u32::MAX);
        let taken = chosen.iter().any(|it| *it == word);
        buttons.choose(&name, taken, Choice::Category(at))
    };
    offered
        .iter()
        .fold(message, |message, it| message.row([one(it)]))
        .row([buttons.back(Menu::Audience)])
}

fn regions(buttons: &Buttons<'_>, offered: &[(String, i64)], page: u32) -> Message {
    let lang = buttons.lang;
    let chosen: Vec<&String> = buttons.draft.options.audience.regions().collect();
    let pages = offered.len().div_ceil(REGIONS_A_PAGE).max(1);
    let page = usize::try_from(page).unwrap_or(usize::MAX).min(pages - 1);
    let first = page * REGIONS_A_PAGE;
    let mut message = buttons.reached("panel-choose-regions");
    for (at, (name, count)) in (first..).zip(offered.iter().skip(first).take(REGIONS_A_PAGE)) {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let taken = chosen.contains(&name);
        let label = counted(lang, name, *count);
        message = message.row([buttons.choose(&label, taken, Choice::Region(at, mark(name)))]);
    }
    let turn = |key: &str, to: usize| {
        let menu = Menu::Regions(u32::try_from(to).unwrap_or_default());
        buttons.open(lang.plain(key), menu)
    };
    let mut ways = Vec::new();
    if page > 0 {
        ways.push(turn("panel-previous", page - 1));
    }
    if page + 1 < pages {
        ways.push(turn("panel-following", page + 1));
    }
    if !ways.is_empty() {
        message = message.row(ways);
    }
    message.row([buttons.back(Menu::Audience)])
}

/// `Kota Bontang (12)`
fn counted(lang: &Lang, name: &str, count: i64) -> String {
    let name = cut(name, LABEL);
    lang.text(
        "panel-counted",
        &[("name", name.into()), ("count", count.into())],
    )
}

fn schedule(buttons: &Buttons<'_>, today: Today) -> Message {
    let lang = buttons.lang;
    let present = buttons.draft.options.schedule;
    let at_once = lang.plain("panel-when-approved");
    let mut message = Lines::titled(&lang.plain("panel-choose-schedule"))
        .done()
        .row([buttons.choose(&at_once, present.is_none(), Choice::Schedule(None))]);
    let offered = SCHEDULES
        .iter()
        .filter_map(|(days, hour)| LocalTime::in_days(*days, *hour, today));
    // What has begun, or nearly, is no schedule.
    let ahead = offered.filter(|at| at.moment(today.zone()) > today.now());
    for at in ahead {
        let label = time::full(lang, at.moment(lang.zone.0));
        let choice = Choice::Schedule(Some(at));
        message = message.row([buttons.choose(&label, present == Some(at), choice)]);
    }
    message
        .row([buttons.write("panel-write", Written::Schedule)])
        .row([buttons.back(Menu::Main)])
}

fn deadline(buttons: &Buttons<'_>) -> Message {
    let lang = buttons.lang;
    let present = buttons.draft.options.deadline;
    let as_usual = lang.plain("panel-as-usual");
    let as_usual = buttons.choose(&as_usual, present.is_none(), Choice::Deadline(None));
    let spans: Vec<Button> = DEADLINES
        .iter()
        .filter_map(|minutes| Span::of_minutes(*minutes))
        .map(|span| {
            let taken = present == Some(Deadline::Within(span));
            buttons.choose(&time::span(lang, span), taken, Choice::Deadline(Some(span)))
        })
        .collect();
    Lines::titled(&lang.plain("panel-choose-deadline"))
        .done()
        .row([as_usual])
        .row(spans)
        .row([buttons.write("panel-write", Written::Deadline)])
        .row([buttons.back(Menu::Main)])
}

/// "Tulis sendiri": what to write.
#[must_use]
pub fn write(lang: &Lang, announcement: AnnouncementId, version: i64, written: Written) -> Message {
    let (key, menu) = match written {
        Written::Within => ("panel-write-within", Menu::Audience),
        Written::Only => ("panel-write-only", Menu::Audience),
        Written::Without => ("panel-write-without", Menu::Audience),
        Written::Schedule => ("panel-write-schedule", Menu::Schedule),
        Written::Deadline => ("panel-write-deadline", Menu::Deadline),
    };
    let back = Action::OpenMenu {
        announcement,
        version,
        menu,
    };
    Lines::titled(&lang.plain(key))
        .done()
        .row([button(lang.plain("panel-back"), back)])
}

/// A choice that members read: the preview is another now.
#[must_use]
pub fn changed(lang: &Lang) -> Message {
    Message::plain(lang.plain("panel-changed"))
}

/// The answer to "Uji kirim", and to "Diterima" under a trial.
#[must_use]
pub fn trial_received(lang: &Lang) -> String {
    lang.plain("panel-trial-received")
}

/// "Diterima", or what else is asked, below a trial.
#[must_use]
pub fn trial_row(lang: &Lang, announcement: AnnouncementId, asked: Confirmation) -> Vec<Button> {
    let labels: &[&str] = match asked {
        Confirmation::Attendance => &["answer-attend", "answer-decline"],
        Confirmation::Disseminated => &["answer-received", "answer-disseminate"],
        _ => &["answer-received"],
    };
    let action = Action::TrialReceived { announcement };
    let buttons = labels.iter();
    buttons
        .map(|label| button(lang.plain(label), action.clone()))
        .collect()
}

#[cfg(test)]
#[path = "panel_tests.rs"]
mod tests;
