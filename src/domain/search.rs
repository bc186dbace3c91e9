//! Finding an institution by what people type: in any order, case and spelling, abbreviated or cut
//! short, with a slip of the finger.
//!
//! Every word that was typed must be found. How badly the worst of them was found ranks the hits: as
//! the word itself, as its beginning, as an abbreviation, with one mistake; the last only count where
//! there are no others.

mod abbreviation;

use super::institution::fold;
use abbreviation::{CONNECTING, Phrase, table};

/// Words of fewer letters have to be typed without a mistake.
const LETTERS_FOR_A_SLIP: usize = 5;
/// More words than this are left out; no name needs them.
const MOST_WORDS: usize = 12;

/// How a typed word was found, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It is a word of the name.
    Word,
    /// A word of the name begins with it.
    Beginning,
    /// It abbreviates words of the name, or they abbreviate it.
    Abbreviation,
    /// A word of the name is one insertion, omission, exchange or swap away.
    Slip,
}

/// How well an institution fits what was typed; the least fits best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// It is not the institution's code.
    not_the_code: bool,
    worst: Grade,
    /// Some of it was found beside the name: in code, region or a chat's title.
    beside: bool,
    grades: usize,
    /// Words of the name: of two that fit equally the shorter was meant.
    length: usize,
}

impl Rank {
    /// Whether it fits only if somebody made a mistake: worth showing where nothing else fits.
    #[must_use]
    pub fn is_guess(self) -> bool {
        self.worst == Grade::Slip
    }
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    folded: String,
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    /// What it may stand for.
    long: Vec<Phrase>,
    /// What stands for it, with its neighbours.
    short: Vec<String>,
}

/// An institution as it is searched, each text folded.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What else it is known by: its region, or a chat's title.
    pub beside: &'a str,
}

impl Query {
    /// Reads what was typed; none if there is neither letter nor digit in it.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        let all = split(&folded);
        let telling: Vec<&str> = without_connecting(&all);
        let mut texts = if telling.is_empty() { all } else { telling };
        texts.truncate(MOST_WORDS);
        let mut words: Vec<Word> = texts
            .iter()
            .map(|text| Word {
                text: (*text).to_owned(),
                long: table().long(text).to_vec(),
                short: Vec::new(),
            })
            .collect();
        for at in 0..texts.len() {
            for (length, short) in table().short(&texts[at..]) {
                for word in &mut words[at..at + length] {
                    word.short.push(short.to_owned());
                }
            }
        }
        (!words.is_empty()).then_some(Self { folded, words })
    }

    /// The typed words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }

    /// How well an institution fits; none if it does not.
    #[must_use]
    pub fn rank(&self, candidate: &Candidate<'_>) -> Option<Rank> {
        let name = split(candidate.name);
        let telling = without_connecting(&name);
        let mut rank = Rank {
            not_the_code: self.folded != candidate.code,
            worst: Grade::Word,
            beside: false,
            grades: 0,
            length: name.len(),
        };
        if !rank.not_the_code {
            return Some(rank);
        }
        let mut beside: Option<Vec<&str>> = None;
        for word in &self.words {
            let mut grade = word.grade(&telling);
            if grade.is_none_or(|grade| grade == Grade::Slip) {
                let beside = beside.get_or_insert_with(|| {
                    let all = split(candidate.code).into_iter();
                    without_connecting(&all.chain(split(candidate.beside)).collect::<Vec<_>>())
                });
                let other = word.grade(beside);
                if other.is_some_and(|other| grade.is_none_or(|grade| other < grade)) {
                    rank.beside = true;
                    grade = other;
                }
            }
            let grade = grade?;
            rank.worst = rank.worst.max(grade);
            rank.grades += grade as usize;
        }
        Some(rank)
    }

    /// Those of `all` that fit, and how well, in the order in which they come; those that would fit with a
    /// mistake only where there are no others. `texts`: code, name, and what else it is known by, the last
    /// two folded.
    pub fn fitting<T>(
        &self,
        all: impl IntoIterator<Item = T>,
        texts: impl Fn(&T) -> [&str; 3],
    ) -> Vec<(Rank, T)> {
        let ranked = all.into_iter().filter_map(|one| {
            let [code, name, beside] = texts(&one);
            let code = fold(code);
            let code = &code;
            let rank = self.rank(&Candidate { code, name, beside })?;
            Some((rank, one))
        });
        let mut ranked: Vec<(Rank, T)> = ranked.collect();
        if ranked.iter().any(|(rank, _)| !rank.is_guess()) {
            ranked.retain(|(rank, _)| !rank.is_guess());
        }
        ranked
    }
}

impl Word {
    fn grade(&self, words: &[&str]) -> Option<Grade> {
        let text = self.text.as_str();
        let mut grade = None;
        for word in words {
            if *word == text {
                return Some(Grade::Word);
            }
            if text.len() > 1 && word.starts_with(text) {
                grade = Some(Grade::Beginning);
            }
        }
        if grade.is_some() {
            return grade;
        }
        if self.long.iter().any(|phrase| contains(words, phrase))
            || self
                .short
                .iter()
                .any(|short| words.contains(&short.as_str()))
            || is_made_of_beginnings(text, words)
        {
            return Some(Grade::Abbreviation);
        }
        let letters = text.chars().all(char::is_alphabetic);
        let slip = letters && text.chars().count() >= LETTERS_FOR_A_SLIP;
        (slip && words.iter().any(|word| is_one_slip_away(text, word))).then_some(Grade::Slip)
    }
}

fn split(folded: &str) -> Vec<&str> {
    folded.split(' ').filter(|word| !word.is_empty()).collect()
}

fn without_connecting<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let telling = words.iter().filter(|word| !CONNECTING.contains(word));
    telling.copied().collect()
}

fn contains(words: &[&str], phrase: &[String]) -> bool {
    words
        .windows(phrase.len())
        .any(|window| window.iter().zip(phrase).all(|(a, b)| a == b))
}

/// Whether a word consists of beginnings of consecutive words, two at least: of their first letters
/// (`ppu`), or of two letters and more of each (`kukar`, `kominfo`). A mixture would fit too much.
fn is_made_of_beginnings(short: &str, words: &[&str]) -> bool {
    fn goes_on(rest: &str, words: &[&str], least: usize, used: usize) -> bool {
        if rest.is_empty() {
            return used > 1;
        }
        let Some((word, others)) = words.split_first() else {
            return false;
        };
        let same = rest.chars().zip(word.chars());
        let same = same.take_while(|(typed, written)| typed == written);
        let most = if least == 1 { 1 } else { usize::MAX };
        let mut length = 0;
        for (at, (letter, _)) in same.enumerate().take(most) {
            length += letter.len_utf8();
            if at + 1 >= least && goes_on(&rest[length..], others, least, used + 1) {
                return true;
            }
        }
        false
    }
    // Longer ones would be words of their own, and the search is not to grow with what is typed.
    short.len() <= 16
        && (0..words.len()).any(|first| {
            let words = &words[first..];
            goes_on(short, words, 1, 0) || goes_on(short, words, 2, 0)
        })
}

/// Whether one letter was left out, added, exchanged, or swapped with its neighbour.
fn is_one_slip_away(typed: &str, word: &str) -> bool {
    if typed.len().abs_diff(word.len()) > 4 {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let skip = |rest: &[char], by: usize| -> Vec<char> { rest.iter().skip(by).copied().collect() };
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
        std::cmp::Ordering::Equal => {
            let swapped = a.len() > 1 && a[0] == b[1] && a[1] == b[0];
            skip(a, 1) == skip(b, 1) || (swapped && a[2..] == b[2..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KALTIM: &str = include_str!("../../config/rosters/bakohumas-kaltim.csv");
    const KPU: &str = include_str!("../../config/rosters/kpu-2021.csv");

    /// The codes that a search finds in a roster, the best first.
    fn found(roster: &str, typed: &str) -> Vec<String> {
        let query = Query::parse(typed).unwrap();
        let mut reader = csv::Reader::from_reader(roster.as_bytes());
        let mut hits: Vec<(Rank, String, String)> = Vec::new();
        for row in reader.records() {
            let row = row.unwrap();
            let (code, name, region) = (fold(&row[0]), fold(&row[1]), fold(&row[3]));
            let candidate = Candidate {
                code: &code,
                name: &name,
                beside: &region,
            };
            if let Some(rank) = query.rank(&candidate) {
                hits.push((rank, name, row[0].to_owned()));
            }
        }
        hits.sort();
        if hits.first().is_some_and(|(best, _, _)| !best.is_guess()) {
            hits.retain(|(rank, _, _)| !rank.is_guess());
        }
        hits.into_iter().map(|(_, _, code)| code).collect()
    }

    fn first(roster: &str, typed: &str) -> String {
        let found = found(roster, typed);
        found
            .first()
            .cloned()
            .unwrap_or_else(|| panic!("nothing for {typed}"))
    }

    #[test]
    fn offices_are_found_as_people_call_them() {
        for (typed, code) in [
            ("diskominfo ppu", "DISKOMINFO-PPU"),
            ("PPU diskominfo", "DISKOMINFO-PPU"),
            ("Dinas Kominfo, Penajam", "DISKOMINFO-PPU"),
            ("kpu kukar", "KPU-KUKAR"),
            ("komisi pemilihan umum kukar", "KPU-KUKAR"),
            ("KPU KAB. KUTAI KARTANEGARA", "KPU-KUKAR"),
            ("polres kubar", "POLRES-KUBAR"),
            ("kepolisian resor kutai barat", "POLRES-KUBAR"),
            ("univ mulawarman", "UNMUL"),
            ("unmul", "UNMUL"),
            ("univ mulawraman", "UNMUL"),
            ("Mulawárman univ.", "UNMUL"),
            ("kpu balikpapn", "KPU-BALIKPAPAN"),
            ("bawaslu bpp", "BAWASLU-BALIKPAPAN"),
            ("bpbd", "BPBD"),
            ("kpu balikpapan", "KPU-BALIKPAPAN"),
            ("pdam bpp", "PERUMDA-TIRTAMANUNTUNG"),
            ("lanal bpp", "LANAL-BALIKPAPAN"),
            ("kejati", "KEJATI-KALTIM"),
        ] {
            let hit = found(KALTIM, typed);
            assert_eq!(
                hit.first().map(String::as_str),
                Some(code),
                "{typed}: {hit:?}"
            );
        }
    }

    #[test]
    fn the_exact_code_comes_first_and_regions_and_codes_count_too() {
        assert_eq!(first(KPU, "kpu-64"), "KPU-64");
        assert_eq!(found(KPU, "kpu-64").len(), 11);
        assert_eq!(first(KPU, "kpu kaltim"), "KPU-64");
        assert_eq!(first(KPU, "kpu kukar"), "KPU-64.02");
        assert_eq!(first(KPU, "KPU 64.71"), "KPU-64.71");
        assert_eq!(found(KPU, "ppu"), ["KPU-64.09"]);
        assert_eq!(first(KPU, "kip aceh barat daya"), "KPU-11.12");
    }

    #[test]
    fn every_word_has_to_be_found() {
        assert!(found(KALTIM, "kpu zamboanga").is_empty());
        assert!(found(KALTIM, "xx").is_empty());
        assert_eq!(Query::parse(" – ! 🌊"), None);
    }

    #[test]
    fn what_was_typed_ranks_by_how_it_was_found() {
        let rank = |typed: &str, name: &str| {
            let name = fold(name);
            let candidate = Candidate {
                code: "x",
                name: &name,
                beside: "",
            };
            Query::parse(typed)
                .unwrap()
                .rank(&candidate)
                .map(|rank| rank.worst)
        };
        assert_eq!(rank("paser", "Polres Paser"), Some(Grade::Word));
        assert_eq!(rank("pas", "Polres Paser"), Some(Grade::Beginning));
        assert_eq!(
            rank("ppu", "Kabupaten Penajam Paser Utara"),
            Some(Grade::Abbreviation)
        );
        assert_eq!(rank("pasre", "Polres Paser"), Some(Grade::Slip));
        assert_eq!(rank("paserr", "Polres Paser"), Some(Grade::Slip));
        assert_eq!(rank("paserrr", "Polres Paser"), None);
        assert_eq!(rank("pser", "Polres Paser"), None, "too short for a slip");
        assert_eq!(rank("dan polres", "Polres Paser"), Some(Grade::Word));
    }
}
