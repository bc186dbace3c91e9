//! What marks an exercise, wherever its number does not say it already, and what it showed.

use super::Lang;
use super::lines::{Lines, cut};
use super::time;
use crate::domain::message::Message;
use crate::domain::report::Exercise;

/// Most of a name in a list of names.
const NAME: usize = 40;

/// A message about a drill under a line that says so; of a real announcement as it is.
#[must_use]
pub fn marked(lang: &Lang, drill: bool, message: Message) -> Message {
    if !drill {
        return message;
    }
    let mut marked = Lines::default().bold(&lang.plain("drill-mark")).done();
    marked.push("\n", None);
    marked.append(&message);
    Message {
        buttons: message.buttons,
        bare_links: message.bare_links,
        ..marked
    }
}

/// A pop-up about a drill: what it says, behind that.
#[must_use]
pub fn said(lang: &Lang, drill: bool, text: String) -> String {
    if !drill {
        return text;
    }
    lang.text("drill-said", &[("text", text.into())])
}

/// A button below a drill.
#[must_use]
pub fn label(lang: &Lang, drill: bool, label: String) -> String {
    if !drill {
        return label;
    }
    lang.text("drill-label", &[("label", label.into())])
}

/// What the office learns from it.
pub(super) fn exercise(lang: &Lang, lines: &mut Lines, told: &Exercise) {
    lines.blank().bold(&lang.plain("drill-result"));
    lines.line(&lang.text(
        "drill-reached",
        &[
            ("reached", told.reached.into()),
            ("institutions", told.institutions.into()),
        ],
    ));
    if let Some(median) = told.median {
        let median = time::lapse(lang, median);
        lines.line(&lang.text("drill-median", &[("median", median.into())]));
    }
    if let Some((name, lapse)) = &told.slowest {
        lines.line(&lang.text(
            "drill-slowest",
            &[
                ("name", cut(name, NAME).into()),
                ("lapse", time::lapse(lang, *lapse).into()),
            ],
        ));
    }
    if let Some((count, half)) = told.disseminated {
        let half = half.map(|half| time::lapse(lang, half));
        let key = match half {
            Some(_) => "drill-disseminated",
            None => "drill-disseminated-none",
        };
        lines.line(&lang.text(
            key,
            &[
                ("disseminated", count.into()),
                ("institutions", told.institutions.into()),
                ("median", half.unwrap_or_default().into()),
            ],
        ));
    }
    if told.missing_count == 0 {
        if told.institutions > 0 {
            lines.line(&lang.plain("drill-all"));
        }
        return;
    }
    let names: Vec<String> = told.missing.iter().map(|it| cut(it, NAME)).collect();
    let named = i64::try_from(names.len()).unwrap_or(i64::MAX);
    let more = told.missing_count - named;
    let key = match more {
        0 => "drill-missing",
        _ => "drill-missing-more",
    };
    lines.line(&lang.text(
        key,
        &[
            ("count", told.missing_count.into()),
            ("names", names.join(", ").into()),
            ("more", more.into()),
        ],
    ));
}
