//! `/impor`: the registry from a file that an owner sends.

mod applying;
mod previewing;
mod reading;

use std::time::Duration;

use satupintu_simulator::{Post, User};

use crate::office::Office;

const SECOND: Duration = Duration::from_secs(1);
const HEADER: &str = "kode,nama,kategori,wilayah,induk";
const CHATS: &str = "kode,chat_id,jenis,topik";

fn named(name: &str, bytes: &[u8]) -> Post {
    Post::document(name, bytes).caption("/impor")
}

fn csv(text: &str) -> Post {
    named("daftar.csv", text.as_bytes())
}

/// Sends a file; the answer that follows the first word.
async fn import(office: &Office, user: &User, post: impl Into<Post>) -> String {
    let before = user.inbox().len();
    user.send_private(post);
    office.advance(SECOND * 5).await;
    let texts: Vec<String> = user.inbox().into_iter().map(|it| it.text).collect();
    assert!(
        texts[before].contains("Berkas diterima, sedang diperiksa"),
        "{texts:?}"
    );
    texts[before + 1..].join("\n---\n")
}

async fn institutions(office: &Office) -> i64 {
    office.count("select count(*) from institution").await
}
