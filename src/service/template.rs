//! Texts that are used again. Owners make and delete them; an author fills one in and has a draft, which
//! goes the way of all drafts.

use crate::domain::clock::Timestamp;
use crate::domain::id::{self, TemplateId};
use crate::domain::message::{Message, utf16_len};
use crate::domain::options;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::domain::split::slice;
use crate::domain::template::{
    Filling, LONGEST_NAME, LONGEST_VALUE, MOST_FIELDS, Template, fields, fill,
};
use crate::store::event::Entry;
use crate::store::template as store;
use crate::store::{Tx, question};

use super::draft::{self, Preview};
use super::{Error, Rules, people};

/// Most templates: a list that nobody reads is none.
const MOST: usize = 30;

fn need_user(actor: &Actor) -> Result<(), Refusal> {
    match actor.is(Role::Author) || actor.is(Role::Owner) {
        true => Ok(()),
        false => Err(Refusal::RoleNeeded { role: Role::Author }),
    }
}

/// All templates.
///
/// # Errors
/// Refused for others than authors and owners.
pub async fn list(tx: &mut Tx, actor: &Actor) -> Result<Vec<Template>, Error> {
    need_user(actor)?;
    Ok(store::all(tx).await?)
}

/// One template.
///
/// # Errors
/// Refused for others than authors and owners, and when it was deleted.
pub async fn open(tx: &mut Tx, actor: &Actor, id: TemplateId) -> Result<Template, Error> {
    need_user(actor)?;
    Ok(store::find(tx, id).await?.ok_or(Refusal::TemplateGone)?)
}

/// Makes a template of what stands behind `/templat buat`: its name, then its text from the next line,
/// which may begin with a line of options.
///
/// # Errors
/// Refused for others than owners, without a name or text, for options that are not understood, and for
/// names that are taken.
pub async fn make(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    typed: &Message,
    now: Timestamp,
) -> Result<Template, Error> {
    people::need(actor, Role::Owner)?;
    let (name, rest) = typed.text.split_once('\n').ok_or(Refusal::TemplateUsage)?;
    let name = name.trim().to_owned();
    let end = utf16_len(&typed.text);
    let text = slice(typed, end - utf16_len(rest.trim_start()), end);
    let (options_line, content) = options::part(&text);
    if name.is_empty() || content.text.trim().is_empty() {
        return Err(Refusal::TemplateUsage.into());
    }
    if name.chars().nth(LONGEST_NAME).is_some() || fields(&content).len() > MOST_FIELDS {
        let (longest, most) = (LONGEST_NAME, MOST_FIELDS);
        return Err(Refusal::TemplateTooLarge { longest, most }.into());
    }
    // What is wrong with its options is better told to who makes it than to all who use it.
    draft::options_of(tx, &Area::Everywhere, &options_line, rules.today(now)).await?;
    if store::all(tx).await?.len() >= MOST {
        return Err(Refusal::TemplatesFull { most: MOST }.into());
    }
    let template = Template {
        id: TemplateId(id::next(now)),
        name,
        options_line,
        content,
        made_at: now,
    };
    if !store::insert(tx, &template, &actor.person).await? {
        let name = template.name;
        return Err(Refusal::TemplateNameTaken { name }.into());
    }
    let detail = serde_json::json!({ "template": template.id, "name": template.name });
    Entry::by(&actor.person, "template.made")
        .write(tx, now, detail)
        .await?;
    Ok(template)
}

/// The template that an owner is about to delete.
///
/// # Errors
/// Refused for others than owners, and when it was deleted.
pub async fn to_delete(tx: &mut Tx, actor: &Actor, id: TemplateId) -> Result<Template, Error> {
    people::need(actor, Role::Owner)?;
    Ok(store::find(tx, id).await?.ok_or(Refusal::TemplateGone)?)
}

/// Deletes a template; drafts that were made of it stay.
///
/// # Errors
/// Refused for others than owners, and when it was deleted.
pub async fn delete(
    tx: &mut Tx,
    actor: &Actor,
    id: TemplateId,
    now: Timestamp,
) -> Result<Template, Error> {
    let template = to_delete(tx, actor, id).await?;
    store::delete(tx, id).await?;
    let detail = serde_json::json!({ "template": id, "name": template.name });
    Entry::by(&actor.person, "template.deleted")
        .write(tx, now, detail)
        .await?;
    Ok(template)
}

/// How far somebody is with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The next field is asked for.
    Ask {
        /// Fields that are filled in already.
        filled: usize,
        /// All fields.
        fields: Vec<String>,
    },
    /// All are filled in: the draft is open.
    Drafted(Box<Preview>),
}

/// "Pakai": the fields are asked for, one by one; without any the draft is open at once.
///
/// # Errors
/// Refused for others than authors, when it was deleted, and while another draft says something.
pub async fn begin(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: TemplateId,
    now: Timestamp,
) -> Result<Step, Error> {
    people::need(actor, Role::Author)?;
    let template = open(tx, actor, id).await?;
    go_on(tx, rules, actor, template, Vec::new(), now).await
}

/// Takes what somebody writes as the value that they were asked for; `None`: they were not, or not any
/// more.
///
/// # Errors
/// As [`begin`]; refused for an empty value and for one that is too long. The question stays.
pub async fn answer(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    words: &str,
    now: Timestamp,
) -> Result<Option<Step>, Error> {
    let Some(filling) = store::filling(tx, &actor.person).await? else {
        return Ok(None);
    };
    if now.since(filling.asked_at) >= rules.draft_expires {
        question::forget(tx, &actor.address).await?;
        return Ok(None);
    }
    people::need(actor, Role::Author)?;
    let template = open(tx, actor, filling.template).await?;
    let value = words.trim();
    if value.is_empty() || utf16_len(value) > LONGEST_VALUE {
        return Err(Refusal::FieldTooLong {
            most: LONGEST_VALUE,
        }
        .into());
    }
    let mut values = filling.values;
    values.push(value.to_owned());
    go_on(tx, rules, actor, template, values, now)
        .await
        .map(Some)
}

async fn go_on(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    template: Template,
    values: Vec<String>,
    now: Timestamp,
) -> Result<Step, Error> {
    if draft::says_something(tx, actor).await? {
        return Err(Refusal::DraftOpen.into());
    }
    let fields = fields(&template.content);
    let filled = values.len();
    if filled < fields.len() {
        let filling = Filling {
            template: template.id,
            values,
            asked_at: now,
        };
        store::ask(tx, &actor.person, &actor.address, &filling).await?;
        return Ok(Step::Ask { filled, fields });
    }
    question::forget(tx, &actor.address).await?;
    let content = fill(&template.content, &values);
    let preview = draft::open_filled(tx, rules, actor, &template, content, now).await?;
    Ok(Step::Drafted(Box::new(preview)))
}

/// "Batal" below a question.
///
/// # Errors
/// A database fault.
pub async fn cancel(tx: &mut Tx, actor: &Actor) -> Result<(), Error> {
    Ok(question::forget_words(tx, &actor.address).await?)
}
