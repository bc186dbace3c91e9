//! Evidence that an institution passed an announcement on: a link, a screenshot or a few words.

mod link;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::announcement::Number;
use super::clock::Timestamp;
use super::errand::LARGEST_FILE;
use super::event::Content;
use super::id::{AnnouncementId, EvidenceId};
use super::invitation::masked;
use super::message::{Message, utf16_len};
use super::part::{Captioned, Medium, MediumKind};
use super::refusal::Refusal;

pub use link::{LONGEST_LINK, Link, site};

/// So long after "Disebarluaskan" the next message in private is the evidence; then it is what it would
/// have been without.
pub const ASKED_FOR: Duration = Duration::from_secs(30 * 60);

/// Most words of somebody's own, in UTF-16 units.
pub const MOST_WORDS: usize = 500;

/// What somebody sent as evidence: at least one of the three.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Where it was published.
    pub link: Option<Link>,
    /// What it looked like there.
    pub screenshot: Option<Medium>,
    /// What they said.
    pub words: Option<String>,
}

/// What a piece of evidence is, by the strongest that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// It can be opened by anybody.
    Link,
    /// It can be looked at.
    Screenshot,
    /// It can be believed.
    Words,
}

impl Sort {
    /// The stored word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Screenshot => "screenshot",
            Self::Words => "words",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        [Self::Link, Self::Screenshot, Self::Words]
            .into_iter()
            .find(|sort| sort.as_str() == word)
    }
}

impl Evidence {
    /// Reads a message as evidence.
    ///
    /// # Errors
    /// Refused for other kinds of content, for several links, for a link that leads nowhere, and for too
    /// many words.
    pub fn read(content: &Content) -> Result<Self, Refusal> {
        let (screenshot, message) = match content {
            Content::Text(message) => (None, message),
            Content::Medium(Captioned {
                medium, caption, ..
            }) if is_picture(medium) => (Some(medium), caption),
            Content::Medium(_) | Content::Unsupported(_) => return Err(Refusal::EvidenceKind),
        };
        if let Some(medium) = screenshot
            && medium.bytes.is_some_and(|bytes| bytes > LARGEST_FILE)
        {
            return Err(Refusal::MediumTooLarge {
                kind: medium.kind,
                most_megabytes: LARGEST_FILE / 1024 / 1024,
            });
        }
        let link = only_link(message)?;
        let text = message.text.trim();
        let alone = link.as_ref().is_some_and(|(typed, _)| typed == text);
        let words = Some(text).filter(|text| !alone && text.chars().any(char::is_alphanumeric));
        if words.is_some_and(|words| utf16_len(words) > MOST_WORDS) {
            return Err(Refusal::EvidenceTooLong { most: MOST_WORDS });
        }
        let evidence = Self {
            link: link.map(|(_, link)| link),
            screenshot: screenshot.cloned(),
            // Whoever pastes an invitation by mistake does not leave its key in the record.
            words: words.map(masked),
        };
        match evidence == Self::default() {
            true => Err(Refusal::EvidenceKind),
            false => Ok(evidence),
        }
    }

    /// What it is.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self {
            Self { link: Some(_), .. } => Sort::Link,
            Self {
                screenshot: Some(_),
                ..
            } => Sort::Screenshot,
            _ => Sort::Words,
        }
    }
}

/// A photo, or a document that is a picture: computers paste screenshots as such.
fn is_picture(medium: &Medium) -> bool {
    let mime = medium.mime.as_deref().unwrap_or_default();
    match medium.kind {
        MediumKind::Photo => true,
        MediumKind::Document => mime.starts_with("image/"),
        MediumKind::Video => false,
    }
}

/// The link in a message as it was typed and as it is read; behind a word, if none can be seen.
fn only_link(message: &Message) -> Result<Option<(String, Link)>, Refusal> {
    let mut typed = link::in_text(&message.text);
    if typed.is_empty() {
        // Among words the messenger knows better what is an address.
        let urls = message.entities.iter().filter(|it| it.kind == "url");
        typed = urls
            .filter_map(|it| stretch(&message.text, it.offset, it.length))
            .collect();
    }
    if typed.is_empty() {
        let behind = message.entities.iter().filter(|it| it.kind == "text_link");
        let behind = behind.filter_map(|it| it.extra.get("url")?.as_str());
        typed = behind.collect();
    }
    let mut found: Option<(String, Link)> = None;
    for one in typed {
        let link = Link::parse(one)?;
        match &found {
            None => found = Some((one.to_owned(), link)),
            Some((_, known)) if known.is_same(&link) => {}
            Some(_) => return Err(Refusal::SeveralLinks),
        }
    }
    Ok(found)
}

/// The stretch of a text that an entity means, in UTF-16 units.
fn stretch(text: &str, offset: usize, length: usize) -> Option<&str> {
    let byte = |units: usize| {
        let mut passed = 0;
        let ends = text.char_indices().map(|(at, it)| (at, it.len_utf16()));
        for (at, width) in ends {
            if passed == units {
                return Some(at);
            }
            passed += width;
        }
        (passed == units).then_some(text.len())
    };
    text.get(byte(offset)?..byte(offset.checked_add(length)?)?)
}

/// A piece of evidence on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// By which its screenshot is asked for.
    pub id: EvidenceId,
    /// What it is.
    pub sort: Sort,
    /// The link's address.
    pub link: Option<String>,
    /// What they said.
    pub words: Option<String>,
    /// Whether there is a screenshot to look at.
    pub screenshot: bool,
    /// Name of who gave it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Where a link was given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Name of the institution that gave it.
    pub institution: String,
    /// For which announcement.
    pub number: Number,
}

/// What a question for evidence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Evidence of which announcement.
    pub announcement: AnnouncementId,
    /// Its public number.
    pub number: Number,
    /// First line of its content.
    pub title: String,
    /// The institution's name; several for an officer of several.
    pub institution: String,
    /// Until when it is open.
    pub until: Timestamp,
    /// What is on record already.
    pub before: Option<Given>,
    /// Whether it is only an exercise.
    pub drill: bool,
}

/// Evidence that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The institution's name; several for an officer of several.
    pub institution: String,
    /// Of which announcement.
    pub number: Number,
    /// What it is.
    pub sort: Sort,
    /// The link's address.
    pub link: Option<String>,
    /// Whether it took the place of another piece.
    pub replaced: bool,
    /// Whether it came after the time for it.
    pub late: bool,
    /// Whether it is one picture of an album: of that one is kept.
    pub of_album: bool,
    /// Who gave the same link before.
    pub earlier: Option<Earlier>,
    /// An institution of the sender's that is not among them, because it gave the same link for this.
    pub skipped: Option<Earlier>,
    /// Whether it was only an exercise.
    pub drill: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Entity;

    fn text(text: &str) -> Content {
        Content::Text(Message::plain(text))
    }

    fn picture(kind: MediumKind, mime: Option<&str>, caption: &str) -> Content {
        Content::Medium(Captioned {
            medium: Medium {
                kind,
                file: "f".into(),
                unique: "u".into(),
                bytes: Some(7),
                name: String::new(),
                mime: mime.map(str::to_owned),
                sha256: None,
                spoiler: false,
            },
            caption: Message::plain(caption),
            above: false,
            group: None,
        })
    }

    #[test]
    fn a_link_may_stand_alone_among_words_or_behind_one() {
        let alone = Evidence::read(&text(" https://kominfo.go.id/berita/1 \n")).unwrap();
        assert_eq!((alone.sort(), alone.words), (Sort::Link, None));
        let among = Evidence::read(&text("Sudah dimuat: kominfo.go.id/berita/1")).unwrap();
        assert_eq!(
            among.sort(),
            Sort::Words,
            "a bare host among words is words"
        );
        let among =
            Evidence::read(&text("Sudah dimuat (https://kominfo.go.id/berita/1).")).unwrap();
        assert_eq!(among.link.unwrap().url, "https://kominfo.go.id/berita/1");
        assert!(among.words.unwrap().starts_with("Sudah dimuat"));
        let mut behind = Message::plain("Berita kami");
        let mut entity = Entity::plain("text_link", 0, 6);
        let url = "https://kominfo.go.id/berita/1".into();
        entity.extra.insert("url".to_owned(), url);
        behind.entities.push(entity);
        let behind = Evidence::read(&Content::Text(behind)).unwrap();
        assert_eq!(behind.sort(), Sort::Link);
    }

    #[test]
    fn an_address_that_the_messenger_marks_is_a_link_among_words() {
        // The picture is two UTF-16 units, and four bytes.
        let mut marked = Message::plain("📣 Dimuat di kominfo.go.id/berita/1 tadi");
        marked.entities.push(Entity::plain("url", 13, 22));
        let read = Evidence::read(&Content::Text(marked.clone())).unwrap();
        assert_eq!(read.link.unwrap().url, "https://kominfo.go.id/berita/1");
        assert!(read.words.unwrap().contains("Dimuat di"));
        // A site that is only named beside its page is not a second link.
        let mut named = Message::plain("Portal kota.go.id: https://kota.go.id/berita/1");
        named.entities.push(Entity::plain("url", 7, 10));
        named.entities.push(Entity::plain("url", 19, 27));
        let read = Evidence::read(&Content::Text(named)).unwrap();
        assert_eq!(read.link.unwrap().url, "https://kota.go.id/berita/1");
        for (offset, length) in [(1, 5), (13, 500), (usize::MAX, 2)] {
            marked.entities = vec![Entity::plain("url", offset, length)];
            let read = Evidence::read(&Content::Text(marked.clone())).unwrap();
            assert_eq!(read.sort(), Sort::Words, "{offset} {length}");
        }
    }

    #[test]
    fn of_several_links_nobody_knows_which_is_meant() {
        let two = text("https://a.go.id/1 https://b.go.id/1");
        assert_eq!(Evidence::read(&two), Err(Refusal::SeveralLinks));
        let twice = text("https://a.go.id/1 http://www.a.go.id/1/#atas");
        assert_eq!(Evidence::read(&twice).unwrap().sort(), Sort::Link);
    }

    #[test]
    fn a_screenshot_is_a_photo_or_a_picture_file() {
        let photo = picture(MediumKind::Photo, None, "");
        assert_eq!(Evidence::read(&photo).unwrap().sort(), Sort::Screenshot);
        let file = picture(MediumKind::Document, Some("image/png"), "Tampilan");
        let file = Evidence::read(&file).unwrap();
        assert_eq!(file.words.as_deref(), Some("Tampilan"));
        let linked = picture(MediumKind::Photo, None, "https://a.go.id/1");
        let linked = Evidence::read(&linked).unwrap();
        assert_eq!(linked.sort(), Sort::Link);
        assert!(linked.screenshot.is_some());
        for other in [
            picture(MediumKind::Document, Some("application/pdf"), ""),
            picture(MediumKind::Document, None, ""),
            picture(MediumKind::Video, None, ""),
            Content::Unsupported("voice".into()),
            text(" … "),
        ] {
            assert_eq!(Evidence::read(&other), Err(Refusal::EvidenceKind));
        }
    }

    #[test]
    fn a_key_among_words_is_covered() {
        let words = text("Pakai 0123456789abcdef0123456789abcdef01234567 ya");
        let words = Evidence::read(&words).unwrap().words;
        assert_eq!(words.as_deref(), Some("Pakai [token] ya"));
    }

    #[test]
    fn words_are_few() {
        let most = "x".repeat(MOST_WORDS);
        assert_eq!(Evidence::read(&text(&most)).unwrap().sort(), Sort::Words);
        let more = Evidence::read(&text(&format!("{most}x")));
        assert_eq!(more, Err(Refusal::EvidenceTooLong { most: MOST_WORDS }));
    }
}
