//! What is wrong with the registry, each with the one action that it needs.

use super::lines::{Lines, button, cut};
use super::{Lang, label, time};
use crate::domain::action::Action;
use crate::domain::checkup::{Counts, Finding, Kind, Named, Page, Spot};
use crate::domain::event::PlaceKind;
use crate::domain::invitation::Invitation;
use crate::domain::message::{Button, Message, utf16_len};
use crate::domain::role::{Area, Role};
use crate::domain::split::TEXT_LIMIT;

/// Most of a name, tried in turn until the page fits one message.
const NAMES: [usize; 5] = [120, 80, 50, 30, 20];
/// Most of a person's name on a button.
const LABEL: usize = 40;

/// A page of findings. Commands are to be copied at a touch.
#[must_use]
pub fn page(lang: &Lang, page: &Page) -> Message {
    let look = button(lang.plain("checkup-look-now"), Action::LookNow);
    if page.counts.total() == 0 {
        return Message::plain(lang.plain("checkup-well")).row([look]);
    }
    let mut message = written(lang, page, NAMES[0]);
    for most in &NAMES[1..] {
        if utf16_len(&message.text) <= TEXT_LIMIT {
            break;
        }
        message = written(lang, page, *most);
    }
    for row in opened(lang, page).chunks(2) {
        message = message.row(row.iter().cloned());
    }
    let mut turns = Vec::new();
    let turn = |page| Action::Checkup { page };
    if page.page > 0 {
        turns.push(button(lang.plain("listing-previous"), turn(page.page - 1)));
    }
    if page.page + 1 < page.pages {
        turns.push(button(lang.plain("listing-next"), turn(page.page + 1)));
    }
    if !turns.is_empty() {
        message = message.row(turns);
    }
    message.row([look])
}

/// While chats are looked at: so many are done.
#[must_use]
pub fn looking(lang: &Lang, done: i64, total: i64) -> Message {
    let figures = [("done", done.into()), ("total", total.into())];
    Lines::titled(&lang.text("checkup-looking", &figures)).done()
}

/// The answer to a press while a round is under way already.
#[must_use]
pub fn already_looking(lang: &Lang, done: i64, total: i64) -> String {
    let figures = [("done", done.into()), ("total", total.into())];
    lang.text("checkup-already-looking", &figures)
}

/// The answer to a press where no group or channel is registered.
#[must_use]
pub fn nothing_to_look_at(lang: &Lang) -> String {
    lang.plain("checkup-nothing-to-look-at")
}

/// In the morning: so much is wrong that was not before.
#[must_use]
pub fn morning(lang: &Lang, new: &Counts) -> Message {
    let total = new.total();
    let mut lines = Lines::titled(&lang.text("checkup-morning", &[("total", total.into())]));
    counted(lang, &mut lines, new);
    let label = lang.plain("checkup-show");
    lines
        .done()
        .row([button(label, Action::Checkup { page: 0 })])
}

fn counted(lang: &Lang, lines: &mut Lines, counts: &Counts) {
    for (kind, count) in &counts.0 {
        let kind = lang.plain(title(*kind));
        lines.line(&lang.text(
            "checkup-count",
            &[("kind", kind.into()), ("count", (*count).into())],
        ));
    }
}

fn written(lang: &Lang, page: &Page, most: usize) -> Message {
    let mut lines = Lines::titled(&lang.plain("checkup-title"));
    if page.page == 0 {
        let total = page.counts.total();
        lines.line(&lang.text("checkup-total", &[("total", total.into())]));
        counted(lang, &mut lines, &page.counts);
    }
    let mut kind = None;
    for finding in &page.findings {
        if kind != Some(finding.kind()) {
            kind = Some(finding.kind());
            lines.blank().bold(&lang.plain(title(finding.kind())));
            lines.line(&lang.plain(advice(finding.kind())));
        }
        lines.line(&line(lang, finding, most));
        if let Some(command) = command(finding) {
            lines.code("→", &command);
        }
    }
    let (number, pages) = (page.page + 1, page.pages);
    let footer = [("page", number.into()), ("pages", pages.into())];
    lines
        .blank()
        .line(&lang.text("checkup-page", &footer))
        .done()
}

/// A button for each role that waits, and for each chat whose page says all that can be done.
fn opened(lang: &Lang, page: &Page) -> Vec<Button> {
    let findings = page.findings.iter();
    findings
        .filter_map(|finding| match finding {
            Finding::Pending { grant, person, .. } => {
                let person = cut(person, LABEL);
                let label = lang.text("checkup-show-request", &[("person", person.into())]);
                Some(button(label, Action::ShowRequest { grant: *grant }))
            }
            Finding::Muted { chat } | Finding::FewMembers { chat, .. } => {
                let title = cut(&chat.title, LABEL);
                let label = lang.text("checkup-show-chat", &[("title", title.into())]);
                Some(button(label, Action::ChatPage { chat: chat.id }))
            }
            _ => None,
        })
        .collect()
}

pub(super) fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::NoApprover => "checkup-no-approver",
        Kind::Lost => "checkup-lost",
        Kind::Muted => "checkup-muted",
        Kind::WithoutChat => "checkup-without-chat",
        Kind::EmptyArea => "checkup-empty-area",
        Kind::Pending => "checkup-pending",
        Kind::FewMembers => "checkup-few-members",
        Kind::WithoutOfficer => "checkup-without-officer",
        Kind::UnusedLink => "checkup-unused-link",
    }
}

fn advice(kind: Kind) -> &'static str {
    match kind {
        Kind::NoApprover => "checkup-no-approver-next",
        Kind::Lost => "checkup-lost-next",
        Kind::Muted => "checkup-muted-next",
        Kind::WithoutChat => "checkup-without-chat-next",
        Kind::EmptyArea => "checkup-empty-area-next",
        Kind::Pending => "checkup-pending-next",
        Kind::FewMembers => "checkup-few-members-next",
        Kind::WithoutOfficer => "checkup-without-officer-next",
        Kind::UnusedLink => "checkup-unused-link-next",
    }
}

fn line(lang: &Lang, finding: &Finding, most: usize) -> String {
    let named = |key: &str, of: &Named| {
        let name = cut(&of.name, most);
        let code = of.code.as_str();
        lang.text(key, &[("name", name.into()), ("code", code.into())])
    };
    let spot = |chat: &Spot| {
        let (name, title) = (cut(&chat.of.name, most), cut(&chat.title, most));
        let names = [("name", name.into()), ("title", title.into())];
        lang.text("checkup-chat-line", &names)
    };
    match finding {
        Finding::NoApprover { issuer, author } => lang.text(
            "checkup-no-approver-line",
            &[
                ("name", cut(&issuer.name, most).into()),
                ("code", issuer.code.as_str().into()),
                ("author", cut(author, most).into()),
            ],
        ),
        Finding::Lost { chat, reason } => lang.text(
            "checkup-lost-line",
            &[
                ("name", cut(&chat.of.name, most).into()),
                ("title", cut(&chat.title, most).into()),
                ("reason", cut(reason, most).into()),
            ],
        ),
        Finding::Muted { chat } | Finding::FewMembers { chat, .. } => spot(chat),
        Finding::WithoutChat { institution } | Finding::WithoutOfficer { institution } => {
            named("checkup-institution-line", institution)
        }
        Finding::EmptyArea {
            person, role, area, ..
        } => lang.text(
            "checkup-grant-line",
            &[
                ("person", cut(person, most).into()),
                ("grant", label::grant(lang, *role, area).into()),
            ],
        ),
        Finding::Pending {
            person,
            role,
            area,
            since,
            ..
        } => lang.text(
            "checkup-pending-line",
            &[
                ("person", cut(person, most).into()),
                ("grant", label::grant(lang, *role, area).into()),
                ("since", time::date(lang, *since).into()),
            ],
        ),
        Finding::UnusedLink {
            what,
            area,
            name,
            since,
        } => {
            let name = if name.is_empty() {
                label::area(lang, area)
            } else {
                cut(name, most)
            };
            lang.text(
                "checkup-unused-link-line",
                &[
                    ("what", link(lang, *what).into()),
                    ("name", name.into()),
                    ("since", time::date(lang, *since).into()),
                ],
            )
        }
    }
}

fn link(lang: &Lang, what: Invitation) -> String {
    match what {
        Invitation::Chat => lang.plain("checkup-link-chat"),
        Invitation::Person(role) => {
            let role = label::role(lang, role);
            lang.text("checkup-link-person", &[("role", role.into())])
        }
    }
}

/// The command that puts it right, where one does.
fn command(finding: &Finding) -> Option<String> {
    let invite = |what, code: &str| invitation(what, &format!(" {code}"));
    match finding {
        Finding::NoApprover { issuer, .. } => {
            invite(Invitation::Person(Role::Approver), &issuer.code)
        }
        Finding::Lost { chat, .. } => match chat.kind {
            PlaceKind::Private => invite(Invitation::Person(Role::Officer), &chat.of.code),
            PlaceKind::Group | PlaceKind::Channel => invite(Invitation::Chat, &chat.of.code),
        },
        // It has neither group nor officer: links for both.
        Finding::WithoutChat { institution } => Some(format!("/tautan {}", institution.code)),
        Finding::EmptyArea { account, .. } => {
            account.as_ref().map(|it| format!("/cabutperan {it}"))
        }
        Finding::WithoutOfficer { institution } => {
            invite(Invitation::Person(Role::Officer), &institution.code)
        }
        Finding::UnusedLink { what, area, .. } => match area {
            Area::Everywhere => invitation(*what, ""),
            Area::Subtree(code) | Area::Only(code) => invite(*what, code.as_str()),
            Area::Region(region) => invitation(*what, &format!(" wilayah:\"{region}\"")),
        },
        Finding::Muted { .. } | Finding::Pending { .. } | Finding::FewMembers { .. } => None,
    }
}

/// `/undang petugas KODE`
fn invitation(what: Invitation, whom: &str) -> Option<String> {
    let word = match what {
        Invitation::Chat => "grup",
        Invitation::Person(Role::Officer) => "petugas",
        Invitation::Person(Role::Coordinator) => "koordinator",
        Invitation::Person(Role::Approver) => "penyetuju",
        Invitation::Person(Role::Author) => "penyusun",
        Invitation::Person(Role::Owner) => return None,
    };
    Some(format!("/undang {word}{whom}"))
}

#[cfg(test)]
#[path = "checkup_tests.rs"]
mod tests;
