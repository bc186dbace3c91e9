//! `/impor`: how it is done, what a file would change, what is wrong with it, and what was done.

use super::lines::{Lines, button, cut};
use super::{Lang, roster, time};
use crate::domain::action::Action;
use crate::domain::clock::Timestamp;
use crate::domain::event::PlaceKind;
use crate::domain::message::{Message, utf16_len};
use crate::domain::roster::{Change, Field, Preview, Problem, Step, Summary};

/// Most of a file's name.
const FILE: usize = 60;
/// Most of a name or a value.
const VALUE: usize = 80;
/// Changes that are shown one by one.
const SHOWN: usize = 12;
/// Room for a list, in UTF-16 units; the words around it take the rest of a message.
const ROOM: usize = 3500;

/// Everything that is wrong with a file, as it is told.
#[derive(Debug)]
pub struct Told {
    /// As much as fits.
    pub message: Message,
    /// All of it, a line each, when it does not fit.
    pub all: Option<String>,
}

/// How a file is imported.
#[must_use]
pub fn how(lang: &Lang) -> Message {
    Lines::titled(&lang.plain("import-how")).done()
}

/// The file has come; what is in it follows.
#[must_use]
pub fn received(lang: &Lang) -> Message {
    Message::plain(lang.plain("import-received"))
}

/// The messenger did not hand the file out.
#[must_use]
pub fn not_fetched(lang: &Lang, file: &str) -> Message {
    Message::plain(lang.text("import-not-fetched", &[("file", cut(file, FILE).into())]))
}

/// What a file would change, with "Terapkan" and "Batal".
#[must_use]
pub fn preview(lang: &Lang, preview: &Preview, now: Timestamp) -> Message {
    let file = cut(&preview.file, FILE);
    let mut lines = Lines::titled(&lang.text("import-preview", &[("file", file.into())]));
    lines.line(&roster::summary(lang, preview.summary));
    let Some(id) = preview.id else {
        return lines.line(&lang.plain("import-nothing")).done();
    };
    lines.blank();
    // What changes may be a mistake; what is new mostly is not.
    let (new, changed): (Vec<&Change>, Vec<&Change>) =
        preview.changes.iter().partition(|change| change.is_new());
    let all = changed.into_iter().chain(new).take(SHOWN);
    let told = fill(&mut lines, all.map(|change| line(lang, change)));
    more(lang, &mut lines, preview.changes.len() - told);
    let until = time::soon(lang, preview.expires_at, now);
    lines
        .blank()
        .line(&lang.text("import-preview-next", &[("until", until.into())]));
    lines.done().row([
        button(
            lang.plain("import-apply"),
            Action::ApplyImport { preview: id },
        ),
        button(
            lang.plain("import-discard"),
            Action::DiscardImport { preview: id },
        ),
    ])
}

/// Adds lines as long as there is room; how many.
fn fill(lines: &mut Lines, all: impl Iterator<Item = String>) -> usize {
    let (mut told, mut length) = (0, 0);
    for line in all {
        length += utf16_len(&line) + 1;
        if length > ROOM {
            break;
        }
        lines.line(&line);
        told += 1;
    }
    told
}

fn more(lang: &Lang, lines: &mut Lines, left: usize) {
    if left > 0 {
        lines.line(&lang.text("roster-more", &[("count", left.into())]));
    }
}

fn line(lang: &Lang, change: &Change) -> String {
    match change {
        Change::NewInstitution { code, name } => lang.text(
            "import-new",
            &[
                ("code", code.as_str().into()),
                ("what", cut(name, VALUE).into()),
            ],
        ),
        Change::Institution {
            code, fields, back, ..
        } => {
            let mut parts: Vec<String> = fields.iter().map(|it| field(lang, it)).collect();
            if *back {
                parts.push(lang.plain("import-back"));
            }
            lang.text(
                "import-changed",
                &[
                    ("code", code.as_str().into()),
                    ("what", parts.join("; ").into()),
                ],
            )
        }
        Change::Chat {
            institution,
            address,
            kind,
            step,
            officer,
            ..
        } => {
            let mut parts = vec![lang.text(
                match kind {
                    PlaceKind::Private => "import-private",
                    PlaceKind::Group => "import-group",
                    PlaceKind::Channel => "import-channel",
                },
                &[("id", address.public_id().to_owned().into())],
            )];
            match step {
                Step::Back => parts.push(lang.plain("import-chat-back")),
                Step::OtherKind => parts.push(lang.plain("import-chat-kind")),
                Step::New | Step::Same => {}
            }
            if *officer {
                parts.push(lang.plain("import-officer"));
            }
            let key = match step {
                Step::New => "import-new",
                Step::Back | Step::OtherKind | Step::Same => "import-changed",
            };
            lang.text(
                key,
                &[
                    ("code", institution.as_str().into()),
                    ("what", parts.join("; ").into()),
                ],
            )
        }
    }
}

fn field(lang: &Lang, field: &Field) -> String {
    let value = |text: &str| match text {
        "" => lang.plain("import-empty"),
        text => cut(text, VALUE),
    };
    lang.text(
        "import-field",
        &[
            ("column", field.column.into()),
            ("old", value(&field.old).into()),
            ("new", value(&field.new).into()),
        ],
    )
}

/// What is wrong with a file, and what to do.
#[must_use]
pub fn problems(lang: &Lang, file: &str, problems: &[Problem]) -> Told {
    let mut lines =
        Lines::titled(&lang.text("import-refused", &[("file", cut(file, FILE).into())]));
    lines.blank();
    let all: Vec<String> = problems
        .iter()
        .map(|problem| roster::here(lang, problem))
        .collect();
    let left = all.len() - fill(&mut lines, all.iter().cloned());
    more(lang, &mut lines, left);
    lines
        .blank()
        .line(&lang.text("import-refused-next", &[("count", all.len().into())]));
    Told {
        message: lines.done(),
        all: (left > 0).then(|| all.join("\r\n")),
    }
}

/// What the file with everything that is wrong is called, without its ending.
#[must_use]
pub fn problems_file(lang: &Lang) -> String {
    lang.plain("import-problems-file")
}

/// What is said below that file.
#[must_use]
pub fn problems_caption(lang: &Lang, count: usize) -> Message {
    Message::plain(lang.text("import-problems-caption", &[("count", count.into())]))
}

/// It is being done.
#[must_use]
pub fn applying(lang: &Lang) -> Message {
    Message::plain(lang.plain("import-applying"))
}

/// It could not be done.
#[must_use]
pub fn not_applied(lang: &Lang) -> Message {
    Message::plain(lang.plain("import-not-applied"))
}

/// All of it was done.
#[must_use]
pub fn applied(lang: &Lang, file: &str, summary: Summary, chats: bool) -> Message {
    let mut lines =
        Lines::titled(&lang.text("import-applied", &[("file", cut(file, FILE).into())]));
    lines.line(&roster::summary(lang, summary)).blank();
    let next = match chats {
        true => "import-applied-chats-next",
        false => "import-applied-next",
    };
    lines.line(&lang.plain(next)).done()
}

/// Nothing was done: something else would have come of it than was shown.
#[must_use]
pub fn stale(lang: &Lang, file: &str) -> Message {
    Message::plain(lang.text("import-stale", &[("file", cut(file, FILE).into())]))
}

/// Nothing was done, as asked.
#[must_use]
pub fn discarded(lang: &Lang, file: &str) -> Message {
    Message::plain(lang.text("import-discarded", &[("file", cut(file, FILE).into())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::Address;
    use crate::domain::id::PreviewId;
    use crate::domain::institution::Code;
    use crate::domain::roster::ProblemKind;
    use crate::view::testing::{AT, assert_sendable, indonesian, read_aloud};

    fn code(text: &str) -> Code {
        Code::stored(text.into())
    }

    fn chat(address: i64, kind: PlaceKind, step: Step, officer: bool) -> Change {
        Change::Chat {
            institution: code("KPU-64.74"),
            name: "KPU Kota Bontang".into(),
            address: Address::telegram(address, None),
            kind,
            step,
            officer,
        }
    }

    fn changes() -> Vec<Change> {
        vec![
            Change::NewInstitution {
                code: code("KPU-64"),
                name: "KPU Provinsi Kalimantan Timur".into(),
            },
            Change::Institution {
                code: code("KPU-64.74"),
                name: "KPU Kota Bontang".into(),
                fields: vec![
                    Field {
                        column: "nama",
                        old: "KPU Bontang".into(),
                        new: "KPU Kota Bontang".into(),
                    },
                    Field {
                        column: "induk",
                        old: String::new(),
                        new: "KPU-64".into(),
                    },
                ],
                back: true,
            },
            chat(-1001, PlaceKind::Group, Step::New, false),
            chat(-1002, PlaceKind::Channel, Step::Back, false),
            chat(-1003, PlaceKind::Group, Step::OtherKind, false),
            chat(5, PlaceKind::Private, Step::Same, true),
        ]
    }

    fn shown(changes: Vec<Change>) -> Preview {
        Preview {
            id: (!changes.is_empty()).then_some(PreviewId(7)),
            file: "lembaga.xlsx".into(),
            summary: Summary {
                new: 1500,
                changed: 2,
                unchanged: 30,
            },
            changes,
            expires_at: AT,
        }
    }

    fn wrong(count: u64) -> Vec<Problem> {
        (2..count + 2)
            .map(|line| Problem::in_column(line, "nama", ProblemKind::EmptyValue))
            .collect()
    }

    #[test]
    fn an_import_is_read_aloud() {
        let summary = shown(Vec::new()).summary;
        let file = "lembaga.xlsx";
        read_aloud("import", |lang| {
            vec![
                ("how", how(lang)),
                ("received", received(lang)),
                ("not fetched", not_fetched(lang, file)),
                ("preview", preview(lang, &shown(changes()), AT)),
                ("being applied", applying(lang)),
                ("not applied", not_applied(lang)),
                ("nothing to do", preview(lang, &shown(Vec::new()), AT)),
                ("problems", problems(lang, file, &wrong(3)).message),
                ("all problems", problems_caption(lang, 1250)),
                ("applied", applied(lang, file, summary, false)),
                ("applied chats", applied(lang, file, summary, true)),
                ("stale", stale(lang, file)),
                ("discarded", discarded(lang, file)),
            ]
        });
    }

    #[test]
    fn however_much_there_is_to_say_it_fits_a_message() {
        let long = "Dinas 🌊 ".repeat(100);
        let many: Vec<Change> = (0..20_000)
            .map(|_| Change::Institution {
                code: code("X"),
                name: long.clone(),
                fields: ["nama", "kategori", "wilayah", "induk"]
                    .map(|column| Field {
                        column,
                        old: long.clone(),
                        new: long.clone(),
                    })
                    .to_vec(),
                back: true,
            })
            .collect();
        let mut preview_of = shown(many);
        preview_of.file = long.clone();
        let lang = indonesian();
        let message = preview(&lang, &preview_of, AT);
        assert_sendable(&message);
        assert!(message.text.contains("dan "), "{}", message.text);

        let told = problems(&lang, &long, &wrong(20_000));
        assert_sendable(&told.message);
        let all = told.all.expect("more than fits");
        assert_eq!(all.lines().count(), 20_000);
        assert!(problems(&lang, "a.csv", &wrong(20)).all.is_none());
    }
}
