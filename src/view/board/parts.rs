//! What several pages show alike: names, times, bars, badges, and where an institution stands.

use maud::{Markup, html};

use crate::domain::announcement::{Change, Confirmation, Priority};
use crate::domain::board::{Faring, Head, Standing};
use crate::domain::clock::Timestamp;
use crate::domain::erasure::ERASED;
use crate::domain::institution::Code;
use crate::domain::report::Halt;
use crate::view::lines::cut;
use crate::view::{Lang, figure, label, time};

/// Most of a title, and of a name.
const TITLE: usize = 160;
const NAME: usize = 200;

/// Somebody's or something's name.
pub(super) fn name(lang: &Lang, name: &str) -> Markup {
    match name == ERASED {
        true => html! { (lang.plain("label-erased")) },
        false => html! { bdi { (cut(name.trim(), NAME)) } },
    }
}

/// A title, which may be long.
pub(super) fn title(head: &Head) -> Markup {
    html! { bdi { (cut(head.title.trim(), TITLE)) } }
}

/// A moment, for people and for programs.
pub(super) fn moment(lang: &Lang, at: Timestamp) -> Markup {
    html! { time datetime=(time::iso(at)) { (time::full(lang, at)) } }
}

/// When what is shown was looked up, so that nobody takes old figures for new ones.
pub(super) fn as_of(lang: &Lang, now: Timestamp) -> Markup {
    html! { p class="redup" { (lang.text("board-as-of", &[("at", time::full(lang, now).into())])) } }
}

/// The hour, with the day where that is not `from`'s.
pub(super) fn hour(lang: &Lang, at: Timestamp, from: Timestamp) -> Markup {
    html! { time datetime=(time::iso(at)) title=(time::full(lang, at)) { (time::tick_of(lang, at, from)) } }
}

/// `Siaran No. 1/2026`
pub(super) fn number(lang: &Lang, head: &Head) -> String {
    lang.text(
        "board-number",
        &[("number", head.number.to_string().into())],
    )
}

/// The page of an announcement.
pub(super) fn announcement_url(base: &str, head: &Head) -> String {
    format!("{base}/siaran/{}", head.announcement.0)
}

/// The page of an institution. Codes hold nothing that means something in an address.
pub(super) fn institution_url(base: &str, code: &Code) -> String {
    format!("{base}/lembaga/{code}")
}

/// An institution's name, which leads to its page where it has one.
pub(super) fn institution(
    lang: &Lang,
    base: &str,
    (code, text): (&Code, &str),
    active: bool,
) -> Markup {
    html! {
        @if active {
            a href=(institution_url(base, code)) { (name(lang, text)) }
        } @else {
            span { (name(lang, text)) " (" (lang.plain("board-inactive")) ")" }
        }
    }
}

/// A part of a whole, drawn; the words beside it say the same.
pub(super) fn bar(part: i64, whole: i64, class: &str) -> Markup {
    let filled = if whole > 0 {
        part.clamp(0, whole) * 1000 / whole
    } else {
        0
    };
    html! {
        svg class={ "bilah " (class) } viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect class="dasar" width="1000" height="10" {}
            rect class="terisi" width=(filled) height="10" {}
        }
    }
}

/// How urgent it is, what it is, and whether something is the matter with it.
pub(super) fn badges(lang: &Lang, head: &Head) -> Markup {
    let nature = head.options.nature;
    let urgency = match nature.priority {
        Priority::Normal => "biasa",
        Priority::Important => "penting",
        Priority::Emergency => "darurat",
    };
    let at = |key, at| lang.text(key, &[("at", time::full(lang, at).into())]);
    let changed = head.change.map(|change| match change {
        Change::Correction => lang.text("board-corrected", &[("revision", head.revision.into())]),
        Change::Withdrawal => lang.plain("board-withdrawn"),
    });
    let halt = head.halt.map(|halt| match halt {
        Halt::Scheduled(begins) => at("board-scheduled", begins),
        Halt::Missed(begins) => at("board-missed", begins),
        Halt::Cancelled => lang.plain("board-cancelled"),
        Halt::Paused => lang.plain("board-paused"),
        Halt::Stopped => lang.plain("board-stopped"),
    });
    html! {
        ul class="lencana" {
            @if head.options.drill { li class="latihan" { (lang.plain("status-drill")) } }
            li class=(urgency) { (label::priority(lang, nature.priority)) }
            li { (label::kind(lang, nature.kind)) }
            @if let Some(changed) = changed { li class="perhatian" { (changed) } }
            @if let Some(halt) = halt { li class="perhatian" { (halt) } }
        }
    }
}

/// How an announcement fares: the share that confirmed, large, and what else can be counted.
pub(super) fn figures(lang: &Lang, faring: &Faring) -> Markup {
    let head = &faring.head;
    let asked = head.options.confirmation != Confirmation::None && !head.is_withdrawn();
    let (part, whole, class) = match asked {
        true => (faring.confirmed, faring.institutions, "setuju"),
        false => (faring.sent, faring.chats, "kirim"),
    };
    let words = match asked {
        true => figure::confirmed(lang, &head.options, part, whole),
        false => figure::sent(lang, part, whole),
    };
    let deadlines = faring.deadlines;
    html! {
        div class="ukuran" {
            p class="utama" {
                span class="persen" aria-hidden="true" { (figure::percent(part, whole)) }
                span class="hitungan" { (words) }
            }
            (bar(part, whole, class))
        }
        ul class="angka" {
            @if asked { li { (figure::sent(lang, faring.sent, faring.chats)) } }
            @if faring.failed > 0 { li class="buruk" { "✕ " (figure::failed(lang, faring.failed)) } }
            @if faring.without_chat > 0 { li { (figure::without_chat(lang, faring.without_chat)) } }
            @if asked {
                @if let Some((at, _)) = deadlines.next { li { (figure::due(lang, at)) } }
                @if deadlines.overdue > 0 {
                    li class="buruk" { "! " (lang.text("figure-overdue", &[("count", deadlines.overdue.into())])) }
                }
                @if deadlines.late > 0 {
                    li { (lang.text("figure-confirmed-late", &[("count", deadlines.late.into())])) }
                }
            }
        }
    }
}

/// Where an institution stands: a sign, a word, and when. `named` says who, too.
pub(super) fn standing(
    lang: &Lang,
    standing: Option<&Standing>,
    head: &Head,
    named: bool,
) -> Markup {
    let from = head.approved_at;
    let (standing, later) = match standing {
        Some(Standing::Later(standing)) => (Some(&**standing), true),
        standing => (standing, false),
    };
    let (class, sign, word) = match standing {
        None => ("bukan", "·", lang.plain("board-not-addressed")),
        Some(Standing::Confirmed { late: false, .. }) => {
            ("baik", "✓", lang.plain("board-confirmed"))
        }
        Some(Standing::Confirmed { late: true, .. }) => {
            ("telat", "✓", lang.plain("board-confirmed-late"))
        }
        Some(Standing::Unconfirmed { overdue: false }) => {
            ("tunggu", "○", lang.plain("board-unconfirmed"))
        }
        Some(Standing::Unconfirmed { overdue: true }) => {
            ("buruk", "!", lang.plain("board-overdue"))
        }
        Some(Standing::Delivered) => ("netral", "✓", lang.plain("board-delivered")),
        Some(Standing::Coming) => ("netral", "…", lang.plain("board-coming")),
        Some(Standing::Failed) => ("buruk", "✕", lang.plain("board-failed")),
        Some(Standing::NotSent) => ("netral", "–", lang.plain("board-not-sent")),
        Some(Standing::WithoutChat | Standing::Later(_)) => {
            ("netral", "–", lang.plain("board-without-chat"))
        }
    };
    html! {
        span class={ "tanda-" (class) } {
            span class="lambang" aria-hidden="true" { (sign) }
            span class=[standing.is_none().then_some("sembunyi")] { (word) }
        }
        @if let Some(Standing::Confirmed { at, by, .. }) = standing {
            " " span class="kapan" { (hour(lang, *at, from)) }
            @if let (true, Some(by)) = (named, by) { " " span class="oleh" { (name(lang, by)) } }
        }
        @if later { " " span class="redup" { (lang.plain("board-later")) } }
    }
}
