//! The first line behind `/siaran`:
//! `sifat=penting sasaran=kategori:opd;wilayah:"Kota Balikpapan" jadwal="besok 08.00" latihan`.
//!
//! A line that begins with `word=` is options throughout, and so is one of nothing but `latihan` and
//! options. Anything else is content from the first letter on.

use super::{Deadline, LocalTime, Options, Span, Today};
use crate::domain::announcement::{Circulation, Confirmation, Kind, Priority};
use crate::domain::message::{Message, utf16_len};
use crate::domain::refusal::Refusal;
use crate::domain::selection;
use crate::domain::split::slice;

/// The keys an author may give, for the refusal of others.
pub const KEYS: [&str; 10] = [
    "sasaran",
    "sifat",
    "jenis",
    "edaran",
    "konfirmasi",
    "jadwal",
    "tenggat",
    "kirim",
    "pratinjau",
    DRILL,
];

/// The one option that is a word by itself.
const DRILL: &str = "latihan";

/// Parts what stands behind `/siaran` into the line of options, which may be empty, and the content.
#[must_use]
pub fn part(arguments: &Message) -> (String, Message) {
    let line = arguments.text.lines().next().unwrap_or_default();
    if !is_options(line) {
        return (String::new(), arguments.clone());
    }
    let behind = arguments.text[line.len()..].trim_start();
    let end = utf16_len(&arguments.text);
    let content = slice(arguments, end - utf16_len(behind), end);
    (line.trim().to_owned(), content)
}

fn is_options(line: &str) -> bool {
    let words = words(line);
    let option = |word: &String| key_of(word).is_some();
    match words.split_first() {
        Some((first, _)) if option(first) => true,
        Some((first, rest)) => is_drill(first) && rest.iter().all(option),
        None => false,
    }
}

fn is_drill(word: &str) -> bool {
    word.eq_ignore_ascii_case(DRILL)
}

/// `key` and `value` of `key=value`.
fn key_of(word: &str) -> Option<(String, &str)> {
    let (key, value) = word.split_once('=')?;
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic());
    plain.then(|| (key.to_lowercase(), value))
}

/// Reads a line of options; what it does not say is as ever.
///
/// # Errors
/// Each mistake has its own refusal, naming what was typed.
pub fn read(line: &str, today: Today) -> Result<Options, Refusal> {
    let mut options = Options::default();
    let mut circulation = None;
    let mut seen: Vec<String> = Vec::new();
    for word in words(line) {
        let Some((key, typed)) = key_of(&word) else {
            if is_drill(&word) {
                options.drill = true;
                continue;
            }
            return Err(stray(&word, seen.last()));
        };
        if seen.contains(&key) {
            return Err(Refusal::OptionTwice { key });
        }
        let value = bare(typed);
        let bad = || Refusal::BadOptionValue {
            key: key.clone(),
            typed: value.to_owned(),
        };
        match key.as_str() {
            "sifat" => options.nature.priority = Priority::parse(value).ok_or_else(bad)?,
            "jenis" => options.nature.kind = Kind::parse(value).ok_or_else(bad)?,
            "edaran" => circulation = Some(Circulation::parse(value).ok_or_else(bad)?),
            "konfirmasi" => options.confirmation = Confirmation::parse(value).ok_or_else(bad)?,
            "sasaran" => options.audience = audience(typed)?,
            "jadwal" => options.schedule = Some(schedule(value, today)?),
            "tenggat" => options.deadline = Some(deadline(value, today)?),
            // There is but one other time to send it, and that is its schedule.
            "kirim" if value.eq_ignore_ascii_case("sekarang") => options.send_now = true,
            "kirim" => return Err(bad()),
            "pratinjau" => options.bare_links = !yes_or_no(value).ok_or_else(bad)?,
            DRILL => options.drill = yes_or_no(value).ok_or_else(bad)?,
            _ => return Err(Refusal::UnknownOption { typed: word }),
        }
        seen.push(key);
    }
    // An invitation is for its guests, unless its author says otherwise.
    options.nature.circulation =
        circulation.unwrap_or_else(|| Circulation::usual(options.nature.kind));
    options.check(today)?;
    Ok(options)
}

/// A word that belongs to nothing: behind a value with spaces in it, its quotes are missing.
fn stray(word: &str, behind: Option<&String>) -> Refusal {
    match behind.map(String::as_str) {
        Some(key @ ("sasaran" | "jadwal" | "tenggat")) => Refusal::QuotesMissing {
            key: key.to_owned(),
            typed: word.to_owned(),
        },
        _ => Refusal::UnknownOption {
            typed: word.to_owned(),
        },
    }
}

/// Reads `semua`, or what narrows it.
///
/// # Errors
/// [`Refusal::AudienceUsage`] for nothing, and those of [`selection::read`].
pub fn audience(typed: &str) -> Result<selection::Selection, Refusal> {
    // The whole may stand in quotes; those inside part regions from what follows.
    let whole = match typed.starts_with(is_quote) && typed.contains(':') {
        true => bare(typed),
        false => typed,
    };
    let (selection, flags) = selection::read(whole, &["semua"])?;
    if selection.is_everyone() && flags.is_empty() {
        return Err(Refusal::AudienceUsage);
    }
    Ok(selection)
}

/// Reads a date with a time.
///
/// # Errors
/// [`Refusal::ScheduleUnreadable`].
pub fn schedule(typed: &str, today: Today) -> Result<LocalTime, Refusal> {
    LocalTime::parse(typed, today).ok_or_else(|| Refusal::ScheduleUnreadable {
        typed: typed.to_owned(),
    })
}

/// Reads a duration, or a date with a time.
///
/// # Errors
/// Those of [`Span::parse`], and [`Refusal::DeadlineUnreadable`].
pub fn deadline(typed: &str, today: Today) -> Result<Deadline, Refusal> {
    if let Some(span) = Span::parse(typed)? {
        return Ok(Deadline::Within(span));
    }
    let at = LocalTime::parse(typed, today).map(Deadline::At);
    at.ok_or_else(|| Refusal::DeadlineUnreadable {
        typed: typed.to_owned(),
    })
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "ya" => Some(true),
        "tidak" => Some(false),
        _ => None,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '\'' | '‘' | '’')
}

fn bare(value: &str) -> &str {
    value.trim_matches(is_quote)
}

/// Parts a line at its spaces; inside double quotes, of whatever kind, nothing parts. Single ones quote
/// where a value begins with one, since names have apostrophes.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut double, mut single) = (String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' | '“' | '”' | '„' => double = !double,
            '\'' | '‘' | '’' if single => single = false,
            '\'' | '‘' if word.ends_with('=') => single = true,
            c if c.is_whitespace() && !double && !single => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                continue;
            }
            _ => {}
        }
        word.push(c);
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
