//! What an author presses below the preview of a draft: a menu, a choice in it, or "Tulis sendiri". Their
//! forms on a button are short, because 64 bytes hold an action's whole data.

use super::announcement::{Circulation, Confirmation, Kind, Priority};
use super::options::{LocalTime, Span};

/// A menu in the place of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// The panel itself: "‹ Kembali".
    Main,
    /// "Sasaran"
    Audience,
    /// Its categories.
    Categories,
    /// A page of its regions, from 0.
    Regions(u32),
    /// "Sifat"
    Priority,
    /// "Jenis"
    Kind,
    /// "Edaran"
    Circulation,
    /// "Konfirmasi"
    Confirmation,
    /// "Jadwal"
    Schedule,
    /// "Tenggat"
    Deadline,
}

/// Something that one press sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// sifat
    Priority(Priority),
    /// jenis
    Kind(Kind),
    /// edaran
    Circulation(Circulation),
    /// konfirmasi
    Confirmation(Confirmation),
    /// jadwal; none: with the approval.
    Schedule(Option<LocalTime>),
    /// tenggat; none: as its priority has it.
    Deadline(Option<Span>),
    /// "Kirim sekarang": whether quiet hours are to hold it.
    SendNow(bool),
    /// "Semua": nothing narrows it any more.
    Everyone,
    /// "Tanpa pengecualian"
    NoExceptions,
    /// A category by its place in the registry's list: in or out.
    Category(u32),
    /// A region in or out, by its place among those of the scope and a mark of its name: the list may
    /// have changed since.
    Region(u32, u16),
}

/// What an author is asked to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Institutions with all below them.
    Within,
    /// Institutions alone.
    Only,
    /// Institutions that are left out, with all below them.
    Without,
    /// When it leaves.
    Schedule,
    /// Until when to confirm.
    Deadline,
}

/// A mark by which a name is known again, in sixteen bits (FNV-1a, folded).
#[must_use]
pub fn mark(name: &str) -> u16 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let [a, b, c, d] = hash.to_be_bytes();
    u16::from_be_bytes([a ^ c, b ^ d])
}

impl Menu {
    /// The form on a button.
    #[must_use]
    pub fn write(self) -> String {
        match self {
            Self::Main => "m".to_owned(),
            Self::Audience => "a".to_owned(),
            Self::Categories => "c".to_owned(),
            Self::Regions(page) => format!("r{page}"),
            Self::Priority => "p".to_owned(),
            Self::Kind => "k".to_owned(),
            Self::Circulation => "e".to_owned(),
            Self::Confirmation => "q".to_owned(),
            Self::Schedule => "s".to_owned(),
            Self::Deadline => "d".to_owned(),
        }
    }

    /// Reads it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Some(match text {
            "m" => Self::Main,
            "a" => Self::Audience,
            "c" => Self::Categories,
            "p" => Self::Priority,
            "k" => Self::Kind,
            "e" => Self::Circulation,
            "q" => Self::Confirmation,
            "s" => Self::Schedule,
            "d" => Self::Deadline,
            _ => Self::Regions(text.strip_prefix('r')?.parse().ok()?),
        })
    }
}

impl Choice {
    /// The form on a button.
    #[must_use]
    pub fn write(self) -> String {
        match self {
            Self::Priority(value) => format!("p{}", place(Priority::ALL, value)),
            Self::Kind(value) => format!("k{}", place(Kind::ALL, value)),
            Self::Circulation(value) => format!("e{}", place(Circulation::ALL, value)),
            Self::Confirmation(value) => format!("q{}", place(Confirmation::ALL, value)),
            Self::Schedule(None) => "s".to_owned(),
            // Digits alone: a colon ends a field.
            Self::Schedule(Some(time)) => format!("s{}", time.digits()),
            Self::Deadline(None) => "d".to_owned(),
            Self::Deadline(Some(span)) => format!("d{}", span.minutes()),
            Self::SendNow(now) => format!("n{}", u8::from(now)),
            Self::Everyone => "a".to_owned(),
            Self::NoExceptions => "x".to_owned(),
            Self::Category(at) => format!("c{at}"),
            Self::Region(at, mark) => format!("r{at}.{mark}"),
        }
    }

    /// Reads it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let value = text.get(1..)?;
        Some(match (text.get(..1)?, value) {
            ("p", at) => Self::Priority(nth(Priority::ALL, at)?),
            ("k", at) => Self::Kind(nth(Kind::ALL, at)?),
            ("e", at) => Self::Circulation(nth(Circulation::ALL, at)?),
            ("q", at) => Self::Confirmation(nth(Confirmation::ALL, at)?),
            ("s", "") => Self::Schedule(None),
            ("s", digits) => Self::Schedule(Some(LocalTime::of_digits(digits)?)),
            ("d", "") => Self::Deadline(None),
            ("d", minutes) => Self::Deadline(Some(Span::of_minutes(minutes.parse().ok()?)?)),
            ("n", "0") => Self::SendNow(false),
            ("n", "1") => Self::SendNow(true),
            ("a", "") => Self::Everyone,
            ("x", "") => Self::NoExceptions,
            ("c", at) => Self::Category(at.parse().ok()?),
            ("r", region) => {
                let (at, mark) = region.split_once('.')?;
                Self::Region(at.parse().ok()?, mark.parse().ok()?)
            }
            _ => return None,
        })
    }

    /// Whether members read it, so that the preview is another afterwards.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(
            self,
            Self::Priority(_)
                | Self::Kind(_)
                | Self::Circulation(_)
                | Self::Confirmation(_)
                | Self::Deadline(_)
        )
    }

    /// The menu that goes on being shown: of several that may be chosen together.
    #[must_use]
    pub fn stays_in(self) -> Option<Menu> {
        /// Regions on a page.
        const PAGE: u32 = REGIONS_A_PAGE as u32;
        match self {
            Self::Everyone | Self::NoExceptions => Some(Menu::Audience),
            Self::Category(_) => Some(Menu::Categories),
            Self::Region(at, _) => Some(Menu::Regions(at / PAGE)),
            _ => None,
        }
    }
}

/// Regions on one page of their menu.
pub const REGIONS_A_PAGE: usize = 8;

impl Written {
    /// The stored word, which is also the form on a button.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Only => "only",
            Self::Without => "without",
            Self::Schedule => "schedule",
            Self::Deadline => "deadline",
        }
    }

    /// Reads it.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        [
            Self::Within,
            Self::Only,
            Self::Without,
            Self::Schedule,
            Self::Deadline,
        ]
        .into_iter()
        .find(|written| written.as_str() == word)
    }
}

fn place<T: Copy + PartialEq>(all: &[T], value: T) -> usize {
    all.iter().position(|it| *it == value).unwrap_or_default()
}

fn nth<T: Copy>(all: &[T], at: &str) -> Option<T> {
    all.get(at.parse::<usize>().ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_menu_and_choice_survives_the_wire_in_20_bytes() {
        let time = LocalTime::of_digits("202611220800").unwrap();
        let mut choices = vec![
            Choice::Schedule(None),
            Choice::Schedule(Some(time)),
            Choice::Deadline(None),
            Choice::Deadline(Span::of_minutes(43_200)),
            Choice::SendNow(false),
            Choice::SendNow(true),
            Choice::Everyone,
            Choice::NoExceptions,
            Choice::Category(8),
            Choice::Region(u32::MAX, u16::MAX),
        ];
        choices.extend(Priority::ALL.iter().map(|it| Choice::Priority(*it)));
        choices.extend(Kind::ALL.iter().map(|it| Choice::Kind(*it)));
        choices.extend(Circulation::ALL.iter().map(|it| Choice::Circulation(*it)));
        choices.extend(Confirmation::ALL.iter().map(|it| Choice::Confirmation(*it)));
        for choice in choices {
            let text = choice.write();
            assert!(text.len() <= 20 && !text.contains(':'), "{text}");
            assert_eq!(Choice::read(&text), Some(choice), "{text}");
        }
        for menu in [
            Menu::Main,
            Menu::Audience,
            Menu::Categories,
            Menu::Regions(u32::MAX),
            Menu::Priority,
            Menu::Kind,
            Menu::Circulation,
            Menu::Confirmation,
            Menu::Schedule,
            Menu::Deadline,
        ] {
            assert_eq!(Menu::read(&menu.write()), Some(menu));
        }
        for forged in [
            "", "p", "p9", "s2026", "d1", "d0", "r1", "zé", "é", "a1", "c-1",
        ] {
            assert_eq!(Choice::read(forged), None, "{forged}");
            assert!(!matches!(Menu::read(forged), Some(Menu::Main)), "{forged}");
        }
    }

    #[test]
    fn a_mark_tells_names_apart() {
        assert_eq!(mark("Kota Bontang"), mark("Kota Bontang"));
        assert_ne!(mark("Kota Bontang"), mark("Kota Bontanh"));
    }
}
