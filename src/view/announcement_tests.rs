use proptest::prelude::*;

use super::*;
use crate::domain::announcement::{Confirmation, Nature};
use crate::domain::message::{Entity, utf16_len};
use crate::domain::options::{LocalTime, Span};
use crate::domain::part::{Medium, MediumKind};
use crate::view::answer::{Given, rows};
use crate::view::testing::{ANNOUNCEMENT, AT, DRILL, NUMBER, URGENT, indonesian, read_aloud};

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
    let content = [Part::Text(content)];
    let code = AuthenticityCode::from_bits(0x0123_4567_89ab_cdef);
    let guests = Nature {
        kind: Kind::Invitation,
        priority: Priority::Important,
        ..Nature::default()
    };
    let invitation = Options {
        nature: guests,
        confirmation: Confirmation::Attendance,
        deadline: Span::of_minutes(240).map(Deadline::Within),
        ..Options::default()
    };
    let passed_on = Options {
        confirmation: Confirmation::Disseminated,
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
        let one = |number, options: &Options, code, first: Option<(&str, i64)>| {
            let mut message = only(render(lang, &header(number, options), &content, code));
            let first = first.map(|(name, count)| (name.to_owned(), count));
            let attends = first.clone().map(|(name, _)| (true, name));
            let given = Given {
                disseminated: first.clone(),
                first,
                attends,
                late: None,
            };
            message.buttons = rows(lang, ANNOUNCEMENT, 1, options, &given);
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
                only(render(lang, &trial, &content, None))
            }),
            ("render: biasa", one(number, plain, code, None)),
            (
                "render: undangan",
                one(number, &invitation, code, Some(("Budi", 1))),
            ),
            (
                "render: disebarluaskan",
                one(number, &passed_on, code, None),
            ),
            (
                "render: disebarluaskan, by two",
                one(number, &passed_on, code, Some(("Budi", 2))),
            ),
            ("render: ralat", {
                let corrected = Header {
                    change: Some((Change::Correction, Some(AT))),
                    ..header(number, plain)
                };
                only(render(lang, &corrected, &content, code))
            }),
            ("render: ralat, preview", {
                let corrected = Header {
                    change: Some((Change::Correction, None)),
                    ..header(number, plain)
                };
                only(render(lang, &corrected, &content, None))
            }),
            ("render: cabut", {
                let withdrawn = Header {
                    change: Some((Change::Withdrawal, Some(AT))),
                    ..header(number, plain)
                };
                only(render(lang, &withdrawn, &content, code))
            }),
            (
                "render: darurat, latihan",
                one(Some(DRILL), &exercise, code, long),
            ),
        ]
    });
}

/// Of an announcement that is one text, that.
fn only(parts: Vec<Part>) -> Message {
    let mut texts = texts(parts);
    assert_eq!(texts.len(), 1);
    texts.remove(0)
}

fn texts(parts: Vec<Part>) -> Vec<Message> {
    let text = |part| match part {
        Part::Text(text) => text,
        other => panic!("not a text: {other:?}"),
    };
    parts.into_iter().map(text).collect()
}

fn photo(caption: &str) -> Captioned {
    Captioned {
        medium: Medium {
            kind: MediumKind::Photo,
            file: "AgAC".to_owned(),
            unique: "AQAD".to_owned(),
            bytes: None,
            name: String::new(),
            mime: None,
            sha256: None,
            spoiler: false,
        },
        caption: Message::plain(caption),
        above: false,
        group: None,
    }
}

/// Of each part the number of its messages, and what is read first.
fn outline(parts: &[Part]) -> Vec<(usize, &str)> {
    parts
        .iter()
        .map(|part| {
            let first = part.words().map(|it| it.text.as_str()).next();
            (part.messages(), first.unwrap_or_default())
        })
        .collect()
}

#[test]
fn a_medium_with_few_words_is_one_message_and_all_else_stands_between_texts() {
    let options = Options::default();
    let lang = indonesian();
    let render = |content: &[Part]| render(&lang, &header(None, &options), content, None);
    let text = |words: &str| Part::Text(Message::plain(words));
    let head = head(&lang, &header(None, &options)).text;
    let foot = foot(&lang, &header(None, &options), None).text;

    let one = render(&[Part::Medium(photo("Peta"))]);
    assert_eq!(outline(&one), [(1, &*format!("{head}\n\nPeta\n\n{foot}"))]);
    assert_eq!(one[0].media().len(), 1);
    let bare = render(&[Part::Medium(photo(""))]);
    assert_eq!(outline(&bare), [(1, &*format!("{head}\n\n{foot}"))]);

    let wordy = "k".repeat(1_000);
    let wordy = render(&[Part::Medium(photo(&wordy))]);
    assert_eq!(
        outline(&wordy),
        [(1, &*head), (1, &*"k".repeat(1_000)), (1, &*foot)]
    );
    let wordier = "k".repeat(1_025);
    let wordier = render(&[Part::Medium(photo(&wordier))]);
    let behind = format!("{}\n\n{foot}", "k".repeat(1_025));
    assert_eq!(outline(&wordier), [(1, &*head), (1, ""), (1, &*behind)]);

    let album = vec![photo("satu"), photo("dua")];
    let mixed = render(&[text("Awal"), Part::Album { album }, text("Akhir")]);
    let (first, last) = (format!("{head}\n\nAwal"), format!("Akhir\n\n{foot}"));
    assert_eq!(outline(&mixed), [(1, &*first), (2, "satu"), (1, &*last)]);
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
        let approved = [Part::Text(content.clone())];
        let parts = texts(render(&lang, &header, &approved, (!preview).then_some(&code)));
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
