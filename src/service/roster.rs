//! Importing the registry's files: all of a file or nothing of it, and only what it changes.
//!
//! Everything is checked before the first row is written. What was wrong with a file in itself is told
//! together with what is wrong with it here, so that it is corrected in one round.

use std::collections::{HashMap, HashSet};

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::PlaceKind;
use crate::domain::id::{self, ChatId, GrantId, PersonId};
use crate::domain::institution::{Code, Institution};
use crate::domain::role::{Area, Role};
use crate::domain::roster::tree::{self, Known};
use crate::domain::roster::{ChatFile, ChatRow, InstitutionFile, Problem, ProblemKind, Summary};
use crate::store::chat::{self, Chat, Registration};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::{Fault, Tx, institution, person};

#[cfg(test)]
mod tests;

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file must be corrected; everything that is wrong with it, by line.
    #[error("{} problems in the file", .0.len())]
    Problems(Vec<Problem>),
    /// Nobody's doing; tried again.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Brings the institutions of a file into the registry. Those that it does not name stay as they are;
/// one that was out of service is in service again.
///
/// # Errors
/// [`ImportError`]; with problems nothing was written, after a fault the transaction must be dropped.
pub async fn import_institutions(
    tx: &mut Tx,
    by: Option<&PersonId>,
    file: &InstitutionFile,
    now: Timestamp,
) -> Result<Summary, ImportError> {
    let stored = institution::all(tx).await?;
    let known: Known = stored
        .iter()
        .map(|it| (it.code.clone(), it.parent.clone()))
        .collect();
    let walk = tree::walk(file.links(), &known);
    refuse(file.problems(), &walk.problems)?;

    let inactive: HashSet<Code> = institution::inactive(tx).await?.into_iter().collect();
    let stored: HashMap<&Code, &Institution> = stored.iter().map(|it| (&it.code, it)).collect();
    let mut summary = Summary::default();
    let mut to_write = Vec::new();
    for at in walk.order {
        let row = &file.rows()[at].institution;
        match stored.get(&row.code) {
            Some(same) if *same == row && !inactive.contains(&row.code) => {
                summary.unchanged += 1;
                continue;
            }
            Some(_) => summary.changed += 1,
            None => summary.new += 1,
        }
        to_write.push(row);
    }
    if !to_write.is_empty() {
        institution::upsert_all(tx, &to_write, now).await?;
        institution::rebuild_lineage(tx).await?;
    }
    record(tx, by, "institutions", summary, now).await?;
    Ok(summary)
}

/// Registers the chats of a file; a private one makes its person an officer at once. A chat that cannot
/// be reached stays so, since the file knows no better; one that was removed comes back.
///
/// # Errors
/// [`ImportError`]; with problems nothing was written, after a fault the transaction must be dropped.
pub async fn import_chats(
    tx: &mut Tx,
    by: Option<&PersonId>,
    file: &ChatFile,
    now: Timestamp,
) -> Result<Summary, ImportError> {
    let registry = Registry::load(tx).await?;
    refuse(file.problems(), &registry.problems(file))?;

    let officers = Officers::of(tx, file).await?;
    let mut summary = Summary::default();
    let (mut chats, mut grants) = (Vec::new(), Vec::new());
    for row in file.rows() {
        let before = registry.chat(row);
        let same = before.is_some_and(|chat| chat.kind == row.kind && !chat.removed);
        let officer = officers.missing(row);
        if !same {
            chats.push(Chat {
                id: ChatId(id::next(now)),
                address: row.address.clone(),
                kind: row.kind,
                public: false,
                title: registry.name(&row.institution),
                institution: row.institution.clone(),
            });
        }
        match (before, same && officer.is_none()) {
            (None, _) => summary.new += 1,
            (Some(_), false) => summary.changed += 1,
            (Some(_), true) => summary.unchanged += 1,
        }
        grants.extend(officer.map(|person| Grant {
            id: GrantId(id::next(now)),
            person,
            role: Role::Officer,
            area: Area::Subtree(row.institution.clone()),
            state: "active".to_owned(),
            invited_by: by.cloned(),
        }));
    }
    chat::import_all(tx, &chats, by, now).await?;
    grant::insert_all(tx, &grants, now).await?;
    record(tx, by, "chats", summary, now).await?;
    Ok(summary)
}

/// Ends the import if anything is wrong, in the file or with it.
fn refuse(in_file: &[Problem], here: &[Problem]) -> Result<(), ImportError> {
    let mut problems = [in_file, here].concat();
    if problems.is_empty() {
        return Ok(());
    }
    problems.sort_by_key(|problem| problem.line);
    Err(ImportError::Problems(problems))
}

async fn record(
    tx: &mut Tx,
    by: Option<&PersonId>,
    what: &str,
    summary: Summary,
    now: Timestamp,
) -> Result<(), Fault> {
    let entry = by.map_or(Entry::of_itself("roster.imported"), |by| {
        Entry::by(by, "roster.imported")
    });
    let detail = serde_json::json!({
        "what": what,
        "new": summary.new,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
    });
    entry.write(tx, now, detail).await
}

/// The registry as chats are held against it.
struct Registry {
    names: HashMap<Code, String>,
    inactive: HashSet<Code>,
    chats: HashMap<Address, Vec<Registration>>,
}

impl Registry {
    async fn load(tx: &mut Tx) -> Result<Self, Fault> {
        let institutions = institution::all(tx).await?.into_iter();
        let mut chats: HashMap<Address, Vec<Registration>> = HashMap::new();
        for chat in chat::registrations(tx).await? {
            chats.entry(chat.address.clone()).or_default().push(chat);
        }
        Ok(Self {
            names: institutions.map(|it| (it.code, it.name)).collect(),
            inactive: institution::inactive(tx).await?.into_iter().collect(),
            chats,
        })
    }

    fn problems(&self, file: &ChatFile) -> Vec<Problem> {
        let known = |code| self.names.contains_key(code) && !self.inactive.contains(code);
        let unknown = file.codes().iter().filter(|(_, code)| !known(code));
        let unknown = unknown.map(|(line, code)| {
            let code = code.clone();
            let kind = ProblemKind::UnknownInstitution { code };
            Problem::in_column(*line, ChatFile::CODE_COLUMN, kind)
        });
        let taken = file.rows().iter().filter_map(|row| {
            let institution = self.name(self.holder(row)?);
            let kind = ProblemKind::ChatTaken { institution };
            Some(Problem::in_column(row.line, ChatFile::CHAT_COLUMN, kind))
        });
        unknown.chain(taken).collect()
    }

    /// The other institution that has the row's chat. A private chat may serve several.
    fn holder(&self, row: &ChatRow) -> Option<&Code> {
        let chats = self.chats.get(&row.address)?;
        let other = chats
            .iter()
            .find(|chat| !chat.removed && chat.institution != row.institution)?;
        (row.kind != PlaceKind::Private).then_some(&other.institution)
    }

    /// The row's own registration.
    fn chat(&self, row: &ChatRow) -> Option<&Registration> {
        let chats = self.chats.get(&row.address)?;
        chats
            .iter()
            .find(|chat| chat.institution == row.institution)
    }

    fn name(&self, code: &Code) -> String {
        let name = self.names.get(code).cloned();
        name.unwrap_or_else(|| code.to_string())
    }
}

/// The people behind a file's private chats.
struct Officers {
    people: HashMap<Address, PersonId>,
    held: HashSet<(PersonId, Area)>,
}

impl Officers {
    async fn of(tx: &mut Tx, file: &ChatFile) -> Result<Self, Fault> {
        let private = file
            .rows()
            .iter()
            .filter(|row| row.kind == PlaceKind::Private);
        let addresses: HashSet<&Address> = private.map(|row| &row.address).collect();
        let accounts: Vec<(&Address, String)> = addresses
            .into_iter()
            .map(|address| (address, super::people::random_key()))
            .collect();
        let people = person::ensure_all(tx, &accounts).await?;
        let held = grant::holders(tx, Role::Officer).await?.into_iter();
        Ok(Self {
            people,
            held: held.map(|grant| (grant.person, grant.area)).collect(),
        })
    }

    /// The person whom the row makes an officer, unless they are one already.
    fn missing(&self, row: &ChatRow) -> Option<PersonId> {
        if row.kind != PlaceKind::Private {
            return None;
        }
        let person = self.people.get(&row.address)?.clone();
        let held = (person, Area::Subtree(row.institution.clone()));
        (!self.held.contains(&held)).then_some(held.0)
    }
}
