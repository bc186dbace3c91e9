//! What members read: the header, the content exactly as approved, the code.

use super::lines::{Lines, button, cut};
use super::{Lang, correction, time};
use crate::domain::action::Action;
use crate::domain::announcement::{
    AuthenticityCode, Change, Circulation, Confirmation, Kind, Number, Priority,
};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::message::{Button, Message};
use crate::domain::options::{Deadline, Options};
use crate::domain::split::{TEXT_LIMIT, split};

/// Most of a name that fits on a button.
const BUTTON_NAME: usize = 20;

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

/// The announcement as the messages that go out one after the other. The content's text and entities
/// stand in them unchanged, right behind the header. Without a code it is a preview.
#[must_use]
pub fn render(
    lang: &Lang,
    header: &Header<'_>,
    content: &Message,
    code: Option<&AuthenticityCode>,
) -> Vec<Message> {
    let mut whole = Message {
        bare_links: header.options.bare_links,
        ..head(lang, header)
    };
    whole.push("\n\n", None);
    whole.append(content);
    whole.push("\n\n", None);
    whole.append(&foot(lang, header, code));
    split(&whole, TEXT_LIMIT)
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

/// The buttons below an announcement that asks for `confirmation`; `first` is who confirmed first for the
/// institution, and how many of its people have.
#[must_use]
pub fn acknowledge_row(
    lang: &Lang,
    announcement: AnnouncementId,
    revision: i64,
    confirmation: Confirmation,
    first: Option<(&str, i64)>,
) -> Vec<Vec<Button>> {
    if confirmation == Confirmation::None {
        return Vec::new();
    }
    let label = match first {
        None => lang.plain("announcement-received"),
        Some((name, count)) => lang.text(
            "announcement-received-by",
            &[
                ("name", cut(name, BUTTON_NAME).into()),
                ("count", count.into()),
            ],
        ),
    };
    let action = Action::Acknowledge {
        announcement,
        revision,
    };
    vec![vec![button(label, action)]]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::announcement::Nature;
    use crate::domain::message::{Entity, utf16_len};
    use crate::domain::options::{LocalTime, Span};
    use crate::view::testing::{ANNOUNCEMENT, AT, NUMBER, URGENT, indonesian, read_aloud};

    fn header(number: Option<Number>, options: &Options) -> Header<'_> {
        Header {
            number,
            issuer: "KPU Provinsi Kalimantan Timur",
            options,
            trial: false,
            change: None,
        }
    }

    #[test]
    fn announcements_are_read_aloud() {
        let content = Message {
            text: "🌊 Banjir di Kota Bontang\nPosko di kantor camat.".into(),
            entities: vec![Entity::plain("italic", 3, 6)],
            buttons: Vec::new(),
            ..Message::default()
        };
        let code = AuthenticityCode::from_bits(0x0123_4567_89ab_cdef);
        let guests = Nature {
            kind: Kind::Invitation,
            priority: Priority::Important,
            ..Nature::default()
        };
        let invitation = Options {
            nature: guests,
            deadline: Span::of_minutes(240).map(Deadline::Within),
            ..Options::default()
        };
        let exercise = Options {
            nature: URGENT,
            drill: true,
            deadline: LocalTime::try_from("2026-11-22T12:00".to_owned())
                .ok()
                .map(Deadline::At),
            ..Options::default()
        };
        read_aloud("announcement", |lang| {
            let one = |number, options: &Options, code, first| {
                let mut parts = render(lang, &header(number, options), &content, code);
                assert_eq!(parts.len(), 1);
                let mut message = parts.remove(0);
                let asked = options.confirmation;
                message.buttons = acknowledge_row(lang, ANNOUNCEMENT, 1, asked, first);
                message
            };
            let (plain, number, code) = (&Options::default(), Some(NUMBER), Some(&code));
            let long = Some(("Muhammad Fachrurrazi Al Banjari", 1_500));
            vec![
                ("render: preview", one(None, plain, None, None)),
                ("render: trial", {
                    let trial = Header {
                        trial: true,
                        ..header(None, plain)
                    };
                    render(lang, &trial, &content, None).remove(0)
                }),
                ("render: biasa", one(number, plain, code, None)),
                (
                    "render: undangan",
                    one(number, &invitation, code, Some(("Budi", 1))),
                ),
                ("render: ralat", {
                    let corrected = Header {
                        change: Some((Change::Correction, Some(AT))),
                        ..header(number, plain)
                    };
                    render(lang, &corrected, &content, code).remove(0)
                }),
                ("render: ralat, preview", {
                    let corrected = Header {
                        change: Some((Change::Correction, None)),
                        ..header(number, plain)
                    };
                    render(lang, &corrected, &content, None).remove(0)
                }),
                ("render: cabut", {
                    let withdrawn = Header {
                        change: Some((Change::Withdrawal, Some(AT))),
                        ..header(number, plain)
                    };
                    render(lang, &withdrawn, &content, code).remove(0)
                }),
                (
                    "render: darurat, latihan",
                    one(number, &exercise, code, long),
                ),
            ]
        });
    }

    /// The parts as one text again.
    fn joined(parts: &[Message]) -> Message {
        let mut whole = Message::default();
        for part in parts {
            whole.append(part);
        }
        whole
    }

    /// Entities that a cut has parted, whole again.
    fn mended(entities: &[Entity]) -> Vec<Entity> {
        let mut whole: Vec<Entity> = Vec::new();
        for entity in entities {
            match whole.iter_mut().find(|before| {
                before.offset + before.length == entity.offset
                    && before.kind == entity.kind
                    && before.extra == entity.extra
            }) {
                Some(before) => before.length += entity.length,
                None => whole.push(entity.clone()),
            }
        }
        whole
    }

    /// A text, and stretches of it between characters, each of a kind of its own.
    fn content() -> impl Strategy<Value = Message> {
        let text = prop::collection::vec("[a-zé 🌊👨‍👩‍👧𝒳]{1,12}|\n|[^\u{0}-\u{1f}]", 1..60)
            .prop_map(|words| words.concat());
        (
            text,
            1usize..200,
            prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 0..6),
        )
            .prop_map(|(text, times, spans)| {
                let text = text.repeat(times);
                let mut places: Vec<usize> = vec![0];
                for c in text.chars() {
                    places.push(places[places.len() - 1] + c.len_utf16());
                }
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    clippy::cast_precision_loss,
                    reason = "a fraction of a length is an index"
                )]
                let place = |share: f64| places[(share * (places.len() - 1) as f64) as usize];
                let entities = spans
                    .iter()
                    .enumerate()
                    .map(|(i, (from, to))| {
                        let (from, to) = (place(from.min(*to)), place(from.max(*to)));
                        Entity::plain(&format!("kind-{i}"), from, to - from)
                    })
                    .filter(|entity| entity.length > 0)
                    .collect();
                Message {
                    text,
                    entities,
                    buttons: Vec::new(),
                    ..Message::default()
                }
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_content_arrives_as_it_was_approved(content in content(), preview: bool, drill: bool) {
            let lang = indonesian();
            let code = AuthenticityCode::from_bits(42);
            let options = Options { nature: URGENT, drill, ..Options::default() };
            let header = header((!preview).then_some(NUMBER), &options);
            let parts = render(&lang, &header, &content, (!preview).then_some(&code));
            for part in &parts {
                prop_assert!(utf16_len(&part.text) <= TEXT_LIMIT);
            }
            let above = head(&lang, &header);
            let shift = utf16_len(&above.text) + 2;
            let whole = joined(&parts);
            let expected = format!("{}\n\n{}", above.text, content.text);
            prop_assert!(whole.text.starts_with(&expected));
            let end = shift + utf16_len(&content.text);
            let inside: Vec<Entity> = whole
                .entities
                .iter()
                .filter(|entity| entity.offset >= shift && entity.offset < end)
                .map(|entity| Entity { offset: entity.offset - shift, ..entity.clone() })
                .collect();
            let by_kind = |mut entities: Vec<Entity>| {
                entities.sort_by(|a, b| a.kind.cmp(&b.kind));
                entities
            };
            prop_assert_eq!(by_kind(mended(&inside)), by_kind(content.entities.clone()));
        }
    }
}
