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
use crate::domain::roster::change::{self, Change, Step};
use crate::domain::roster::tree::{self, Known};
use crate::domain::roster::{
    ChatFile, ChatRow, InstitutionFile, Problem, ProblemKind, RosterFile, Summary,
};
use crate::store::chat::{self, Chat, Registration};
use crate::store::event::Entry;
use crate::store::grant::{self, Grant};
use crate::store::{Fault, Tx, institution, person};

use super::uninvited;

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

/// What an import would do.
#[derive(Debug)]
pub struct Plan {
    /// In rows of the file.
    pub summary: Summary,
    /// Each row that changes something, in the order in which it is written.
    pub changes: Vec<Change>,
    writes: Writes,
}

#[derive(Debug)]
enum Writes {
    Institutions(Vec<Institution>),
    Chats {
        chats: Vec<ChatRow>,
        /// Whose people become officers.
        officers: Vec<ChatRow>,
        names: HashMap<Code, String>,
    },
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
    let plan = compare_institutions(tx, file).await?;
    apply(tx, by, &plan, now).await?;
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
    let plan = compare_chats(tx, file).await?;
    apply(tx, by, &plan, now).await?;
    Ok(plan.summary)
}

/// What a file would do; writes nothing.
///
/// # Errors
/// All problems of the file, in itself and with the registry, or a fault.
pub async fn compare(tx: &mut Tx, file: &RosterFile) -> Result<Plan, ImportError> {
    match file {
        RosterFile::Institutions(file) => compare_institutions(tx, file).await,
        RosterFile::Chats(file) => compare_chats(tx, file).await,
        RosterFile::Unknown(problems) => Err(ImportError::Problems(problems.clone())),
    }
}

async fn compare_institutions(tx: &mut Tx, file: &InstitutionFile) -> Result<Plan, ImportError> {
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
    let (mut changes, mut writes) = (Vec::new(), Vec::new());
    for at in walk.order {
        let row = &file.rows()[at].institution;
        let (code, name) = (row.code.clone(), row.name.clone());
        let back = inactive.contains(&row.code);
        changes.push(match stored.get(&row.code) {
            Some(same) if *same == row && !back => {
                summary.unchanged += 1;
                continue;
            }
            Some(old) => {
                summary.changed += 1;
                let fields = change::differences(old, row);
                Change::Institution {
                    code,
                    name,
                    fields,
                    back,
                }
            }
            None => {
                summary.new += 1;
                Change::NewInstitution { code, name }
            }
        });
        writes.push(row.clone());
    }
    Ok(Plan {
        summary,
        changes,
        writes: Writes::Institutions(writes),
    })
}

async fn compare_chats(tx: &mut Tx, file: &ChatFile) -> Result<Plan, ImportError> {
    let registry = Registry::load(tx).await?;
    refuse(file.problems(), &registry.problems(file))?;

    let held = Officers::load(tx).await?;
    let mut summary = Summary::default();
    let (mut changes, mut chats, mut officers) = (Vec::new(), Vec::new(), Vec::new());
    for row in file.rows() {
        let before = registry.chat(row);
        let step = match before {
            None => Step::New,
            Some(chat) if chat.removed => Step::Back,
            Some(chat) if chat.kind != row.kind => Step::OtherKind,
            Some(_) => Step::Same,
        };
        let officer = held.lack(row);
        match (step, officer) {
            (Step::New, _) => summary.new += 1,
            (Step::Same, false) => {
                summary.unchanged += 1;
                continue;
            }
            _ => summary.changed += 1,
        }
        if step != Step::Same {
            chats.push(row.clone());
        }
        if officer {
            officers.push(row.clone());
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
        writes: Writes::Chats {
            chats,
            officers,
            names: registry.names,
        },
    })
}

/// Does what was planned in this very transaction, or in one that found the same plan.
///
/// # Errors
/// A fault; the transaction must be dropped then.
pub async fn apply(
    tx: &mut Tx,
    by: Option<&PersonId>,
    plan: &Plan,
    now: Timestamp,
) -> Result<(), Fault> {
    let what = match &plan.writes {
        Writes::Institutions(rows) => {
            if !rows.is_empty() {
                let rows: Vec<&Institution> = rows.iter().collect();
                institution::upsert_all(tx, &rows, now).await?;
                institution::rebuild_lineage(tx).await?;
            }
            "institutions"
        }
        Writes::Chats {
            chats,
            officers,
            names,
        } => {
            let chats: Vec<Chat> = chats
                .iter()
                .map(|row| registered(row, names, now))
                .collect();
            chat::import_all(tx, &chats, by, now).await?;
            uninvited::imported(tx, &chats).await?;
            appoint(tx, by, officers, now).await?;
            "chats"
        }
    };
    record(tx, by, what, plan.summary, now).await
}

fn registered(row: &ChatRow, names: &HashMap<Code, String>, now: Timestamp) -> Chat {
    let name = names.get(&row.institution).cloned();
    Chat {
        id: ChatId(id::next(now)),
        address: row.address.clone(),
        kind: row.kind,
        public: false,
        title: name.unwrap_or_else(|| row.institution.to_string()),
        institution: row.institution.clone(),
    }
}

/// Makes the people of private chats officers.
async fn appoint(
    tx: &mut Tx,
    by: Option<&PersonId>,
    rows: &[ChatRow],
    now: Timestamp,
) -> Result<(), Fault> {
    let addresses: HashSet<&Address> = rows.iter().map(|row| &row.address).collect();
    let accounts: Vec<(&Address, String)> = addresses
        .into_iter()
        .map(|address| (address, super::people::random_key()))
        .collect();
    let people = person::ensure_all(tx, &accounts).await?;
    let grants: Vec<Grant> = rows
        .iter()
        .filter_map(|row| {
            Some(Grant {
                id: GrantId(id::next(now)),
                person: people.get(&row.address)?.clone(),
                role: Role::Officer,
                area: Area::Subtree(row.institution.clone()),
                state: "active".to_owned(),
                invited_by: by.cloned(),
            })
        })
        .collect();
    grant::insert_all(tx, &grants, now).await
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

/// Who is an officer of what, by private chat.
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
