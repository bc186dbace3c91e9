//! The page of a chat, for those who look after its institution.

use std::time::Duration;

use super::Lang;
use super::lines::{Lines, button, cut};
use super::time;
use crate::domain::action::Action;
use crate::domain::chat::{ChatPage, Last, Receives, Standing};
use crate::domain::event::PlaceKind;
use crate::domain::institution::Code;
use crate::domain::message::{Button, Message};

/// Most of an institution's or a chat's name in a sentence.
const NAME: usize = 120;

/// Everything that is known of a chat, and what can be done about it.
#[must_use]
pub fn page(lang: &Lang, page: &ChatPage) -> Message {
    let mut lines = Lines::default();
    let institution = cut(&page.institution_name, NAME);
    lines.bold(&lang.text("chat-page", &[("institution", institution.into())]));
    lines.line(&lang.text("chat-title", &[("title", cut(&page.title, NAME).into())]));
    lines.line(&lang.text("chat-kind", &[("kind", kind(lang, page).into())]));
    lines.code(&lang.plain("chat-id"), &page.public_id);
    standing(lang, &mut lines, page);
    if page.standing != Standing::Ended {
        let now = match page.receiving {
            true => "chat-receiving",
            false => "chat-not-receiving",
        };
        lines.line(&lang.text(
            "chat-receives",
            &[
                ("rule", lang.plain(rule(page.receives)).into()),
                ("now", lang.plain(now).into()),
            ],
        ));
    }
    lines.line(&last(lang, page.last, "chat-last", "chat-last-none"));
    buttons(lang, lines.done(), page)
}

/// The last announcement in one line.
pub(super) fn last(lang: &Lang, last: Last, known: &str, none: &str) -> String {
    match last {
        Some((number, at)) => lang.text(
            known,
            &[
                ("number", number.to_string().into()),
                ("at", time::full(lang, at).into()),
            ],
        ),
        None => lang.plain(none),
    }
}

fn kind(lang: &Lang, page: &ChatPage) -> String {
    lang.plain(match (page.kind, page.is_topic, page.public) {
        (PlaceKind::Private, _, _) => "chat-kind-private",
        (PlaceKind::Channel, _, false) => "chat-kind-channel",
        (PlaceKind::Channel, _, true) => "chat-kind-channel-public",
        (PlaceKind::Group, true, _) => "chat-kind-topic",
        (PlaceKind::Group, false, false) => "chat-kind-group",
        (PlaceKind::Group, false, true) => "chat-kind-group-public",
    })
}

fn standing(lang: &Lang, lines: &mut Lines, page: &ChatPage) {
    let key = match page.standing {
        Standing::Active => "chat-active",
        Standing::Unreachable(_) => "chat-unreachable",
        Standing::Ended => "chat-ended",
    };
    lines.line(&lang.text(key, &[("at", time::full(lang, page.since).into())]));
    if let Standing::Unreachable(words) = &page.standing {
        let words = match trouble(words) {
            Some(key) => lang.plain(key),
            None => cut(words, NAME),
        };
        lines.line(&lang.text("chat-reason", &[("reason", words.into())]));
    }
}

/// The platform's words in ours, where they are known.
fn trouble(words: &str) -> Option<&'static str> {
    let words = words.to_lowercase();
    let known: [(&str, &str); 12] = [
        ("blocked", "chat-trouble-blocked"),
        ("deactivated", "chat-trouble-deactivated"),
        ("kicked", "chat-trouble-kicked"),
        ("not a member", "chat-trouble-kicked"),
        ("deleted", "chat-trouble-deleted"),
        ("thread not found", "chat-trouble-deleted"),
        ("topic_closed", "chat-trouble-closed"),
        ("rights", "chat-trouble-rights"),
        ("restricted", "chat-trouble-rights"),
        ("forbidden", "chat-trouble-rights"),
        ("initiate conversation", "chat-trouble-never-opened"),
        ("not found", "chat-trouble-deleted"),
    ];
    // "Forbidden: …" begins what the platform says of most troubles and tells nothing itself.
    let words = words.trim_start_matches("forbidden:");
    let found = known.iter().find(|(part, _)| words.contains(part));
    found.map(|(_, key)| *key)
}

fn rule(receives: Receives) -> &'static str {
    match receives {
        Receives::ByRule => "chat-rule-auto",
        Receives::Always => "chat-rule-always",
        Receives::Never => "chat-rule-never",
    }
}

fn buttons(lang: &Lang, mut message: Message, page: &ChatPage) -> Message {
    let chat = page.chat;
    if page.standing != Standing::Ended {
        for receives in Receives::ALL {
            if receives == page.receives {
                continue;
            }
            let (key, action) = match receives {
                Receives::ByRule => ("chat-receive-auto", Action::ReceiveByRule { chat }),
                Receives::Always => ("chat-receive-always", Action::ReceiveAlways { chat }),
                Receives::Never => ("chat-receive-never", Action::ReceiveNever { chat }),
            };
            message = message.row([button(lang.plain(key), action)]);
        }
    }
    if let Some(grant) = page.officer {
        let action = Action::OfficerPage { grant };
        message = message.row([button(lang.plain("chat-officer"), action)]);
    }
    if page.standing != Standing::Ended && page.kind != PlaceKind::Private {
        let action = Action::ReleaseChat { chat };
        message = message.row([button(lang.plain("chat-release"), action)]);
    }
    let institution = page.institution.clone();
    message.row([back(lang, institution)])
}

/// To the page of the institution, which a chat's and an officer's both lead back to.
pub(super) fn back(lang: &Lang, institution: Code) -> Button {
    let (search, page) = (0, 0);
    button(
        lang.plain("chat-back"),
        Action::Institution {
            institution,
            search,
            page,
        },
    )
}

/// The question below "Lepaskan".
#[must_use]
pub fn sure(lang: &Lang, page: &ChatPage) -> Message {
    let chat = page.chat;
    Lines::titled(&lang.text("chat-release-sure", &names(page)))
        .done()
        .row([
            button(
                lang.plain("chat-release-yes"),
                Action::ReleaseChatSurely { chat },
            ),
            button(lang.plain("chat-release-no"), Action::ChatPage { chat }),
        ])
}

/// It was let go, by `by`; the bot `leaves` it after so long, unless it is registered anew.
#[must_use]
pub fn released(lang: &Lang, page: &ChatPage, by: &str, leaves: Option<Duration>) -> Message {
    let [institution, title] = names(page);
    let by = ("by", cut(by, NAME).into());
    let mut lines = Lines::titled(&lang.text("chat-released", &[institution, title, by]));
    if let Some(leaves) = leaves {
        let hours = ("hours", time::hours(leaves).into());
        lines.line(&lang.text("chat-released-leaves", &[hours]));
    }
    lines.done()
}

/// To the chat itself.
#[must_use]
pub fn released_there(lang: &Lang, institution: &str, leaves: Option<Duration>) -> Message {
    let institution = cut(institution, NAME);
    let mut lines = Lines::titled(&lang.text(
        "chat-released-there",
        &[("institution", institution.into())],
    ));
    if let Some(leaves) = leaves {
        let hours = ("hours", time::hours(leaves).into());
        lines.line(&lang.text("chat-released-there-leaves", &[hours]));
    }
    lines.done()
}

fn names(page: &ChatPage) -> [(&'static str, fluent_bundle::FluentValue<'static>); 2] {
    [
        ("institution", cut(&page.institution_name, NAME).into()),
        ("title", cut(&page.title, NAME).into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::announcement::Number;
    use crate::domain::id::{ChatId, GrantId};
    use crate::view::testing::{AT, read_aloud};

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    fn group() -> ChatPage {
        ChatPage {
            chat: ChatId(7),
            institution: Code::stored("KPU-64.74".into()),
            institution_name: "KPU Kota Bontang".into(),
            kind: PlaceKind::Group,
            is_topic: false,
            public: false,
            title: "Humas KPU Bontang".into(),
            public_id: "-1001234567890".into(),
            standing: Standing::Active,
            since: AT,
            receives: Receives::ByRule,
            receiving: true,
            last: Some((Number::real(12, 2026), AT)),
            officer: None,
        }
    }

    #[test]
    fn chats_are_read_aloud() {
        let private = ChatPage {
            kind: PlaceKind::Private,
            title: "Budi Santoso".into(),
            public_id: "123456789".into(),
            receiving: false,
            last: None,
            officer: Some(GrantId(5)),
            ..group()
        };
        let kicked = ChatPage {
            is_topic: true,
            standing: Standing::Unreachable(
                "Forbidden: bot was kicked from the supergroup chat".into(),
            ),
            receives: Receives::Always,
            receiving: false,
            ..group()
        };
        let ended = ChatPage {
            kind: PlaceKind::Channel,
            public: true,
            standing: Standing::Ended,
            ..group()
        };
        read_aloud("chat", |lang| {
            vec![
                ("page: a group", page(lang, &group())),
                ("page: an officer in private", page(lang, &private)),
                ("page: not to be reached", page(lang, &kicked)),
                ("page: ended", page(lang, &ended)),
                ("sure", sure(lang, &group())),
                ("released", released(lang, &group(), "Siti Aminah", None)),
                (
                    "released: the bot leaves",
                    released(lang, &group(), "Siti Aminah", Some(DAY)),
                ),
                (
                    "released_there",
                    released_there(lang, "KPU Kota Bontang", None),
                ),
                (
                    "released_there: the bot leaves",
                    released_there(lang, "KPU Kota Bontang", Some(DAY)),
                ),
            ]
        });
    }

    #[test]
    fn troubles_are_said_in_words() {
        for (words, key) in [
            (
                "Forbidden: bot was blocked by the user",
                "chat-trouble-blocked",
            ),
            ("Forbidden: user is deactivated", "chat-trouble-deactivated"),
            ("Bad Request: TOPIC_CLOSED", "chat-trouble-closed"),
            (
                "Bad Request: not enough rights to send text messages to the chat",
                "chat-trouble-rights",
            ),
            (
                "Forbidden: the group chat was deleted",
                "chat-trouble-deleted",
            ),
            ("Bad Request: CHAT_WRITE_FORBIDDEN", "chat-trouble-rights"),
            (
                "Forbidden: bot is not a member of the channel chat",
                "chat-trouble-kicked",
            ),
        ] {
            assert_eq!(trouble(words), Some(key), "{words}");
        }
        assert_eq!(trouble("Bad Request: something new"), None);
    }
}
