//! "Disebarluaskan", and the evidence for it.

use std::time::Duration;

use satupintu_simulator::{Chat, SentMessage, User};

use super::{Office, Staff, copies};

/// How long a pop-up may take to come, in real time.
const POP_UP: Duration = Duration::from_secs(10);

impl Office {
    /// Announces something that is to be passed on.
    pub async fn announce_to_pass_on(&self, staff: &Staff, text: &str) {
        let text = format!("konfirmasi=disebarluaskan sifat=penting\n{text}");
        self.announce(staff, &text).await;
        self.advance(Duration::from_secs(5)).await;
    }

    /// The link that a press on "Disebarluaskan" opens where others read as well.
    pub async fn evidence_link(&self, user: &User, message: &SentMessage) -> String {
        let press = user.press(message, "Disebarluaskan").unwrap();
        let answer = press.wait_answer(POP_UP).await;
        let answer = answer.expect("every press is answered");
        self.settle().await;
        answer
            .url
            .unwrap_or_else(|| panic!("no link: {:?}", answer.text))
    }

    /// A member presses "Disebarluaskan" below the copy in a chat and follows the link; what they are asked.
    pub async fn disseminate(&self, user: &User, chat: &Chat, number: &str) -> String {
        let copy = copies(chat, number).pop().expect("a copy is there");
        let link = self.evidence_link(user, &copy).await;
        self.open_link(user, &link).await
    }

    /// The same, and they give evidence; what they are told.
    pub async fn give_evidence(
        &self,
        user: &User,
        chat: &Chat,
        number: &str,
        evidence: &str,
    ) -> String {
        let asked = self.disseminate(user, chat, number).await;
        assert!(asked.contains("Bukti penyebaran"), "{asked}");
        self.say(user, evidence).await
    }
}
