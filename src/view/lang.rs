//! The reader's language: which texts they get, and on which clock.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::figure;
use super::time::Zone;
use crate::domain::erasure::ERASED;

/// A language that this program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locale {
    /// Indonesian, for everybody who asks for nothing else.
    Id,
    /// English.
    En,
}

impl Locale {
    /// The locale for an IETF tag as a messenger gives it (`en-US`, `id`, nothing).
    #[must_use]
    pub fn of(language_tag: Option<&str>) -> Self {
        let language = language_tag.and_then(|tag| tag.split(['-', '_']).next());
        match language {
            Some(language) if language.eq_ignore_ascii_case("en") => Self::En,
            _ => Self::Id,
        }
    }

    /// What stands between the groups of three of a number.
    fn separator(self) -> char {
        match self {
            Self::Id => '.',
            Self::En => ',',
        }
    }
}

/// What every view must know of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lang {
    /// Which texts.
    pub locale: Locale,
    /// Whose clock.
    pub zone: Zone,
}

/// The files of a locale, each with its area's name.
macro_rules! sources {
    ($locale:literal: $($area:literal)+) => {
        [$(($area, include_str!(concat!("../../config/locales/", $locale, "/", $area, ".ftl")))),+]
    };
    ($locale:literal) => {
        sources!($locale:
            "activity"
            "announcement"
            "answer"
            "approve"
            "board"
            "chart"
            "chat"
            "checkup"
            "confirm"
            "control"
            "correction"
            "dissemination"
            "draft"
            "drill"
            "export"
            "fault"
            "figure"
            "freeze"
            "grant"
            "group"
            "help"
            "holder"
            "import"
            "join"
            "label"
            "links"
            "listing"
            "mishap"
            "officer"
            "panel"
            "privacy"
            "progress"
            "recap"
            "record"
            "refusal"
            "registry"
            "reminder"
            "restored"
            "roster"
            "schedule"
            "seal"
            "sieve"
            "standing"
            "status"
            "summary"
            "template"
            "time"
            "transfer"
            "uninvited"
        )
    };
}

/// An area's name and the text of its Fluent file.
pub(super) type Source = (&'static str, &'static str);

pub(super) const INDONESIAN: &[Source] = &sources!("id");
pub(super) const ENGLISH: &[Source] = &sources!("en");

static ID: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = bundle("id", INDONESIAN);
    bundle.set_formatter(Some(|value, _| number(value, Locale::Id.separator())));
    bundle
});

static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = bundle("en", ENGLISH);
    bundle.set_formatter(Some(|value, _| number(value, Locale::En.separator())));
    bundle
});

fn bundle(language: &str, sources: &[Source]) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The marks would break lines that are promised to the letter, and shift offsets.
    bundle.set_use_isolating(false);
    for (area, source) in sources {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|broken| {
            tracing::error!(area, errors = ?broken.1, "a file of texts does not parse");
            broken.0
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(area, ?errors, "a text is defined twice");
        }
    }
    bundle
}

/// Whole numbers in groups of three; everything else as Fluent writes it.
fn number(value: &FluentValue<'_>, separator: char) -> Option<String> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "counts are far below 2^53, the point where a float loses units"
        )]
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(figure::grouped(number.value as i64, separator))
        }
        _ => None,
    }
}

impl Lang {
    /// `1.500`: a count as the reader writes it.
    pub(super) fn count(self, count: i64) -> String {
        figure::grouped(count, self.locale.separator())
    }

    /// The text under `key`. Arguments that are texts become one line each, so that nobody's name can
    /// start a line of ours; a longer text of a person's is pushed behind instead
    /// ([`Lines::quote`](super::lines::Lines::quote)).
    ///
    /// A text that is missing is logged and shown as its key: a wrong word harms less than a message
    /// that never comes.
    pub(super) fn text(self, key: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
        let bundle = match self.locale {
            Locale::Id => &*ID,
            Locale::En => &*EN,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, locale = ?self.locale, "no text under this key");
            return key.to_owned();
        };
        let mut args = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            match value {
                FluentValue::String(text) if text == ERASED => {
                    args.set(*name, self.plain("label-erased"));
                }
                FluentValue::String(text) => args.set(*name, one_line(text)),
                value => args.set(*name, value.clone()),
            }
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, locale = ?self.locale, ?errors, "a text lacks an argument");
            #[cfg(test)]
            panic!("{key}: {errors:?}");
        }
        text.into_owned()
    }

    /// The text under `key`, which takes no arguments.
    pub(super) fn plain(self, key: &str) -> String {
        self.text(key, &[])
    }
}

/// A person's text on one line: line breaks become spaces, and the marks that turn the direction of
/// writing go, because they would turn the rest of our line as well.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{english, indonesian};

    #[test]
    fn english_is_for_those_who_ask_for_it() {
        for tag in ["en", "EN-us", "en_GB"] {
            assert_eq!(Locale::of(Some(tag)), Locale::En, "{tag}");
        }
        for tag in [
            None,
            Some(""),
            Some("id"),
            Some("ms"),
            Some("enm"),
            Some("é"),
        ] {
            assert_eq!(Locale::of(tag), Locale::Id, "{tag:?}");
        }
    }

    #[test]
    fn a_missing_text_is_shown_as_its_key() {
        assert_eq!(indonesian().plain("no-such-text"), "no-such-text");
    }

    #[test]
    fn what_people_type_is_data() {
        let name = "{ $count } <b>*Budi*</b>\nSIARAN\u{202e} RESMI";
        let line = indonesian().text("summary-author", &[("author", name.into())]);
        assert_eq!(line, "Penyusun: { $count } <b>*Budi*</b> SIARAN RESMI");
    }

    #[test]
    fn numbers_are_written_as_the_reader_writes_them() {
        let arguments = || [("sent", 1500.into()), ("chats", 1_234_567.into())];
        assert_eq!(
            indonesian().text("figure-sent", &arguments()),
            "Terkirim 1.500/1.234.567"
        );
        assert_eq!(
            english().text("figure-sent", &arguments()),
            "Delivered 1,500/1,234,567"
        );
    }
}
