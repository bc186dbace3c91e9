//! What narrows a list of institutions: `opd balikpapan`, `kategori:opd wilayah:"Kota Bontang"`.
//!
//! Conditions are those of a selection; what is none is a word that is looked for, a category that nobody
//! knows too.

use serde::{Deserialize, Serialize};

use super::institution::{CATEGORIES, Code};
use super::refusal::Refusal;
use super::selection::{Clause, Selection, Word, clauses_of, words};

/// Most of the words that are kept; no name is longer.
const MOST: usize = 200;

/// What narrows a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Categories, regions, codes.
    pub selection: Selection,
    /// Words that name, region or code must have.
    pub words: String,
}

impl Filter {
    /// Whether it narrows nothing.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.selection.is_everyone() && self.words.is_empty()
    }

    /// Reads what was typed behind an announcement's number.
    ///
    /// # Errors
    /// [`Refusal::SelectionKey`] and [`Refusal::InstitutionUnknown`], naming what was typed.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let mut reading = Reading::default();
        for word in words(&with_colons(typed)) {
            reading.take(word)?;
        }
        let mut words = reading.words.join(" ");
        let end = words.char_indices().nth(MOST).map(|(at, _)| at);
        words.truncate(end.unwrap_or(words.len()));
        Ok(Self {
            selection: Selection(reading.clauses),
            words,
        })
    }

    /// The same with this category alone; without any, if it was that one.
    pub fn choose_category(&mut self, category: &str) {
        let was = self.selection.categories().eq([category]);
        let other = |clause: &Clause| !matches!(clause, Clause::Categories(_));
        self.selection.0.retain(other);
        if !was {
            let chosen = Clause::Categories(vec![category.to_owned()]);
            self.selection.0.insert(0, chosen);
        }
    }

    /// The same with this region alone; without any, if it was that one.
    pub fn choose_region(&mut self, region: &str) {
        let was = self.selection.regions().eq([region]);
        self.drop_regions();
        if !was {
            let chosen = Clause::Regions(vec![region.to_owned()]);
            self.selection.0.push(chosen);
        }
    }

    /// The same for all regions.
    pub fn drop_regions(&mut self) {
        let other = |clause: &Clause| !matches!(clause, Clause::Regions(_));
        self.selection.0.retain(other);
    }

    /// The same for all categories.
    pub fn drop_categories(&mut self) {
        let other = |clause: &Clause| !matches!(clause, Clause::Categories(_));
        self.selection.0.retain(other);
    }
}

/// A press in the menu that narrows a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sift {
    /// The menu of categories.
    Categories,
    /// A page of the menu of regions, from 0.
    Regions(u16),
    /// A category in or out, by its place in the registry's list.
    Category(u16),
    /// A region in or out, by its place among those of the frozen audience, which does not change.
    Region(u16),
    /// Nothing narrows it any more.
    Anyone,
}

impl Sift {
    /// The form on a button.
    #[must_use]
    pub fn write(self) -> String {
        match self {
            Self::Categories => "m".to_owned(),
            Self::Regions(page) => format!("w{page}"),
            Self::Category(at) => format!("c{at}"),
            Self::Region(at) => format!("r{at}"),
            Self::Anyone => "x".to_owned(),
        }
    }

    /// Reads it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let number = || text.get(1..)?.parse().ok();
        Some(match text.get(..1)? {
            "m" if text.len() == 1 => Self::Categories,
            "x" if text.len() == 1 => Self::Anyone,
            "w" => Self::Regions(number()?),
            "c" => Self::Category(number()?),
            "r" => Self::Region(number()?),
            _ => return None,
        })
    }
}

#[derive(Default)]
struct Reading {
    clauses: Vec<Clause>,
    words: Vec<String>,
    /// A region's name has spaces, and not everybody thinks of the quotes.
    open_region: bool,
}

impl Reading {
    fn take(&mut self, word: Word) -> Result<(), Refusal> {
        match word.key.as_deref() {
            None => {
                let (quoted, open) = (word.quoted, self.open_region);
                self.open_region = false;
                // `-opd,media` leaves out both.
                let out = word.values.first().is_some_and(|it| it.starts_with('-'));
                for value in word.values {
                    let value = match out && !value.starts_with('-') {
                        true => format!("-{value}"),
                        false => value,
                    };
                    self.bare(value, quoted, open);
                }
            }
            Some("kategori") => {
                self.open_region = false;
                for value in word.values {
                    self.category(value);
                }
            }
            Some(key) => {
                self.open_region = !word.quoted && matches!(key, "wilayah" | "-wilayah");
                self.clauses.extend(clauses_of(word)?);
            }
        }
        Ok(())
    }

    fn bare(&mut self, value: String, quoted: bool, open_region: bool) {
        if let Some(out) = value.strip_prefix('-') {
            let clause = match (known(out), Code::parse(out)) {
                (Some(category), _) => Some(Clause::WithoutCategories(vec![category])),
                (None, Some(code)) => Some(Clause::Without(vec![code])),
                (None, None) => None,
            };
            if let Some(clause) = clause {
                self.clauses.push(clause);
                return;
            }
        }
        if known(&value).is_some() && !quoted {
            return self.category(value);
        }
        let name = !quoted && value.chars().all(char::is_alphabetic);
        if let (true, Some(Clause::Regions(names) | Clause::WithoutRegions(names))) =
            (open_region && name, self.clauses.last_mut())
            && let Some(region) = names.last_mut()
        {
            region.push(' ');
            region.push_str(&value);
            self.open_region = true;
            return;
        }
        self.words.push(value);
    }

    /// A category widens those before it; of one that nobody knows the word is looked for.
    fn category(&mut self, typed: String) {
        let Some(category) = known(&typed) else {
            self.words.push(typed);
            return;
        };
        let before = self.clauses.iter_mut().find_map(|clause| match clause {
            Clause::Categories(words) => Some(words),
            _ => None,
        });
        match before {
            Some(words) if words.contains(&category) => {}
            Some(words) => words.push(category),
            None => self.clauses.push(Clause::Categories(vec![category])),
        }
    }
}

fn known(typed: &str) -> Option<String> {
    let wanted = typed.to_lowercase();
    CATEGORIES.contains(&wanted.as_str()).then_some(wanted)
}

/// Options are written with `=` before drafts, so some write filters so too.
fn with_colons(typed: &str) -> String {
    let mut text = typed.to_owned();
    for key in ["kategori", "wilayah", "hanya"] {
        let mut from = 0;
        while let Some(at) = text[from..].to_ascii_lowercase().find(key) {
            let end = from + at + key.len();
            if text[end..].starts_with('=') {
                text.replace_range(end..=end, ":");
            }
            from = end;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(typed: &str) -> (Vec<Clause>, String) {
        let filter = Filter::parse(typed).unwrap();
        (filter.selection.0, filter.words)
    }

    fn categories(all: &[&str]) -> Clause {
        Clause::Categories(all.iter().map(|it| (*it).to_owned()).collect())
    }

    fn region(name: &str) -> Clause {
        Clause::Regions(vec![name.to_owned()])
    }

    #[test]
    fn a_filter_is_read_as_people_type_it() {
        let words = |text: &str| text.to_owned();
        assert_eq!(filter(" "), (vec![], String::new()));
        assert_eq!(
            filter("OPD balikpapan"),
            (vec![categories(&["opd"])], words("balikpapan"))
        );
        assert_eq!(
            filter("opd media; -KPU-64.71"),
            (
                vec![
                    categories(&["opd", "media"]),
                    Clause::Without(vec![Code::parse("KPU-64.71").unwrap()])
                ],
                String::new()
            )
        );
        let without = |word: &str| Clause::WithoutCategories(vec![word.to_owned()]);
        assert_eq!(
            filter("-OPD,media rsud"),
            (vec![without("opd"), without("media")], words("rsud"))
        );
        for typed in [
            "kategori:opd wilayah:\"Kota Bontang\"",
            "kategori=opd wilayah=\"Kota Bontang\"",
            "Kategori=OPD;wilayah:Kota Bontang",
            "wilayah:Kota Bontang opd",
        ] {
            let (mut clauses, words) = filter(typed);
            clauses.sort_by_key(|clause| matches!(clause, Clause::Regions(_)));
            let expected = [categories(&["opd"]), region("Kota Bontang")];
            assert_eq!((clauses.as_slice(), words.as_str()), (&expected[..], ""));
        }
        assert_eq!(
            filter("kategori:raja,opd kpu-64"),
            (vec![categories(&["opd"])], words("raja kpu-64"))
        );
        let long = "kata ".repeat(100);
        assert_eq!(filter(&long).1.len(), MOST);
        assert!(Filter::parse("daerah:Bontang").is_err());
    }

    #[test]
    fn a_choice_takes_the_place_of_the_one_before_and_goes_when_made_again() {
        let mut filter = Filter::parse("opd media wilayah:\"Bontang\" dinas").unwrap();
        filter.choose_category("bumn");
        filter.choose_region("Kota Balikpapan");
        assert_eq!(
            filter.selection.0,
            [categories(&["bumn"]), region("Kota Balikpapan")]
        );
        filter.choose_category("bumn");
        filter.choose_region("Kota Balikpapan");
        assert!(filter.selection.is_everyone());
        assert!(!filter.is_none(), "the words stay");
    }
}
