//! Reading `/command@bot arguments`.

use crate::domain::event::Command;
use crate::domain::message::{Message, utf16_len};
use crate::domain::split::slice;

use super::identity::Identity;

/// What the beginning of a text asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Address {
    /// Nothing: it is no command.
    Nobody,
    /// This bot.
    Us(Command),
    /// Another bot, by name.
    Another,
}

/// Reads the command that `message` starts with. Letter case matters neither in the command nor in the
/// bot's name.
pub fn read(message: &Message, bot: &Identity) -> Address {
    let Some(length) = length(message) else {
        return Address::Nobody;
    };
    let word = slice(message, 1, length).text;
    let (name, addressee) = match word.split_once('@') {
        Some((name, addressee)) => (name, Some(addressee)),
        None => (word.as_str(), None),
    };
    if name.is_empty() || !name.chars().all(is_name_char) {
        return Address::Nobody;
    }
    if addressee.is_some_and(|addressee| !addressee.eq_ignore_ascii_case(&bot.username)) {
        return Address::Another;
    }
    let total = utf16_len(&message.text);
    let rest = slice(message, length, total).text;
    let blank = utf16_len(&rest) - utf16_len(rest.trim_start());
    Address::Us(Command {
        name: name.to_ascii_lowercase(),
        arguments: slice(message, length + blank, total),
    })
}

/// Length of the command with its slash and bot name, in UTF-16 units. The platform marks commands;
/// where it did not, as in text that was pasted, a slash and a word are one too.
fn length(message: &Message) -> Option<usize> {
    if !message.text.starts_with('/') {
        return None;
    }
    let marked = message
        .entities
        .iter()
        .find(|entity| entity.kind == "bot_command" && entity.offset == 0);
    Some(match marked {
        Some(entity) => entity.length,
        None => utf16_len(
            message
                .text
                .split(char::is_whitespace)
                .next()
                .unwrap_or_default(),
        ),
    })
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use crate::domain::message::Entity;

    use super::*;

    fn bot() -> Identity {
        Identity {
            id: 1,
            username: "SatuPintu_bot".into(),
        }
    }

    fn ours(text: &str) -> Option<(String, String)> {
        match read(&Message::plain(text), &bot()) {
            Address::Us(command) => Some((command.name, command.arguments.text)),
            Address::Nobody | Address::Another => None,
        }
    }

    #[test]
    fn letter_case_and_our_name_do_not_matter() {
        let expected = Some(("siaran".to_owned(), "Hari ini".to_owned()));
        for text in [
            "/siaran Hari ini",
            "/Siaran@satupintu_BOT Hari ini",
            "/SIARAN\n\n  Hari ini",
            "/siaran@SatuPintu_bot\u{a0}Hari ini",
        ] {
            assert_eq!(ours(text), expected, "{text:?}");
        }
        assert_eq!(
            ours("/bantuan"),
            Some(("bantuan".to_owned(), String::new()))
        );
    }

    #[test]
    fn what_only_looks_like_a_command_is_none() {
        for text in [
            "", "/", "/ siaran", "siaran", " /siaran", "/usr/bin", "/@x", "/héé",
        ] {
            assert_eq!(
                read(&Message::plain(text), &bot()),
                Address::Nobody,
                "{text:?}"
            );
        }
        assert_eq!(
            read(&Message::plain("/start@other_bot x"), &bot()),
            Address::Another
        );
    }

    #[test]
    fn formatting_of_the_arguments_moves_with_them() {
        let message = Message {
            text: "/siaran  🌊 Banjir".into(),
            entities: vec![
                Entity::plain("bot_command", 0, 7),
                Entity::plain("bold", 12, 6),
                Entity::plain("italic", 5, 6),
            ],
            buttons: Vec::new(),
            ..Message::default()
        };
        let Address::Us(command) = read(&message, &bot()) else {
            panic!("no command");
        };
        assert_eq!(command.arguments.text, "🌊 Banjir");
        assert_eq!(
            command.arguments.entities,
            [Entity::plain("bold", 3, 6), Entity::plain("italic", 0, 2)]
        );
    }

    #[test]
    fn the_platforms_mark_says_where_a_command_ends() {
        let message = Message {
            text: "/cek, ya".into(),
            entities: vec![Entity::plain("bot_command", 0, 4)],
            buttons: Vec::new(),
            ..Message::default()
        };
        let Address::Us(command) = read(&message, &bot()) else {
            panic!("no command");
        };
        assert_eq!(
            (command.name.as_str(), command.arguments.text.as_str()),
            ("cek", ", ya")
        );
    }
}
