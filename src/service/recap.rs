//! `/rekap`: a month of a scope, worked out from its announcements.

mod ranking;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use crate::domain::announcement::Confirmation;
use crate::domain::board::Head;
use crate::domain::clock::Timestamp;
use crate::domain::institution::{CATEGORIES, Institution};
use crate::domain::recap::{Answers, Fate, Month, Recap, Record, Told, Total};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Halt, Share};
use crate::domain::role::{Actor, Role, Scope};
use crate::domain::took;
use crate::store::event::Entry;
use crate::store::recap::{Stand, institutions, of_month, stands};
use crate::store::{Fault, Tx, dissemination, report};

use super::export::{areas, names};
use super::{Error, Rules};
use ranking::Ranking;

/// Whose month it may be.
const ROLES: [Role; 2] = [Role::Owner, Role::Coordinator];

/// The month that somebody asked for; without a word the last one that is over.
///
/// # Errors
/// Refused where it is no month, or one that has not begun.
fn month(rules: &Rules, typed: &str, now: Timestamp) -> Result<Month, Refusal> {
    let present = Month::of(rules.calendar.zone, now);
    if typed.trim().is_empty() {
        return Ok(present.before());
    }
    let asked = Month::parse(typed).ok_or(Refusal::RecapUsage)?;
    match asked <= present {
        true => Ok(asked),
        false => Err(Refusal::RecapUsage),
    }
}

/// A month of what the asker watches over; that it was asked for is on record.
///
/// # Errors
/// Refused for anybody but owners and coordinators, for what is no month that has begun, and for a month
/// without an announcement to any of their institutions.
pub async fn of(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    typed: &str,
    now: Timestamp,
) -> Result<Recap, Error> {
    let scope = actor.scope(&ROLES);
    if scope.is_empty() {
        return Err(Refusal::RoleNeeded {
            role: Role::Coordinator,
        }
        .into());
    }
    let month = month(rules, typed, now)?;
    let zone = rules.calendar.zone;
    let bounds = month.bounds(zone);
    let real = of_month(tx, month.year(), bounds, false).await?;
    let drills = of_month(tx, month.year(), bounds, true).await?;
    let mut sum = Sum::default();
    let announcements = sum.tell(tx, &real, &scope, now).await?;
    let drilled = Sum::default().tell(tx, &drills, &scope, now).await?;
    if announcements.is_empty() && drilled.is_empty() {
        return Err(Refusal::RecapEmpty { month }.into());
    }
    let before = month.before();
    let earlier = of_month(tx, before.year(), before.bounds(zone), false).await?;
    let earlier = ranked(tx, &earlier, &scope, now).await?;
    let institutions = institutions(tx, &scope).await?;
    let categories = sum.categories(&institutions);
    let (total, ranking) = sum.finish(&announcements);
    let detail = serde_json::json!({
        "month": month.to_string(), "within": areas(&scope), "announcements": announcements.len(),
        "files": ["xlsx", "pdf"],
    });
    Entry::by(&actor.person, "recap.made")
        .write(tx, now, detail)
        .await?;
    Ok(Recap {
        month,
        began: bounds.0,
        running: now < bounds.1,
        within: names(tx, &scope).await?,
        by: actor.name.clone(),
        made_at: now,
        announcements,
        drills: drilled,
        total,
        categories,
        ranking: ranking.sorted(institutions, &earlier),
    })
}

/// How institutions did in a month of which nothing else is told.
async fn ranked(
    tx: &mut Tx,
    all: &[Head],
    scope: &Scope,
    now: Timestamp,
) -> Result<Ranking, Fault> {
    let mut ranking = Ranking::default();
    for one in all.iter().filter(|one| is_asked(one)) {
        let stands = stands(tx, (one.announcement, one.revision), scope).await?;
        ranking.add(stands.iter().filter(|stand| stand.has_chat), now);
    }
    Ok(ranking)
}

/// What is added up while announcements are gone through.
#[derive(Default)]
struct Sum {
    ranking: Ranking,
    took: Vec<Duration>,
}

impl Sum {
    /// The announcements that concern a scope.
    async fn tell(
        &mut self,
        tx: &mut Tx,
        all: &[Head],
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Vec<Told>, Error> {
        let mut told = Vec::with_capacity(all.len());
        for one in all {
            let stands = stands(tx, (one.announcement, one.revision), scope).await?;
            if !stands.is_empty() {
                told.push(self.tell_one(tx, one, &stands, scope, now).await?);
            }
        }
        Ok(told)
    }

    async fn tell_one(
        &mut self,
        tx: &mut Tx,
        one: &Head,
        stands: &[Stand],
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Told, Error> {
        let chats = report::chats(tx, one.announcement, scope).await?;
        let disseminated = match one.options.confirmation {
            Confirmation::Disseminated if is_asked(one) => {
                let revised = (one.announcement, one.revision);
                let spread = dissemination::count(tx, revised, scope, now).await?;
                Some(spread.disseminated)
            }
            _ => None,
        };
        let had_chat = stands.iter().filter(|stand| stand.has_chat);
        let institutions = count(had_chat.clone().count());
        let answers = match is_asked(one) {
            true => {
                self.ranking.add(had_chat.clone(), now);
                Some(self.answers(had_chat))
            }
            false => None,
        };
        Ok(Told {
            number: one.number,
            title: one.title.clone(),
            priority: one.options.nature.priority,
            approved_at: one.approved_at,
            fate: fate(one),
            sent: chats.sent,
            failed: chats.failed,
            chats: chats.all(),
            institutions,
            without_chat: count(stands.len()) - institutions,
            answers,
            disseminated,
        })
    }

    fn answers<'a>(&mut self, stands: impl Iterator<Item = &'a Stand>) -> Answers {
        let mut late = 0;
        let mut times = Vec::new();
        for stand in stands {
            let Some(at) = stand.confirmed else { continue };
            let (arrived, due) = stand.clock.unwrap_or((at, at));
            times.push(at.since(arrived));
            late += i64::from(at > due);
        }
        self.took.extend_from_slice(&times);
        answers(times, late)
    }

    /// What was confirmed in time, by category in the registry's order.
    fn categories(&self, institutions: &[Institution]) -> Vec<Share> {
        let records: HashMap<&str, Record> = self.ranking.records().collect();
        let mut shares: BTreeMap<usize, Share> = BTreeMap::new();
        for one in institutions {
            let Some(record) = records.get(one.code.as_str()).filter(|it| it.due > 0) else {
                continue;
            };
            let at = CATEGORIES.iter().position(|it| *it == one.category);
            let share = shares
                .entry(at.unwrap_or(usize::MAX))
                .or_insert_with(|| Share {
                    name: one.category.clone(),
                    confirmed: 0,
                    institutions: 0,
                });
            share.confirmed += record.in_time;
            share.institutions += record.due;
        }
        shares.into_values().collect()
    }

    /// The figures of what was sent: what waits, or was called off before that, was to reach nobody yet.
    fn finish(self, told: &[Told]) -> (Total, Ranking) {
        let waits = |one: &Told| matches!(one.fate, Some(Fate::Scheduled | Fate::Cancelled));
        let told: Vec<&Told> = told.iter().filter(|one| !waits(one)).collect();
        let sum = |figure: fn(&Told) -> i64| told.iter().map(|one| figure(one)).sum();
        let answered = told.iter().filter_map(|one| one.answers.as_ref());
        let late = answered.map(|answers| answers.late).sum();
        let total = Total {
            announcements: count(told.len()),
            corrected: sum(|one| i64::from(matches!(one.fate, Some(Fate::Corrected(_))))),
            withdrawn: sum(|one| i64::from(one.fate == Some(Fate::Withdrawn))),
            chats: sum(|one| one.chats),
            sent: sum(|one| one.sent),
            failed: sum(|one| one.failed),
            asked: sum(|one| one.answers.map_or(0, |_| one.institutions)),
            answers: answers(self.took, late),
            disseminated: sum(|one| one.disseminated.unwrap_or_default()),
            without_chat: sum(|one| one.without_chat),
        };
        (total, self.ranking)
    }
}

fn answers(mut times: Vec<Duration>, late: i64) -> Answers {
    times.sort_unstable();
    Answers {
        confirmed: count(times.len()),
        late,
        median: took::median(&times),
        p90: took::p90(&times),
    }
}

/// Whether nothing of it has left: its schedule has not come, or was called off.
fn waits(one: &Head) -> bool {
    let halt = one.halt.as_ref();
    halt.is_some_and(|it| matches!(it, Halt::Scheduled(_) | Halt::Missed(_) | Halt::Cancelled))
}

/// Whether its confirmations count: they were asked for, and what they confirm holds.
fn is_asked(one: &Head) -> bool {
    !one.is_withdrawn() && !waits(one) && one.options.confirmation != Confirmation::None
}

fn fate(one: &Head) -> Option<Fate> {
    match one.halt {
        Some(Halt::Cancelled) => Some(Fate::Cancelled),
        Some(Halt::Scheduled(_) | Halt::Missed(_)) => Some(Fate::Scheduled),
        _ if one.is_withdrawn() => Some(Fate::Withdrawn),
        Some(Halt::Stopped) => Some(Fate::Stopped),
        Some(Halt::Paused) | None => (one.revision > 1).then(|| Fate::Corrected(one.revision - 1)),
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
