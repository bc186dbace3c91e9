//! Who confirmed in time. Only what reached an institution counts for it, and only once its deadline has
//! passed or it has confirmed: nobody is behind with what is not due yet, or never came.

use std::collections::HashMap;
use std::time::Duration;

use crate::domain::clock::Timestamp;
use crate::domain::institution::{Institution, fold};
use crate::domain::recap::{Rank, Record};
use crate::domain::took;
use crate::store::recap::Stand;

/// How institutions did, by their codes.
#[derive(Default)]
pub(super) struct Ranking(HashMap<String, (Record, Vec<Duration>)>);

impl Ranking {
    /// How an announcement stands at institutions.
    pub(super) fn add<'a>(&mut self, stands: impl Iterator<Item = &'a Stand>, now: Timestamp) {
        for stand in stands {
            let Some((arrived, due)) = stand.clock else {
                continue;
            };
            if stand.confirmed.is_none() && due >= now {
                continue;
            }
            let (record, took) = self.0.entry(stand.institution.clone()).or_default();
            record.due += 1;
            if let Some(at) = stand.confirmed {
                record.confirmed += 1;
                record.in_time += i64::from(at <= due);
                took.push(at.since(arrived));
            }
        }
    }

    pub(super) fn records(&self) -> impl Iterator<Item = (&str, Record)> {
        self.0
            .iter()
            .map(|(code, (record, _))| (code.as_str(), *record))
    }

    /// Best first: by the share that was in time, then by how fast; equals by name, at the same place.
    pub(super) fn sorted(mut self, institutions: Vec<Institution>, before: &Ranking) -> Vec<Rank> {
        let mut ranks: Vec<Rank> = Vec::with_capacity(self.0.len());
        for one in institutions {
            let Some((record, mut took)) = self.0.remove(one.code.as_str()) else {
                continue;
            };
            took.sort_unstable();
            ranks.push(Rank {
                place: 0,
                median: took::median(&took),
                before: before.0.get(one.code.as_str()).map(|(record, _)| *record),
                code: one.code.as_str().to_owned(),
                name: one.name,
                category: one.category,
                region: one.region,
                record,
            });
        }
        let worth = |rank: &Rank| {
            let slowness = rank.median.unwrap_or(Duration::MAX);
            (std::cmp::Reverse(rank.record.share()), slowness)
        };
        ranks.sort_by_cached_key(|rank| (worth(rank), fold(&rank.name), rank.code.clone()));
        let mut place = 0;
        for at in 0..ranks.len() {
            if at == 0 || worth(&ranks[at]) != worth(&ranks[at - 1]) {
                place = i64::try_from(at + 1).unwrap_or(i64::MAX);
            }
            ranks[at].place = place;
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::institution::Code;

    fn stand(code: &str, clock: Option<(i64, i64)>, confirmed: Option<i64>) -> Stand {
        Stand {
            institution: code.into(),
            has_chat: true,
            clock: clock.map(|(arrived, due)| (Timestamp(arrived), Timestamp(due))),
            confirmed: confirmed.map(Timestamp),
        }
    }

    #[test]
    fn nobody_is_behind_with_what_is_not_due_or_never_came() {
        let mut ranking = Ranking::default();
        let clock = Some((0, 100));
        let first = [
            stand("A", clock, Some(50)),
            stand("B", clock, Some(150)),
            stand("C", clock, None),
            stand("D", clock, Some(50)),
            stand("E", None, None),
        ];
        ranking.add(first.iter(), Timestamp(200));
        let later = Some((150, 300));
        let second = [stand("A", later, None), stand("B", later, Some(160))];
        ranking.add(second.iter(), Timestamp(200));
        let institution = |code: &str| Institution {
            code: Code::stored(code.into()),
            name: format!("Dinas {code}"),
            category: "opd".into(),
            region: "R".into(),
            parent: None,
        };
        let mut before = Ranking::default();
        let earlier = [stand("A", clock, Some(50)), stand("A", clock, None)];
        before.add(earlier.iter(), Timestamp(200));
        let all = ["E", "D", "C", "B", "A"].map(institution).to_vec();
        let sorted = ranking.sorted(all, &before);
        let told: Vec<(i64, &str, i64, i64)> = sorted
            .iter()
            .map(|rank| {
                (
                    rank.place,
                    rank.code.as_str(),
                    rank.record.in_time,
                    rank.record.due,
                )
            })
            .collect();
        let expected = [
            (1, "A", 1, 1),
            (1, "D", 1, 1),
            (3, "B", 1, 2),
            (4, "C", 0, 1),
        ];
        assert_eq!(told, expected);
        assert_eq!(sorted[0].trend(), Some(500));
        assert_eq!(sorted[1].trend(), None);
        assert_eq!(sorted[2].median, Some(Duration::from_millis(150)));
    }
}
