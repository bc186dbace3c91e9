//! Saying something to somebody: always a row of the outbox first.

use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::domain::address::Address;
use crate::domain::clock::Timestamp;
use crate::domain::file::File;
use crate::domain::hex::hex;
use crate::domain::id::{AnnouncementId, PersonId};
use crate::domain::message::Message;
use crate::domain::outgoing::{Lane, Outgoing, PressAnswer};
use crate::domain::part::Part;
use crate::store::outbox::{self, Call};
use crate::store::person::Person;
use crate::store::{Fault, Tx, menu, posting};
use crate::view::Lang;

use super::Rules;

/// How the keys of requests to approvers begin, with which [`send_revocable`] sends them.
pub const REQUESTS: &str = "request:";

/// A new message, in the lane of replies.
fn reply(to: &Address, part: Part) -> Call {
    Call {
        lane: Lane::Replies,
        outgoing: Outgoing::part(to.clone(), part),
        coalesce: None,
        purpose: None,
    }
}

/// Sends a reply or a notice.
///
/// # Errors
/// A database fault.
pub async fn send(
    tx: &mut Tx,
    to: &Address,
    message: impl Into<Part>,
    now: Timestamp,
) -> Result<(), Fault> {
    let call = reply(to, message.into());
    outbox::put(tx, &call, now, now).await
}

/// Tells somebody something in their language; those who were erased hear nothing.
///
/// # Errors
/// A database fault.
pub async fn tell(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    now: Timestamp,
    text: impl FnOnce(&Lang) -> Message,
) -> Result<(), Fault> {
    let Some(to) = &person.address else {
        return Ok(());
    };
    let message = text(&rules.lang(person.language.as_deref()));
    send(tx, to, message, now).await
}

/// Sends a file with a caption of at most 1024 UTF-16 units; as a document or as a picture, as it says. With a
/// purpose, its message's id is kept under that.
///
/// # Errors
/// A database fault.
pub async fn file(
    tx: &mut Tx,
    to: &Address,
    (file, caption): (File, Message),
    purpose: Option<(AnnouncementId, &'static str)>,
    now: Timestamp,
) -> Result<(), Fault> {
    let to = to.clone();
    let call = Call {
        lane: Lane::Replies,
        outgoing: Outgoing::File { to, file, caption },
        coalesce: None,
        purpose,
    };
    outbox::put(tx, &call, now, now).await
}

/// Sends a message whose id is wanted afterwards.
///
/// # Errors
/// A database fault.
pub async fn send_posting(
    tx: &mut Tx,
    to: &Address,
    message: Message,
    announcement: AnnouncementId,
    purpose: &'static str,
    now: Timestamp,
) -> Result<(), Fault> {
    let call = Call {
        purpose: Some((announcement, purpose)),
        ..reply(to, message.into())
    };
    outbox::put(tx, &call, now, now).await
}

/// Sends a message that [`cancel`] can take back while it is queued, beside others of the same key.
///
/// # Errors
/// A database fault.
pub async fn send_revocable(
    tx: &mut Tx,
    to: &Address,
    message: impl Into<Part>,
    key: &str,
    purpose: Option<(AnnouncementId, &'static str)>,
    now: Timestamp,
) -> Result<(), Fault> {
    let call = Call {
        coalesce: Some(key.to_owned()),
        purpose,
        ..reply(to, message.into())
    };
    outbox::add(tx, &call, now, now).await
}

/// Sends some messages in order, after `delay`; a later call with the same key replaces those that have
/// not left by then.
///
/// # Errors
/// A database fault.
pub async fn send_coalesced(
    tx: &mut Tx,
    to: &Address,
    messages: Vec<impl Into<Part>>,
    key: &str,
    delay: Duration,
    now: Timestamp,
) -> Result<(), Fault> {
    outbox::cancel(tx, key).await?;
    for message in messages {
        let call = Call {
            coalesce: Some(key.to_owned()),
            ..reply(to, message.into())
        };
        outbox::add(tx, &call, now.plus(delay), now).await?;
    }
    Ok(())
}

/// Sends a preview and the panel that closes it, in order, after `delay`; a later call with the same key
/// replaces what has not left by then.
///
/// # Errors
/// A database fault.
pub async fn send_preview(
    tx: &mut Tx,
    to: &Address,
    (shown, panel): (Vec<Part>, Message),
    announcement: AnnouncementId,
    key: &str,
    delay: Duration,
    now: Timestamp,
) -> Result<(), Fault> {
    send_coalesced(tx, to, shown, key, delay, now).await?;
    let call = Call {
        coalesce: Some(key.to_owned()),
        purpose: Some((announcement, posting::PANEL)),
        ..reply(to, panel.into())
    };
    outbox::add(tx, &call, now.plus(delay), now).await
}

/// Changes a message of ours.
///
/// # Errors
/// A database fault.
pub async fn edit(
    tx: &mut Tx,
    at: &Address,
    message_id: i64,
    message: Message,
    now: Timestamp,
) -> Result<(), Fault> {
    let outgoing = Outgoing::Edit {
        at: at.clone(),
        message_id,
        message,
    };
    let coalesce = Some(format!("edit:{at}:{message_id}"));
    let call = Call {
        lane: Lane::Replies,
        outgoing,
        coalesce,
        purpose: None,
    };
    outbox::put(tx, &call, now, now).await
}

/// Puts another file of our own making into a message of ours.
///
/// # Errors
/// A database fault.
pub async fn redraw(
    tx: &mut Tx,
    at: &Address,
    message_id: i64,
    (file, caption): (File, Message),
    now: Timestamp,
) -> Result<(), Fault> {
    let outgoing = Outgoing::Redraw {
        at: at.clone(),
        message_id,
        file,
        caption,
    };
    let call = Call {
        lane: Lane::Replies,
        outgoing,
        coalesce: Some(format!("redraw:{at}:{message_id}")),
        purpose: None,
    };
    outbox::put(tx, &call, now, now).await
}

/// Answers a press, at once after the commit.
///
/// # Errors
/// A database fault.
pub async fn answer(
    tx: &mut Tx,
    press: &str,
    answer: PressAnswer,
    now: Timestamp,
) -> Result<(), Fault> {
    outbox::put_claimed(
        tx,
        Outgoing::Answer {
            press: press.to_owned(),
            answer,
        },
        now,
    )
    .await
}

/// Offers somebody the commands that they can use now, if their menu does not show them already; to
/// somebody without a role only in place of another menu.
///
/// # Errors
/// A database fault.
pub async fn menu(
    tx: &mut Tx,
    person: &PersonId,
    to: &Address,
    commands: Vec<(&'static str, String)>,
    has_role: bool,
    now: Timestamp,
) -> Result<(), Fault> {
    let mut digest = Sha256::new();
    for (name, text) in &commands {
        digest.update(format!("{name} {text}\n"));
    }
    let digest = hex(&digest.finalize());
    let offered = menu::offered(tx, person).await?;
    if offered.as_ref() == Some(&digest) || (offered.is_none() && !has_role) {
        return Ok(());
    }
    menu::offer(tx, person, &digest).await?;
    let commands = commands
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text))
        .collect();
    let chat = to.clone();
    let call = Call {
        lane: Lane::Cosmetic,
        outgoing: Outgoing::Menu { chat, commands },
        coalesce: Some(format!("menu:{to}")),
        purpose: None,
    };
    outbox::put(tx, &call, now, now).await
}

/// Takes back what was queued under a key and has not left; whether there was anything.
///
/// # Errors
/// A database fault.
pub async fn cancel(tx: &mut Tx, key: &str) -> Result<bool, Fault> {
    outbox::cancel(tx, key).await
}
