//! Trees in whatever order their rows come.

use proptest::prelude::*;

use super::tree::{Known, Link, MAX_DEPTH, walk};
use super::{Problem, ProblemKind};
use crate::domain::institution::Code;

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn link(line: u64, name: &str, parent: &str) -> Link {
    Link {
        line,
        code: code(name),
        parent: Code::parse(parent),
    }
}

fn known(links: &[(&str, &str)]) -> Known {
    links
        .iter()
        .map(|(name, parent)| (code(name), Code::parse(parent)))
        .collect()
}

fn wrong(line: u64, kind: ProblemKind) -> Problem {
    Problem::in_column(line, "induk", kind)
}

fn cycle(line: u64, codes: &[&str]) -> Problem {
    let codes = codes.iter().map(|name| code(name)).collect();
    wrong(line, ProblemKind::Cycle { codes })
}

#[test]
fn parents_come_first_from_the_file_or_the_registry() {
    let links = [link(2, "C", "B"), link(3, "B", "A"), link(4, "X", "OLD")];
    let walked = walk(&links, &known(&[("A", ""), ("OLD", "A")]));
    assert_eq!(walked.problems, []);
    assert_eq!(walked.order, [1, 0, 2]);
}

#[test]
fn unknown_parents_and_circles_are_all_told() {
    let links = [
        link(2, "A", "A"),
        link(3, "C", "D"),
        link(4, "D", "B"),
        link(5, "B", "C"),
        link(6, "E", "C"),
        link(7, "F", "NONE"),
        link(8, "G", "F"),
    ];
    let unknown = ProblemKind::UnknownParent { code: code("NONE") };
    assert_eq!(
        walk(&links, &Known::new()).problems,
        [
            cycle(2, &["A"]),
            cycle(3, &["C", "D", "B"]),
            wrong(7, unknown)
        ]
    );
}

#[test]
fn a_circle_through_the_registry_is_blamed_on_the_row_that_closes_it() {
    let known = known(&[("A", ""), ("B", "A"), ("C", "B")]);
    assert_eq!(
        walk(&[link(2, "D", "C"), link(3, "A", "C")], &known).problems,
        [cycle(3, &["A", "C", "B"])]
    );
}

#[test]
fn a_tree_has_a_limit_in_depth_and_is_not_climbed_by_recursion() {
    let chain = |length: u64| -> Vec<Link> {
        (1..=length)
            .map(|at| link(at, &format!("K{at}"), &format!("K{}", at - 1)))
            .rev()
            .collect()
    };
    let root = known(&[("K0", "")]);
    let most = u64::try_from(MAX_DEPTH).unwrap();
    assert_eq!(walk(&chain(most - 1), &root).problems, []);
    let too_deep = ProblemKind::TooDeep { most: MAX_DEPTH };
    assert_eq!(
        walk(&chain(200_000), &root).problems,
        [wrong(most, too_deep)]
    );
}

proptest! {
    /// Whatever the links, either something is blamed or every parent stands before its children.
    #[test]
    fn an_order_has_parents_first(parents in proptest::collection::vec(0..12usize, 1..12)) {
        let count = parents.len();
        let links: Vec<Link> = parents
            .iter()
            .enumerate()
            .map(|(at, parent)| {
                let parent = if *parent < count { format!("K{parent}") } else { String::new() };
                link(u64::try_from(at).unwrap(), &format!("K{at}"), &parent)
            })
            .collect();
        let rooted = (0..count).all(|from| {
            let mut at = from;
            (0..=count).any(|_| {
                let top = parents[at] >= count;
                at = if top { at } else { parents[at] };
                top
            })
        });
        let walked = walk(&links, &Known::new());
        prop_assert_eq!(walked.problems.is_empty(), rooted);
        if rooted {
            let place = |at: usize| walked.order.iter().position(|one| *one == at).unwrap();
            prop_assert_eq!(walked.order.len(), count);
            for (at, parent) in parents.iter().enumerate().filter(|(_, parent)| **parent < count) {
                prop_assert!(place(*parent) < place(at));
            }
        }
    }
}
