//! What a draft is made of.

use super::message::Message;
use super::part::{Captioned, Part};

/// The pieces of a draft as the content of an announcement, in the order they came: texts that follow one
/// another are one, and what came as an album is one again.
#[must_use]
pub fn join(pieces: &[Part]) -> Vec<Part> {
    let mut whole: Vec<Part> = Vec::new();
    let mut groups: Vec<(String, usize)> = Vec::new();
    for piece in pieces {
        match (piece, whole.last_mut()) {
            (Part::Text(text), Some(Part::Text(before))) => {
                before.push("\n", None);
                before.append(text);
            }
            (Part::Medium(medium), _) => {
                let known = medium.group.as_ref().and_then(|group| {
                    let place = groups.iter().find(|(known, _)| known == group);
                    place.map(|(_, at)| *at)
                });
                match known {
                    Some(at) => add(&mut whole[at], medium),
                    None => {
                        if let Some(group) = &medium.group {
                            groups.push((group.clone(), whole.len()));
                        }
                        whole.push(Part::Medium(ungrouped(medium)));
                    }
                }
            }
            (piece, _) => whole.push(piece.clone()),
        }
    }
    whole
}

/// One more medium of an album of which the first ones stand here.
fn add(part: &mut Part, medium: &Captioned) {
    let mut album = part.media().to_vec();
    album.push(ungrouped(medium));
    *part = Part::Album { album };
}

/// Of what it consists no longer matters once it is put together.
fn ungrouped(medium: &Captioned) -> Captioned {
    Captioned {
        group: None,
        ..medium.clone()
    }
}

/// The first words of a content: of its first text or caption that has any, else the name of its first
/// file that has one.
#[must_use]
pub fn first_words(content: &[Part]) -> &str {
    let words = |text: &'_ Message| !text.text.trim().is_empty();
    let texts = content.iter().flat_map(Part::words);
    let mut texts = texts.filter(|text| words(text));
    if let Some(text) = texts.next() {
        return &text.text;
    }
    let media = content.iter().flat_map(Part::media);
    let mut names = media.map(|it| it.medium.name.as_str());
    names.find(|name| !name.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::part::{Medium, MediumKind};

    fn medium(unique: &str, group: Option<&str>) -> Part {
        Part::Medium(Captioned {
            medium: Medium {
                kind: MediumKind::Document,
                file: format!("file-{unique}"),
                unique: unique.to_owned(),
                bytes: None,
                name: format!("{unique}.pdf"),
                mime: None,
                sha256: None,
                spoiler: false,
            },
            caption: Message::default(),
            above: false,
            group: group.map(str::to_owned),
        })
    }

    #[test]
    fn texts_in_a_row_are_one_and_albums_are_whole_again() {
        let text = |words| Part::Text(Message::plain(words));
        let pieces = [
            text("satu"),
            text("dua"),
            medium("a", Some("7")),
            medium("b", Some("7")),
            text("tiga"),
            medium("c", Some("8")),
            medium("d", None),
            // It came late, or another message came between.
            medium("e", Some("7")),
        ];
        let whole = join(&pieces);
        let shown: Vec<String> = whole
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.text.clone(),
                Part::Medium(it) => it.medium.unique.clone(),
                Part::Album { album } => album.iter().map(|it| &*it.medium.unique).collect(),
            })
            .collect();
        assert_eq!(shown, ["satu\ndua", "abe", "tiga", "c", "d"]);
        assert!(
            whole
                .iter()
                .flat_map(Part::media)
                .all(|it| it.group.is_none())
        );
        assert_eq!(first_words(&whole), "satu\ndua");
        assert_eq!(first_words(&whole[1..2]), "a.pdf");
        assert_eq!(first_words(&[]), "");
    }
}
