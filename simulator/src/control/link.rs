//! Deep links: opening the bot, and adding it to a group, with a token.

use super::{Simulator, chat::Chat, post::MessageRef, user::User};

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not `https://t.me/<bot>?<key>=…`, or of another bot.
    #[error("{0:?} is no link to the bot with the parameter {1:?}")]
    Elsewhere(String, &'static str),
    /// The platform cuts such a payload off.
    #[error("a deep-link payload has 1-64 of A-Z, a-z, 0-9, _ and -, not {0:?}")]
    Payload(String),
}

impl User {
    /// Opens `https://t.me/<bot>?start=<token>` and presses "Start".
    ///
    /// # Errors
    /// The link is not one to this bot, or its payload not one the platform carries.
    pub fn open_link(&self, link: &str) -> Result<MessageRef, LinkError> {
        let payload = payload(&self.sim, link, "start")?;
        Ok(self.send_private(format!("/start {payload}")))
    }

    /// Opens `https://t.me/<bot>?startgroup=<token>` and chooses a group: the bot is added,
    /// and the group sees `/start@bot <token>`. A bot that is in already stays.
    ///
    /// # Errors
    /// The link is not one to this bot, or its payload not one the platform carries.
    pub fn add_by_link(&self, link: &str, group: &Chat) -> Result<MessageRef, LinkError> {
        let payload = payload(&self.sim, link, "startgroup")?;
        group.add_bot(self);
        Ok(group.send(
            self,
            format!("/start@{} {payload}", self.sim.bot_username()),
        ))
    }
}

fn payload(sim: &Simulator, link: &str, key: &'static str) -> Result<String, LinkError> {
    let elsewhere = || LinkError::Elsewhere(link.to_owned(), key);
    let rest = link.strip_prefix("https://t.me/").ok_or_else(elsewhere)?;
    let (name, query) = rest.split_once('?').ok_or_else(elsewhere)?;
    if !name.eq_ignore_ascii_case(&sim.bot_username()) {
        return Err(elsewhere());
    }
    let payload = query
        .split('&')
        .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
        .ok_or_else(elsewhere)?;
    let spelt = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !(1..=64).contains(&payload.len()) || !payload.chars().all(spelt) {
        return Err(LinkError::Payload(payload.to_owned()));
    }
    Ok(payload.to_owned())
}
