//! `/privasi` and `/hapusdata`.

use crate::domain::address::Address;
use crate::domain::event::{Press, Visitor};
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::role::Actor;
use crate::service::{Error, erasure, people, post};
use crate::store::erase::Traces;
use crate::view;
use crate::view::privacy::Kept;

use super::talk::Talk;

/// A day, in seconds.
const DAY: u64 = 24 * 60 * 60;

/// `/privasi` in private: what is kept of the one who asks.
pub(super) async fn kept(talk: &mut Talk<'_>, visitor: &Visitor) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let Some(kept) = erasure::kept(talk.tx, &actor).await? else {
        let days = failed_days(talk);
        return talk
            .reply(&actor.address, |lang| view::privacy::nothing(lang, days))
            .await;
    };
    let Traces {
        confirmations,
        evidence,
        written,
        decided,
        chats,
        deeds,
    } = kept.traces;
    let roles = kept.roles.iter();
    let shown = Kept {
        name: &kept.person.name,
        username: kept.person.username.as_deref(),
        public_id: actor.address.public_id(),
        language: kept.person.language.as_deref(),
        roles: roles
            .map(|past| (past.role, &past.area, past.since, past.until))
            .collect(),
        confirmations,
        evidence,
        written,
        decided,
        chats,
        deeds,
        days: failed_days(talk),
    };
    talk.reply(&actor.address, |lang| view::privacy::kept(lang, &shown))
        .await
}

/// For how many days what came from the messenger is kept as it came, if it could not be worked on.
fn failed_days(talk: &Talk<'_>) -> i64 {
    let days = talk.rules.failed_kept.as_secs().div_ceil(DAY);
    i64::try_from(days).unwrap_or(i64::MAX)
}

/// `/hapusdata`, by an owner also `/hapusdata WHO`.
pub(super) async fn ask(talk: &mut Talk<'_>, visitor: &Visitor, typed: &str) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    if typed.trim().is_empty() {
        let question = question(talk, &actor, &actor.address).await?;
        return talk.send(&actor.address, question).await;
    }
    let people = erasure::meant(talk.tx, &actor, typed).await?;
    let message = match people.as_slice() {
        [one] => match &one.address {
            Some(address) => question(talk, &actor, address).await?,
            None => return Err(Refusal::UnknownButton.into()),
        },
        several => {
            let id = |address: &Address| address.public_id().to_owned();
            let named: Vec<(String, String)> = several
                .iter()
                .filter_map(|it| Some((it.name.clone(), it.address.as_ref().map(id)?)))
                .collect();
            view::privacy::several(&talk.lang, &named)
        }
    };
    talk.send(&actor.address, message).await
}

async fn question(talk: &mut Talk<'_>, actor: &Actor, address: &Address) -> Result<Message, Error> {
    let (person, offices) = erasure::consider(talk.tx, actor, address).await?;
    let mut institutions = Vec::new();
    for (_, code) in &offices {
        institutions.push(people::institution_name(talk.tx, code).await?);
    }
    let (account, _) = address.as_telegram().ok_or(Refusal::UnknownButton)?;
    let name = (actor.address != *address).then_some(person.name.as_str());
    Ok(view::privacy::ask(&talk.lang, name, &institutions, account))
}

/// "Hapus data saya": surely?
pub(super) async fn ask_again(
    talk: &mut Talk<'_>,
    press: &Press,
    account: i64,
) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    erasure::consider(talk.tx, &actor, &Address::telegram(account, None)).await?;
    talk.nod(press).await?;
    let sure = view::privacy::sure(&talk.lang, account);
    talk.edit(press, sure).await
}

/// "Ya, hapus".
pub(super) async fn erase(talk: &mut Talk<'_>, press: &Press, account: i64) -> Result<(), Error> {
    let actor = talk.presser(press).await?;
    let address = Address::telegram(account, None);
    let forgotten = erasure::erase(talk.tx, &actor, &address, talk.now).await?;
    talk.nod(press).await?;
    let own = actor.address == address;
    let done = if own {
        view::privacy::erased(&talk.lang)
    } else {
        view::privacy::erased_other(&talk.lang)
    };
    talk.edit(press, done).await?;
    let lang = talk.rules.lang(forgotten.person.language.as_deref());
    if !own {
        talk.send(&address, view::privacy::erased(&lang)).await?;
    }
    let menu = view::help::commands(&lang, &[], false);
    post::menu(
        talk.tx,
        &forgotten.person.id,
        &address,
        menu,
        false,
        talk.now,
    )
    .await?;
    for code in &forgotten.institutions {
        let name = people::institution_name(talk.tx, code).await?;
        for overseer in people::overseers(talk.tx, code).await? {
            talk.tell(&overseer, |lang| view::privacy::officer_gone(lang, &name))
                .await?;
        }
    }
    Ok(())
}

/// "Tidak jadi".
pub(super) async fn keep(talk: &mut Talk<'_>, press: &Press) -> Result<(), Error> {
    talk.presser(press).await?;
    talk.nod(press).await?;
    let unchanged = view::privacy::unchanged(&talk.lang);
    talk.edit(press, unchanged).await
}
