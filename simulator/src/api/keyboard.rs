//! Inline keyboards: what the platform accepts.

use serde_json::{Map, Value};

use crate::entity::utf16_len;

use super::{Ctx, refusal::Refusal};

/// More buttons than this are refused with `REPLY_MARKUP_TOO_LONG`.
const MOST_BUTTONS: usize = 100;
const ACTIONS: [&str; 10] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
];

impl Ctx<'_> {
    /// The inline keyboard of the call; `None` without one or with one without buttons.
    ///
    /// Other kinds of `reply_markup` are part of no message, so they are only checked.
    pub fn inline_keyboard(&self) -> Result<Option<Value>, Refusal> {
        let Some(markup) = self.params.values.get("reply_markup") else {
            return Ok(None);
        };
        let Some(rows) = markup.get("inline_keyboard").and_then(Value::as_array) else {
            return Ok(None);
        };
        let mut count = 0;
        for row in rows.iter().filter_map(Value::as_array) {
            if row.is_empty() {
                return Err(Refusal::violation("inline_keyboard has an empty row"));
            }
            for button in row.iter().filter_map(Value::as_object) {
                check_button(button)?;
            }
            count += row.len();
        }
        if count > MOST_BUTTONS {
            return Err(Refusal::bad("REPLY_MARKUP_TOO_LONG"));
        }
        Ok((count > 0).then(|| markup.clone()))
    }
}

fn check_button(button: &Map<String, Value>) -> Result<(), Refusal> {
    let label = button
        .get("text")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if label.trim().is_empty() {
        return Err(Refusal::bad("BUTTON_TEXT_INVALID"));
    }
    let actions: Vec<_> = ACTIONS
        .iter()
        .filter(|action| button.contains_key(**action))
        .collect();
    if actions.len() != 1 {
        let detail = format!(
            "inline button {label:?} has {} actions instead of one",
            actions.len()
        );
        let description = "can't parse inline keyboard button: Text buttons are unallowed in the \
                           inline keyboard";
        return Err(Refusal {
            violation: Some(detail),
            ..Refusal::bad(description)
        });
    }
    if let Some(data) = button.get("callback_data").and_then(Value::as_str)
        && !(1..=64).contains(&data.len())
    {
        return Err(Refusal::bad("BUTTON_DATA_INVALID"));
    }
    if let Some(url) = button.get("url").and_then(Value::as_str) {
        check_url(url)?;
    }
    // https://core.telegram.org/bots/api#webappinfo: "An HTTPS URL".
    if let Some(url) = button.get("web_app").and_then(|app| app["url"].as_str())
        && !url.starts_with("https://")
    {
        return Err(Refusal::bad("BUTTON_URL_INVALID"));
    }
    let copied = button
        .get("copy_text")
        .and_then(|copy| copy["text"].as_str());
    if copied.is_some_and(|text| !(1..=256).contains(&utf16_len(text))) {
        return Err(Refusal::bad("BUTTON_COPY_TEXT_INVALID"));
    }
    Ok(())
}

fn check_url(url: &str) -> Result<(), Refusal> {
    let rest = ["https://", "http://", "tg://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    let why = match rest {
        None => "Unsupported URL protocol",
        Some("") => "URL host is empty",
        Some(rest) if rest.contains(char::is_whitespace) => "URL contains white space",
        Some(_) => return Ok(()),
    };
    Err(Refusal::bad(&format!(
        "inline keyboard button URL '{url}' is invalid: {why}"
    )))
}
