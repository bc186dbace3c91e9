//! `/lembaga`: lists of institutions in pages, and the page of one.

use super::lines::{Lines, button, cut};
use super::{Lang, label, time};
use crate::domain::action::Action;
use crate::domain::event::PlaceKind;
use crate::domain::institution::Code;
use crate::domain::message::{Button, Message};
use crate::domain::registry::{ChatLine, Coverage, Entries, Entry, Page, SearchNumber};

/// Most of a name in a line, of what was typed, and on a button.
const NAME: usize = 200;
const TYPED: usize = 60;
const LABEL: usize = 48;
/// Most chats and officers that a page names; it counts the others.
const NAMED: usize = 8;

/// How one came to a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// From the top.
    Registry,
    /// By seeking.
    Search { search: SearchNumber, typed: String },
    /// From the one above.
    Below { above: Code, name: String },
}

/// `/lembaga` alone: how well the asker's institutions are reached, and those at the top.
#[must_use]
pub fn overview(lang: &Lang, coverage: &Coverage, entries: &Entries) -> Message {
    let mut lines = Lines::titled(&lang.plain("registry-overview"));
    let Coverage {
        institutions,
        with_chat,
        with_officer,
    } = *coverage;
    let counted = |key, with: i64| {
        lang.text(
            key,
            &[
                ("with", with.into()),
                ("without", (institutions - with).into()),
            ],
        )
    };
    lines
        .line(&lang.text("registry-institutions", &[("count", institutions.into())]))
        .line(&counted("registry-chats-counted", with_chat))
        .line(&counted("registry-officers-counted", with_officer));
    write_entries(lang, &mut lines, entries);
    lines.blank().line(&lang.plain("registry-hint"));
    with_buttons(lang, lines.done(), &Way::Registry, entries)
}

/// Institutions that were sought, or that lie below one.
#[must_use]
pub fn list(lang: &Lang, way: &Way, entries: &Entries) -> Message {
    let total = entries.total.to_string();
    let title = match way {
        Way::Registry => lang.plain("registry-overview"),
        Way::Search { typed, .. } => lang.text(
            "registry-found",
            &[("typed", cut(typed, TYPED).into()), ("total", total.into())],
        ),
        Way::Below { name, .. } => lang.text(
            "registry-below",
            &[("name", cut(name, NAME).into()), ("total", total.into())],
        ),
    };
    let mut lines = Lines::titled(&title);
    write_entries(lang, &mut lines, entries);
    with_buttons(lang, lines.done(), way, entries)
}

/// Nothing fits what was typed.
#[must_use]
pub fn nothing(lang: &Lang, typed: &str) -> Message {
    Message::plain(lang.text("registry-nothing", &[("typed", cut(typed, TYPED).into())]))
}

fn write_entries(lang: &Lang, lines: &mut Lines, entries: &Entries) {
    lines.blank();
    for entry in &entries.entries {
        let code = entry.code.as_str();
        let name = cut(&entry.name, NAME);
        let mut arguments = vec![("name", name.into()), ("code", code.into())];
        let key = if entry.below > 0 {
            arguments.push(("below", entry.below.into()));
            "registry-entry-above"
        } else {
            "registry-entry"
        };
        lines.line(&lang.text(key, &arguments));
    }
    if entries.pages > 1 {
        lines.blank().line(&lang.text(
            "registry-page",
            &[
                ("page", (i64::from(entries.page) + 1).into()),
                ("pages", i64::from(entries.pages).into()),
            ],
        ));
    }
}

fn with_buttons(lang: &Lang, message: Message, way: &Way, entries: &Entries) -> Message {
    let mut message = message;
    let (search, back) = match way {
        Way::Search { search, .. } => (*search, entries.page),
        Way::Registry | Way::Below { .. } => (0, 0),
    };
    for Entry { code, name, .. } in &entries.entries {
        let open = Action::Institution {
            institution: code.clone(),
            search,
            page: back,
        };
        message = message.row([button(cut(name, LABEL), open)]);
    }
    let turn = |page| match way {
        Way::Registry => Action::Registry { page },
        Way::Search { search, .. } => Action::Hits {
            search: *search,
            page,
        },
        Way::Below { above, .. } => Action::Below {
            institution: above.clone(),
            page,
        },
    };
    let mut turns = Vec::new();
    if entries.page > 0 {
        turns.push(button(
            lang.plain("registry-previous"),
            turn(entries.page - 1),
        ));
    }
    if entries.page + 1 < entries.pages {
        turns.push(button(lang.plain("registry-next"), turn(entries.page + 1)));
    }
    if !turns.is_empty() {
        message = message.row(turns);
    }
    if let Way::Below { above, .. } = way {
        let up = Action::Institution {
            institution: above.clone(),
            search: 0,
            page: 0,
        };
        message = message.row([button(lang.plain("registry-back"), up)]);
    }
    message
}

/// One institution, for somebody in private. `search` and `back` are the list that they came from; 0 for
/// none.
#[must_use]
pub fn page(lang: &Lang, page: &Page, search: SearchNumber, back: u32) -> Message {
    let mut lines = heading(lang, page);
    write_chats(lang, &mut lines, &page.chats);
    lines.blank();
    if page.officers.is_empty() {
        lines.line(&lang.plain("registry-no-officers"));
    } else {
        let count = page.officers.len();
        lines.bold(&lang.text("registry-officers", &[("count", count.into())]));
        for officer in page.officers.iter().take(NAMED) {
            let name = cut(&officer.name, NAME);
            lines.line(&lang.text("registry-officer", &[("name", name.into())]));
        }
        write_more(lang, &mut lines, count);
    }
    write_end(lang, &mut lines, page);
    let mut message = lines.done();
    if page.may_invite {
        message = message.row(inviting(lang, &page.institution.code));
    }
    if page.may_invite {
        for row in members(lang, page) {
            message = message.row([row]);
        }
    }
    for row in around(lang, page, search, back) {
        message = message.row([row]);
    }
    message
}

/// The institution of a group: for all its members, so people are counted and not named.
#[must_use]
pub fn page_in_group(lang: &Lang, page: &Page) -> Message {
    let mut lines = heading(lang, page);
    write_chats(lang, &mut lines, &page.chats);
    lines.blank();
    if page.officers.is_empty() {
        lines.line(&lang.plain("registry-no-officers"));
    } else {
        let count = page.officers.len();
        lines.line(&lang.text("registry-officers", &[("count", count.into())]));
    }
    write_end(lang, &mut lines, page);
    lines.done()
}

fn heading(lang: &Lang, page: &Page) -> Lines {
    let institution = &page.institution;
    let mut lines = Lines::default();
    lines
        .bold(&cut(&institution.name, NAME))
        .code(&lang.plain("registry-code"), institution.code.as_str());
    let category = label::category(lang, &institution.category);
    lines.line(&lang.text("registry-category", &[("category", category.into())]));
    if !institution.region.is_empty() {
        let region = cut(&institution.region, NAME);
        lines.line(&lang.text("registry-region", &[("region", region.into())]));
    }
    if let Some((code, name)) = &page.above {
        lines.line(&lang.text(
            "registry-above",
            &[
                ("name", cut(name, NAME).into()),
                ("code", code.as_str().into()),
            ],
        ));
    }
    lines
}

fn write_chats(lang: &Lang, lines: &mut Lines, chats: &[ChatLine]) {
    lines.blank();
    // Officers are listed as such.
    let shared: Vec<&ChatLine> = chats
        .iter()
        .filter(|chat| chat.kind != PlaceKind::Private)
        .collect();
    let private = chats.len() - shared.len();
    if chats.is_empty() {
        lines.line(&lang.plain("registry-no-chats"));
        return;
    }
    lines.bold(&lang.text("registry-chats", &[("count", chats.len().into())]));
    for chat in shared.iter().take(NAMED) {
        lines.line(&lang.text(
            "registry-chat",
            &[
                ("title", cut(&chat.title, NAME).into()),
                ("kind", kind(lang, chat.kind).into()),
                ("state", state(lang, chat).into()),
            ],
        ));
    }
    write_more(lang, lines, shared.len());
    if private > 0 {
        let lost = chats
            .iter()
            .filter(|chat| chat.kind == PlaceKind::Private && !chat.reachable)
            .count();
        lines.line(&lang.text(
            "registry-private-chats",
            &[("count", private.into()), ("lost", lost.into())],
        ));
    }
}

fn write_more(lang: &Lang, lines: &mut Lines, count: usize) {
    if count > NAMED {
        let more = count - NAMED;
        lines.line(&lang.text("registry-more", &[("count", more.into())]));
    }
}

fn write_end(lang: &Lang, lines: &mut Lines, page: &Page) {
    lines.blank();
    let links = page.open_links;
    lines.line(&lang.text("registry-links", &[("count", links.into())]));
    lines.line(&match page.confirmed {
        Some((number, at)) => lang.text(
            "registry-confirmed",
            &[
                ("number", number.to_string().into()),
                ("at", time::full(lang, at).into()),
            ],
        ),
        None => lang.plain("registry-never-confirmed"),
    });
}

fn kind(lang: &Lang, kind: PlaceKind) -> String {
    lang.plain(match kind {
        PlaceKind::Private => "registry-kind-private",
        PlaceKind::Group => "registry-kind-group",
        PlaceKind::Channel => "registry-kind-channel",
    })
}

fn state(lang: &Lang, chat: &ChatLine) -> String {
    lang.plain(if chat.reachable {
        "registry-reachable"
    } else {
        "registry-unreachable"
    })
}

fn inviting(lang: &Lang, code: &Code) -> [Button; 2] {
    let (institution, same) = (code.clone(), code.clone());
    [
        button(
            lang.plain("registry-invite-officer"),
            Action::InviteOfficer { institution },
        ),
        button(
            lang.plain("registry-invite-group"),
            Action::InviteGroup { institution: same },
        ),
    ]
}

/// The pages of its chats and officers, for those who look after it.
fn members(lang: &Lang, page: &Page) -> Vec<Button> {
    let mut buttons = Vec::new();
    let shared = page.chats.iter().filter(|it| it.kind != PlaceKind::Private);
    for chat in shared.take(NAMED) {
        let title = cut(&chat.title, LABEL);
        let label = lang.text("registry-open-chat", &[("title", title.into())]);
        buttons.push(button(label, Action::ChatPage { chat: chat.id }));
    }
    for officer in page.officers.iter().take(NAMED) {
        let name = cut(&officer.name, LABEL);
        let label = lang.text("registry-open-officer", &[("name", name.into())]);
        let grant = officer.grant;
        buttons.push(button(label, Action::OfficerPage { grant }));
    }
    buttons
}

fn around(lang: &Lang, page: &Page, search: SearchNumber, back: u32) -> Vec<Button> {
    let mut buttons = Vec::new();
    if page.below > 0 {
        let label = lang.text("registry-go-below", &[("count", page.below.into())]);
        let institution = page.institution.code.clone();
        buttons.push(button(
            label,
            Action::Below {
                institution,
                page: 0,
            },
        ));
    }
    if let Some((above, _)) = &page.above {
        let institution = above.clone();
        buttons.push(button(
            lang.plain("registry-go-above"),
            Action::Institution {
                institution,
                search,
                page: back,
            },
        ));
    }
    let back = match search {
        0 => Action::Registry { page: 0 },
        search => Action::Hits { search, page: back },
    };
    buttons.push(button(lang.plain("registry-back"), back));
    buttons
}

#[cfg(test)]
#[path = "registry_tests.rs"]
mod tests;
