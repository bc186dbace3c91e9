//! The page of one announcement.

use maud::{Markup, html};

use super::frame::{Frame, Here};
use super::parts::{
    announcement_url, as_of, badges, bar, figures, institution, moment, name, standing, title,
};
use super::table::{counted, form, turns};
use crate::domain::board::{Announcement, Faring};
use crate::domain::clock::Timestamp;
use crate::domain::report::{Card, Share};
use crate::view::{Lang, control, figure, label};

/// Shares of one list: more of them nobody compares.
const SHARES: usize = 40;

/// The whole page. What lies under `data-sumber` is replaced by [`announcement_live`] as it changes.
#[must_use]
pub fn announcement(lang: &Lang, frame: &Frame<'_>, announcement: &Announcement) -> String {
    let (head, card) = (&announcement.head, &announcement.card);
    let heading = lang.text("status-card", &[("number", head.number.to_string().into())]);
    let path = announcement_url(frame.base, head);
    let faring = Faring {
        head: head.clone(),
        sent: card.sent,
        failed: card.failed,
        chats: card.chats,
        confirmed: card.confirmed,
        institutions: card.institutions,
        without_chat: card.without_chat,
        deadlines: card.deadlines,
    };
    let content = html! {
        div class="judul" {
            h1 { (heading) }
            p id="sambungan" class="sambungan" role="status"
                data-tersambung=(lang.plain("board-live"))
                data-terputus=(lang.plain("board-not-live")) {}
        }
        section class="kartu satu" aria-labelledby="judul-siaran" {
            h2 id="judul-siaran" { (title(head)) }
            p class="redup asal" { (name(lang, &head.issuer)) " · " (moment(lang, head.approved_at)) }
            div id="langsung" data-sumber={ (frame.base) "/langsung?siaran=" (head.announcement.0) } {
                (live(lang, &faring, frame.now))
            }
            (besides(lang, card))
        }
        div class="kisi dua" {
            @if announcement.timeline.is_some() {
                figure class="grafik" {
                    img src={ (path) "/grafik.png" } alt=(lang.text("board-chart", &[
                        ("number", head.number.to_string().into()),
                        ("figure", figure::confirmed(lang, &card.options, card.confirmed, card.institutions).into()),
                    ]));
                }
            }
            div {
                (shares(lang, "judul-kategori", "status-categories", &categories(lang, &card.categories)))
                (shares(lang, "judul-wilayah", "status-regions", &card.regions))
            }
        }
        section aria-labelledby="judul-lembaga" {
            h2 id="judul-lembaga" { (lang.plain("board-institutions")) }
            (form(lang, &path, &announcement.table))
            (counted(lang, &announcement.table))
            (institutions(lang, frame, announcement))
            (turns(lang, &path, &announcement.table))
        }
    };
    frame.page(
        lang,
        (&heading, Here::Elsewhere),
        Some("papan.js"),
        &content,
    )
}

/// What changes of it.
#[must_use]
pub fn announcement_live(lang: &Lang, faring: &Faring, now: Timestamp) -> String {
    live(lang, faring, now).into_string()
}

fn live(lang: &Lang, faring: &Faring, now: Timestamp) -> Markup {
    html! { (badges(lang, &faring.head)) (figures(lang, faring)) (as_of(lang, now)) }
}

/// What the card says besides, which changes seldom.
fn besides(lang: &Lang, card: &Card) -> Markup {
    let mut lines = figure::failures(lang, &card.failures);
    lines.extend(control::course(lang, &card.course));
    if let Some(answers) = card.attendance {
        lines.push(figure::attendance(lang, answers, card.institutions));
    }
    if let Some(spread) = &card.spread {
        lines.extend(figure::spread(lang, spread, card.institutions));
    }
    if card.late.institutions > 0 {
        lines.push(figure::late(lang, card.late, card.spread.is_some()));
    }
    if card.maybe_double > 0 {
        lines.push(figure::maybe_double(lang, card.maybe_double));
    }
    if card.frozen {
        lines.push(figure::frozen(lang));
    }
    html! { @if !lines.is_empty() { ul class="angka" { @for line in lines { li { (line.trim_start_matches("• ")) } } } } }
}

fn categories(lang: &Lang, shares: &[Share]) -> Vec<Share> {
    let named = |share: &Share| Share {
        name: label::category(lang, &share.name),
        ..share.clone()
    };
    shares.iter().map(named).collect()
}

fn shares(lang: &Lang, id: &str, title: &str, shares: &[Share]) -> Markup {
    html! {
        @if !shares.is_empty() {
            section class="bagian" aria-labelledby=(id) {
                h2 id=(id) { (lang.plain(title)) }
                div class="gulir" {
                    table class="rincian" {
                        thead class="sembunyi" { tr {
                            th scope="col" { (lang.plain("board-part")) }
                            th scope="col" { (lang.plain("board-confirmed")) }
                            td {}
                        } }
                        tbody { @for share in shares.iter().take(SHARES) { tr {
                            th scope="row" { (name(lang, &share.name)) }
                            @if share.institutions > 0 {
                                td class="bilangan" {
                                    (lang.count(share.confirmed)) "/" (lang.count(share.institutions))
                                    " (" (figure::percent(share.confirmed, share.institutions)) ")"
                                }
                                td class="gambar" { (bar(share.confirmed, share.institutions, "setuju")) }
                            } @else {
                                td class="redup" colspan="2" { (lang.plain("board-without-chat")) }
                            }
                        } } }
                    }
                }
                @if shares.len() > SHARES {
                    p class="redup" { (lang.text("board-more", &[("count", (shares.len() - SHARES).into())])) }
                }
            }
        }
    }
}

fn institutions(lang: &Lang, frame: &Frame<'_>, announcement: &Announcement) -> Markup {
    let head = &announcement.head;
    html! {
        div class="gulir" role="region" tabindex="0" aria-labelledby="keterangan" {
            table class="satu-kolom" {
                caption id="keterangan" class="sembunyi" { (lang.plain("board-table-one")) }
                thead { tr {
                    th scope="col" { (lang.plain("board-institution")) }
                    th scope="col" { (lang.plain("board-category")) }
                    th scope="col" { (lang.plain("board-region")) }
                    th scope="col" { (lang.plain("board-state")) }
                } }
                tbody { @for row in &announcement.table.rows { tr {
                    th scope="row" {
                        (institution(lang, frame.base, (&row.code, &row.name), row.active))
                        span class="redup" { (row.code) }
                    }
                    td { (label::category(lang, &row.category)) }
                    td { (name(lang, &row.region)) }
                    td { @for stands in &row.standings { (standing(lang, stands.as_ref(), head, true)) } }
                } } }
            }
        }
    }
}
