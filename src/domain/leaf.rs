//! A page of a list of institutions, as buttons name it: which announcement, which list, through which
//! filter, which page.
//!
//! A button holds 64 bytes, and beside a page it may name an institution of forty; so a page is written in
//! at most twenty-one, with digits of a number system of 62.

use super::id::AnnouncementId;
use super::registry::SearchNumber;

/// Which institutions of an announcement a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum List {
    /// `/belum`: those that have not confirmed, or not passed it on where that was asked.
    Missing,
    /// `/sudah`: those that have confirmed.
    Confirmed,
    /// `/gagal`: those with a chat that did not get it as it should have.
    Failed,
    /// Those in whose chats it is.
    Reached,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Missing, Self::Confirmed, Self::Failed, Self::Reached];

    fn letter(self) -> char {
        match self {
            Self::Missing => 'm',
            Self::Confirmed => 'd',
            Self::Failed => 'f',
            Self::Reached => 'r',
        }
    }
}

/// A page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// Which list of it.
    pub list: List,
    /// The filter as it was written down for its reader; 0: none.
    pub filter: SearchNumber,
    /// From 0; the last one stands for what lies beyond.
    pub page: u16,
}

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Digits of the greatest page, and of the greatest filter.
const PAGE: usize = 3;
const FILTER: usize = 6;

impl Leaf {
    /// The first page of a list without a filter.
    #[must_use]
    pub fn first(announcement: AnnouncementId, list: List) -> Self {
        Self {
            announcement,
            list,
            filter: 0,
            page: 0,
        }
    }

    /// Another page of the same list.
    #[must_use]
    pub fn at(self, page: i64) -> Self {
        let page = u16::try_from(page.max(0)).unwrap_or(u16::MAX);
        Self { page, ..self }
    }

    /// The first page of the same list through another filter.
    #[must_use]
    pub fn through(self, filter: SearchNumber) -> Self {
        Self {
            filter,
            page: 0,
            ..self
        }
    }

    /// The form on a button.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::from(self.list.letter());
        text.push_str(&digits(u64::from(self.page), PAGE));
        text.push_str(&digits(u64::from(self.filter), FILTER));
        text.push_str(&digits(self.announcement.0.unsigned_abs(), 1));
        text
    }

    /// Reads it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let letter = text.chars().next()?;
        let list = List::ALL.into_iter().find(|it| it.letter() == letter)?;
        let (page, rest) = text.get(1..)?.split_at_checked(PAGE)?;
        let (filter, announcement) = rest.split_at_checked(FILTER)?;
        Some(Self {
            announcement: AnnouncementId(number(announcement)?.try_into().ok()?),
            list,
            filter: number(filter)?.try_into().ok()?,
            page: number(page)?.try_into().ok()?,
        })
    }
}

/// A number in at least so many digits.
fn digits(mut number: u64, least: usize) -> String {
    let mut text = Vec::new();
    while number > 0 || text.len() < least {
        text.push(DIGITS[(number % 62) as usize]);
        number /= 62;
    }
    text.iter().rev().map(|digit| char::from(*digit)).collect()
}

fn number(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    text.bytes().try_fold(0_u64, |number, digit| {
        let value = DIGITS.iter().position(|it| *it == digit)?;
        number.checked_mul(62)?.checked_add(value as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_survives_its_written_form_in_21_bytes() {
        for list in List::ALL {
            for (announcement, filter, page) in [
                (1, 0, 0),
                (61, 62, 63),
                (3_844, u32::MAX, 3_844),
                (i64::MAX, u32::MAX, u16::MAX),
            ] {
                let leaf = Leaf {
                    announcement: AnnouncementId(announcement),
                    list,
                    filter,
                    page,
                };
                let written = leaf.write();
                assert!(written.len() <= 21, "{written}");
                assert_eq!(Leaf::read(&written), Some(leaf), "{written}");
            }
        }
    }

    #[test]
    fn what_is_no_leaf_is_not_read() {
        for text in [
            "",
            "m",
            "m000",
            "m000000000",
            "x0000000001",
            "m0000000001é",
            "m-000000001",
            "mzzz0000001",
            "m000zzzzzz1",
            "m000000000zzzzzzzzzzzz",
            "é0000000001",
        ] {
            assert_eq!(Leaf::read(text), None, "{text}");
        }
    }
}
