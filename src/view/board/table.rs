//! Institutions × announcements, narrowed by a form.

use maud::{Markup, html};
use url::form_urlencoded::Serializer;

use super::frame::{Frame, Here};
use super::parts::{announcement_url, institution, name, number, standing, title};
use crate::domain::board::{COLUMNS, Filter, State, Table};
use crate::domain::institution::CATEGORIES;
use crate::view::{Lang, label};

/// The whole page.
#[must_use]
pub fn table(lang: &Lang, frame: &Frame<'_>, table: &Table) -> String {
    let heading = lang.plain("board-institutions");
    let path = format!("{}/lembaga", frame.base);
    let content = html! {
        div class="judul" { h1 { (heading) } }
        (form(lang, &path, table))
        (counted(lang, table))
        div class="gulir" role="region" tabindex="0" aria-labelledby="keterangan" {
            table class="matriks" {
                caption id="keterangan" { (lang.plain("board-table")) }
                thead { tr {
                    th scope="col" { (lang.plain("board-institution")) }
                    @for head in &table.columns {
                        th scope="col" {
                            a href=(announcement_url(frame.base, head)) { (number(lang, head)) }
                            span class="redup" { (title(head)) }
                        }
                    }
                } }
                tbody { @for row in &table.rows { tr {
                    th scope="row" {
                        (institution(lang, frame.base, (&row.code, &row.name), row.active))
                        span class="redup" { (row.code) " · " (name(lang, &row.region)) }
                    }
                    @for (head, stands) in table.columns.iter().zip(&row.standings) {
                        td { (standing(lang, stands.as_ref(), head, false)) }
                    }
                } } }
            }
        }
        (turns(lang, &path, table))
        (ages(lang, &path, table))
    };
    frame.page(lang, (&heading, Here::Institutions), None, &content)
}

/// The form that narrows a list. Without a script: a plain request.
pub(super) fn form(lang: &Lang, path: &str, table: &Table) -> Markup {
    let filter = &table.filter;
    html! {
        form class="saring" method="get" action=(path) role="search" {
            fieldset {
                legend { (lang.plain("board-filter")) }
                label { span { (lang.plain("board-words")) }
                    input type="search" name="cari" value=(filter.words) maxlength="80" autocomplete="off"; }
                label { span { (lang.plain("board-category")) }
                    select name="kategori" {
                        option value="" { (lang.plain("board-all")) }
                        @for word in offered(table) {
                            option value=(word) selected[filter.category == Some(word)] { (label::category(lang, word)) }
                        }
                    } }
                label { span { (lang.plain("board-region")) }
                    input type="text" name="wilayah" value=(filter.region) list="wilayah" maxlength="80" autocomplete="off";
                    datalist id="wilayah" { @for region in &table.regions { option value=(region) {} } } }
                label { span { (lang.plain("board-state")) }
                    select name="keadaan" {
                        option value="" { (lang.plain("board-all")) }
                        @for state in State::ALL {
                            option value=(state.as_str()) selected[filter.state == Some(state)] { (state_word(lang, state)) }
                        }
                    } }
                @if filter.skipped > 0 { input type="hidden" name="lewati" value=(filter.skipped); }
                div class="tombol" {
                    button type="submit" { (lang.plain("board-apply")) }
                    a class="tipis" href=(path) { (lang.plain("board-reset")) }
                }
            }
        }
    }
}

/// The categories that it has, and the one that was chosen.
fn offered(table: &Table) -> impl Iterator<Item = &'static str> {
    let chosen = table.filter.category;
    let offered = move |word: &&str| table.categories.contains(word) || chosen == Some(*word);
    CATEGORIES.into_iter().filter(offered)
}

fn state_word(lang: &Lang, state: State) -> String {
    lang.plain(match state {
        State::Unconfirmed => "board-unconfirmed",
        State::Confirmed => "board-confirmed",
        State::Failed => "board-failed",
        State::WithoutChat => "board-without-chat",
    })
}

/// How many there are, and which of them stand here.
pub(super) fn counted(lang: &Lang, table: &Table) -> Markup {
    let count = lang.text("board-count", &[("count", table.total.into())]);
    html! {
        p class="jumlah" {
            (count)
            @if table.pages > 1 {
                " · " (lang.text("board-page", &[
                    ("page", (table.filter.page + 1).into()), ("pages", table.pages.into()),
                ]))
            }
        }
    }
}

/// The ways to other pages of a list.
pub(super) fn turns(lang: &Lang, path: &str, table: &Table) -> Markup {
    let page = table.filter.page;
    let to = |page| {
        address(
            path,
            &Filter {
                page,
                ..table.filter.clone()
            },
        )
    };
    html! {
        @if table.pages > 1 {
            nav class="halaman" aria-label=(lang.plain("board-pages")) {
                @if page > 0 { a rel="prev" href=(to(page - 1)) { (lang.plain("board-previous")) } }
                @if page + 1 < table.pages { a rel="next" href=(to(page + 1)) { (lang.plain("board-next")) } }
            }
        }
    }
}

/// The ways to older and newer announcements.
fn ages(lang: &Lang, path: &str, table: &Table) -> Markup {
    let skipped = table.filter.skipped;
    let to = |skipped| {
        address(
            path,
            &Filter {
                skipped,
                ..table.filter.clone()
            },
        )
    };
    html! {
        @if table.older || skipped > 0 {
            nav class="halaman" aria-label=(lang.plain("board-ages")) {
                @if skipped > 0 { a href=(to((skipped - COLUMNS).max(0))) { (lang.plain("board-newer")) } }
                @if table.older { a href=(to(skipped + COLUMNS)) { (lang.plain("board-older")) } }
            }
        }
    }
}

fn address(path: &str, filter: &Filter) -> String {
    let query = Serializer::new(String::new())
        .extend_pairs(filter.pairs())
        .finish();
    match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{query}"),
    }
}
