//! Institutions in any number, each with one chat and one person who reads there.

use std::fmt::Write as _;

use satupintu::app::import;
use satupintu::domain::clock::Timestamp;
use satupintu::store::Db;
use satupintu_simulator::{Chat, SentMessage, Simulator, User};

/// An institution as the simulator sees it.
pub struct Office {
    pub chat: Chat,
    pub reader: User,
}

impl Office {
    /// The messages in its chat that carry this text.
    pub fn copies(&self, text: &str) -> Vec<SentMessage> {
        let mut messages = self.chat.inbox();
        messages.retain(|message| message.text.contains(text));
        messages
    }
}

/// Registers `count` institutions under one that has no chat. `in_private` says whether the n-th is
/// reached through its officer's private chat; the others have a group.
pub async fn register(
    sim: &Simulator,
    db: &Db,
    count: usize,
    in_private: impl Fn(usize) -> bool,
    now: Timestamp,
) -> Vec<Office> {
    let mut institutions =
        "kode,nama,kategori,wilayah,induk\nPUSAT,Kantor Pusat,opd,Indonesia,\n".to_owned();
    let mut chats = "kode,chat_id,jenis,topik\n".to_owned();
    let mut offices = Vec::with_capacity(count);
    for n in 0..count {
        let reader = sim.user(&format!("Petugas {n}")).language("id");
        let reader = reader.started().create();
        let (chat, kind) = if in_private(n) {
            (reader.private_chat(), "pribadi")
        } else {
            let group = sim.group(&format!("Humas {n}"));
            group.add_bot(&reader);
            (group, "grup")
        };
        // Writing into a string cannot fail.
        let _ = writeln!(institutions, "K-{n},Kantor {n},opd,Indonesia,PUSAT");
        let _ = writeln!(chats, "K-{n},{},{kind},", chat.id());
        offices.push(Office { chat, reader });
    }
    import::institutions(db, institutions.as_bytes(), now)
        .await
        .expect("the registry is in order");
    import::chats(db, chats.as_bytes(), now)
        .await
        .expect("the chats are in order");
    offices
}
