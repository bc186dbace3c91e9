//! How much space texts take in a sheet. Not every program computes the height of rows when it opens a file,
//! so that is said in it.

use super::Sheet;

/// Most lines of a row: spreadsheets take no more than 409 points.
const MOST: u32 = 24;

/// How wide a cell's text may run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    /// In letters.
    width: f32,
    /// Over the columns up to this one.
    pub(super) last: u16,
}

/// In a table a text has its own column; elsewhere the last of a row has what is free beside it.
pub(super) fn room(sheet: &Sheet, at: usize, column: u16) -> Room {
    let own = usize::from(column);
    let is_last = sheet.rows[at].len() == own + 1;
    let columns = sheet.widths.len();
    let last = match sheet.heading.is_none() && is_last {
        true => columns.saturating_sub(1).max(own),
        false => own,
    };
    let widths = sheet.widths.iter().take(last + 1).skip(own);
    Room {
        width: widths.map(|width| f32::from(*width)).sum(),
        last: u16::try_from(last).unwrap_or(u16::MAX),
    }
}

/// How many lines a text takes in letters of a size, broken between words; more than a row holds are cut.
pub(super) fn lines(text: &str, room: Room, size: f32) -> u32 {
    let mut lines = 0;
    for line in text.lines() {
        let mut left = 0.0;
        lines += u32::from(line.is_empty());
        for word in line.split_inclusive(' ') {
            let taken = width(word) * size;
            if left >= width(word.trim_end()) * size {
                left -= taken;
                continue;
            }
            // One that is longer than a line is broken anywhere.
            let more = (taken / room.width).ceil();
            lines += more as u32;
            left = more * room.width - taken;
        }
    }
    lines.clamp(1, MOST)
}

/// How wide a line is, in letters.
fn width(line: &str) -> f32 {
    let of = |c: char| match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        c if c >= '\u{1100}' => 2.0,
        c if c.is_uppercase() => 1.15,
        c if c.is_lowercase() => 0.95,
        _ => 1.0,
    };
    line.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::workbook::Cell;

    #[test]
    fn a_text_has_its_column_in_a_table_and_what_is_free_elsewhere() {
        let row = vec![Cell::Text("Nama".into()), Cell::Text("a".repeat(100))];
        let mut sheet = Sheet {
            widths: vec![10, 20, 30],
            rows: vec![row],
            ..Sheet::default()
        };
        let long = "kata ".repeat(20);
        let of = |sheet: &Sheet, column| {
            let room = room(sheet, 0, column);
            (room.last, lines(&long, room, 1.0))
        };
        assert_eq!((of(&sheet, 0), of(&sheet, 1)), ((0, 10), (2, 2)));
        sheet.heading = Some(0);
        assert_eq!((of(&sheet, 0), of(&sheet, 1)), ((0, 10), (1, 5)));
        let room = room(&sheet, 0, 0);
        for (text, expected) in [
            ("", 1),
            ("sepuluhnya", 1),
            ("a\n\nc", 3),
            ("新闻办公室", 1),
            ("sepuluh sepuluhan sep", 3),
        ] {
            assert_eq!(lines(text, room, 1.0), expected, "{text}");
        }
        assert_eq!(lines(&"x\n".repeat(500), room, 1.0), MOST);
    }
}
