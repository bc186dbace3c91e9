//! Who is told of institutions that have not confirmed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::clock::Timestamp;
use crate::domain::due::{Clocks, Level};
use crate::domain::id::PersonId;
use crate::domain::institution::Code;
use crate::domain::outgoing::Lane;
use crate::domain::role::Role;
use crate::service::people;
use crate::store::announcement::Announcement;
use crate::store::event::Entry;
use crate::store::{Fault, Tx, escalation, nearest};

/// Whom to tell of which institutions, by level.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeMap<Level, Vec<(PersonId, Code)>>);

/// Finds whom to tell. A level at which there is nobody for an institution passes it on to the next one at
/// once. Of an exercise only those hear who take part.
///
/// # Errors
/// A database fault.
pub(super) async fn find(
    tx: &mut Tx,
    announcement: &Announcement,
    clocks: &Clocks<'_>,
    mut to_tell: BTreeMap<Level, Vec<Code>>,
) -> Result<Told, Fault> {
    let mut told = Told::default();
    let mut passed_on: Vec<Code> = Vec::new();
    for level in Level::ALL {
        let mut institutions = to_tell.remove(&level).unwrap_or_default();
        if announcement.options.drill && level > Level::Officers {
            continue;
        }
        if clocks.has_level(level) {
            institutions.append(&mut passed_on);
        }
        if institutions.is_empty() {
            continue;
        }
        let people = at_level(tx, level, &institutions).await?;
        let pairs = told.0.entry(level).or_default();
        for institution in institutions {
            match people.get(&institution) {
                Some(people) if !people.is_empty() => {
                    let pair = |person: &PersonId| (person.clone(), institution.clone());
                    pairs.extend(people.iter().map(pair));
                }
                _ => passed_on.push(institution),
            }
        }
    }
    Ok(told)
}

async fn at_level(
    tx: &mut Tx,
    level: Level,
    institutions: &[Code],
) -> Result<HashMap<Code, Vec<PersonId>>, Fault> {
    match level {
        Level::Officers => escalation::officers(tx, institutions).await,
        Level::Coordinators => nearest::of(tx, Role::Coordinator, institutions).await,
        Level::Owners => {
            let owners = people::owners(tx).await?.into_iter();
            let owners: Vec<PersonId> = owners
                .filter(|owner| owner.address.is_some())
                .map(|owner| owner.id)
                .collect();
            let of = institutions.iter();
            Ok(of.map(|code| (code.clone(), owners.clone())).collect())
        }
    }
}

impl Told {
    /// The level at which somebody is told of an institution.
    pub(super) fn level_of(&self, institution: &Code) -> Option<Level> {
        let told = self.0.iter();
        told.rev()
            .find(|(_, pairs)| pairs.iter().any(|(_, code)| code == institution))
            .map(|(level, _)| *level)
    }

    /// Leaves out who has confirmed meanwhile.
    pub(super) fn retain(&mut self, institutions: &HashSet<Code>) {
        for pairs in self.0.values_mut() {
            pairs.retain(|(_, code)| institutions.contains(code));
        }
    }

    /// Puts it on record and queues it, one message for each person.
    pub(super) async fn tell(
        &self,
        tx: &mut Tx,
        announcement: &Announcement,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let revised = (announcement.id, announcement.revision);
        let lane = Lane::of(announcement.options.nature.priority);
        for (level, pairs) in self.0.iter().filter(|(_, pairs)| !pairs.is_empty()) {
            escalation::note(tx, revised, *level, pairs, now).await?;
            let people: BTreeSet<&PersonId> = pairs.iter().map(|(person, _)| person).collect();
            let people: Vec<&PersonId> = people.into_iter().collect();
            escalation::queue(tx, announcement.id, *level, &people, lane, now).await?;
            let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (person, institution) in pairs {
                let told = of.entry(person.0.as_str()).or_default();
                told.push(institution.as_str());
            }
            let detail = serde_json::json!({
                "revision": announcement.revision, "level": level.number(), "told": of,
            });
            Entry::of_itself("confirmation.escalated")
                .on(announcement.id)
                .write(tx, now, detail)
                .await?;
        }
        Ok(())
    }
}
