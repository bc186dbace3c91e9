//! The command menus for everybody, published at the start: of private chats, for those without a role,
//! and of groups. Whoever has a role is offered a menu of their own in the conversation (`bot::talk`).

use std::sync::Arc;

use crate::service::Rules;
use crate::telegram::client::Client;
use crate::telegram::commands::{self, Scope};
use crate::view;

/// Menus are a convenience: without them every command still works.
pub(super) async fn publish(client: Client, rules: Arc<Rules>) {
    for language in [None, Some("en")] {
        let lang = rules.lang(language);
        for (scope, in_group) in [(Scope::Default, false), (Scope::AllGroupChats, true)] {
            let menu = view::help::commands(&lang, &[], in_group);
            let menu: Vec<(&str, &str)> = menu
                .iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect();
            if let Err(error) = commands::publish(&client, scope, language, &menu).await {
                tracing::warn!(%error, "the command menu was not published");
            }
        }
    }
}
