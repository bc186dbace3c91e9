//! What an office learns from a drill.

use std::time::Duration;

use crate::domain::id::AnnouncementId;
use crate::domain::report::Exercise;
use crate::domain::role::Scope;
use crate::domain::took;
use crate::store::exercise::{self, Course};
use crate::store::{Fault, Tx};

/// Names of those who did not confirm that a card has room for.
const NAMED: usize = 5;

/// How a drill went within a scope.
///
/// # Errors
/// A database fault.
pub(super) async fn of(
    tx: &mut Tx,
    id: AnnouncementId,
    revision: i64,
    scope: &Scope,
) -> Result<Exercise, Fault> {
    Ok(told_by(exercise::courses(tx, id, revision, scope).await?))
}

fn told_by(courses: Vec<Course>) -> Exercise {
    let reached = courses.iter().filter(|it| it.reached.is_some()).count();
    let institutions = courses.len();
    let mut took: Vec<(Duration, String)> = Vec::new();
    let mut passed_on: Vec<Duration> = Vec::new();
    let mut missing = Vec::new();
    for course in courses {
        if let Some(at) = course.disseminated {
            passed_on.push(at.since(course.reached.unwrap_or(at)));
        }
        match (course.reached, course.confirmed) {
            // Confirmed before its arrival was on record: at once.
            (reached, Some(confirmed)) => {
                took.push((confirmed.since(reached.unwrap_or(confirmed)), course.name));
            }
            (_, None) => missing.push(course.name),
        }
    }
    took.sort();
    passed_on.sort();
    let times: Vec<Duration> = took.iter().map(|(time, _)| *time).collect();
    let (median, half) = (took::median(&times), took::median(&passed_on));
    let missing_count = count(missing.len());
    missing.truncate(NAMED);
    Exercise {
        reached: count(reached),
        institutions: count(institutions),
        median,
        slowest: took.pop().map(|(time, name)| (name, time)),
        disseminated: Some((count(passed_on.len()), half)),
        missing,
        missing_count,
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::Timestamp;

    fn course(name: &str, reached: Option<i64>, confirmed: Option<i64>) -> Course {
        let at = |seconds: i64| Timestamp(seconds * 1_000);
        Course {
            name: name.into(),
            reached: reached.map(at),
            confirmed: confirmed.map(at),
            disseminated: confirmed.map(|seconds| at(seconds + 30)),
        }
    }

    #[test]
    fn the_median_is_a_time_that_somebody_needed() {
        let seconds = Duration::from_secs;
        let told = told_by(vec![
            course("A", Some(0), Some(60)),
            course("B", Some(10), Some(20)),
            course("C", Some(10), None),
            course("D", None, None),
            course("E", None, Some(5)),
            course("F", Some(0), Some(600)),
        ]);
        assert_eq!((told.reached, told.institutions), (4, 6));
        assert_eq!(told.median, Some(seconds(60)));
        assert_eq!(told.slowest, Some(("F".to_owned(), seconds(600))));
        assert_eq!(told.missing, ["C", "D"]);
        assert_eq!(told.missing_count, 2);
        assert_eq!(told.disseminated, Some((4, Some(seconds(90)))));
        let nobody = told_by(vec![course("A", Some(0), None)]);
        assert_eq!((nobody.median, nobody.slowest), (None, None));
    }
}
