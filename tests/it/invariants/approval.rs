//! Nothing left that nobody approved.

use std::collections::{BTreeMap, BTreeSet};

use satupintu_simulator::SentMessage;

use super::{Witnesses, chat_id};

/// What chats get, as it was approved: each text, and when that was.
pub(super) type Approved = BTreeMap<String, i64>;

/// What a message said when it was sent.
pub(super) fn first_text(message: &SentMessage) -> &str {
    message
        .edits
        .first()
        .map_or(&message.text, |first| &first.text)
}

/// Whether it says that it is an announcement, and not only the preview of one.
pub(super) fn is_official(text: &str) -> bool {
    let text = text
        .strip_prefix("LATIHAN — bukan kejadian sebenarnya\n")
        .unwrap_or(text);
    text.starts_with("SIARAN RESMI No. ") && !is_preview(text)
}

/// Whether it is what approvers are shown: without a number, or as a correction without a time.
fn is_preview(text: &str) -> bool {
    text.contains("No. …") || text.contains("… (waktu diberikan saat disetujui)")
}

/// Whether it corrects or withdraws what was announced before.
pub(super) fn is_change(text: &str) -> bool {
    let mut head = text.lines().take(3);
    head.any(|line| line.starts_with("RALAT ") || line.starts_with("DICABUT "))
}

/// What can be read in parts of an announcement: a text, a caption, those of an album.
fn texts_of(stored: &serde_json::Value) -> Vec<String> {
    let inside = stored.as_array().or(stored["album"].as_array());
    if let Some(inside) = inside {
        return inside.iter().flat_map(texts_of).collect();
    }
    let message = stored.get("caption").unwrap_or(stored);
    vec![message["text"].as_str().unwrap().to_owned()]
}

impl Witnesses<'_> {
    /// The texts of all approved revisions.
    pub(super) async fn approved(self) -> Approved {
        let rows = self
            .tables
            .texts("select approved_at || ' ' || parts from revision")
            .await;
        let mut approved = Approved::new();
        for row in rows {
            let (at, parts) = row.split_once(' ').unwrap();
            for text in texts_of(&serde_json::from_str(parts).unwrap()) {
                approved.insert(text, at.parse().unwrap());
            }
        }
        approved
    }

    /// The private chats of those who write and decide, who see it before it is approved.
    pub(super) async fn staff(self) -> BTreeSet<i64> {
        let addresses = self
            .tables
            .texts(
                "select distinct p.address from person p join role_grant g on g.person_id = p.id \
                 where p.address is not null and g.role in ('owner', 'author', 'approver')",
            )
            .await;
        addresses.iter().map(|address| chat_id(address)).collect()
    }

    /// What is written in drafts that were never approved, and in nothing that was.
    async fn unapproved(self, approved: &Approved) -> Vec<String> {
        let pieces = self
            .tables
            .texts(
                "select p.content from draft_piece p join announcement n on n.id = p.announcement_id \
                 where n.state <> 'approved' \
                 union select content from announcement \
                 where state <> 'approved' and content is not null",
            )
            .await;
        let texts = pieces
            .iter()
            .flat_map(|piece| texts_of(&serde_json::from_str(piece).unwrap()));
        texts
            .filter(|text| !text.is_empty() && !approved.keys().any(|known| known.contains(text)))
            .collect()
    }

    /// What was not approved was seen by those who write and decide alone, and whatever calls itself an
    /// announcement was approved, to the letter, before it was sent.
    pub(super) async fn nothing_unapproved_left(self) {
        let approved = self.approved().await;
        let unapproved = self.unapproved(&approved).await;
        let staff = self.staff().await;
        for message in self.sim.bot_messages() {
            let text = first_text(&message);
            if is_official(text) {
                let at = approved.get(text);
                let at = *at.unwrap_or_else(|| panic!("nobody approved {message:?}"));
                assert!(
                    message.date_ms >= at,
                    "sent before it was approved: {message:?}"
                );
            }
            if staff.contains(&message.chat) {
                continue;
            }
            let states = message.edits.iter().map(|edit| &edit.text);
            for text in states.chain([&message.text]) {
                assert!(!is_preview(text), "a preview got out: {message:?}");
                let leaked = unapproved.iter().find(|draft| text.contains(*draft));
                assert_eq!(leaked, None, "in {message:?}");
            }
        }
    }
}
