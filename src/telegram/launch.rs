//! What Telegram says about who opened the Mini App, and whether it really did.
//!
//! <https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app>: the fields but
//! `hash`, sorted and joined, under HMAC-SHA256 with a key that is made of the bot's token.

use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;
use url::form_urlencoded::parse;

use crate::domain::address::Address;
use crate::domain::board::Launch;
use crate::domain::clock::Timestamp;

use super::client::Client;

/// The key of the key.
const LABEL: &[u8] = b"WebAppData";

#[derive(Deserialize)]
struct User {
    id: i64,
}

impl Client {
    /// Reads `initData`, as the Mini App's page got it; nothing unless it is Telegram's, for this bot.
    #[must_use]
    pub fn launch(&self, said: &str) -> Option<Launch> {
        read(self.token(), said)
    }
}

fn read(token: &str, said: &str) -> Option<Launch> {
    let mut fields: Vec<(String, String)> = parse(said.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    fields.sort();
    let is_hash = |(name, _): &(String, String)| name == "hash";
    let digest = fields.iter().find(|it| is_hash(it))?.1.clone();
    fields.retain(|it| !is_hash(it));
    let lines: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let key = signed(LABEL, token.as_bytes())?.finalize().into_bytes();
    let proof = signed(&key, lines.join("\n").as_bytes())?;
    // In the same time for every wrong one.
    proof.verify_slice(&bytes(&digest)?).ok()?;
    // Two fields of one name would be read one way by us and another way by Telegram.
    let field = |name: &str| {
        let mut found = fields.iter().filter(|(known, _)| known == name);
        let value = &found.next()?.1;
        found.next().is_none().then_some(value)
    };
    let seconds: i64 = field("auth_date")?.parse().ok()?;
    let user: User = serde_json::from_str(field("user")?).ok()?;
    Some(Launch {
        address: Address::telegram(user.id, None),
        at: Timestamp(seconds.checked_mul(1000)?),
        digest: digest.to_ascii_lowercase(),
    })
}

fn signed(key: &[u8], text: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(text);
    Some(mac)
}

/// 64 hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let is_digest = digits.len() == 64 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    is_digest.then(|| {
        let pair = |at| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        (0..64).step_by(2).map_while(pair).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with Python's hmac and hashlib from Telegram's description.
    const TOKEN: &str = "123456789:AAH-secret_secret_secret_secret_123";
    const SAID: &str = "query_id=AAE&user=%7B%22id%22%3A4711%2C%22first_name%22%3A%22Sri%20%26%20co%22%7D\
         &auth_date=1794790800&signature=x-y_z&hash=@";

    fn said(hash: &str) -> String {
        SAID.replace('@', hash)
    }

    const HASH: &str = "5557c5a26930b66d8179b9d97f36cf4b9fb0354f1168f1fe68bfc44b6736e460";

    #[test]
    fn what_telegram_says_is_read() {
        let launch = read(TOKEN, &said(HASH)).unwrap();
        assert_eq!(launch.address, Address::telegram(4711, None));
        assert_eq!(launch.at, Timestamp(1_794_790_800_000));
        assert_eq!(read(TOKEN, &said(&HASH.to_uppercase())).unwrap(), launch);
    }

    #[test]
    fn what_anybody_else_says_is_not() {
        let good = said(HASH);
        for forged in [
            String::new(),
            said(""),
            said(&"0".repeat(64)),
            said(&HASH[..62]),
            good.replace("4711", "4712"),
            good.replace("1794790800", "1794790801"),
            good.replace("&signature=x-y_z", ""),
            format!("{good}&user=%7B%22id%22%3A1%7D"),
            format!("user=%7B%22id%22%3A1%7D&{good}"),
        ] {
            assert_eq!(read(TOKEN, &forged), None, "{forged}");
        }
        assert_eq!(read("1:other", &good), None);
    }
}
