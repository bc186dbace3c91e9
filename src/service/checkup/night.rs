//! Every morning: what is new on the list of what is wrong, told to those who look after it.
//!
//! What was known before stands in a table; days are counted in the office's zone. So nothing is told
//! twice, whatever restarts, stands by, or has its clock set.

use std::collections::HashSet;

use chrono::{Datelike, NaiveTime};

use crate::domain::calendar;
use crate::domain::checkup::{Counts, Kind};
use crate::domain::clock::Timestamp;
use crate::domain::id::GrantId;
use crate::domain::institution::Code;
use crate::domain::role::{Area, Role, Scope};
use crate::store::checkup::{self as store, Nights};
use crate::store::event::Entry;
use crate::store::person::Person;
use crate::store::{Fault, Tx, grant, institution};
use crate::view;

use super::{Lists, Watch, live};
use crate::service::{Rules, notice, people, post};

/// When it is done, by the clock on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// Looking at all chats begins.
    pub nightly: NaiveTime,
    /// What is new is told.
    pub report_at: NaiveTime,
}

/// Does what the hour asks for and has not been done; when to come again.
///
/// # Errors
/// A database fault.
pub async fn step(
    tx: &mut Tx,
    rules: &Rules,
    hours: Hours,
    now: Timestamp,
) -> Result<Timestamp, Fault> {
    let zone = rules.calendar.zone;
    let (night, night_at) = calendar::last(zone, hours.nightly, now);
    let (morning, morning_at) = calendar::last(zone, hours.report_at, now);
    let [night, morning] = [night, morning].map(|day| i64::from(day.num_days_from_ce()));
    let known = store::nights(tx).await?;
    // The first morning is the first that comes: nobody is told anything while an office is set up.
    let mut nights = known.unwrap_or(Nights {
        looked_on: night,
        reported_on: morning,
        reported_at: Timestamp(0),
    });
    if known.is_none() {
        store::begin_nights(tx, nights).await?;
    }
    if morning > nights.reported_on {
        // After a clock that was set back, what is found now is still newer than the last report.
        let found_at = now.max(Timestamp(nights.reported_at.0 + 1));
        look_over(tx, found_at).await?;
        tell(tx, rules, nights.reported_at, now).await?;
        nights.reported_on = morning;
        nights.reported_at = found_at;
        store::set_nights(tx, nights).await?;
    }
    if night > nights.looked_on {
        // A night that was slept through is not made up for by day.
        if night_at > morning_at {
            let everything = Scope::of([Area::Everywhere]);
            let quiet_until = calendar::next(zone, hours.report_at, now);
            live::begin(tx, &everything, None, Some(quiet_until), now).await?;
        }
        nights.looked_on = night;
        store::set_nights(tx, nights).await?;
    }
    let next = |hour| calendar::next(zone, hour, now);
    Ok(next(hours.nightly).min(next(hours.report_at)))
}

/// Writes down what is wrong now: what is new beside what was known.
async fn look_over(tx: &mut Tx, now: Timestamp) -> Result<(), Fault> {
    let everything = Watch {
        scope: Scope::of([Area::Everywhere]),
        owner: true,
    };
    let lists = Lists::of(tx, &everything).await?;
    for kind in Kind::ALL {
        match lists.get(kind) {
            Some(list) => {
                let objects: Vec<String> =
                    list.iter().map(|(GrantId(id), _)| id.to_string()).collect();
                store::keep_listed(tx, kind, &objects, now).await?;
            }
            None => store::keep_query(tx, kind, now).await?,
        }
    }
    Ok(())
}

/// Findings of a kind at an institution; at none: for owners.
type New = (Kind, Option<Code>, i64);

/// Tells each coordinator what is new within their scope, and owners what nobody else hears of.
async fn tell(tx: &mut Tx, rules: &Rules, after: Timestamp, now: Timestamp) -> Result<(), Fault> {
    let new = store::new_findings(tx, after).await?;
    if new.is_empty() {
        return Ok(());
    }
    let owners = people::owners(tx).await?;
    let mut covered = HashSet::new();
    let mut told = Vec::new();
    for (person, scope) in coordinators(tx).await? {
        let codes = institution::codes_within(tx, &scope).await?;
        let own = |(_, code, _): &&New| code.as_ref().is_some_and(|code| codes.contains(code));
        let counts = sum(new.iter().filter(own));
        // An owner who is a coordinator too finds both on the one list.
        if !owners.iter().any(|owner| owner.id == person.id)
            && send(tx, rules, &person, &counts, now).await?
        {
            told.push(person.id);
            covered.extend(codes);
        }
    }
    let left = |(_, code, _): &&New| code.as_ref().is_none_or(|code| !covered.contains(code));
    let counts = sum(new.iter().filter(left));
    for owner in &owners {
        if send(tx, rules, owner, &counts, now).await? {
            told.push(owner.id.clone());
        }
    }
    let detail = serde_json::json!({
        "new": new.iter().map(|(_, _, count)| count).sum::<i64>(),
        "told": told,
    });
    Entry::of_itself("checkup.reported")
        .write(tx, now, detail)
        .await
}

/// Everybody who is a coordinator, each once with all that they look after.
async fn coordinators(tx: &mut Tx) -> Result<Vec<(Person, Scope)>, Fault> {
    let mut held = grant::holders(tx, Role::Coordinator).await?;
    held.sort_by(|a, b| a.person.0.cmp(&b.person.0));
    let mut found = Vec::new();
    for grants in held.chunk_by(|a, b| a.person == b.person) {
        let scope = Scope::of(grants.iter().map(|grant| grant.area.clone()));
        let person = crate::store::person::get(tx, &grants[0].person).await?;
        found.push((person, scope));
    }
    Ok(found)
}

/// Tells one person, if there is anything; whether they can be told.
async fn send(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    counts: &Counts,
    now: Timestamp,
) -> Result<bool, Fault> {
    let Some(to) = &person.address else {
        return Ok(false);
    };
    if counts.total() > 0 {
        let lang = rules.lang(person.language.as_deref());
        post::send(tx, to, view::checkup::morning(&lang, counts), now).await?;
        notice::reported(tx, to, counts.of(Kind::Lost) + counts.of(Kind::Muted)).await?;
    }
    Ok(true)
}

fn sum<'a>(new: impl Iterator<Item = &'a New>) -> Counts {
    let mut counts = Kind::ALL.map(|kind| (kind, 0));
    for (kind, _, count) in new {
        for (of, sum) in &mut counts {
            if of == kind {
                *sum += count;
            }
        }
    }
    Counts(counts.into_iter().filter(|(_, sum)| *sum > 0).collect())
}
