//! Asking for evidence that an announcement was passed on, and what becomes of it.

use super::lines::{Lines, button, cut};
use super::{Lang, drill, time};
use crate::domain::action::Action;
use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::domain::dissemination::{Asked, Given, Sort, Taken, site};
use crate::domain::message::Message;

/// Most of an institution's name, or of several.
const NAME: usize = 200;
/// Most of a person's name.
const BY: usize = 60;
/// Most of an announcement's first line.
const TITLE: usize = 120;
/// Most of a site's name.
const SITE: usize = 60;

/// The pop-up where the question comes as a message of its own.
#[must_use]
pub fn asked_here(lang: &Lang) -> String {
    lang.plain("dissemination-asked-here")
}

/// The question: the next message is the evidence.
#[must_use]
pub fn ask(lang: &Lang, asked: &Asked, now: Timestamp) -> Message {
    let number = asked.number.to_string();
    let mut lines = Lines::default();
    lines.bold(&lang.text("dissemination-ask", &[("number", number.into())]));
    lines.quote(&cut(&asked.title, TITLE));
    let institution = cut(&asked.institution, NAME);
    let until = time::soon(lang, asked.until, now);
    lines.line(&lang.text(
        "dissemination-ask-next",
        &[("institution", institution.into()), ("until", until.into())],
    ));
    if let Some(before) = &asked.before {
        lines.line(&lang.text(
            "dissemination-ask-before",
            &[
                (
                    "what",
                    what(lang, before.sort, before.link.as_deref()).into(),
                ),
                ("by", cut(&before.by, BY).into()),
                ("at", time::full(lang, before.at).into()),
            ],
        ));
    }
    let announcement = asked.announcement;
    let message = lines.done().row([button(
        lang.plain("dissemination-cancel"),
        Action::CancelEvidence { announcement },
    )]);
    drill::marked(lang, asked.drill, message)
}

/// The evidence is on record.
#[must_use]
pub fn taken(lang: &Lang, taken: &Taken) -> Message {
    let number = taken.number.to_string();
    let what = what(lang, taken.sort, taken.link.as_deref());
    let mut lines = Lines::titled(&lang.text(
        "dissemination-taken",
        &[
            ("number", number.into()),
            ("institution", cut(&taken.institution, NAME).into()),
            ("what", what.into()),
        ],
    ));
    if taken.of_album {
        lines.line(&lang.plain("dissemination-taken-album"));
    }
    if taken.late {
        lines.line(&lang.plain("dissemination-taken-late"));
    }
    if taken.replaced {
        lines.line(&lang.plain("dissemination-taken-replaced"));
    }
    if let Some(earlier) = &taken.earlier {
        lines.line(&lang.text(
            "dissemination-taken-earlier",
            &[
                ("institution", cut(&earlier.institution, NAME).into()),
                ("number", earlier.number.to_string().into()),
            ],
        ));
    }
    if let Some(skipped) = &taken.skipped {
        lines.line(&lang.text(
            "dissemination-taken-skipped",
            &[
                ("institution", cut(&skipped.institution, NAME).into()),
                ("number", skipped.number.to_string().into()),
            ],
        ));
    }
    lines.line(&lang.plain("dissemination-taken-next"));
    let message = Message {
        bare_links: true,
        ..lines.done()
    };
    drill::marked(lang, taken.drill, message)
}

/// The question had run out.
#[must_use]
pub fn too_late(lang: &Lang, number: Option<Number>) -> Message {
    let number = number.map(|it| it.to_string()).unwrap_or_default();
    Message::plain(lang.text("dissemination-too-late", &[("number", number.into())]))
}

/// After "Batal".
#[must_use]
pub fn cancelled(lang: &Lang) -> Message {
    Message::plain(lang.plain("dissemination-cancelled"))
}

/// They have turned to something else.
#[must_use]
pub fn closed(lang: &Lang, number: Number) -> Message {
    Message::plain(lang.text(
        "dissemination-closed",
        &[("number", number.to_string().into())],
    ))
}

/// The same link is on record for the same already.
#[must_use]
pub fn known(lang: &Lang, institution: &str, number: Number) -> Message {
    Message::plain(lang.text(
        "dissemination-known",
        &[
            ("institution", cut(institution, NAME).into()),
            ("number", number.to_string().into()),
        ],
    ))
}

/// A screenshot could not be fetched.
#[must_use]
pub fn not_archived(lang: &Lang) -> Message {
    Message::plain(lang.plain("dissemination-not-archived"))
}

/// What stands below a screenshot.
#[must_use]
pub fn caption(lang: &Lang, number: Number, institution: &str, given: &Given) -> Message {
    let number = number.to_string();
    let mut lines = Lines::titled(&lang.text(
        "dissemination-caption",
        &[
            ("number", number.into()),
            ("institution", cut(institution, NAME).into()),
            ("by", cut(&given.by, BY).into()),
            ("at", time::full(lang, given.at).into()),
        ],
    ));
    lines.quote(given.words.as_deref().unwrap_or_default());
    lines.done()
}

/// What evidence is, in a few words: "tautan kominfo.go.id".
pub(super) fn what(lang: &Lang, sort: Sort, link: Option<&str>) -> String {
    match (sort, link) {
        (Sort::Link, link) => {
            let site = cut(&site(link.unwrap_or_default()), SITE);
            lang.text("dissemination-link", &[("site", site.into())])
        }
        (Sort::Screenshot, _) => lang.plain("dissemination-screenshot"),
        (Sort::Words, _) => lang.plain("dissemination-words"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dissemination::Earlier;
    use crate::domain::id::EvidenceId;
    use crate::view::testing::{ANNOUNCEMENT, AT, DRILL, NUMBER, read_aloud};

    fn given() -> Given {
        Given {
            id: EvidenceId(3),
            sort: Sort::Link,
            link: Some("https://www.kominfo.go.id/berita/1".into()),
            words: Some("Sudah dimuat di laman utama.".into()),
            screenshot: true,
            by: "Hasan".into(),
            at: AT,
        }
    }

    #[test]
    fn dissemination_is_read_aloud() {
        let asked = Asked {
            announcement: ANNOUNCEMENT,
            number: NUMBER,
            title: "Jam layanan berubah".into(),
            institution: "KPU Kota Bontang".into(),
            until: AT.plus(std::time::Duration::from_secs(1800)),
            before: None,
            drill: false,
        };
        let again = Asked {
            before: Some(given()),
            number: DRILL,
            drill: true,
            ..asked.clone()
        };
        let link = Taken {
            institution: "KPU Kota Bontang".into(),
            number: NUMBER,
            sort: Sort::Link,
            link: given().link,
            replaced: false,
            late: false,
            of_album: false,
            earlier: None,
            skipped: None,
            drill: false,
        };
        let all = Taken {
            replaced: true,
            late: true,
            of_album: true,
            earlier: Some(Earlier {
                institution: "Dinas Komunikasi dan Informatika Kota Bontang".into(),
                number: NUMBER,
            }),
            skipped: Some(Earlier {
                institution: "Bawaslu Kota Bontang".into(),
                number: NUMBER,
            }),
            ..link.clone()
        };
        let of = |sort| Taken {
            sort,
            link: None,
            ..link.clone()
        };
        read_aloud("dissemination", |lang| {
            vec![
                ("asked_here", Message::plain(asked_here(lang))),
                ("ask", ask(lang, &asked, AT)),
                ("ask: again, in a drill", ask(lang, &again, AT)),
                ("taken: link", taken(lang, &link)),
                ("taken: all there is to say", taken(lang, &all)),
                ("taken: screenshot", taken(lang, &of(Sort::Screenshot))),
                ("taken: words", taken(lang, &of(Sort::Words))),
                ("too_late", too_late(lang, Some(NUMBER))),
                ("cancelled", cancelled(lang)),
                ("closed", closed(lang, NUMBER)),
                ("known", known(lang, "KPU Kota Bontang", NUMBER)),
                ("not_archived", not_archived(lang)),
                (
                    "caption",
                    caption(lang, NUMBER, "KPU Kota Bontang", &given()),
                ),
            ]
        });
    }
}
