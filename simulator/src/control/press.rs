//! Pressing buttons.

use std::time::Duration;

use crate::world::press::CallbackAnswer;

use super::{Simulator, post::MessageRef, sent::Button, user::User};

/// Why a button could not be pressed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PressError {
    /// No button of the message has that label.
    #[error("no button {wanted:?} among {labels:?}")]
    NoButton {
        /// The label looked for.
        wanted: String,
        /// The labels that are there.
        labels: Vec<String>,
    },
    /// The button calls nothing back: it opens a link or the like.
    #[error("the button {0:?} has no callback data")]
    NoCallback(String),
    /// There is no such message (any more).
    #[error("there is no message {0:?}")]
    NoMessage(MessageRef),
}

/// A press on its way to the bot and back.
#[derive(Clone)]
pub struct Press {
    sim: Simulator,
    id: String,
}

impl Press {
    /// `callback_query.id`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the bot has answered so far.
    #[must_use]
    pub fn answer(&self) -> Option<CallbackAnswer> {
        self.sim
            .core
            .look(|world| world.queries.get(&self.id)?.answer.clone())
    }

    /// Waits for the answer, at most that long in real time.
    pub async fn wait_answer(&self, longest: Duration) -> Option<CallbackAnswer> {
        self.sim.wait_for(longest, |_| self.answer()).await
    }
}

impl User {
    /// Presses the inline button of that label, on the message as it is now. An emoji may
    /// stand before the label; the rest of the button's text may go on behind it.
    ///
    /// # Errors
    /// No such message or button, or one without callback data.
    pub fn press(&self, message: impl Into<MessageRef>, label: &str) -> Result<Press, PressError> {
        let at = message.into();
        let shown = self.sim.message(at).filter(|message| !message.deleted);
        let shown = shown.ok_or(PressError::NoMessage(at))?;
        let button = shown.button(label).ok_or_else(|| PressError::NoButton {
            wanted: label.to_owned(),
            labels: shown.labels(),
        })?;
        let Button {
            data: Some(data), ..
        } = button
        else {
            return Err(PressError::NoCallback(button.label.clone()));
        };
        Ok(self.press_data(at, data))
    }

    /// Presses with data of choice, as a modified app can: forged, or of a button that the
    /// message no longer has.
    pub fn press_data(&self, message: impl Into<MessageRef>, data: &str) -> Press {
        let MessageRef { chat, message } = message.into();
        let id = self
            .sim
            .core
            .with(|world, now_ms| world.press(self.id, chat, message, data, now_ms));
        Press {
            sim: self.sim.clone(),
            id,
        }
    }
}
