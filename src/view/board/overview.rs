//! The first page, and the screen on the wall.

use maud::{Markup, html};

use super::frame::{Frame, Here};
use super::parts::{
    announcement_url, as_of, badges, figures, hour, institution, moment, name, number, title,
};
use crate::domain::board::{Arrival, Faring, Overview};
use crate::domain::clock::Timestamp;
use crate::view::{Lang, figure};

/// The whole page. What lies under `data-sumber` is replaced by [`overview_live`] as it changes.
#[must_use]
pub fn overview(lang: &Lang, frame: &Frame<'_>, overview: &Overview) -> String {
    let heading = lang.plain("board-overview");
    let content = html! {
        div class="judul" {
            h1 { (heading) }
            p id="sambungan" class="sambungan" role="status"
                data-tersambung=(lang.plain("board-live"))
                data-terputus=(lang.plain("board-not-live")) {}
            @if frame.wall {
                a class="tipis" href=(frame.base) { (lang.plain("board-off-the-wall")) }
            } @else {
                a class="tipis hanya-lebar" href={ (frame.base) "?layar=1" } { (lang.plain("board-on-the-wall")) }
            }
        }
        div id="langsung" class="kisi" data-sumber={ (frame.base) "/langsung" } {
            (live(lang, frame.base, overview, frame.now))
        }
    };
    frame.page(lang, (&heading, Here::Overview), Some("papan.js"), &content)
}

/// What changes of it.
#[must_use]
pub fn overview_live(lang: &Lang, base: &str, overview: &Overview, now: Timestamp) -> String {
    live(lang, base, overview, now).into_string()
}

fn live(lang: &Lang, base: &str, overview: &Overview, now: Timestamp) -> Markup {
    html! {
        @if overview.frozen { p class="peringatan" { "! " (figure::frozen(lang)) } }
        section class="daftar-siaran" aria-labelledby="judul-siaran" {
            h2 id="judul-siaran" { (lang.plain("status-latest")) }
            (as_of(lang, now))
            @if overview.announcements.is_empty() { p { (lang.plain("status-none")) } }
            @for faring in &overview.announcements { (card(lang, base, faring)) }
        }
        section class="terakhir" aria-labelledby="judul-terakhir" {
            h2 id="judul-terakhir" { (lang.plain("board-arrivals")) }
            @if overview.arrivals.is_empty() { p { (lang.plain("board-no-arrivals")) } }
            ol { @for one in &overview.arrivals { (arrival(lang, base, one, now)) } }
        }
        @if !overview.drills.is_empty() {
            section class="daftar-latihan" aria-labelledby="judul-latihan" {
                h2 id="judul-latihan" { (lang.plain("status-latest-drills")) }
                p class="redup" { (lang.plain("board-drills-apart")) }
                @for faring in &overview.drills { (card(lang, base, faring)) }
            }
        }
    }
}

fn card(lang: &Lang, base: &str, faring: &Faring) -> Markup {
    let head = &faring.head;
    html! {
        article class="kartu" {
            div class="kartu-kepala" {
                p class="nomor" { (number(lang, head)) }
                (badges(lang, head))
            }
            h3 { a href=(announcement_url(base, head)) { (title(head)) } }
            p class="redup asal" { (name(lang, &head.issuer)) " · " (moment(lang, head.approved_at)) }
            (figures(lang, faring))
        }
    }
}

fn arrival(lang: &Lang, base: &str, arrival: &Arrival, now: Timestamp) -> Markup {
    html! {
        li {
            span class="kapan" { (hour(lang, arrival.at, now)) }
            (institution(lang, base, (&arrival.code, &arrival.name), arrival.active))
            span class="redup" {
                (lang.text("board-number", &[("number", arrival.number.to_string().into())]))
                @if arrival.late { " · " (lang.plain("board-late")) }
            }
        }
    }
}
