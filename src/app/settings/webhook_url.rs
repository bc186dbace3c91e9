//! `telegram.webhook_url`: the address at which Telegram finds this bot.

use crate::telegram::webhook::PATH;

use super::place::Place;
use super::problem::quoted;

/// The ports to which Telegram posts (<https://core.telegram.org/bots/webhooks>).
const PORTS: [u16; 4] = [443, 80, 88, 8443];

/// An address that Telegram can post to, and that leads here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookUrl {
    whole: String,
    path: usize,
}

impl WebhookUrl {
    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// From the slash after the host on.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.whole[self.path..]
    }

    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong with it, in words for an operator.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let given = quoted(text);
        let place = Place::parse(text, PATH)?;
        let served = |port| place.local || PORTS.contains(&port);
        if place.port.is_some_and(|port| !served(port)) {
            return Err(format!(
                "harus memakai porta 443, 80, 88, atau 8443, yang dilayani Telegram, bukan {given}"
            ));
        }
        if !place.is_plain() || !place.path.ends_with(PATH) {
            return Err(format!(
                "harus berakhir dengan {PATH}, dan jalur di depannya hanya huruf, angka, \
                 \"-\", \"_\", \".\", \"~\", dan \"/\", bukan {given}"
            ));
        }
        Ok(Self {
            path: text.len() - place.path.len(),
            whole: text.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_telegram_can_post_to_is_taken() {
        for (url, path) in [
            ("https://humas.go.id/telegram/webhook", PATH),
            ("https://humas.go.id:8443/telegram/webhook", PATH),
            (
                "https://humas.go.id/satu-pintu/telegram/webhook",
                "/satu-pintu/telegram/webhook",
            ),
            ("http://127.0.0.1:5000/telegram/webhook", PATH),
            ("http://localhost/telegram/webhook", PATH),
            ("http://[::1]:81/telegram/webhook", PATH),
        ] {
            let read = WebhookUrl::parse(url).unwrap();
            assert_eq!((read.as_str(), read.path()), (url, path));
        }
    }

    #[test]
    fn any_other_is_refused_with_what_is_wrong() {
        for (url, what) in [
            ("humas.go.id/telegram/webhook", "harus alamat https://"),
            (
                "http://humas.go.id/telegram/webhook",
                "harus alamat https://",
            ),
            ("ftp://127.0.0.1/telegram/webhook", "harus alamat https://"),
            ("https:///telegram/webhook", "harus alamat https://"),
            (
                "https://a:b@humas.go.id/telegram/webhook",
                "harus alamat https://",
            ),
            (
                "https://humas.go.id:https/telegram/webhook",
                "harus alamat https://",
            ),
            (
                "https://humas.go.id:5000/telegram/webhook",
                "harus memakai porta",
            ),
            (
                "https://humas.go.id",
                "harus berakhir dengan /telegram/webhook",
            ),
            ("https://humas.go.id/telegram/webhook/", "harus berakhir"),
            ("https://humas.go.id/telegram/webhook?a=b", "harus berakhir"),
            ("https://humas.go.id/{a}/telegram/webhook", "harus berakhir"),
            ("https://humas.go.id/é/telegram/webhook", "harus berakhir"),
        ] {
            let said = WebhookUrl::parse(url).unwrap_err();
            assert!(said.starts_with(what), "{url}: {said}");
            assert!(!said.contains("a:b@"), "{said}");
        }
    }
}
