//! A running broadcast in the hands of those who answer for it.

mod failing;
mod pausing;
mod resending;
mod returning;
mod stopping;

use std::time::Duration;

use satupintu_simulator::{Chat, Fault};

use crate::office::{Office, copies};

const SECOND: Duration = Duration::from_secs(1);

/// Chats that have a copy.
fn reached(chats: &[Chat], number: &str) -> usize {
    let has_it = |chat: &&Chat| !copies(chat, number).is_empty();
    chats.iter().filter(has_it).count()
}

/// From now on the platform refuses every message to these chats in its own words.
fn refuse(office: &Office, chats: &[Chat], code: u16, words: &str) {
    for chat in chats {
        let fault = Fault::refuse(code, words).method("sendMessage");
        office.sim.fault(fault.chat(chat.id()));
    }
}

const UNPARSABLE: &str = "Bad Request: can't parse entities: <b>unclosed</b> *start* tag";

async fn events(office: &Office, kind: &str) -> i64 {
    let sql = format!("select count(*) from event where kind = '{kind}'");
    office.count(&sql).await
}
