//! `/templat`: texts that are used again.

use crate::domain::event::{Content, Press, Said, Visitor};
use crate::domain::id::TemplateId;
use crate::domain::message::{Message, utf16_len};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::domain::split::slice;
use crate::domain::template::Template;
use crate::service::Error;
use crate::service::template::{self, Step};
use crate::view;

use super::talk::Talk;

/// The word behind `/templat` by which an owner makes one.
const MAKE: &str = "buat";

/// `/templat`, `/templat buat NAMA` with the text from the next line.
pub(super) async fn command(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    said: &Said,
    arguments: &Message,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let first = arguments.text.split_whitespace().next().unwrap_or_default();
    if first.is_empty() {
        let message = all(talk, &actor).await?;
        return talk.send(&actor.address, message).await;
    }
    if !first.eq_ignore_ascii_case(MAKE) {
        return Err(Refusal::TemplateUsage.into());
    }
    if matches!(said.content, Content::Medium(_)) {
        return Err(Refusal::TemplateTextOnly.into());
    }
    let behind = arguments.text.trim_start()[first.len()..].trim_start_matches(' ');
    let end = utf16_len(&arguments.text);
    let typed = slice(arguments, end - utf16_len(behind), end);
    let made = template::make(talk.tx, talk.rules, &actor, &typed, talk.now).await?;
    let said = view::template::made(&talk.lang, &made);
    talk.send(&actor.address, said).await?;
    let page = page(talk, &actor, &made);
    talk.send(&actor.address, page).await
}

async fn all(talk: &mut Talk<'_>, actor: &Actor) -> Result<Message, Error> {
    let templates = template::list(talk.tx, actor).await?;
    let owner = actor.is(Role::Owner);
    Ok(view::template::list(&talk.lang, &templates, owner))
}

fn page(talk: &Talk<'_>, actor: &Actor, template: &Template) -> Message {
    let (author, owner) = (actor.is(Role::Author), actor.is(Role::Owner));
    view::template::page(&talk.lang, template, author, owner)
}

/// "‹ Kembali": the list.
pub(super) async fn list(talk: &mut Talk<'_>, press: &Press) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let message = all(talk, &actor).await?;
    talk.nod(press).await?;
    talk.edit(press, message).await
}

/// A template's page.
pub(super) async fn open(talk: &mut Talk<'_>, press: &Press, id: TemplateId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let template = template::open(talk.tx, &actor, id).await?;
    talk.nod(press).await?;
    let page = page(talk, &actor, &template);
    talk.edit(press, page).await
}

/// "Pakai"
pub(super) async fn begin(talk: &mut Talk<'_>, press: &Press, id: TemplateId) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let step = template::begin(talk.tx, talk.rules, &actor, id, talk.now).await?;
    talk.nod(press).await?;
    go_on(talk, &actor, step).await
}

/// Takes somebody's words as the value that they were asked for, if they were.
pub(super) async fn answered(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    words: &str,
) -> Result<bool, Error> {
    let actor = talk.actor(visitor).await?;
    let step = template::answer(talk.tx, talk.rules, &actor, words, talk.now).await?;
    let Some(step) = step else {
        return Ok(false);
    };
    go_on(talk, &actor, step).await?;
    Ok(true)
}

async fn go_on(talk: &mut Talk<'_>, actor: &Actor, step: Step) -> Result<(), Error> {
    match step {
        Step::Ask { filled, fields } => {
            let question = view::template::ask(&talk.lang, &fields, filled);
            talk.send(&actor.address, question).await
        }
        Step::Drafted(preview) => {
            talk.reply(&actor.address, view::template::filled).await?;
            let lang = talk.lang;
            super::announce::show(talk, &actor.address, &lang, &preview).await
        }
    }
}

/// "Batal" below a question.
pub(super) async fn cancel(talk: &mut Talk<'_>, press: &Press) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    template::cancel(talk.tx, &actor).await?;
    talk.nod(press).await?;
    let cancelled = view::template::cancelled(&talk.lang);
    talk.edit(press, cancelled).await
}

/// "Hapus": surely?
pub(super) async fn ask_delete(
    talk: &mut Talk<'_>,
    press: &Press,
    id: TemplateId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let template = template::to_delete(talk.tx, &actor, id).await?;
    talk.nod(press).await?;
    let question = view::template::sure(&talk.lang, &template);
    talk.edit(press, question).await
}

/// "Ya, hapus"
pub(super) async fn delete(
    talk: &mut Talk<'_>,
    press: &Press,
    id: TemplateId,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let template = template::delete(talk.tx, &actor, id, talk.now).await?;
    talk.nod(press).await?;
    let deleted = view::template::deleted(&talk.lang, &template);
    talk.edit(press, deleted).await
}
