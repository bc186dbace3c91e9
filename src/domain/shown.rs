//! What a chat shows of an announcement, and what is to be done there next.
//!
//! A copy is brought to a revision step by step: each of its parts is sent, or where a message of an
//! earlier revision stands in its place, that one is edited. Steps are counted towards one revision; when
//! a newer one is approved in between, they begin anew, so that no chat keeps parts of two.

/// A chat's copy as the record has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The messages, in the order in which they are read; an album has several. One below zero can be
    /// edited no more: it was deleted, or stayed behind in a group that has moved.
    pub messages: Vec<i64>,
    /// The platform's chat that the others are in.
    pub room: Option<String>,
    /// The revision that `step` counts towards.
    pub revising: i64,
    /// The one before that: what kinds of messages those are that it finds.
    pub was: i64,
    /// Messages of it that are as they should be.
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
    /// A message becomes the one that the revision has in its place.
    Edit {
        part: usize,
        place: usize,
        message: i64,
    },
    /// A part is sent, of which the first message has this place.
    Send { part: usize, place: usize },
    /// A message for which the revision has none says so.
    Blank { place: usize, message: i64 },
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

    /// The part that it brings.
    #[must_use]
    pub fn part(self) -> Option<usize> {
        match self {
            Self::Edit { part, .. } | Self::Send { part, .. } => Some(part),
            Self::Blank { .. } | Self::Notice { .. } | Self::Done => None,
        }
    }

    /// Whether a second try of it would be a second message.
    #[must_use]
    pub fn is_new_message(self) -> bool {
        matches!(self, Self::Send { .. })
    }
}

/// Which part has its messages around a place, and where they begin.
fn part_at(layout: &[usize], place: usize) -> Option<(usize, usize)> {
    let mut first = 0;
    for (part, messages) in layout.iter().enumerate() {
        if place < first + messages {
            return Some((part, first));
        }
        first += messages;
    }
    None
}

impl Shown {
    /// What comes next on the way to a revision, in a chat of the platform's; `layout`: how many messages
    /// each part of the revision is.
    #[must_use]
    pub fn next(&self, revision: i64, layout: &[usize], room: &str) -> Step {
        let begun = self.revising == revision;
        let mut place = if begun { self.step } else { 0 };
        loop {
            let message = self.editable(place, room);
            match (part_at(layout, place), message) {
                (Some((part, first)), Some(message)) => {
                    let all = first..first + layout[part];
                    // An album is edited message by message, or sent as a whole.
                    return match all.clone().all(|it| self.editable(it, room).is_some()) {
                        true => Step::Edit {
                            part,
                            place,
                            message,
                        },
                        false => Step::Send { part, place: first },
                    };
                }
                (Some((part, place)), None) => return Step::Send { part, place },
                (None, Some(message)) => return Step::Blank { place, message },
                (None, None) if place < self.messages.len() => place += 1,
                (None, None) => break,
            }
        }
        match self.owes_notice {
            true => Step::Notice {
                reply_to: self.editable(0, room),
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

    /// The revision whose messages a step towards another finds in their places.
    #[must_use]
    pub fn found(&self, revision: i64) -> i64 {
        match self.revising == revision {
            true => self.was,
            false => self.revising,
        }
    }

    /// A step has been taken; `written`: the messages that exist by it.
    pub fn take(&mut self, step: Step, revision: i64, room: &str, written: &[i64]) {
        self.begin(revision);
        match step {
            Step::Edit { place, .. } | Step::Blank { place, .. } => self.step = place + 1,
            Step::Send { place, .. } => {
                self.enter(room);
                for (at, message) in (place..).zip(written) {
                    match self.messages.get_mut(at) {
                        Some(place) => {
                            let before = std::mem::replace(place, *message);
                            self.messages.push(-before.abs());
                            self.uneditable = true;
                        }
                        None => self.messages.push(*message),
                    }
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

    /// The platform will not take a step. Whether something else can be done in its place: a message that
    /// cannot be edited is followed by a new one.
    pub fn refuse(&mut self, step: Step, revision: i64) -> bool {
        self.begin(revision);
        match step {
            Step::Edit { place, message, .. } => {
                self.messages[place] = -message;
                self.uneditable = true;
                true
            }
            Step::Blank { place, message } => {
                self.messages[place] = -message;
                self.step = place + 1;
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
            self.was = self.revising;
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
    fn run(shown: &mut Shown, revision: i64, layout: &[usize], room: &str) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut fresh = 100 * revision;
        loop {
            let step = shown.next(revision, layout, room);
            if step == Step::Done {
                return steps;
            }
            let messages = match step {
                Step::Send { part, .. } => layout[part],
                _ => 1,
            };
            let first = fresh + 1;
            fresh += i64::try_from(messages).unwrap();
            let written: Vec<i64> = (first..=fresh).collect();
            shown.take(step, revision, room, &written);
            steps.push(step);
        }
    }

    const ONE: &[usize] = &[1];
    const TWO: &[usize] = &[1, 1];
    const THREE: &[usize] = &[1, 1, 1];

    fn send(part: usize, place: usize) -> Step {
        Step::Send { part, place }
    }

    fn edit(part: usize, place: usize, message: i64) -> Step {
        Step::Edit {
            part,
            place,
            message,
        }
    }

    fn of_two_parts() -> Shown {
        let mut shown = Shown::default();
        run(&mut shown, 1, TWO, ROOM);
        assert_eq!(shown.messages, [101, 102]);
        shown.owes_notice = true;
        shown
    }

    #[test]
    fn a_copy_is_sent_part_by_part_and_needs_no_notice() {
        let steps = run(&mut Shown::default(), 1, TWO, ROOM);
        assert_eq!(steps, [send(0, 0), send(1, 1)]);
    }

    #[test]
    fn a_correction_edits_what_is_there_sends_what_is_new_and_blanks_what_is_left() {
        let notice = Step::Notice {
            reply_to: Some(101),
        };
        let mut longer = of_two_parts();
        assert_eq!(
            run(&mut longer, 2, THREE, ROOM),
            [edit(0, 0, 101), edit(1, 1, 102), send(2, 2), notice]
        );
        assert_eq!(longer.messages, [101, 102, 201 + 2]);
        assert_eq!(longer.was, 1);
        let mut shorter = of_two_parts();
        let blank = Step::Blank {
            place: 1,
            message: 102,
        };
        assert_eq!(
            run(&mut shorter, 2, ONE, ROOM),
            [edit(0, 0, 101), blank, notice]
        );
        assert!(!shorter.uneditable);
    }

    #[test]
    fn what_a_newer_revision_overtakes_begins_anew() {
        let mut shown = Shown::default();
        shown.take(send(0, 0), 1, ROOM, &[7]);
        let first = edit(0, 0, 7);
        assert_eq!(shown.next(2, TWO, ROOM), first);
        shown.take(first, 2, ROOM, &[7]);
        assert_eq!(shown.next(2, TWO, ROOM), send(1, 1));
        assert_eq!(shown.next(3, TWO, ROOM), first);
        assert_eq!((shown.found(2), shown.found(3)), (1, 2));
    }

    #[test]
    fn a_message_that_cannot_be_edited_is_followed_by_a_new_one_and_not_forgotten() {
        let mut shown = of_two_parts();
        let step = shown.next(2, TWO, ROOM);
        assert!(shown.refuse(step, 2));
        assert_eq!(shown.next(2, TWO, ROOM), send(0, 0));
        run(&mut shown, 2, TWO, ROOM);
        assert_eq!(shown.messages, [201, 102, -101]);
        assert!(shown.uneditable);
        // The next correction has nothing to do with it any more.
        shown.owes_notice = true;
        run(&mut shown, 3, TWO, ROOM);
        assert_eq!(shown.messages, [201, 102, -101]);
        assert!(!shown.uneditable);
    }

    #[test]
    fn messages_of_a_group_that_has_moved_are_never_edited_in_its_new_place() {
        let mut shown = of_two_parts();
        let steps = run(&mut shown, 2, TWO, "tg:-2");
        assert_eq!(steps[..2], [send(0, 0), send(1, 1)]);
        assert_eq!(shown.messages, [201, 202, -101, -102]);
        assert!(shown.uneditable);
    }

    #[test]
    fn an_album_is_sent_at_once_and_edited_message_by_message() {
        let album: &[usize] = &[1, 3, 1];
        let mut shown = Shown::default();
        let steps = run(&mut shown, 1, album, ROOM);
        assert_eq!(steps, [send(0, 0), send(1, 1), send(2, 4)]);
        assert_eq!(shown.messages, [101, 102, 103, 104, 105]);
        let steps = run(&mut shown, 2, album, ROOM);
        assert_eq!(
            steps,
            [
                edit(0, 0, 101),
                edit(1, 1, 102),
                edit(1, 2, 103),
                edit(1, 3, 104),
                edit(2, 4, 105)
            ]
        );
        // One of its messages is gone: all of it is sent once more.
        shown.take(edit(0, 0, 101), 3, ROOM, &[101]);
        shown.take(edit(1, 1, 102), 3, ROOM, &[102]);
        let step = shown.next(3, album, ROOM);
        assert!(shown.refuse(step, 3));
        assert_eq!(shown.next(3, album, ROOM), send(1, 1));
        run(&mut shown, 3, album, ROOM);
        assert_eq!(shown.messages, [101, 301, 302, 303, 105, -102, -103, -104]);
    }
}
