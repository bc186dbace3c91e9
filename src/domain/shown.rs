//! What a chat shows of an announcement, and what is to be done there next.
//!
//! A copy is brought to a revision step by step: each of its parts is sent, or where a message of an
//! earlier revision stands in its place and can become it, that one is edited. What stands in the way
//! says first that it holds no longer. Steps are counted towards one revision; when a newer one is approved
//! in between, they begin anew, so that no chat keeps parts of two.

use super::layout::{Layouts, Slot, SlotKind};

/// A chat's copy as the record has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The messages, in the order in which they are read; an album has several. One below zero can be
    /// edited no more: it was deleted, replaced by a new one, or stayed behind in a group that has moved.
    pub messages: Vec<i64>,
    /// For each of them the revision whose words it shows; below zero: it was that one's, and says that it
    /// holds no longer; 0: a new one stands in its place. Farther from 0 by `ASIDE`: it is not to
    /// become another on the way to the revision that `step` counts towards.
    pub made: Vec<i64>,
    /// An edit of them was not answered: a message may show other words, or another medium, than that.
    pub unsure: bool,
    /// The platform's chat that the others are in.
    pub room: Option<String>,
    /// The revision that `step` counts towards.
    pub revising: i64,
    /// Messages of it that are as they should be.
    pub step: usize,
    /// A message of an earlier revision could not be edited, and still says what it said.
    pub uneditable: bool,
    /// The first such message, if it is in this chat still, as far as is known.
    pub stands: Option<i64>,
    /// A notice is to follow: it has, or may have, seen an earlier revision.
    pub owes_notice: bool,
    /// The last notice.
    pub notice: Option<i64>,
}

/// The next call for a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A message becomes the one that the revision has in its place.
    Edit {
        part: usize,
        place: usize,
        message: i64,
    },
    /// A part is sent, of which the first message has this place.
    Send { part: usize, place: usize },
    /// A message for which the revision has none, or another that this one cannot become, says so.
    Blank { place: usize, message: i64 },
    /// What has changed is pointed out, in reply to the copy where that can be.
    Notice { reply_to: Option<i64> },
    /// Nothing.
    Done,
}

/// Added to the revision of a message that may not become what the newest one has in its place: the chat
/// takes no such medium. It says that it holds no longer.
const ASIDE: i64 = 1 << 32;

impl Step {
    /// Whether the copy shows all of the revision when this is next.
    #[must_use]
    pub fn is_after_content(self) -> bool {
        matches!(self, Self::Notice { .. } | Self::Done)
    }

    /// The part that it brings.
    #[must_use]
    pub fn part(self) -> Option<usize> {
        match self {
            Self::Edit { part, .. } | Self::Send { part, .. } => Some(part),
            Self::Blank { .. } | Self::Notice { .. } | Self::Done => None,
        }
    }

    /// The place of the message that it changes.
    #[must_use]
    pub fn changes(self) -> Option<usize> {
        match self {
            Self::Edit { place, .. } | Self::Blank { place, .. } => Some(place),
            Self::Send { .. } | Self::Notice { .. } | Self::Done => None,
        }
    }

    /// Whether a second try of it would be a second message.
    #[must_use]
    pub fn is_new_message(self) -> bool {
        matches!(self, Self::Send { .. })
    }
}

impl Shown {
    /// What comes next on the way to a revision, in a chat of the platform's; `layouts`: what that revision,
    /// and those of which there are messages, have in their places.
    #[must_use]
    pub fn next(&self, revision: i64, layouts: &Layouts, room: &str) -> Step {
        let begun = self.revising == revision;
        let mut place = if begun { self.step } else { 0 };
        loop {
            let Some(slot) = layouts.slot(revision, place) else {
                if self.is_outdated(place, layouts, room)
                    && let Some(message) = self.editable(place, room)
                {
                    return Step::Blank { place, message };
                }
                if place >= self.messages.len() {
                    break;
                }
                place += 1;
                continue;
            };
            let part = slot.part;
            if let Some(message) = self.editable(place, room)
                && self.becomes(slot, layouts, room)
                && !(begun && slot.places().any(|at| self.is_aside(at)))
            {
                return Step::Edit {
                    part,
                    place,
                    message,
                };
            }
            let in_the_way = slot
                .places()
                .find(|at| self.is_outdated(*at, layouts, room));
            let message = in_the_way.and_then(|at| self.editable(at, room));
            return match in_the_way.zip(message) {
                Some((place, message)) => Step::Blank { place, message },
                None => Step::Send {
                    part,
                    place: slot.first,
                },
            };
        }
        match self.owes_notice {
            // What still says what it said is answered, and not what has taken its place.
            true => Step::Notice {
                reply_to: self.stands.or_else(|| self.editable(0, room)),
            },
            false => Step::Done,
        }
    }

    /// The message in a place, if it can be edited.
    #[must_use]
    pub fn editable(&self, place: usize, room: &str) -> Option<i64> {
        let here = self.room.as_deref().is_none_or(|it| it == room);
        let message = self.messages.get(place).copied();
        message.filter(|message| here && *message > 0)
    }

    /// The revision that the message in a place was made, or last edited, for.
    #[must_use]
    pub fn made_for(&self, place: usize) -> Option<i64> {
        let made = self.made.get(place).map(|made| made.abs() % ASIDE);
        made.filter(|made| *made > 0)
    }

    /// Whether the message in a place is not to become another on the way to this revision.
    fn is_aside(&self, place: usize) -> bool {
        let made = self.made.get(place);
        made.is_some_and(|made| made.abs() > ASIDE)
    }

    /// The message in a place as it was made.
    fn found<'a>(&self, place: usize, layouts: &'a Layouts) -> Option<&'a Slot> {
        layouts.slot(self.made_for(place)?, place)
    }

    /// Whether edits make a part of what stands in its places: all of it is there, is of its kind, and is
    /// read after what comes before it. Ids of a chat grow, so one below that of an earlier place stands
    /// above it.
    fn becomes(&self, slot: &Slot, layouts: &Layouts, room: &str) -> bool {
        let before = (0..slot.first).filter_map(|place| self.editable(place, room));
        let before = before.max().unwrap_or(0);
        slot.places().all(|place| {
            let message = self.editable(place, room);
            let found = self.found(place, layouts);
            message.is_some_and(|message| message > before)
                && found.is_some_and(|found| found.becomes(slot))
        })
    }

    /// Whether a message still says something of a revision that it can be made not to say. Of an album the
    /// first says it for all; the others have nothing to say where they have no words.
    fn is_outdated(&self, place: usize, layouts: &Layouts, room: &str) -> bool {
        let made = self.made.get(place).is_some_and(|made| *made > 0);
        if !made || self.editable(place, room).is_none() {
            return false;
        }
        match self.found(place, layouts) {
            Some(slot) if slot.kind == SlotKind::InAlbum => {
                slot.has_words || self.speaks_for_album(place, layouts, room)
            }
            Some(_) => true,
            // A copy of the time before each message's revision was written down: that revision has nothing in
            // this place, so the message there says already that it holds no longer.
            None => false,
        }
    }

    /// Whether what is said in a place of an album stands below all of it: no other message of it says that it
    /// holds no longer, or did before a new one took its place.
    #[must_use]
    pub fn speaks_for_album(&self, place: usize, layouts: &Layouts, room: &str) -> bool {
        let Some(slot) = self.found(place, layouts) else {
            return true;
        };
        let says_so = |at: usize| {
            self.made.get(at).is_some_and(|made| *made < 0) && self.editable(at, room).is_some()
        };
        let is_another = |at: usize| {
            let found = self.found(at, layouts);
            found.is_none_or(|it| it.kind != slot.kind || it.places() != slot.places())
        };
        !slot
            .places()
            .any(|at| at != place && (says_so(at) || is_another(at)))
    }

    /// A step has been taken; `written`: the messages that exist by it.
    pub fn take(&mut self, step: Step, revision: i64, room: &str, written: &[i64]) {
        self.begin(revision);
        match step {
            Step::Edit { place, .. } => {
                self.now_shows(place, revision);
                self.step = place + 1;
            }
            Step::Blank { place, .. } => {
                let made = self.made.get(place).map_or(0, |made| made.abs());
                self.now_shows(place, -if made > 0 { made } else { revision });
            }
            Step::Send { place, .. } => {
                self.enter(room);
                for (at, message) in (place..).zip(written) {
                    self.put(at, *message, revision);
                }
                self.step = place + written.len();
            }
            Step::Notice { .. } => {
                self.notice = written.first().copied();
                self.owes_notice = false;
            }
            Step::Done => {}
        }
    }

    /// A new message takes a place. The one before is not forgotten.
    fn put(&mut self, place: usize, message: i64, revision: i64) {
        self.made.resize(self.messages.len(), 0);
        let Some(before) = self.messages.get_mut(place) else {
            self.messages.push(message);
            self.made.push(revision);
            return;
        };
        let before = std::mem::replace(before, message);
        if before < 0 && self.made[place] > 0 {
            self.uneditable = true;
            self.stands.get_or_insert(before.abs());
        }
        self.made[place] = revision;
        self.messages.push(-before.abs());
        self.made.push(0);
    }

    fn now_shows(&mut self, place: usize, made: i64) {
        self.made.resize(self.messages.len(), 0);
        if let Some(place) = self.made.get_mut(place) {
            *place = made;
        }
    }

    /// The platform will not take a step. Whether something else can be done in its place: a message that
    /// cannot be edited is followed by a new one.
    pub fn refuse(&mut self, step: Step, revision: i64) -> bool {
        self.begin(revision);
        match step {
            Step::Edit { place, message, .. } | Step::Blank { place, message } => {
                self.messages[place] = -message;
                self.uneditable = true;
                self.stands.get_or_insert(message);
                true
            }
            Step::Notice { .. } => {
                self.owes_notice = false;
                true
            }
            Step::Send { .. } | Step::Done => false,
        }
    }

    /// The chat does not take what a message was to become. Whether that message can say that it holds no
    /// longer, so that no wrong words stay.
    pub fn set_aside(&mut self, step: Step, revision: i64) -> bool {
        self.begin(revision);
        let Step::Edit { place, .. } = step else {
            return false;
        };
        let Some(made) = self.made_for(place) else {
            return false;
        };
        self.now_shows(place, made + ASIDE);
        true
    }

    /// A message was to be given another text and has none: an edit that was left unanswered has made of it what
    /// the revision `made` has in its place. Whether that was another one than is written down.
    pub fn turn_out(&mut self, step: Step, revision: i64, made: i64) -> bool {
        self.begin(revision);
        let Some(place) = step.changes() else {
            return false;
        };
        if self.made_for(place).is_none_or(|known| known == made) {
            return false;
        }
        let aside = if self.is_aside(place) { ASIDE } else { 0 };
        self.now_shows(place, made + aside);
        true
    }

    fn begin(&mut self, revision: i64) {
        if self.revising != revision {
            self.revising = revision;
            self.step = 0;
            self.uneditable = false;
            self.stands = None;
            // The next revision may have something there that the chat takes.
            for made in &mut self.made {
                *made %= ASIDE;
            }
        }
    }

    /// Messages in another chat are out of reach from now on: those of the copy, and the notice below it.
    fn enter(&mut self, room: &str) {
        if self.room.as_deref().is_some_and(|it| it != room) {
            self.uneditable |= self.made.iter().any(|made| *made > 0);
            for (message, made) in self.messages.iter_mut().zip(&mut self.made) {
                *message = -message.abs();
                *made = 0;
            }
            self.stands = None;
            self.notice = None;
        }
        self.room = Some(room.to_owned());
    }
}

#[cfg(test)]
#[path = "shown_tests.rs"]
mod tests;
