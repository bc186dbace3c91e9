//! What Telegram gives the page of a Mini App about who opened it.

use form_urlencoded::Serializer;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use super::user::User;

impl User {
    /// `initData` as the page gets it when this person opens the bot's Mini App now
    /// (<https://core.telegram.org/bots/webapps#webappinitdata>), proved with the bot's token.
    #[must_use]
    pub fn init_data(&self) -> String {
        let now_ms = self.sim.core.with(|_, now_ms| now_ms);
        let user = json!({ "id": self.id, "first_name": self.name, "allows_write_to_pm": true });
        let fields = [
            ("auth_date", (now_ms / 1000).to_string()),
            ("query_id", format!("AAH{}", self.id)),
            ("signature", "c2ltdWxhdGVk".to_owned()),
            ("user", user.to_string()),
        ];
        let lines: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let key = sign(b"WebAppData", self.sim.token().as_bytes());
        let digits: String = sign(&key, lines.join("\n").as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Serializer::new(String::new())
            .extend_pairs(&fields)
            .append_pair("hash", &digits)
            .finish()
    }
}

fn sign(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length is a key");
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}
