//! Questions that bring something back: the bytes of a file, a chat as it is.

use futures_util::StreamExt as _;
use serde::Deserialize;
use serde_json::{Value, json};
use teloxide::net::Download as _;

use crate::domain::address::Address;
use crate::domain::errand::{Delay, Finding, LARGEST_FILE, Question, Scout, Sight, Standing};
use crate::domain::event::PlaceKind;

use super::answers::{self, Meaning};
use super::classify::{NO_CONNECTION, TOO_MANY, WRONG_TOKEN, wait_of};
use super::client::Client;
use super::failure::Failure;
use super::methods::Method;
use super::update::{Chat, Member};

impl Scout for Client {
    async fn ask(&self, question: &Question) -> Finding {
        let found = match question {
            Question::Fetch { file } => self.fetch(file).await,
            Question::Look { chat } => self.look(chat).await,
        };
        found.unwrap_or_else(|failure| finding(&failure))
    }
}

/// What `getFile` says of a file (<https://core.telegram.org/bots/api#file>).
#[derive(Deserialize)]
struct File {
    file_size: Option<u64>,
    file_path: Option<String>,
}

/// What `getChat` says beyond any chat: what members may do where nothing else is said of them.
#[derive(Deserialize)]
struct FullChat {
    #[serde(flatten)]
    chat: Chat,
    permissions: Option<Permissions>,
}

#[derive(Deserialize)]
struct Permissions {
    #[serde(default)]
    can_send_messages: bool,
}

impl Client {
    async fn fetch(&self, id: &str) -> Result<Finding, Failure> {
        let file = self.call(Method::GetFile, json!({ "file_id": id })).await;
        if let Err(failure) = &file
            && failure.phrase().contains("file is too big")
        {
            return Ok(Finding::TooLarge);
        }
        let file: File = read(file?, "a file that is none")?;
        if file.file_size.is_some_and(|size| size > LARGEST_FILE) {
            return Ok(Finding::TooLarge);
        }
        let path = file
            .file_path
            .ok_or(Failure::Unreadable("a file without a path"))?;
        let cap = self.options().download_cap;
        tokio::time::timeout(cap, self.download(&path))
            .await
            .unwrap_or(Err(Failure::NoAnswer(cap)))
    }

    /// The platform's word for the size is not relied on.
    async fn download(&self, path: &str) -> Result<Finding, Failure> {
        let mut stream = self.bot().download_file_stream(path);
        let mut bytes = Vec::new();
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(teloxide::RequestError::from)?;
            if (bytes.len() + chunk.len()) as u64 > LARGEST_FILE {
                return Ok(Finding::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Finding::File(bytes))
    }

    async fn look(&self, chat: &Address) -> Result<Finding, Failure> {
        let Some((id, _)) = chat.as_telegram() else {
            return Ok(Finding::Refused {
                reason: "not a chat of this messenger".to_owned(),
            });
        };
        let full: FullChat = read(
            self.call(Method::GetChat, json!({ "chat_id": id })).await?,
            "a chat that is none",
        )?;
        let place = full.chat.place(None);
        let mut sight = Sight {
            kind: place.kind,
            title: place.title,
            public: place.public,
            standing: None,
            members: None,
        };
        if sight.kind != PlaceKind::Private {
            let may = full.permissions.is_none_or(|all| all.can_send_messages);
            let mut standing = self.standing(id, may).await?;
            // Only admins write in a channel.
            standing.may_write &= standing.admin || sight.kind != PlaceKind::Channel;
            sight.standing = Some(standing);
            if standing.present {
                sight.members = self.members(id).await?;
            }
        }
        Ok(Finding::Chat(sight))
    }

    /// How the bot itself stands in a chat whose members `may` write.
    async fn standing(&self, chat: i64, may: bool) -> Result<Standing, Failure> {
        let (own, _) = self.token().split_once(':').unwrap_or_default();
        let own: i64 = own
            .parse()
            .map_err(|_| Failure::Unreadable("a token without the bot's number"))?;
        let params = json!({ "chat_id": chat, "user_id": own });
        let member: Member = read(
            self.call(Method::GetChatMember, params).await?,
            "a member that is none",
        )?;
        let admin = matches!(member.status.as_str(), "administrator" | "creator");
        Ok(Standing {
            present: member.present(),
            may_write: member.may_write() && (admin || may),
            admin,
        })
    }

    async fn members(&self, chat: i64) -> Result<Option<i64>, Failure> {
        let params = json!({ "chat_id": chat });
        let count = self.call(Method::GetChatMemberCount, params).await?;
        Ok(count.as_i64())
    }
}

fn read<T: serde::de::DeserializeOwned>(value: Value, what: &'static str) -> Result<T, Failure> {
    serde_json::from_value(value).map_err(|_| Failure::Unreadable(what))
}

/// What a failure says about the question.
fn finding(failure: &Failure) -> Finding {
    if let Failure::Refused {
        migrate_to: Some(chat),
        ..
    } = failure
    {
        return Finding::Moved {
            to: Address::telegram(*chat, None),
        };
    }
    let not_now = |after, why| Finding::NotNow { after, why };
    let reason = failure.to_string().replace('\0', "\u{fffd}");
    let phrase = failure.phrase();
    match failure {
        Failure::Refused { retry_after, .. } => match (retry_after, answers::meaning(&phrase)) {
            (Some(after), _) => not_now(wait_of(*after), Delay::Ordered),
            (None, Some(Meaning::TooMany)) => not_now(TOO_MANY, Delay::Ordered),
            (None, Some(Meaning::WrongToken)) => not_now(WRONG_TOKEN, Delay::Ordered),
            (None, Some(Meaning::Unreachable)) => Finding::Gone { reason },
            (
                None,
                Some(
                    Meaning::Forbidden
                    | Meaning::Uneditable
                    | Meaning::Textless
                    | Meaning::Rejected
                    | Meaning::Done,
                ),
            ) => Finding::Refused { reason },
            (None, Some(Meaning::Trouble) | None) => not_now(NO_CONNECTION, Delay::Trouble(reason)),
        },
        Failure::NotSent(_) | Failure::Lost(_) | Failure::Unreadable(_) | Failure::NoAnswer(_) => {
            not_now(NO_CONNECTION, Delay::Trouble(reason))
        }
    }
}

#[cfg(test)]
#[path = "scout_tests.rs"]
mod tests;
