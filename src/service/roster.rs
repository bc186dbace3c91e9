//! Importing the registry's files: all of a file or nothing of it, and only what it changes.
//!
//! Everything is checked before the first row is written. What was wrong with a file in itself is told
//! together with what is wrong with it here, so that it is corrected in one round.
//!
//! [`known`] reads what a file is held against, [`plan`] says what it would do, `staged` does it.

use std::collections::{HashMap, HashSet};

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::PlaceKind;
use crate::domain::id::{self, ChatId, GrantId, PersonId};
use crate::domain::institution::{Code, Institution};
use crate::domain::roster::change::{self, Change, Step};
use crate::domain::roster::tree;
use crate::domain::roster::{
    ChatFile, ChatRow, InstitutionFile, Problem, ProblemKind, RosterFile, Summary,
};
use crate::store::chat::{self, Registration};
use crate::store::staging::{StagedChat, StagedInstitution};
use crate::store::{Fault, Tx, grant, institution};

mod staged;
#[cfg(test)]
mod tests;

pub use staged::{apply, clear, stage, take};

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

/// What an import would do.
#[derive(Debug)]
pub struct Plan {
    /// In rows of the file.
    pub summary: Summary,
    /// Each row that changes something, in the order in which it is written.
    pub changes: Vec<Change>,
    rows: Staged,
}

/// Every row of a file with what was found of it, in the order in which they are written.
#[derive(Debug)]
enum Staged {
    Institutions(Vec<StagedInstitution>),
    Chats(Vec<StagedChat>),
}

/// The registry, as far as a file is held against it.
#[derive(Debug)]
pub struct Known(Against);

#[derive(Debug)]
enum Against {
    Institutions(Institutions),
    Chats(Registry, Officers),
    Nothing,
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
    let stored = Institutions::load(tx).await?;
    let plan = plan_institutions(file, &stored).map_err(ImportError::Problems)?;
    staged::apply(tx, by, &plan, now).await?;
    Ok(plan.summary)
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
    let (registry, held) = (Registry::load(tx).await?, Officers::load(tx).await?);
    let plan = plan_chats(file, &registry, &held, now).map_err(ImportError::Problems)?;
    staged::apply(tx, by, &plan, now).await?;
    Ok(plan.summary)
}

/// What a file would do; writes nothing.
///
/// # Errors
/// All problems of the file, in itself and with the registry, or a fault.
pub async fn compare(tx: &mut Tx, file: &RosterFile, now: Timestamp) -> Result<Plan, ImportError> {
    let known = known(tx, file).await?;
    plan(file, &known, now).map_err(ImportError::Problems)
}

/// Reads what a file has to be held against.
///
/// # Errors
/// A database fault.
pub async fn known(tx: &mut Tx, file: &RosterFile) -> Result<Known, Fault> {
    Ok(Known(match file {
        RosterFile::Institutions(_) => Against::Institutions(Institutions::load(tx).await?),
        RosterFile::Chats(_) => {
            Against::Chats(Registry::load(tx).await?, Officers::load(tx).await?)
        }
        RosterFile::Unknown(_) => Against::Nothing,
    }))
}

/// What a file would do to the registry as it was read by [`known`] for it. Takes a while for a large one,
/// and no database.
///
/// # Errors
/// All problems of the file, in itself and with the registry.
pub fn plan(file: &RosterFile, known: &Known, now: Timestamp) -> Result<Plan, Vec<Problem>> {
    match (file, &known.0) {
        (RosterFile::Institutions(file), Against::Institutions(stored)) => {
            plan_institutions(file, stored)
        }
        (RosterFile::Chats(file), Against::Chats(registry, officers)) => {
            plan_chats(file, registry, officers, now)
        }
        (RosterFile::Unknown(problems), _) => Err(problems.clone()),
        // What was read for another kind of file knows of none of its rows.
        (RosterFile::Institutions(file), _) => plan_institutions(file, &Institutions::default()),
        (RosterFile::Chats(file), _) => {
            plan_chats(file, &Registry::default(), &Officers::default(), now)
        }
    }
}

fn plan_institutions(file: &InstitutionFile, stored: &Institutions) -> Result<Plan, Vec<Problem>> {
    let known: tree::Known = stored
        .all
        .iter()
        .map(|it| (it.code.clone(), it.parent.clone()))
        .collect();
    let walk = tree::walk(file.links(), &known);
    refuse(file.problems(), &walk.problems)?;

    let by_code: HashMap<&Code, &Institution> =
        stored.all.iter().map(|it| (&it.code, it)).collect();
    let mut summary = Summary::default();
    let (mut changes, mut rows) = (Vec::new(), Vec::with_capacity(walk.order.len()));
    for at in walk.order {
        let row = &file.rows()[at].institution;
        let (code, name) = (row.code.clone(), row.name.clone());
        let back = stored.inactive.contains(&row.code);
        let before = by_code.get(&row.code).copied();
        let change = match before {
            Some(same) if same == row && !back => {
                summary.unchanged += 1;
                None
            }
            Some(old) => {
                summary.changed += 1;
                let fields = change::differences(old, row);
                Some(Change::Institution {
                    code,
                    name,
                    fields,
                    back,
                })
            }
            None => {
                summary.new += 1;
                Some(Change::NewInstitution { code, name })
            }
        };
        rows.push(StagedInstitution {
            institution: row.clone(),
            found: before.map(|it| (it.clone(), !back)),
            changes: change.is_some(),
        });
        changes.extend(change);
    }
    Ok(Plan {
        summary,
        changes,
        rows: Staged::Institutions(rows),
    })
}

fn plan_chats(
    file: &ChatFile,
    registry: &Registry,
    held: &Officers,
    now: Timestamp,
) -> Result<Plan, Vec<Problem>> {
    refuse(file.problems(), &registry.problems(file))?;

    let mut summary = Summary::default();
    let (mut changes, mut rows) = (Vec::new(), Vec::with_capacity(file.rows().len()));
    for row in file.rows() {
        let before = registry.chat(row);
        let step = match before {
            None => Step::New,
            Some(chat) if chat.removed => Step::Back,
            Some(chat) if chat.kind != row.kind => Step::OtherKind,
            Some(_) => Step::Same,
        };
        let officer = held.lack(row);
        let same = step == Step::Same;
        rows.push(StagedChat {
            address: row.address.clone(),
            kind: row.kind,
            title: registry.name(&row.institution),
            institution: row.institution.clone(),
            found: before.map(|chat| (chat.kind, chat.removed)),
            registers: (!same).then(|| ChatId(id::next(now))),
            appoints: officer.then(|| {
                let key = PersonId(super::people::random_key());
                (GrantId(id::next(now)), key)
            }),
        });
        match (step, officer) {
            (Step::New, _) => summary.new += 1,
            (Step::Same, false) => {
                summary.unchanged += 1;
                continue;
            }
            _ => summary.changed += 1,
        }
        changes.push(Change::Chat {
            institution: row.institution.clone(),
            name: registry.name(&row.institution),
            address: row.address.clone(),
            kind: row.kind,
            step,
            officer,
        });
    }
    Ok(Plan {
        summary,
        changes,
        rows: Staged::Chats(rows),
    })
}

/// Ends the import if anything is wrong, in the file or with it.
fn refuse(in_file: &[Problem], here: &[Problem]) -> Result<(), Vec<Problem>> {
    let mut problems = [in_file, here].concat();
    if problems.is_empty() {
        return Ok(());
    }
    problems.sort_by_key(|problem| problem.line);
    Err(problems)
}

/// The registry as institutions are held against it.
#[derive(Debug, Default)]
struct Institutions {
    all: Vec<Institution>,
    inactive: HashSet<Code>,
}

impl Institutions {
    async fn load(tx: &mut Tx) -> Result<Self, Fault> {
        Ok(Self {
            all: institution::all(tx).await?,
            inactive: institution::inactive(tx).await?.into_iter().collect(),
        })
    }
}

/// The registry as chats are held against it.
#[derive(Debug, Default)]
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

/// Who is an officer of what, by private chat.
#[derive(Debug, Default)]
struct Officers(HashSet<(Address, Code)>);

impl Officers {
    async fn load(tx: &mut Tx) -> Result<Self, Fault> {
        let held = grant::officers_by_address(tx).await?;
        Ok(Self(held.into_iter().collect()))
    }

    /// Whether the row makes somebody an officer who is not one yet.
    fn lack(&self, row: &ChatRow) -> bool {
        row.kind == PlaceKind::Private
            && !self
                .0
                .contains(&(row.address.clone(), row.institution.clone()))
    }
}
