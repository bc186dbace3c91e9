//! The way in and out: what `/papan` says, and the pages before somebody is known.

use maud::{Markup, html};

use super::frame::{Frame, Here};
use crate::domain::clock::Timestamp;
use crate::domain::message::{Button, Message, Target};
use crate::domain::refusal::Refusal;
use crate::view::lines::Lines;
use crate::view::refusal::refusal;
use crate::view::{Lang, time};

/// The ways in, for whoever asked with `/papan`.
#[must_use]
pub fn offer(lang: &Lang, url: &str, mini_app: Option<&str>, expires_at: Timestamp) -> Message {
    let mut lines = Lines::titled(&lang.plain("board-offer"));
    let until = time::of_day(lang, expires_at);
    lines.line(&lang.text("board-offer-link", &[("at", until.into())]));
    let mut message = match mini_app {
        Some(mini_app) => {
            lines.line(&lang.plain("board-offer-mini"));
            lines.done().row([
                Button {
                    label: lang.plain("board-open-mini"),
                    target: Target::WebApp(mini_app.to_owned()),
                },
                Button {
                    label: lang.plain("board-open-link"),
                    target: Target::Url(url.to_owned()),
                },
            ])
        }
        // The messenger takes no such address behind a button.
        None => {
            lines.blank().line(url);
            lines.done()
        }
    };
    message.bare_links = true;
    message
}

/// That all sessions are over.
#[must_use]
pub fn ended(lang: &Lang, count: u64) -> Message {
    Message::plain(lang.text("board-ended", &[("count", count.into())]))
}

/// What a link opens: nothing is used up before the button is pressed, so that a messenger that looks at
/// links does not use them up.
#[must_use]
pub fn link(lang: &Lang, frame: &Frame<'_>, token: &str) -> String {
    let heading = lang.plain("board-enter");
    let content = card(
        &heading,
        &html! {
            p { (lang.plain("board-enter-text")) }
            form method="post" action={ (frame.base) "/masuk/" (token) } {
                button type="submit" autofocus { (lang.plain("board-enter-button")) }
            }
        },
    );
    frame.page(lang, (&heading, Here::Elsewhere), None, &content)
}

/// What the Mini App opens: a script hands on what the messenger says about who looks.
#[must_use]
pub fn launch(lang: &Lang, frame: &Frame<'_>) -> String {
    let heading = lang.plain("board-enter");
    let content = card(
        &heading,
        &html! {
            p id="peluncuran" role="status" data-gagal=(lang.plain("board-launch-failed")) {
                (lang.plain("board-launch"))
            }
            noscript { p { (lang.plain("board-launch-failed")) } }
            form id="masuk" method="post" action={ (frame.base) "/mini" } {
                input type="hidden" name="data" value="";
            }
        },
    );
    frame.page(lang, (&heading, Here::Elsewhere), Some("mini.js"), &content)
}

/// For whoever is not signed in.
#[must_use]
pub fn signed_out(lang: &Lang, frame: &Frame<'_>, bot: &str) -> String {
    let heading = lang.plain("board-enter");
    let content = card(
        &heading,
        &html! {
            p { (lang.text("board-signed-out", &[("bot", bot.into())])) }
            p { a class="tombol" href={ "https://t.me/" (bot) } rel="noreferrer" { (lang.plain("board-open-bot")) } }
        },
    );
    frame.page(lang, (&heading, Here::Elsewhere), None, &content)
}

/// Why a page cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum No<'a> {
    /// There is none, or none that the viewer may see: the two look alike.
    NotFound,
    /// Too many tries to come in.
    TooOften,
    /// The form was sent from somewhere else.
    NotOurs,
    /// What came is larger than any form of ours.
    TooLarge,
    /// It did not come to its end in time.
    TooSlow,
    /// The database does not answer, or the bot is just starting.
    NotNow,
    /// Something that was asked for was refused.
    Refused(&'a Refusal),
}

/// A "no", or that something is not to be had now.
#[must_use]
pub fn refused(lang: &Lang, frame: &Frame<'_>, no: No<'_>) -> String {
    let heading = lang.plain("board-no");
    let why = match no {
        No::NotFound => lang.plain("board-not-found"),
        No::TooOften => lang.plain("board-too-often"),
        No::NotOurs => lang.plain("board-not-ours"),
        No::TooLarge => lang.plain("board-too-large"),
        No::TooSlow => lang.plain("board-too-slow"),
        No::NotNow => lang.plain("board-not-now"),
        No::Refused(refused) => refusal(lang, refused),
    };
    let content = card(
        &heading,
        &html! {
            p { (why) }
            p { a class="tombol" href=(frame.base) { (lang.plain("board-overview")) } }
        },
    );
    frame.page(lang, (&heading, Here::Elsewhere), None, &content)
}

fn card(heading: &str, content: &Markup) -> Markup {
    html! { section class="kartu pintu" { h1 { (heading) } (content) } }
}
