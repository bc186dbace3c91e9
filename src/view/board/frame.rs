//! What all pages have in common: head, heading, ways to the others, and the end.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::domain::board::Viewer;
use crate::domain::clock::Timestamp;
use crate::view::{Lang, Locale, label, time};

use super::parts::name;

/// What a page needs to know besides what it shows.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Path of the first page, without a slash at the end.
    pub base: &'a str,
    /// Changes with what lies beside the pages, so that browsers may keep that for ever.
    pub version: &'a str,
    /// Who looks, and the word that proves that a form is ours; nobody before signing in.
    pub viewer: Option<(&'a Viewer, &'a str)>,
    /// Whether it is for a screen on a wall.
    pub wall: bool,
    /// As of when.
    pub now: Timestamp,
}

/// Which way of the heading leads here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    Overview,
    Institutions,
    Elsewhere,
}

impl Frame<'_> {
    /// Something that lies beside the pages.
    fn asset(&self, name: &str) -> String {
        format!("{}/aset/{name}?v={}", self.base, self.version)
    }

    /// A whole page; `script` is served with it.
    pub(super) fn page(
        &self,
        lang: &Lang,
        (title, here): (&str, Here),
        script: Option<&str>,
        content: &Markup,
    ) -> String {
        let locale = match lang.locale {
            Locale::Id => "id",
            Locale::En => "en",
        };
        let site = lang.plain("board-site");
        html! {
            (DOCTYPE)
            html lang=(locale) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex, nofollow";
                    meta name="theme-color" content="#0b2f52";
                    // Whoever cannot read this screen cannot press a button on it either.
                    @if self.wall { meta http-equiv="refresh" content="600"; }
                    title { (title) " – " (site) }
                    link rel="icon" type="image/svg+xml" href=(self.asset("ikon.svg"));
                    link rel="stylesheet" href=(self.asset("papan.css"));
                    @if let Some(script) = script { script defer src=(self.asset(script)) {} }
                }
                body class=[self.wall.then_some("layar")] {
                    a class="lompat" href="#isi" { (lang.plain("board-skip")) }
                    (self.heading(lang, here))
                    main id="isi" tabindex="-1" { (content) }
                    (self.end(lang))
                }
            }
        }
        .into_string()
    }

    fn heading(&self, lang: &Lang, here: Here) -> Markup {
        let current = |which| (here == which).then_some("page");
        html! {
            header class="kepala" {
                div class="kepala-isi" {
                    p class="merek" {
                        (mark())
                        span { (lang.plain("board-site")) }
                    }
                    @if let Some((viewer, csrf)) = self.viewer {
                        nav aria-label=(lang.plain("board-ways")) {
                            a href=(self.base) aria-current=[current(Here::Overview)] {
                                (lang.plain("board-overview"))
                            }
                            a href={ (self.base) "/lembaga" } aria-current=[current(Here::Institutions)] {
                                (lang.plain("board-institutions"))
                            }
                        }
                        div class="siapa" {
                            span class="nama" { (name(lang, &viewer.actor.name)) }
                            form method="post" action={ (self.base) "/keluar" } {
                                input type="hidden" name="bukti" value=(csrf);
                                button type="submit" class="tipis" { (lang.plain("board-leave")) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn end(&self, lang: &Lang) -> Markup {
        html! {
            footer class="kaki" {
                @if let Some((viewer, _)) = self.viewer {
                    @let areas: Vec<String> = viewer.scope.areas().iter()
                        .map(|area| label::area(lang, area)).collect();
                    p {
                        (lang.text("board-scope", &[("scope", areas.join("; ").into())])) " "
                        (lang.text("board-as-of", &[("at", time::full(lang, self.now).into())]))
                    }
                }
            }
        }
    }
}

/// A door that stands open.
fn mark() -> Markup {
    PreEscaped(
        "<svg class=\"tanda\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\">\
         <path d=\"M5 21V4.5L14 2v19zM14 5h5v16\" fill=\"none\" stroke=\"currentColor\" \
         stroke-width=\"1.8\" stroke-linejoin=\"round\"/><circle cx=\"11\" cy=\"12\" r=\"1.2\" \
         fill=\"currentColor\"/></svg>"
            .to_owned(),
    )
}
