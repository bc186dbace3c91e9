//! Changing a selection one choice at a time, as the panel does.

use super::{Clause, Selection};
use crate::domain::institution::Code;

impl Selection {
    /// Takes a category in, or out again; of none, all are meant.
    pub fn toggle_category(&mut self, category: &str) {
        let (at, words) = self.first(
            |clause| match clause {
                Clause::Categories(words) => Some(words),
                _ => None,
            },
            || Clause::Categories(Vec::new()),
        );
        toggle(words, category);
        self.drop_empty(at);
    }

    /// Takes a region in, or out again; of none, all are meant.
    pub fn toggle_region(&mut self, region: &str) {
        let (at, names) = self.first(
            |clause| match clause {
                Clause::Regions(names) => Some(names),
                _ => None,
            },
            || Clause::Regions(Vec::new()),
        );
        toggle(names, region);
        self.drop_empty(at);
    }

    /// The categories that were taken in.
    pub fn categories(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flat_map(|clause| match clause {
            Clause::Categories(words) => words.as_slice(),
            _ => &[],
        })
    }

    /// The regions that were taken in.
    pub fn regions(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flat_map(|clause| match clause {
            Clause::Regions(names) => names.as_slice(),
            _ => &[],
        })
    }

    /// Means these institutions with all below them; no others that were named before.
    pub fn set_within(&mut self, codes: Vec<Code>) {
        self.drop_named();
        self.0.push(Clause::Within(codes));
    }

    /// Means these institutions alone; no others that were named before.
    pub fn set_only(&mut self, codes: Vec<Code>) {
        self.drop_named();
        self.0.push(Clause::Only(codes));
    }

    /// Leaves these out too, with all below them.
    pub fn leave_out(&mut self, codes: Vec<Code>) {
        for clause in &mut self.0 {
            if let Clause::Without(out) = clause {
                out.extend(codes);
                out.sort();
                out.dedup();
                return;
            }
        }
        self.0.push(Clause::Without(codes));
    }

    /// Whether it leaves anybody out.
    #[must_use]
    pub fn has_exceptions(&self) -> bool {
        self.0.iter().any(is_exception)
    }

    /// Leaves nobody out any more.
    pub fn drop_exceptions(&mut self) {
        self.0.retain(|clause| !is_exception(clause));
    }

    fn drop_named(&mut self) {
        let named = |clause: &Clause| matches!(clause, Clause::Within(_) | Clause::Only(_));
        self.0.retain(|clause| !named(clause));
    }

    /// The list of the first such clause, which is made if there is none; and its place.
    fn first<T>(
        &mut self,
        list: impl Fn(&mut Clause) -> Option<&mut Vec<T>>,
        new: impl Fn() -> Clause,
    ) -> (usize, &mut Vec<T>) {
        let known = self.0.iter_mut().position(|clause| list(clause).is_some());
        let at = known.unwrap_or_else(|| {
            self.0.insert(0, new());
            0
        });
        let list = list(&mut self.0[at]).expect("that clause was found or made just now");
        (at, list)
    }

    fn drop_empty(&mut self, at: usize) {
        let empty = match &self.0[at] {
            Clause::Categories(list) | Clause::Regions(list) => list.is_empty(),
            _ => false,
        };
        if empty {
            self.0.remove(at);
        }
    }
}

fn toggle(list: &mut Vec<String>, word: &str) {
    match list.iter().position(|known| known == word) {
        Some(at) => {
            list.remove(at);
        }
        None => {
            list.push(word.to_owned());
            list.sort();
        }
    }
}

fn is_exception(clause: &Clause) -> bool {
    matches!(
        clause,
        Clause::Without(_)
            | Clause::WithoutOnly(_)
            | Clause::WithoutCategories(_)
            | Clause::WithoutRegions(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        Code::parse(text).unwrap()
    }

    #[test]
    fn what_is_pressed_twice_is_as_before() {
        let mut selection = Selection::default();
        selection.toggle_category("opd");
        selection.toggle_region("Kota Bontang");
        selection.toggle_category("media");
        assert_eq!(selection.categories().collect::<Vec<_>>(), ["media", "opd"]);
        assert_eq!(selection.regions().collect::<Vec<_>>(), ["Kota Bontang"]);
        selection.toggle_category("opd");
        selection.toggle_region("Kota Bontang");
        selection.toggle_category("media");
        assert!(selection.is_everyone());
    }

    #[test]
    fn institutions_replace_one_another_and_exceptions_gather() {
        let mut selection = Selection::default();
        selection.set_within(vec![code("A")]);
        selection.leave_out(vec![code("C")]);
        selection.set_only(vec![code("B")]);
        selection.leave_out(vec![code("B"), code("C")]);
        assert_eq!(
            selection.0,
            [
                Clause::Without(vec![code("B"), code("C")]),
                Clause::Only(vec![code("B")])
            ]
        );
        assert!(selection.has_exceptions());
        selection.drop_exceptions();
        assert_eq!(selection.0, [Clause::Only(vec![code("B")])]);
        assert!(!selection.has_exceptions());
    }
}
