//! The table of usual abbreviations, `config/abbreviations.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::institution::fold;

/// Words that abbreviations skip and people leave out.
pub(super) const CONNECTING: [&str; 7] = ["dan", "di", "ke", "dari", "untuk", "of", "and"];

const SOURCE: &str = include_str!("../../../config/abbreviations.txt");

/// A long form as its words, without the connecting ones.
pub(super) type Phrase = Vec<String>;

/// Short and long forms, found from either side.
#[derive(Debug, Default)]
pub(super) struct Table {
    long: HashMap<String, Vec<Phrase>>,
    /// By the first word of the long form.
    short: HashMap<String, Vec<(Phrase, String)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(SOURCE));

/// The table.
pub(super) fn table() -> &'static Table {
    &TABLE
}

impl Table {
    fn parse(source: &str) -> Self {
        let mut table = Self::default();
        let lines = source.lines().filter(|line| !line.starts_with('#'));
        for (short, long) in lines.filter_map(|line| line.split_once('=')) {
            let short = fold(short);
            for phrase in long.split('|').map(words) {
                if let Some(first) = phrase.first() {
                    let found = entry(&mut table.short, first);
                    found.push((phrase.clone(), short.clone()));
                    entry(&mut table.long, &short).push(phrase);
                }
            }
        }
        table
    }

    /// What a word may stand for.
    pub(super) fn long(&self, short: &str) -> &[Phrase] {
        self.long.get(short).map_or(&[], Vec::as_slice)
    }

    /// The abbreviations of what some words begin with, and how many of them each stands for.
    pub(super) fn short<'a>(&'a self, words: &'a [&str]) -> impl Iterator<Item = (usize, &'a str)> {
        let begun = words.first().and_then(|first| self.short.get(*first));
        begun
            .into_iter()
            .flatten()
            .filter(move |(phrase, _)| {
                phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| a == b)
            })
            .map(|(phrase, short)| (phrase.len(), short.as_str()))
    }
}

fn entry<'a, T>(map: &'a mut HashMap<String, Vec<T>>, key: &str) -> &'a mut Vec<T> {
    map.entry(key.to_owned()).or_default()
}

fn words(text: &str) -> Phrase {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words
        .filter(|word| !CONNECTING.contains(word))
        .map(ToOwned::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_says_something_once() {
        let mut seen = std::collections::HashSet::new();
        for line in SOURCE.lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (short, long) = line.split_once(" = ").unwrap_or_else(|| panic!("{line}"));
            assert_eq!(fold(short), short, "{line}");
            assert!(!short.contains(' '), "{line}");
            assert!(seen.insert(short), "{short} stands there twice");
            for phrase in long.split(" | ") {
                assert!(!words(phrase).is_empty(), "{line}");
                assert_eq!(fold(phrase), phrase, "{line}");
            }
        }
        assert!(seen.len() > 80, "{}", seen.len());
    }

    #[test]
    fn it_is_read_from_both_sides() {
        let table = table();
        assert_eq!(table.long("bpp"), [["balikpapan".to_owned()]]);
        let words = ["kepolisian", "resor", "paser"];
        let short: Vec<_> = table.short(&words).collect();
        assert_eq!(short, [(2, "polres")]);
        assert!(table.long("balikpapan").is_empty());
    }
}
