//! What a chat shows of an announcement, and what is to be done there next.
//!
//! A copy is brought to a revision step by step: each of its parts is sent, or where a message of an
//! earlier revision stands in its place, that one is edited. Steps are counted towards one revision; when
//! a newer one is approved in between, they begin anew, so that no chat keeps parts of two.

/// A chat's copy as the record has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The messages, part by part. One below zero is a message that can be edited no more: it was
    /// deleted, or stayed behind in a group that has moved.
    pub messages: Vec<i64>,
    /// The platform's chat that the others are in.
    pub room: Option<String>,
    /// The revision that `step` counts towards.
    pub revising: i64,
    /// Steps that are done.
    pub step: usize,
    /// A part of this revision had to be sent anew, because the message that it replaces could not be
    /// edited.
    pub uneditable: bool,
    /// A notice is to follow: it has, or may have, seen an earlier revision.
    pub owes_notice: bool,
    /// The last notice.
    pub notice: Option<i64>,
}

/// The next call for a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A message becomes another part than it was.
    Edit { part: usize, message: i64 },
    /// A part is sent.
    Send { part: usize },
    /// A message for which the revision has no part says so.
    Blank { part: usize, message: i64 },
    /// What has changed is pointed out, in reply to the copy where that can be.
    Notice { reply_to: Option<i64> },
    /// Nothing.
    Done,
}

impl Step {
    /// Whether the copy shows all of the revision when this is next.
    #[must_use]
    pub fn is_after_content(self) -> bool {
        matches!(self, Self::Notice { .. } | Self::Done)
    }

    /// The part that it is about.
    #[must_use]
    pub fn part(self) -> Option<usize> {
        match self {
            Self::Edit { part, .. } | Self::Send { part } | Self::Blank { part, .. } => Some(part),
            Self::Notice { .. } | Self::Done => None,
        }
    }

    /// Whether a second try of it would be a second message.
    #[must_use]
    pub fn is_new_message(self) -> bool {
        matches!(self, Self::Send { .. })
    }
}

impl Shown {
    /// What comes next on the way to a revision of so many parts, in a chat of the platform's.
    #[must_use]
    pub fn next(&self, revision: i64, parts: usize, room: &str) -> Step {
        let begun = self.revising == revision;
        let mut part = if begun { self.step } else { 0 };
        loop {
            match (part < parts, self.editable(part, room)) {
                (true, Some(message)) => return Step::Edit { part, message },
                (true, None) => return Step::Send { part },
                (false, Some(message)) => return Step::Blank { part, message },
                (false, None) if part < self.messages.len() => part += 1,
                (false, None) => break,
            }
        }
        match self.owes_notice {
            true => Step::Notice {
                reply_to: self.editable(0, room),
            },
            false => Step::Done,
        }
    }

    /// The message in the place of a part, if it can be edited.
    #[must_use]
    pub fn editable(&self, part: usize, room: &str) -> Option<i64> {
        let here = self.room.as_deref().is_none_or(|it| it == room);
        let message = self.messages.get(part).copied();
        message.filter(|message| here && *message > 0)
    }

    /// A step has been taken; `written`: the message that exists by it.
    pub fn take(&mut self, step: Step, revision: i64, room: &str, written: Option<i64>) {
        self.begin(revision);
        match step {
            Step::Edit { part, .. } | Step::Blank { part, .. } => self.step = part + 1,
            Step::Send { part } => {
                self.enter(room);
                let message = written.unwrap_or_default();
                match self.messages.get_mut(part) {
                    Some(place) => {
                        let before = std::mem::replace(place, message);
                        self.messages.push(-before.abs());
                        self.uneditable = true;
                    }
                    None => self.messages.push(message),
                }
                self.step = part + 1;
            }
            Step::Notice { .. } => {
                self.notice = written;
                self.owes_notice = false;
            }
            Step::Done => {}
        }
    }

    /// The platform will not take a step. Whether something else can be done in its place: a message that
    /// cannot be edited is followed by a new one.
    pub fn refuse(&mut self, step: Step, revision: i64) -> bool {
        self.begin(revision);
        match step {
            Step::Edit { part, message } => {
                self.messages[part] = -message;
                self.uneditable = true;
                true
            }
            Step::Blank { part, message } => {
                self.messages[part] = -message;
                self.step = part + 1;
                true
            }
            Step::Notice { .. } => {
                self.owes_notice = false;
                true
            }
            Step::Send { .. } | Step::Done => false,
        }
    }

    fn begin(&mut self, revision: i64) {
        if self.revising != revision {
            self.revising = revision;
            self.step = 0;
            self.uneditable = false;
        }
    }

    /// Messages in another chat are out of reach from now on.
    fn enter(&mut self, room: &str) {
        if self.room.as_deref().is_some_and(|it| it != room) {
            for message in &mut self.messages {
                *message = -message.abs();
            }
        }
        self.room = Some(room.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: &str = "tg:-1";

    /// Takes steps until there are none; what they were.
    fn run(shown: &mut Shown, revision: i64, parts: usize, room: &str) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut fresh = 100 * revision;
        loop {
            let step = shown.next(revision, parts, room);
            if step == Step::Done {
                return steps;
            }
            fresh += 1;
            shown.take(step, revision, room, Some(fresh));
            steps.push(step);
        }
    }

    fn of_two_parts() -> Shown {
        let mut shown = Shown::default();
        run(&mut shown, 1, 2, ROOM);
        assert_eq!(shown.messages, [101, 102]);
        shown.owes_notice = true;
        shown
    }

    #[test]
    fn a_copy_is_sent_part_by_part_and_needs_no_notice() {
        let steps = run(&mut Shown::default(), 1, 2, ROOM);
        assert_eq!(steps, [Step::Send { part: 0 }, Step::Send { part: 1 }]);
    }

    #[test]
    fn a_correction_edits_what_is_there_sends_what_is_new_and_blanks_what_is_left() {
        let edit = |part, message| Step::Edit { part, message };
        let notice = Step::Notice {
            reply_to: Some(101),
        };
        let mut longer = of_two_parts();
        assert_eq!(
            run(&mut longer, 2, 3, ROOM),
            [edit(0, 101), edit(1, 102), Step::Send { part: 2 }, notice]
        );
        assert_eq!(longer.messages, [101, 102, 203]);
        let mut shorter = of_two_parts();
        let blank = Step::Blank {
            part: 1,
            message: 102,
        };
        assert_eq!(run(&mut shorter, 2, 1, ROOM), [edit(0, 101), blank, notice]);
        assert!(!shorter.uneditable);
    }

    #[test]
    fn what_a_newer_revision_overtakes_begins_anew() {
        let mut shown = Shown::default();
        shown.take(Step::Send { part: 0 }, 1, ROOM, Some(7));
        let first = Step::Edit {
            part: 0,
            message: 7,
        };
        assert_eq!(shown.next(2, 2, ROOM), first);
        shown.take(first, 2, ROOM, None);
        assert_eq!(shown.next(2, 2, ROOM), Step::Send { part: 1 });
        assert_eq!(shown.next(3, 2, ROOM), first);
    }

    #[test]
    fn a_message_that_cannot_be_edited_is_followed_by_a_new_one_and_not_forgotten() {
        let mut shown = of_two_parts();
        let step = shown.next(2, 2, ROOM);
        assert!(shown.refuse(step, 2));
        assert_eq!(shown.next(2, 2, ROOM), Step::Send { part: 0 });
        run(&mut shown, 2, 2, ROOM);
        assert_eq!(shown.messages, [201, 102, -101]);
        assert!(shown.uneditable);
        // The next correction has nothing to do with it any more.
        shown.owes_notice = true;
        run(&mut shown, 3, 2, ROOM);
        assert_eq!(shown.messages, [201, 102, -101]);
        assert!(!shown.uneditable);
    }

    #[test]
    fn messages_of_a_group_that_has_moved_are_never_edited_in_its_new_place() {
        let mut shown = of_two_parts();
        let steps = run(&mut shown, 2, 2, "tg:-2");
        assert_eq!(steps[..2], [Step::Send { part: 0 }, Step::Send { part: 1 }]);
        assert_eq!(shown.messages, [201, 202, -101, -102]);
        assert!(shown.uneditable);
    }
}
