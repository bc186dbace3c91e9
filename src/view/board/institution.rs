//! The page of one institution.

use maud::{Markup, html};

use super::frame::{Frame, Here};
use super::parts::{announcement_url, institution_url, moment, name, number, standing, title};
use crate::domain::board::{Head, Institution, Standing};
use crate::domain::event::PlaceKind;
use crate::domain::registry::ChatLine;
use crate::view::{Lang, label};

/// The whole page.
#[must_use]
pub fn institution(lang: &Lang, frame: &Frame<'_>, shown: &Institution) -> String {
    let page = &shown.page;
    let one = &page.institution;
    let content = html! {
        div class="judul" { h1 { (name(lang, &one.name)) } }
        section class="kartu" aria-labelledby="judul-data" {
            h2 id="judul-data" { (lang.plain("board-facts")) }
            dl class="data" {
                (fact(lang, "board-code", &html! { (one.code) }))
                (fact(lang, "board-category", &html! { (label::category(lang, &one.category)) }))
                @if !one.region.is_empty() { (fact(lang, "board-region", &name(lang, &one.region))) }
                @if let Some((code, above)) = &page.above {
                    (fact(lang, "board-above", &html! {
                        a href=(institution_url(frame.base, code)) { (name(lang, above)) }
                    }))
                }
                @if page.below > 0 { (fact(lang, "board-below", &html! { (lang.count(page.below)) })) }
                (fact(lang, "board-last", &match page.confirmed {
                    Some((number, at)) => html! {
                        (lang.text("board-number", &[("number", number.to_string().into())])) ", " (moment(lang, at))
                    },
                    None => html! { (lang.plain("registry-never-confirmed")) },
                }))
            }
        }
        div class="kisi dua" {
            section class="kartu" aria-labelledby="judul-saluran" {
                h2 id="judul-saluran" { (lang.plain("board-chats")) }
                @if page.chats.is_empty() { p { (lang.plain("registry-no-chats")) } }
                ul class="polos" { @for chat in &page.chats { (line(lang, chat)) } }
            }
            section class="kartu" aria-labelledby="judul-petugas" {
                h2 id="judul-petugas" { (lang.plain("board-officers")) }
                @if page.officers.is_empty() { p { (lang.plain("registry-no-officers")) } }
                ul class="polos" { @for officer in &page.officers { li { (name(lang, &officer.name)) } } }
            }
        }
        (history(lang, frame, ("judul-siaran", "board-history"), &shown.announcements))
        @if !shown.drills.is_empty() {
            (history(lang, frame, ("judul-latihan", "board-history-drills"), &shown.drills))
        }
    };
    frame.page(lang, (&one.name, Here::Elsewhere), None, &content)
}

fn fact(lang: &Lang, key: &str, value: &Markup) -> Markup {
    html! { div { dt { (lang.plain(key)) } dd { (value) } } }
}

fn line(lang: &Lang, chat: &ChatLine) -> Markup {
    let kind = lang.plain(match chat.kind {
        PlaceKind::Private => "registry-kind-private",
        PlaceKind::Group => "registry-kind-group",
        PlaceKind::Channel => "registry-kind-channel",
    });
    let (class, sign, state) = match chat.reachable {
        true => ("baik", "✓", lang.plain("registry-reachable")),
        false => ("buruk", "✕", lang.plain("registry-unreachable")),
    };
    html! {
        li {
            (name(lang, &chat.title)) " "
            span class="redup" { (kind) } " "
            span class={ "tanda-" (class) } { span class="lambang" aria-hidden="true" { (sign) } (state) }
        }
    }
}

fn history(
    lang: &Lang,
    frame: &Frame<'_>,
    (id, key): (&str, &str),
    history: &[(Head, Standing)],
) -> Markup {
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (lang.plain(key)) }
            @if history.is_empty() { p { (lang.plain("board-no-history")) } }
            @else {
                div class="gulir" role="region" tabindex="0" aria-labelledby=(id) {
                    table class="satu-kolom" {
                        thead { tr {
                            th scope="col" { (lang.plain("board-announcement")) }
                            th scope="col" { (lang.plain("board-approved")) }
                            th scope="col" { (lang.plain("board-state")) }
                        } }
                        tbody { @for (head, stands) in history { tr {
                            th scope="row" {
                                a href=(announcement_url(frame.base, head)) { (number(lang, head)) }
                                span class="redup" { (title(head)) }
                            }
                            td { (moment(lang, head.approved_at)) }
                            td { (standing(lang, Some(stands), head, true)) }
                        } } }
                    }
                }
            }
        }
    }
}
