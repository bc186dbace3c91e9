//! Which institutions are meant, as it is typed: `kategori:opd,vertikal wilayah:"Kota Bontang" -KPU-64.71`.
//!
//! What is parted by spaces or `;` narrows, what is parted by `,` widens, and a leading `-` leaves out.

mod choose;

use serde::{Deserialize, Serialize};

use super::institution::{CATEGORIES, Code};
use super::refusal::Refusal;

/// One condition; whatever it names widens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    /// `kategori:opd,vertikal`
    Categories(Vec<String>),
    /// `-kategori:media`
    WithoutCategories(Vec<String>),
    /// `wilayah:"Kota Bontang"`, as it was typed.
    Regions(Vec<String>),
    /// `-wilayah:"Kota Bontang"`
    WithoutRegions(Vec<String>),
    /// `KPU-64,KPU-65`: these with all below them.
    Within(Vec<Code>),
    /// `-KPU-64.71`: all but these with all below them.
    Without(Vec<Code>),
    /// `hanya:KPU-64`: these alone.
    Only(Vec<Code>),
    /// `-hanya:KPU-64`
    WithoutOnly(Vec<Code>),
}

/// Conditions that all hold; none: every institution.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Selection(pub Vec<Clause>);

impl Selection {
    /// Whether nothing narrows it.
    #[must_use]
    pub fn is_everyone(&self) -> bool {
        self.0.is_empty()
    }

    /// The institution, if nothing but a single code was typed.
    #[must_use]
    pub fn one_code(&self) -> Option<&Code> {
        match self.0.as_slice() {
            [Clause::Within(codes)] if codes.len() == 1 => codes.first(),
            _ => None,
        }
    }
}

/// A word of what was typed: `key:a,"b c"`, or without a key.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) key: Option<String>,
    pub(super) values: Vec<String>,
    pub(super) quoted: bool,
}

impl Word {
    /// Whether its key is there and nothing behind it yet.
    fn awaits_value(&self, begun: &str) -> bool {
        self.key.is_some() && self.values.is_empty() && begun.is_empty() && !self.quoted
    }

    /// What stands there, if it is a single plain word.
    fn plain(&self) -> Option<&str> {
        match self.values.as_slice() {
            [one] if self.key.is_none() && !self.quoted => Some(one),
            _ => None,
        }
    }
}

/// Reads what was typed; plain words among `flags` are handed back apart, in any letter case.
///
/// # Errors
/// [`Refusal::SelectionKey`], [`Refusal::CategoryUnknown`] and [`Refusal::InstitutionUnknown`], each
/// naming what was typed.
pub fn read<'a>(typed: &str, flags: &'a [&'a str]) -> Result<(Selection, Vec<&'a str>), Refusal> {
    let mut raised = Vec::new();
    let mut clauses: Vec<Clause> = Vec::new();
    // A region's name has spaces, and not everybody thinks of the quotes.
    let mut open_region = false;
    for word in words(typed) {
        if let Some(plain) = word.plain() {
            let flag = flags.iter().find(|flag| flag.eq_ignore_ascii_case(plain));
            if let Some(flag) = flag {
                raised.push(*flag);
                open_region = false;
                continue;
            }
            if let (true, Some(Clause::Regions(regions) | Clause::WithoutRegions(regions))) =
                (open_region, clauses.last_mut())
                && plain.chars().all(char::is_alphabetic)
                && let Some(region) = regions.last_mut()
            {
                region.push(' ');
                region.push_str(plain);
                continue;
            }
        }
        open_region = !word.quoted && matches!(word.key.as_deref(), Some("wilayah" | "-wilayah"));
        clauses.extend(clauses_of(word)?);
    }
    Ok((Selection(clauses), raised))
}

pub(super) fn clauses_of(word: Word) -> Result<Vec<Clause>, Refusal> {
    let Some(typed_key) = word.key.as_deref() else {
        return bare_codes(&word.values);
    };
    let unknown = || Refusal::SelectionKey {
        typed: typed_key.to_owned(),
    };
    // Nothing would be meant by nothing.
    if word.values.is_empty() {
        return Err(unknown());
    }
    let out = typed_key.starts_with('-');
    let clause = match typed_key.trim_start_matches('-') {
        "kategori" => {
            let categories = word.values.into_iter().map(category);
            let categories = categories.collect::<Result<_, _>>()?;
            match out {
                true => Clause::WithoutCategories(categories),
                false => Clause::Categories(categories),
            }
        }
        "wilayah" if out => Clause::WithoutRegions(word.values),
        "wilayah" => Clause::Regions(word.values),
        "hanya" if out => Clause::WithoutOnly(codes(&word.values)?),
        "hanya" => Clause::Only(codes(&word.values)?),
        _ => return Err(unknown()),
    };
    Ok(vec![clause])
}

fn category(typed: String) -> Result<String, Refusal> {
    let wanted = typed.to_lowercase();
    match CATEGORIES.contains(&wanted.as_str()) {
        true => Ok(wanted),
        false => Err(Refusal::CategoryUnknown { typed }),
    }
}

/// `A,B` are meant, `-A,B` and `-A,-B` left out; of `A,-B` the one is meant without the other.
fn bare_codes(values: &[String]) -> Result<Vec<Clause>, Refusal> {
    let is_out = |value: &&String| value.starts_with('-');
    let all_out = values.first().is_some_and(|value| is_out(&value));
    let (out, within): (Vec<_>, Vec<_>) = values.iter().partition(|it| all_out || is_out(it));
    let mut clauses = Vec::new();
    if !within.is_empty() {
        clauses.push(Clause::Within(codes(within)?));
    }
    if !out.is_empty() {
        clauses.push(Clause::Without(codes(out)?));
    }
    Ok(clauses)
}

fn codes<'a>(values: impl IntoIterator<Item = &'a String>) -> Result<Vec<Code>, Refusal> {
    let code = |typed: &String| {
        let bare = typed.trim_start_matches('-');
        Code::parse(bare).ok_or_else(|| Refusal::InstitutionUnknown {
            typed: typed.clone(),
        })
    };
    values.into_iter().map(code).collect()
}

/// Parts what was typed into words; inside quotes, of whatever kind, nothing parts.
pub(super) fn words(typed: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut word, mut value, mut inside) = (Word::default(), String::new(), false);
    // A last space ends the last word.
    for c in typed.chars().chain(std::iter::once(' ')) {
        match c {
            '"' | '“' | '”' | '„' => {
                inside = !inside;
                word.quoted = true;
            }
            c if inside => value.push(c),
            ':' if word.key.is_none() && word.values.is_empty() => {
                word.key = Some(std::mem::take(&mut value).to_lowercase());
            }
            ',' => word.values.push(std::mem::take(&mut value)),
            // `wilayah: "Kota Bontang"`
            c if c.is_whitespace() && word.awaits_value(&value) => {}
            c if c == ';' || c.is_whitespace() => {
                word.values.push(std::mem::take(&mut value));
                word.values.retain(|value| !value.trim().is_empty());
                let done = std::mem::take(&mut word);
                if !done.values.is_empty() || done.key.is_some() {
                    words.push(done);
                }
            }
            c => value.push(c),
        }
    }
    // A quote that was never closed closes at the end.
    if !value.trim().is_empty() {
        word.values.push(value.trim().to_owned());
    }
    if !word.values.is_empty() || word.key.is_some() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAGS: &[&str] = &["semua", "cabut", "qr"];

    fn selected(typed: &str) -> Vec<Clause> {
        read(typed, FLAGS).unwrap().0.0
    }

    fn codes(codes: &[&str]) -> Vec<Code> {
        codes.iter().filter_map(|code| Code::parse(code)).collect()
    }

    fn region(name: &str) -> Clause {
        Clause::Regions(vec![name.to_owned()])
    }

    #[test]
    fn a_selection_is_read_as_people_type_it() {
        let categories = Clause::Categories(vec!["opd".into(), "vertikal".into()]);
        for typed in [
            "kategori:opd,vertikal wilayah:\"Kota Bontang\"",
            "Kategori:OPD,vertikal;wilayah:“Kota Bontang”",
            " kategori: opd,vertikal ; wilayah: „Kota Bontang”",
            "kategori:opd,vertikal wilayah:Kota Bontang",
            "kategori:opd,vertikal wilayah:\"Kota Bontang",
        ] {
            let expected = [categories.clone(), region("Kota Bontang")];
            assert_eq!(selected(typed), expected, "{typed}");
        }
        assert_eq!(
            selected("kpu-64,KPU-65;-KPU-64.71"),
            [
                Clause::Within(codes(&["KPU-64", "KPU-65"])),
                Clause::Without(codes(&["KPU-64.71"]))
            ]
        );
        assert_eq!(
            selected("wilayah:\"Kota Bontang\",\"Kota Balikpapan, Timur\""),
            [Clause::Regions(vec![
                "Kota Bontang".into(),
                "Kota Balikpapan, Timur".into()
            ])]
        );
        assert_eq!(selected(" "), []);
    }

    #[test]
    fn what_is_left_out_is_told_from_what_is_meant() {
        let out = Clause::Without(codes(&["KPU-64.71", "KPU-64.72"]));
        for typed in ["-KPU-64.71,-KPU-64.72", "-KPU-64.71,KPU-64.72"] {
            assert_eq!(selected(typed), std::slice::from_ref(&out), "{typed}");
        }
        let within = Clause::Within(codes(&["KPU-64"]));
        assert_eq!(selected("KPU-64,-KPU-64.71,-KPU-64.72"), [within, out]);
        assert_eq!(
            selected("-kategori:media;-wilayah:Kota Bontang;-hanya:KPU-64;hanya:KPU"),
            [
                Clause::WithoutCategories(vec!["media".into()]),
                Clause::WithoutRegions(vec!["Kota Bontang".into()]),
                Clause::WithoutOnly(codes(&["KPU-64"])),
                Clause::Only(codes(&["KPU"])),
            ]
        );
    }

    #[test]
    fn flags_are_told_from_codes() {
        let (selection, flags) = read("KPU-64.74 QR", FLAGS).unwrap();
        assert_eq!(selection.one_code(), Code::parse("KPU-64.74").as_ref());
        assert_eq!(flags, ["qr"]);
        let (selection, flags) = read("cabut wilayah:Bontang semua", FLAGS).unwrap();
        assert_eq!(selection.0, [region("Bontang")]);
        assert_eq!(flags, ["cabut", "semua"]);
        assert_eq!(selection.one_code(), None);
    }

    #[test]
    fn what_is_not_known_is_named() {
        let refused = |typed| read(typed, FLAGS).unwrap_err();
        let typed = |typed: &str| typed.to_owned();
        assert_eq!(
            refused("kategori:opd,raja"),
            Refusal::CategoryUnknown {
                typed: typed("raja")
            }
        );
        assert_eq!(
            refused("daerah:Bontang"),
            Refusal::SelectionKey {
                typed: typed("daerah")
            }
        );
        assert_eq!(
            refused("KPU-64 wilayah:"),
            Refusal::SelectionKey {
                typed: typed("wilayah")
            }
        );
        assert_eq!(
            refused("KPU/64"),
            Refusal::InstitutionUnknown {
                typed: typed("KPU/64")
            }
        );
    }
}
