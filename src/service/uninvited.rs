//! The bot where nobody registered it, or nobody any more: it says so there, owners decide, and in the end
//! it leaves.
//!
//! Anybody can bring a bot into any number of groups. So what is said there counts as a reply to a
//! stranger (`bot::limit`), owners hear of all that come within a while in one notice, and no more often
//! than every `APART`, and the bot leaves in the last lane.

use std::collections::HashMap;
use std::time::Duration;

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::event::{Place, PlaceKind};
use crate::domain::id::{self, ChatId, UninvitedId};
use crate::domain::institution::{Code, Institution};
use crate::domain::message::Message;
use crate::domain::outgoing::{Lane, Outgoing};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::domain::uninvited::{Fate, Notice, Uninvited};
use crate::store::chat::{self, Chat};
use crate::store::event::Entry;
use crate::store::outbox::{self, Call};
use crate::store::{Fault, Tx, institution, question, uninvited};
use crate::view;

use super::{Error, Rules, chats, people, post};

/// A group link adds the bot first and shows its token a moment later.
const TOKEN_FOLLOWS: Duration = Duration::from_secs(5);
/// How long groups are gathered for a notice to owners.
const GATHERED: Duration = Duration::from_secs(60);
/// Owners get no two notices within this time.
const APART: Duration = Duration::from_secs(10 * 60);

/// Under which the words to the group wait, for its token to take them back.
fn words_key(stay: UninvitedId) -> String {
    format!("untokened:{}", stay.0)
}

/// Under which leaving waits.
fn leave_key(stay: UninvitedId) -> String {
    format!("leave:{}", stay.0)
}

fn notice_key(notice: i64, owner: &Address) -> String {
    format!("uninvited:{notice}:{owner}")
}

/// The bot came to a chat where nothing is registered. `told` says whether that is said there: in a
/// channel it never is, since all its subscribers would read it.
///
/// # Errors
/// A database fault.
pub async fn arrived(
    tx: &mut Tx,
    rules: &Rules,
    place: &Place,
    words: Option<Message>,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(stay) = begin(tx, rules, place, None, now).await? else {
        return Ok(());
    };
    if let (Some(words), PlaceKind::Group) = (words, place.kind) {
        let key = words_key(stay.id);
        post::send_coalesced(tx, &stay.room, vec![words], &key, TOKEN_FOLLOWS, now).await?;
    }
    Ok(())
}

/// The last that was registered in a chat was let go by its institution, and the bot is still in.
///
/// # Errors
/// A database fault.
pub(super) async fn released(
    tx: &mut Tx,
    rules: &Rules,
    place: &Place,
    by: &Code,
    now: Timestamp,
) -> Result<(), Fault> {
    begin(tx, rules, place, Some(by), now).await.map(drop)
}

/// A stay begins: owners are asked, and in the end the bot leaves. None where one is open.
async fn begin(
    tx: &mut Tx,
    rules: &Rules,
    place: &Place,
    released_from: Option<&Code>,
    now: Timestamp,
) -> Result<Option<Uninvited>, Fault> {
    if uninvited::open_in(tx, &place.address).await?.is_some() {
        return Ok(None);
    }
    let id = id::next(now);
    let (notice, at) = match uninvited::newest_notice(tx).await? {
        Some(newest) if newest.at > now => (newest.notice, newest.at),
        Some(newest) => (id, now.plus(GATHERED).max(newest.at.plus(APART))),
        None => (id, now.plus(GATHERED)),
    };
    let stay = Uninvited {
        id: UninvitedId(id),
        room: Address::stored(place.address.chat().to_owned()),
        kind: place.kind,
        public: place.public,
        title: place.title.clone(),
        released_from: None,
        fate: Fate::Open,
        notice,
    };
    uninvited::insert(tx, &stay, released_from, at, now).await?;
    let due = now.plus(rules.uninvited_leaves);
    leave_at(tx, &stay, Lane::Cosmetic, due, now).await?;
    tell_owners(tx, rules, notice, at, now).await?;
    Ok(Some(stay))
}

async fn leave_at(
    tx: &mut Tx,
    stay: &Uninvited,
    lane: Lane,
    due: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let call = Call {
        lane,
        outgoing: Outgoing::Leave {
            chat: stay.room.clone(),
        },
        coalesce: Some(leave_key(stay.id)),
        purpose: None,
    };
    outbox::put(tx, &call, due, now).await
}

/// Queues the notice anew, for when it would have left.
async fn tell_owners(
    tx: &mut Tx,
    rules: &Rules,
    notice: i64,
    at: Timestamp,
    now: Timestamp,
) -> Result<(), Fault> {
    let named = named(tx, notice).await?;
    let nobody = !named.rooms.iter().any(|stay| stay.fate == Fate::Open);
    for owner in people::owners(tx).await? {
        let Some(to) = &owner.address else {
            continue;
        };
        let key = notice_key(notice, to);
        if nobody {
            post::cancel(tx, &key).await?;
            continue;
        }
        let lang = rules.lang(owner.language.as_deref());
        let message = view::uninvited::notice(&lang, &named, rules.uninvited_leaves);
        let delay = at.since(now);
        post::send_coalesced(tx, to, vec![message], &key, delay, now).await?;
    }
    Ok(())
}

async fn named(tx: &mut Tx, notice: i64) -> Result<Notice, Fault> {
    let most = i64::try_from(view::uninvited::LISTED).unwrap_or(i64::MAX);
    uninvited::named(tx, notice, most).await
}

/// The notice that names a stay, as it is now.
///
/// # Errors
/// A database fault.
pub async fn notice_of(tx: &mut Tx, stay: &Uninvited) -> Result<Notice, Fault> {
    named(tx, stay.notice).await
}

/// What was to follow does not: neither the words to the group nor leaving it. A notice that has left says
/// how it ended, one that has not does not name it.
async fn settle(
    tx: &mut Tx,
    rules: &Rules,
    stay: &Uninvited,
    fate: &Fate,
    institution: Option<&Code>,
    now: Timestamp,
) -> Result<(), Fault> {
    post::cancel(tx, &words_key(stay.id)).await?;
    post::cancel(tx, &leave_key(stay.id)).await?;
    match uninvited::newest_notice(tx).await? {
        // The bot that comes by a link is there a moment before its token: nobody has to hear of that.
        Some(newest) if newest.notice == stay.notice && newest.at > now => {
            uninvited::remove(tx, stay.id).await?;
            tell_owners(tx, rules, stay.notice, newest.at, now).await
        }
        _ => uninvited::settle(tx, stay.id, fate, institution).await,
    }
}

/// Something in a chat was registered by its link after all.
///
/// # Errors
/// A database fault.
pub async fn registered(
    tx: &mut Tx,
    rules: &Rules,
    chat: &Address,
    institution: &Institution,
    now: Timestamp,
) -> Result<(), Fault> {
    let Some(stay) = uninvited::open_in(tx, chat).await? else {
        return Ok(());
    };
    let fate = Fate::Registered(institution.name.clone());
    settle(tx, rules, &stay, &fate, Some(&institution.code), now).await
}

/// A file registered these chats: where one of them waited for an owner's word, nobody has to say it any
/// more, and the bot stays. A notice that has not left and would name nothing else does not leave.
///
/// # Errors
/// A database fault.
pub(super) async fn imported(
    tx: &mut Tx,
    chats: impl Iterator<Item = (&Address, &Code)>,
) -> Result<(), Fault> {
    let institutions: HashMap<&str, &Code> = chats
        .map(|(address, code)| (address.chat(), code))
        .collect();
    let mut settled = Vec::new();
    for stay in uninvited::all_open(tx).await? {
        let Some(code) = institutions.get(stay.room.chat()) else {
            continue;
        };
        post::cancel(tx, &words_key(stay.id)).await?;
        post::cancel(tx, &leave_key(stay.id)).await?;
        let fate = Fate::Registered(code.to_string());
        uninvited::settle(tx, stay.id, &fate, Some(code)).await?;
        settled.push(stay.notice);
    }
    settled.dedup();
    for notice in settled {
        let named = named(tx, notice).await?;
        if named.rooms.iter().any(|stay| stay.fate == Fate::Open) {
            continue;
        }
        for owner in people::owners(tx).await? {
            if let Some(to) = &owner.address {
                post::cancel(tx, &notice_key(notice, to)).await?;
            }
        }
    }
    Ok(())
}

/// The bot is out of a chat.
///
/// # Errors
/// A database fault.
pub async fn gone(tx: &mut Tx, rules: &Rules, chat: &Address, now: Timestamp) -> Result<(), Fault> {
    match uninvited::open_in(tx, chat).await? {
        Some(stay) => {
            let detail = serde_json::json!({ "address": stay.room });
            Entry::of_itself("chat.left").write(tx, now, detail).await?;
            settle(tx, rules, &stay, &Fate::Gone, None, now).await
        }
        None => Ok(()),
    }
}

/// A stay that an owner may decide on.
async fn open(tx: &mut Tx, actor: &Actor, id: UninvitedId) -> Result<Uninvited, Error> {
    people::need(actor, Role::Owner)?;
    let stay = uninvited::find(tx, id)
        .await?
        .ok_or(Refusal::UnknownButton)?;
    if stay.fate != Fate::Open {
        return Err(Refusal::UninvitedSettled.into());
    }
    Ok(stay)
}

/// "Keluar": the bot leaves now.
///
/// # Errors
/// Refused for others than owners, and when it was decided already.
pub async fn leave(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: UninvitedId,
    now: Timestamp,
) -> Result<Uninvited, Error> {
    let stay = open(tx, actor, id).await?;
    settle(tx, rules, &stay, &Fate::Left, None, now).await?;
    leave_at(tx, &stay, Lane::Replies, now, now).await?;
    let detail = serde_json::json!({ "address": stay.room });
    Entry::by(&actor.person, "chat.left")
        .write(tx, now, detail)
        .await?;
    Ok(stay)
}

/// "Daftarkan": the owner's next words are the institution's code. `message_id` is the notice under which
/// it was pressed.
///
/// # Errors
/// As [`leave`].
pub async fn ask_code(
    tx: &mut Tx,
    actor: &Actor,
    id: UninvitedId,
    message_id: i64,
    now: Timestamp,
) -> Result<Uninvited, Error> {
    let stay = open(tx, actor, id).await?;
    uninvited::ask(tx, &actor.person, &actor.address, id, message_id, now).await?;
    Ok(stay)
}

/// "Batal" below that question.
///
/// # Errors
/// A database fault.
pub async fn cancel(tx: &mut Tx, actor: &Actor) -> Result<(), Fault> {
    question::forget_words(tx, &actor.address).await
}

/// What somebody's words were to the question for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// There was none.
    NotAsked,
    /// It was decided meanwhile.
    Moot,
    /// The chat is registered.
    Registered(Box<Registered>),
}

/// A chat that an owner registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Which.
    pub stay: Uninvited,
    /// For which institution.
    pub institution: Institution,
    /// The message with the notice, which is to follow.
    pub message_id: i64,
}

/// Registers the chat that an owner was asked about for the institution whose code they wrote.
///
/// # Errors
/// Refused for an unknown code; the question stays.
pub async fn register(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    words: &str,
    now: Timestamp,
) -> Result<Answered, Error> {
    let Some((id, message_id)) = uninvited::asked(tx, &actor.person).await? else {
        return Ok(Answered::NotAsked);
    };
    let stay = match open(tx, actor, id).await {
        Ok(stay) => stay,
        Err(Error::Refused(_)) => {
            question::forget(tx, &actor.address).await?;
            return Ok(Answered::Moot);
        }
        Err(fault) => return Err(fault),
    };
    let unknown = || Refusal::InstitutionUnknown {
        typed: words.trim().to_owned(),
    };
    let code = Code::parse(words.trim()).ok_or_else(unknown)?;
    let institution = institution::find(tx, &code).await?.ok_or_else(unknown)?;
    // A file or a link may have registered it meanwhile.
    for known in chat::at(tx, &stay.room).await? {
        if known.institution != institution.code {
            let institution = people::institution_name(tx, &known.institution).await?;
            return Err(Refusal::ChatTaken { institution }.into());
        }
    }
    let registered = Chat {
        id: ChatId(id::next(now)),
        address: stay.room.clone(),
        kind: stay.kind,
        public: stay.public,
        title: stay.title.clone(),
        institution: institution.code.clone(),
    };
    chats::register(tx, &registered, Some(&actor.person), None, now).await?;
    let fate = Fate::Registered(institution.name.clone());
    settle(tx, rules, &stay, &fate, Some(&institution.code), now).await?;
    question::forget(tx, &actor.address).await?;
    Ok(Answered::Registered(Box::new(Registered {
        stay,
        institution,
        message_id,
    })))
}
