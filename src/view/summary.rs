//! What a draft would do if it were approved now; its author and its approvers read the same lines.

use super::lines::{Lines, cut};
use super::{Lang, label};
use crate::domain::announcement::Nature;
use crate::domain::report::Reach;

/// Most of a name in a list of names, so that ten of them leave room in a message.
const NAME: usize = 80;

/// Most of the issuer's name, which stands alone on its line.
const ISSUER: usize = 200;

/// Who wrote it.
pub(super) fn author(lang: &Lang, author: &str) -> String {
    lang.text("summary-author", &[("author", cut(author, NAME).into())])
}

/// Issuer, audience, those without a chat, and nature.
pub(super) fn write(lang: &Lang, lines: &mut Lines, reach: &Reach, nature: Nature) {
    lines.line(&lang.text(
        "summary-issuer",
        &[("issuer", cut(&reach.issuer, ISSUER).into())],
    ));
    lines.line(&lang.text(
        "summary-audience",
        &[
            ("institutions", reach.institutions.into()),
            ("chats", reach.chats.into()),
        ],
    ));
    if reach.without_chat_count > 0 {
        lines.line(&without_chat(lang, reach));
    }
    lines.line(&lang.text(
        "summary-priority",
        &[("priority", label::priority(lang, nature.priority).into())],
    ));
    lines.line(&lang.text(
        "summary-kind",
        &[("kind", label::kind(lang, nature.kind).into())],
    ));
    lines.line(&lang.text(
        "summary-circulation",
        &[(
            "circulation",
            label::circulation(lang, nature.circulation).into(),
        )],
    ));
}

/// `Tanpa saluran 12: A, B … dan 2 lagi`
fn without_chat(lang: &Lang, reach: &Reach) -> String {
    let names: Vec<String> = reach
        .without_chat
        .iter()
        .map(|name| cut(name, NAME))
        .collect();
    let named = i64::try_from(names.len()).unwrap_or(i64::MAX);
    let names = names.join(", ");
    let count = reach.without_chat_count;
    let more = count - named;
    if named == 0 {
        lang.text("figure-without-chat", &[("count", count.into())])
    } else if more > 0 {
        lang.text(
            "summary-without-chat-more",
            &[
                ("count", count.into()),
                ("names", names.into()),
                ("more", more.into()),
            ],
        )
    } else {
        lang.text(
            "summary-without-chat",
            &[("count", count.into()), ("names", names.into())],
        )
    }
}
