//! Who holds which role where, and how a role ends.

use super::lines::{Lines, button, cut};
use super::{Lang, label, time};
use crate::domain::action::Action;
use crate::domain::clock::Timestamp;
use crate::domain::holders::Wanted;
use crate::domain::id::GrantId;
use crate::domain::message::{Button, Message};
use crate::domain::role::{Area, Role};

/// Most of a person's or an institution's name in a line.
const NAME: usize = 80;
/// Buttons with numbers in a row.
const IN_A_ROW: usize = 4;

/// A role with its holder, as a line shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What its buttons are about.
    pub grant: GrantId,
    /// First and last name.
    pub name: &'a str,
    /// Without the `@`.
    pub username: Option<&'a str>,
    /// The role.
    pub role: Role,
    /// How far it reaches.
    pub area: &'a Area,
    /// Whether it waits for an owner's word.
    pub pending: bool,
    /// Since when it waits or is in effect.
    pub since: Timestamp,
    /// Whether the reader may end it.
    pub may_end: bool,
}

/// Where in a list a page stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<'a> {
    /// What the list is narrowed to.
    pub wanted: &'a Wanted,
    /// From 0.
    pub page: i64,
    /// At least 1.
    pub pages: i64,
    /// Roles on all pages.
    pub total: i64,
    /// Whether the reader settles what waits.
    pub settles: bool,
}

/// A page of holders. A number opens a person's roles.
#[must_use]
pub fn list(lang: &Lang, page: &Page<'_>, entries: &[Entry<'_>], first: i64) -> Message {
    let mut lines = Lines::titled(&lang.plain("holder-list"));
    lines.line(&narrowed(lang, page));
    if entries.is_empty() {
        return lines.blank().line(&lang.plain("holder-none")).done();
    }
    lines.blank();
    for (number, entry) in (first..).zip(entries) {
        lines.line(&lang.text(
            if entry.pending {
                "holder-entry-pending"
            } else {
                "holder-entry"
            },
            &[
                ("number", number.to_string().into()),
                ("who", who(lang, entry).into()),
                ("grant", label::grant(lang, entry.role, entry.area).into()),
            ],
        ));
    }
    if page.pages > 1 {
        lines.blank().line(&lang.text(
            "holder-page",
            &[
                ("page", (page.page + 1).into()),
                ("pages", page.pages.into()),
            ],
        ));
    }
    let mut message = lines.blank().line(&lang.plain("holder-list-next")).done();
    for (number, entry) in (first..).zip(entries).filter(|_| page.settles) {
        if entry.pending {
            message = message.row(settling(lang, entry.grant, Some(number)));
        }
    }
    let open: Vec<Button> = (first..)
        .zip(entries)
        .map(|(number, entry)| {
            let action = Action::Holder { grant: entry.grant };
            button(number.to_string(), action)
        })
        .collect();
    for row in open.chunks(IN_A_ROW) {
        message = message.row(row.to_vec());
    }
    let turn = |page_: i64| Action::Holders {
        wanted: page.wanted.clone(),
        page: page_,
    };
    let mut turns = Vec::new();
    if page.page > 0 {
        turns.push(button(lang.plain("holder-previous"), turn(page.page - 1)));
    }
    if page.page + 1 < page.pages {
        turns.push(button(lang.plain("holder-next"), turn(page.page + 1)));
    }
    if turns.is_empty() {
        message
    } else {
        message.row(turns)
    }
}

fn narrowed(lang: &Lang, page: &Page<'_>) -> String {
    let what = match page.wanted {
        Wanted::All => lang.plain("holder-all"),
        Wanted::Role(role) => label::role(lang, *role),
        Wanted::Below(code) => label::area(lang, &Area::Subtree(code.clone())),
        Wanted::Called(needle) => lang.text("holder-called", &[("name", needle.as_str().into())]),
    };
    lang.text(
        "holder-narrowed",
        &[("what", what.into()), ("total", page.total.into())],
    )
}

fn who(lang: &Lang, entry: &Entry<'_>) -> String {
    let name = cut(entry.name, NAME);
    match entry.username {
        Some(username) => lang.text(
            "holder-who-username",
            &[("name", name.into()), ("username", username.into())],
        ),
        None => name,
    }
}

/// "Sahkan" and "Tolak", with a number where a list has several.
fn settling(lang: &Lang, grant: GrantId, number: Option<i64>) -> [Button; 2] {
    let number = number.map_or_else(String::new, |number| format!(" {number}"));
    let labelled = |key: &str| format!("{}{number}", lang.plain(key));
    [
        button(labelled("holder-confirm"), Action::ConfirmGrant { grant }),
        button(labelled("holder-refuse"), Action::RefuseGrant { grant }),
    ]
}

/// One's own roles.
#[must_use]
pub fn own(lang: &Lang, entries: &[Entry<'_>]) -> Message {
    if entries.is_empty() {
        return Lines::titled(&lang.plain("holder-own-none")).done();
    }
    let mut lines = Lines::titled(&lang.plain("holder-own"));
    for entry in entries {
        lines.line(&since(lang, entry));
    }
    lines.done()
}

fn since(lang: &Lang, entry: &Entry<'_>) -> String {
    lang.text(
        if entry.pending {
            "holder-grant-pending"
        } else {
            "holder-grant"
        },
        &[
            ("grant", label::grant(lang, entry.role, entry.area).into()),
            ("at", time::full(lang, entry.since).into()),
        ],
    )
}

/// A person's roles, with what the reader may do about each; `settles`: about what waits, too.
#[must_use]
pub fn person(lang: &Lang, public_id: &str, entries: &[Entry<'_>], settles: bool) -> Message {
    let title = entries.first().map(|entry| who(lang, entry));
    let mut lines = Lines::titled(&title.unwrap_or_default());
    lines.code(&lang.plain("holder-id"), public_id);
    for entry in entries {
        lines.line(&since(lang, entry));
    }
    if entries.iter().any(|entry| entry.role == Role::Owner) {
        lines.line(&lang.plain("holder-owner-by-setting"));
    }
    let mut message = lines.done();
    for entry in entries {
        let grant = entry.grant;
        if entry.pending && settles {
            message = message.row(settling(lang, grant, None));
        } else if entry.may_end {
            let what = label::grant(lang, entry.role, entry.area);
            let end = lang.text("holder-end", &[("grant", cut(&what, NAME).into())]);
            message = message.row([button(end, Action::EndGrant { grant })]);
        }
    }
    let wanted = Wanted::All;
    message.row([button(
        lang.plain("holder-back"),
        Action::Holders { wanted, page: 0 },
    )])
}

/// What goes with a role that is about to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Drafts that are dropped.
    pub drafts: usize,
    /// What was handed over and is withdrawn.
    pub submitted: usize,
    /// Issuers that nobody could approve for.
    pub orphans: Vec<String>,
}

/// Surely?
#[must_use]
pub fn sure(
    lang: &Lang,
    name: &str,
    role: Role,
    area: &Area,
    grant: GrantId,
    cost: &Cost,
) -> Message {
    let mut lines = Lines::titled(&lang.text(
        "holder-sure",
        &[
            ("name", cut(name, NAME).into()),
            ("grant", label::grant(lang, role, area).into()),
        ],
    ));
    lines.line(&lang.plain("holder-sure-next"));
    if cost.drafts > 0 {
        lines.line(&lang.text("holder-sure-drafts", &[("drafts", cost.drafts.into())]));
    }
    if cost.submitted > 0 {
        lines.line(&lang.text(
            "holder-sure-submitted",
            &[("submitted", cost.submitted.into())],
        ));
    }
    orphans(lang, &mut lines, &cost.orphans);
    lines.done().row([
        button(
            lang.plain("holder-end-surely"),
            Action::EndGrantSurely { grant },
        ),
        button(lang.plain("holder-keep"), Action::Holder { grant }),
    ])
}

fn orphans(lang: &Lang, lines: &mut Lines, issuers: &[String]) {
    if !issuers.is_empty() {
        let named: Vec<String> = issuers.iter().take(10).map(|it| cut(it, NAME)).collect();
        lines.line(&lang.text("holder-orphans", &[("issuers", named.join(", ").into())]));
    }
}

/// The pressed message, and the news to owners and approvers: a role ended by `by`.
#[must_use]
pub fn ended_others(
    lang: &Lang,
    (name, by): (&str, &str),
    (role, area): (Role, &Area),
    withdrawn: &[String],
    without_approver: &[String],
) -> Message {
    let mut lines = Lines::titled(&lang.text(
        "holder-ended-others",
        &[
            ("name", cut(name, NAME).into()),
            ("grant", label::grant(lang, role, area).into()),
            ("by", cut(by, NAME).into()),
        ],
    ));
    for title in withdrawn.iter().take(10) {
        lines.line(&lang.text("holder-withdrawn", &[("title", cut(title, NAME).into())]));
    }
    orphans(lang, &mut lines, without_approver);
    lines.done()
}

/// To the person: the role is theirs no more; so many announcements they had handed over are withdrawn.
#[must_use]
pub fn ended_person(lang: &Lang, role: Role, area: &Area, withdrawn: usize) -> Message {
    let grant = label::grant(lang, role, area);
    let mut lines = Lines::titled(&lang.text("holder-ended-person", &[("grant", grant.into())]));
    if withdrawn > 0 {
        lines.line(&lang.text("holder-ended-withdrawn", &[("withdrawn", withdrawn.into())]));
    }
    lines.done()
}

#[cfg(test)]
#[path = "holder_tests.rs"]
mod tests;
