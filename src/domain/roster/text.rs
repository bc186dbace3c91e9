//! Text files: which encoding, which delimiter, which records.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, WINDOWS_1252};

use super::page::{MAX_BYTES, MAX_ROWS, Page, Record, too_large, too_many};
use super::problem::{Problem, ProblemKind};

/// The only page of a text file. What keeps all of it from being read is among the problems.
pub(super) fn read(bytes: &[u8], problems: &mut Vec<Problem>) -> Page {
    match decode(bytes) {
        Ok(text) => split(&text, problems),
        Err(problem) => {
            problems.push(problem);
            Page::default()
        }
    }
}

/// Text as spreadsheets save it: UTF-8, UTF-16 with its mark, or what Windows calls ANSI.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large());
    }
    let no_text = || Problem::at(0, ProblemKind::NoText);
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if broken {
            return Err(no_text());
        }
        text
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        Cow::Borrowed(text)
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    };
    // A NUL here and there is somebody's mistake, to be told by its line; a picture has many of these.
    let binary = |c: &char| c.is_control() && !matches!(c, '\r' | '\n' | '\t');
    let odd = text.chars().take(LOOKED_AT).filter(binary).count();
    if odd * 10 > text.chars().take(LOOKED_AT).count() {
        return Err(no_text());
    }
    Ok(text)
}

/// So many characters say whether it is text at all.
const LOOKED_AT: usize = 4096;

/// The records that are not blank.
fn split(text: &str, problems: &mut Vec<Problem>) -> Page {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let bytes = text.as_bytes();
    let (mut page, mut lines) = (Page::default(), Lines::default());
    let mut fields = StringRecord::new();
    // The text is UTF-8, any number of fields will do and memory does not fail: nothing else is left
    // that the reader calls an error.
    while let Ok(true) = reader.read_record(&mut fields) {
        let end = offset(reader.position());
        let start = fields.position().map_or(end, offset);
        let breaks = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        // The reader's own count stands before the line breaks that it skips.
        let start = start + bytes[start..end].iter().take_while(breaks).count();
        if fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let line = lines.upto(bytes, start);
        let raw = text[start..end].trim_end();
        let odd = raw.matches('"').count() % 2 == 1;
        if end == bytes.len() && odd && raw.contains('\n') {
            problems.push(Problem::at(line, ProblemKind::OpenQuote));
            break;
        }
        if page.records.len() > MAX_ROWS {
            problems.push(too_many());
            break;
        }
        page.records.push(Record::of(line, &fields));
    }
    page
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// What parts the fields: spreadsheets write semicolons where the comma is the decimal sign, and tabs
/// into what they call Unicode text.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |c: u8| header.bytes().filter(|byte| *byte == c).count();
    // Of equally many the comma.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|c| count(*c))
        .unwrap_or(b',')
}

/// Counts lines forward, so that a whole file is counted once.
#[derive(Debug, Default)]
struct Lines {
    breaks: u64,
    counted: usize,
}

impl Lines {
    /// The line of the byte at `offset`, from 1. Offsets must not go back.
    fn upto(&mut self, bytes: &[u8], offset: usize) -> u64 {
        for at in self.counted..offset {
            let alone = bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            self.breaks += u64::from(bytes[at] == b'\n' || alone);
        }
        self.counted = self.counted.max(offset);
        self.breaks + 1
    }
}
