//! How the bot reaches the Bot API. Values are never repeated, not even wrong ones.

use secrecy::SecretString;

use super::environment::Environment;
use super::problem::{Problem, Problems};

/// `TELOXIDE_TOKEN`: digits, a colon, and letters, digits, `_` or `-`.
pub(super) fn token(environment: &Environment, problems: &mut Problems) -> Option<SecretString> {
    const NAME: &str = "TELOXIDE_TOKEN";
    let token = environment.get(NAME)?;
    let secret = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let well_formed = token.split_once(':').is_some_and(|(bot, rest)| {
        !bot.is_empty()
            && bot.chars().all(|c| c.is_ascii_digit())
            && !rest.is_empty()
            && rest.chars().all(secret)
    });
    if !well_formed {
        problems.add(Problem::new(
            NAME,
            "bukan token bot (angka, titik dua, lalu huruf dan angka)",
            "salin ulang seluruh token dari @BotFather",
        ));
        return None;
    }
    Some(SecretString::from(token.to_owned()))
}

/// `TELOXIDE_API_URL`.
pub(super) fn api_url(environment: &Environment, problems: &mut Problems) -> Option<String> {
    const NAME: &str = "TELOXIDE_API_URL";
    let given = environment.get(NAME)?;
    let url = web_address(given);
    if url.is_none() {
        problems.add(Problem::new(
            NAME,
            "bukan alamat http:// atau https://",
            "tulis seperti https://api.telegram.org, atau hapus untuk memakai server Telegram",
        ));
    }
    url
}

/// An `http` or `https` address with a host, without the slash at its end.
fn web_address(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let printable = text.chars().all(|c| c.is_ascii_graphic());
    (!host.is_empty() && !host.starts_with(':') && printable)
        .then(|| text.trim_end_matches('/').to_owned())
}
