//! What members read: the header, the content exactly as approved, the code.

use super::lines::Lines;
use super::{Lang, correction, time};
use crate::domain::announcement::{AuthenticityCode, Change, Circulation, Kind, Number, Priority};
use crate::domain::clock::Timestamp;
use crate::domain::message::Message;
use crate::domain::options::{Deadline, Options};
use crate::domain::part::{Captioned, Part, fits_caption};
use crate::domain::split::{TEXT_LIMIT, split};

/// What stands above the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header<'a> {
    /// None in a preview: it is given at approval.
    pub number: Option<Number>,
    /// Name of the institution that speaks.
    pub issuer: &'a str,
    /// What its author decided besides the content.
    pub options: &'a Options,
    /// "Uji kirim": its author alone sees it.
    pub trial: bool,
    /// That it is a correction or a withdrawal, and when that was approved: none in a preview.
    pub change: Option<(Change, Option<Timestamp>)>,
}

/// The announcement as what goes out, one after the other. The content stands in it unchanged and in its
/// order. Without a code it is a preview.
///
/// Of one medium with few words all is one message. Else the header opens a text and the code ends one,
/// together with the content's own where that begins or ends with a text: so the button, which no album
/// can have, always stands under the code.
#[must_use]
pub fn render(
    lang: &Lang,
    header: &Header<'_>,
    content: &[Part],
    code: Option<&AuthenticityCode>,
) -> Vec<Part> {
    let (head, foot) = (head(lang, header), foot(lang, header, code));
    if let [Part::Medium(medium)] = content {
        let caption = paragraphs([&head, &medium.caption, &foot]);
        if fits_caption(&caption) {
            let whole = Captioned {
                caption,
                ..medium.clone()
            };
            return vec![Part::Medium(whole)];
        }
    }
    let mut flow = Flow {
        bare_links: header.options.bare_links,
        ..Flow::default()
    };
    flow.write(&head);
    for part in content {
        match part {
            Part::Text(text) => flow.write(text),
            Part::Medium(medium) => flow.show(std::slice::from_ref(medium)),
            Part::Album { album } => flow.show(album),
        }
    }
    flow.write(&foot);
    flow.end()
}

/// Those of these texts that say something, a blank line between them.
fn paragraphs<'a>(texts: impl IntoIterator<Item = &'a Message>) -> Message {
    let mut whole = Message::default();
    for text in texts.into_iter().filter(|text| !text.text.is_empty()) {
        if !whole.text.is_empty() {
            whole.push("\n\n", None);
        }
        whole.append(text);
    }
    whole
}

/// Parts in the making.
#[derive(Default)]
struct Flow {
    done: Vec<Part>,
    /// Paragraphs that stand in one text.
    open: Vec<Message>,
    bare_links: bool,
}

impl Flow {
    fn write(&mut self, text: &Message) {
        self.open.push(text.clone());
    }

    /// One medium, or an album. What is written below one and is too long for that follows as a text.
    fn show(&mut self, media: &[Captioned]) {
        self.close();
        let mut media = media.to_vec();
        for medium in &mut media {
            if !fits_caption(&medium.caption) {
                self.open.push(std::mem::take(&mut medium.caption));
            }
        }
        self.done.push(match <[Captioned; 1]>::try_from(media) {
            Ok([medium]) => Part::Medium(medium),
            Err(album) => Part::Album { album },
        });
    }

    fn close(&mut self) {
        let text = paragraphs(&std::mem::take(&mut self.open));
        if !text.text.is_empty() {
            let whole = Message {
                bare_links: self.bare_links,
                ..text
            };
            let texts = split(&whole, TEXT_LIMIT);
            self.done.extend(texts.into_iter().map(Part::Text));
        }
    }

    fn end(mut self) -> Vec<Part> {
        self.close();
        self.done
    }
}

fn head(lang: &Lang, header: &Header<'_>) -> Message {
    let mut lines = Lines::default();
    if header.trial {
        lines.bold(&lang.plain("announcement-trial"));
    }
    if header.options.drill {
        lines.bold(&lang.plain("announcement-drill"));
    }
    lines.bold(&match header.number {
        Some(number) => lang.text(
            "announcement-heading",
            &[("number", number.to_string().into())],
        ),
        None => lang.plain("announcement-heading-preview"),
    });
    if let Some((change, at)) = header.change {
        lines.bold(&correction::mark(lang, change, at));
        if change == Change::Withdrawal {
            lines.line(&lang.text("announcement-issuer", &[("issuer", header.issuer.into())]));
            lines.line(&lang.plain("correction-withdrawn-why"));
            return lines.done();
        }
    }
    match header.options.nature.kind {
        Kind::Information => {}
        Kind::Clarification => {
            lines.bold(&lang.plain("announcement-clarification"));
        }
        Kind::Invitation => {
            lines.bold(&lang.plain("announcement-invitation"));
        }
    }
    lines.line(&lang.text("announcement-issuer", &[("issuer", header.issuer.into())]));
    lines.line(&lang.plain(match header.options.nature.priority {
        Priority::Normal => "announcement-normal",
        Priority::Important => "announcement-important",
        Priority::Emergency => "announcement-emergency",
    }));
    if header.options.nature.circulation == Circulation::Internal {
        lines.line(&lang.plain("announcement-internal"));
    }
    if let Some(deadline) = header.options.deadline {
        lines.line(&match deadline {
            Deadline::Within(span) => {
                let span = time::span(lang, span);
                lang.text("announcement-within", &[("span", span.into())])
            }
            Deadline::At(at) => {
                let at = time::full(lang, at.moment(lang.zone.0));
                lang.text("announcement-until", &[("at", at.into())])
            }
        });
    }
    lines.done()
}

fn foot(lang: &Lang, header: &Header<'_>, code: Option<&AuthenticityCode>) -> Message {
    let mut lines = Lines::default();
    match code {
        Some(code) => lines.code(&lang.plain("announcement-code"), &code.0),
        None => lines.line(&lang.plain("announcement-code-preview")),
    };
    if header.options.drill {
        // A long text is cut, and its last part may be passed on without its first.
        lines.bold(&lang.plain("announcement-drill"));
    }
    if header.trial {
        lines.bold(&lang.plain("announcement-trial"));
    }
    lines.done()
}

#[cfg(test)]
#[path = "announcement_tests.rs"]
mod tests;
