//! Who stands below whom: unknown parents, cycles, and an order in which parents come first.

use std::collections::HashMap;

use super::problem::{Problem, ProblemKind};
use crate::domain::institution::Code;

/// Most levels of the tree. Five are the state's, from the centre to the village; the rest is room, and
/// the limit keeps "with all above it" small.
pub const MAX_DEPTH: usize = 16;

/// The column that [`Link::parent`] is from.
const COLUMN: &str = "induk";

/// A row's place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// From 1.
    pub line: u64,
    /// Which institution.
    pub code: Code,
    /// The one above it.
    pub parent: Option<Code>,
}

/// The registry's tree before the import: each institution with the one above it.
pub type Known = HashMap<Code, Option<Code>>;

/// What a file would make of the tree.
#[derive(Debug, PartialEq, Eq)]
pub struct Walk {
    /// Indices into the links, parents before children; of use only without problems.
    pub order: Vec<usize>,
    /// What is wrong, by line.
    pub problems: Vec<Problem>,
}

/// Follows every link upward once, through the file and what is known already. The file's word counts
/// where both speak.
#[must_use]
pub fn walk(links: &[Link], known: &Known) -> Walk {
    let mut walker = Walker {
        links,
        known,
        by_code: HashMap::with_capacity(links.len()),
        depths: HashMap::with_capacity(links.len()),
        order: Vec::with_capacity(links.len()),
        problems: Vec::new(),
    };
    for (at, link) in links.iter().enumerate() {
        walker.by_code.insert(&link.code, at);
    }
    for link in links {
        walker.climb(&link.code);
    }
    let mut problems = walker.problems;
    problems.sort_by_key(|problem| problem.line);
    Walk {
        order: walker.order,
        problems,
    }
}

struct Walker<'a> {
    links: &'a [Link],
    known: &'a Known,
    by_code: HashMap<&'a Code, usize>,
    /// How deep those lie that have been visited; 0 while they are being climbed over.
    depths: HashMap<&'a Code, usize>,
    order: Vec<usize>,
    problems: Vec<Problem>,
}

impl<'a> Walker<'a> {
    /// Goes up to the first one that was visited before, then numbers the way back down.
    fn climb(&mut self, from: &'a Code) {
        let mut path = Vec::new();
        let mut next = Some(from);
        let mut depth = 0;
        while let Some(code) = next {
            match self.depths.get(code) {
                Some(0) => {
                    self.cycle(code, &path);
                    break;
                }
                Some(above) => {
                    depth = *above;
                    break;
                }
                None => {
                    self.depths.insert(code, 0);
                    path.push(code);
                    next = self.parent(code);
                }
            }
        }
        for code in path.into_iter().rev() {
            depth += 1;
            self.depths.insert(code, depth);
            if let Some(&at) = self.by_code.get(code) {
                self.order.push(at);
                if depth == MAX_DEPTH + 1 {
                    let kind = ProblemKind::TooDeep { most: MAX_DEPTH };
                    self.blame(at, kind);
                }
            }
        }
    }

    /// The one above, if it exists.
    fn parent(&mut self, code: &Code) -> Option<&'a Code> {
        let Some(&at) = self.by_code.get(code) else {
            return self.known.get(code)?.as_ref();
        };
        let parent = self.links[at].parent.as_ref()?;
        if self.by_code.contains_key(parent) || self.known.contains_key(parent) {
            return Some(parent);
        }
        let code = parent.clone();
        self.blame(at, ProblemKind::UnknownParent { code });
        None
    }

    /// Blames the first row of the file that closes the circle; there is one, since the registry itself
    /// has none.
    fn cycle(&mut self, code: &Code, path: &[&'a Code]) {
        let start = path.iter().position(|passed| *passed == code).unwrap_or(0);
        let circle = &path[start..];
        let first = circle
            .iter()
            .enumerate()
            .filter_map(|(place, code)| Some((*self.by_code.get(code)?, place)))
            .min();
        if let Some((at, place)) = first {
            let codes = circle[place..].iter().chain(&circle[..place]);
            let codes = codes.map(|code| (*code).clone()).collect();
            self.blame(at, ProblemKind::Cycle { codes });
        }
    }

    fn blame(&mut self, at: usize, kind: ProblemKind) {
        let line = self.links[at].line;
        self.problems.push(Problem::in_column(line, COLUMN, kind));
    }
}
