use super::*;
use crate::domain::layout::SlotKind;

const ROOM: &str = "tg:-1";

/// A part of a revision.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Photo,
    /// So many photos, of which the first has words.
    Photos(usize),
    Documents(usize),
}
use Kind::{Documents, Photo, Photos, Text};

fn slots(parts: &[Kind]) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (part, content) in parts.iter().enumerate() {
        let first = slots.len();
        let (kind, messages) = match content {
            Text => (SlotKind::Text, 1),
            Photo => (SlotKind::Medium, 1),
            Photos(count) => (SlotKind::InAlbum, *count),
            Documents(count) => (SlotKind::AmongDocuments, *count),
        };
        slots.extend((0..messages).map(|at| Slot {
            part,
            first,
            messages,
            kind,
            has_words: at == 0,
        }));
    }
    slots
}

/// A copy, and all revisions of it.
#[derive(Default)]
struct Copy {
    shown: Shown,
    layouts: Layouts,
    fresh: i64,
}

impl Copy {
    fn of(parts: &[Kind]) -> Self {
        let mut copy = Self::default();
        copy.run(1, parts, ROOM);
        copy.shown.owes_notice = true;
        copy
    }

    fn next(&mut self, revision: i64, parts: &[Kind], room: &str) -> Step {
        self.layouts.put(revision, &slots(parts));
        self.shown.next(revision, &self.layouts, room)
    }

    /// Takes a step; its new messages have the next ids.
    fn take(&mut self, step: Step, revision: i64, room: &str) {
        let messages = match step {
            Step::Send { part, .. } => self.layouts.messages(revision, part),
            _ => 1,
        };
        let first = 100 * revision + self.fresh + 1;
        self.fresh += i64::try_from(messages).unwrap();
        let written: Vec<i64> = (first..).take(messages).collect();
        self.shown.take(step, revision, room, &written);
    }

    /// Takes steps until there are none; what they were.
    fn run(&mut self, revision: i64, parts: &[Kind], room: &str) -> Vec<Step> {
        let mut steps = Vec::new();
        self.fresh = 0;
        loop {
            let step = self.next(revision, parts, room);
            if step == Step::Done {
                return steps;
            }
            self.take(step, revision, room);
            steps.push(step);
            assert!(steps.len() < 50, "{steps:?}");
        }
    }
}

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

fn blank(place: usize, message: i64) -> Step {
    Step::Blank { place, message }
}

fn notice(reply_to: i64) -> Step {
    Step::Notice {
        reply_to: Some(reply_to),
    }
}

#[test]
fn a_copy_is_sent_part_by_part_and_needs_no_notice() {
    let steps = Copy::default().run(1, &[Text, Text], ROOM);
    assert_eq!(steps, [send(0, 0), send(1, 1)]);
}

#[test]
fn a_correction_edits_what_is_there_sends_what_is_new_and_blanks_what_is_left() {
    let mut longer = Copy::of(&[Text, Text]);
    assert_eq!(
        longer.run(2, &[Text, Text, Text], ROOM),
        [edit(0, 0, 101), edit(1, 1, 102), send(2, 2), notice(101)]
    );
    let mut shorter = Copy::of(&[Text, Text]);
    assert_eq!(
        shorter.run(2, &[Text], ROOM),
        [edit(0, 0, 101), blank(1, 102), notice(101)]
    );
    assert!(!shorter.shown.uneditable);
    // What is left over says so once, and is used anew.
    assert_eq!(shorter.run(3, &[Text], ROOM), [edit(0, 0, 101)]);
    assert_eq!(
        shorter.run(4, &[Text, Text], ROOM),
        [edit(0, 0, 101), edit(1, 1, 102)]
    );
}

#[test]
fn what_a_newer_revision_overtakes_begins_anew_and_each_message_is_known_for_what_it_is() {
    let mut copy = Copy::default();
    let two = [Text, Text];
    copy.next(1, &two, ROOM);
    copy.take(send(0, 0), 1, ROOM);
    copy.take(send(1, 1), 1, ROOM);
    let first = copy.next(2, &two, ROOM);
    assert_eq!(first, edit(0, 0, 101));
    copy.take(first, 2, ROOM);
    assert_eq!(copy.next(2, &two, ROOM), edit(1, 1, 102));
    assert_eq!(copy.next(3, &two, ROOM), edit(0, 0, 101));
    assert_eq!(
        (copy.shown.made_for(0), copy.shown.made_for(1)),
        (Some(2), Some(1))
    );
}

#[test]
fn words_do_not_stand_under_a_photo_that_was_wrong() {
    let mut copy = Copy::of(&[Photo]);
    assert_eq!(
        copy.run(2, &[Text], ROOM),
        [blank(0, 101), send(0, 0), notice(201 + 1)]
    );
    assert_eq!(copy.shown.messages, [202, -101]);
    assert!(!copy.shown.uneditable, "it was edited");
    // A photo takes the place of another, and of words.
    let mut copy = Copy::of(&[Photo]);
    assert_eq!(copy.run(2, &[Photo], ROOM), [edit(0, 0, 101), notice(101)]);
    let mut copy = Copy::of(&[Text]);
    assert_eq!(copy.run(2, &[Photo], ROOM), [edit(0, 0, 101), notice(101)]);
}

#[test]
fn an_album_is_edited_message_by_message_where_it_stays_one_of_as_many() {
    let album = [Text, Photos(3), Text];
    let mut copy = Copy::default();
    let steps = copy.run(1, &album, ROOM);
    assert_eq!(steps, [send(0, 0), send(1, 1), send(2, 4)]);
    assert_eq!(copy.shown.messages, [101, 102, 103, 104, 105]);
    assert_eq!(
        copy.run(2, &album, ROOM),
        [
            edit(0, 0, 101),
            edit(1, 1, 102),
            edit(1, 2, 103),
            edit(1, 3, 104),
            edit(2, 4, 105)
        ]
    );
}

#[test]
fn another_album_is_sent_and_what_follows_it_is_read_after_it() {
    // Of the old one the first photo says it for all, since the others have no words.
    let mut copy = Copy::of(&[Text, Photos(3), Text]);
    assert_eq!(
        copy.run(2, &[Text, Photos(2), Text], ROOM),
        [
            edit(0, 0, 101),
            blank(1, 102),
            send(1, 1),
            send(2, 3),
            blank(4, 105),
            notice(101),
        ]
    );
    let mut copy = Copy::of(&[Text, Photos(2), Text]);
    assert_eq!(
        copy.run(2, &[Text, Documents(2), Text], ROOM),
        [
            edit(0, 0, 101),
            blank(1, 102),
            send(1, 1),
            blank(3, 104),
            send(2, 3),
            notice(101),
        ]
    );
    // Each document has its own words.
    let mut copy = Copy::of(&[Text, Documents(2)]);
    assert_eq!(
        copy.run(2, &[Text], ROOM),
        [edit(0, 0, 101), blank(1, 102), blank(2, 103), notice(101)]
    );
}

#[test]
fn a_message_that_cannot_be_edited_is_followed_by_a_new_one_and_not_forgotten() {
    let mut copy = Copy::of(&[Text, Text]);
    let step = copy.next(2, &[Text, Text], ROOM);
    assert!(copy.shown.refuse(step, 2));
    // What comes after it is read after it.
    assert_eq!(
        copy.run(2, &[Text, Text], ROOM),
        [send(0, 0), blank(1, 102), send(1, 1), notice(101)],
        "the old message is answered"
    );
    assert_eq!(copy.shown.messages, [201, 203, -101, -102]);
    assert!(copy.shown.uneditable);
    // The next correction has nothing to do with it any more.
    copy.shown.owes_notice = true;
    let steps = copy.run(3, &[Text, Text, Text], ROOM);
    assert_eq!(
        steps,
        [edit(0, 0, 201), edit(1, 1, 203), send(2, 2), notice(201)]
    );
    assert!(!copy.shown.uneditable);
}

#[test]
fn a_message_that_cannot_even_say_that_it_holds_no_longer_is_told_of() {
    let mut copy = Copy::of(&[Photo]);
    let step = copy.next(2, &[Text], ROOM);
    assert_eq!(step, blank(0, 101));
    assert!(copy.shown.refuse(step, 2));
    assert_eq!(copy.next(2, &[Text], ROOM), send(0, 0));
    // Also by the revision that overtakes it there.
    assert_eq!(copy.run(3, &[Text], ROOM), [send(0, 0), notice(101)]);
    assert!(copy.shown.uneditable);
}

#[test]
fn of_an_album_with_a_message_gone_all_is_sent_once_more() {
    let album = [Text, Photos(3), Text];
    let mut copy = Copy::of(&album);
    copy.shown.owes_notice = false;
    let first = copy.next(2, &album, ROOM);
    copy.take(first, 2, ROOM);
    let second = copy.next(2, &album, ROOM);
    copy.take(second, 2, ROOM);
    let gone = copy.next(2, &album, ROOM);
    assert_eq!(gone, edit(1, 2, 103));
    assert!(copy.shown.refuse(gone, 2));
    assert_eq!(
        copy.run(2, &album, ROOM),
        [blank(1, 102), send(1, 1), blank(4, 105), send(2, 4)]
    );
    assert!(copy.shown.uneditable);
}

#[test]
fn messages_of_a_group_that_has_moved_are_never_edited_in_its_new_place() {
    let mut copy = Copy::of(&[Text, Text]);
    let steps = copy.run(2, &[Text, Text], "tg:-2");
    // Nor is anything answered there that only has the number of an old one.
    assert_eq!(steps, [send(0, 0), send(1, 1), notice(201)]);
    assert_eq!(copy.shown.messages, [201, 202, -101, -102]);
    assert!(copy.shown.uneditable);
}

#[test]
fn a_text_that_turns_out_to_be_a_photo_says_that_it_holds_no_longer() {
    let mut copy = Copy::of(&[Text]);
    // The photo of the second revision may be there or not.
    assert_eq!(copy.next(2, &[Photo], ROOM), edit(0, 0, 101));
    let step = copy.next(3, &[Text], ROOM);
    assert_eq!(step, edit(0, 0, 101));
    assert!(copy.shown.turn_out(step, 3, 2));
    assert!(!copy.shown.turn_out(step, 3, 2), "said before");
    assert_eq!(
        copy.run(3, &[Text], ROOM),
        [blank(0, 101), send(0, 0), notice(302)]
    );
    assert!(!copy.shown.uneditable);
}

#[test]
fn what_was_left_over_before_that_was_written_down_is_left_alone() {
    let mut copy = Copy::of(&[Text, Text, Photo]);
    copy.run(2, &[Text], ROOM);
    // As the store reads a copy of that time: all of the revision that was made last.
    copy.shown.made = vec![2, 2, 2];
    copy.shown.owes_notice = false;
    assert_eq!(copy.run(3, &[Text], ROOM), [edit(0, 0, 101)]);
    // What then comes there is sent, below what was left over.
    assert_eq!(
        copy.run(4, &[Text, Text], ROOM),
        [edit(0, 0, 101), send(1, 1)]
    );
}

#[test]
fn where_the_chat_takes_no_such_medium_no_wrong_words_stay() {
    let mut copy = Copy::of(&[Text]);
    let step = copy.next(2, &[Photo], ROOM);
    assert_eq!(step, edit(0, 0, 101));
    assert!(copy.shown.set_aside(step, 2));
    assert_eq!(copy.next(2, &[Photo], ROOM), blank(0, 101));
    copy.take(blank(0, 101), 2, ROOM);
    assert_eq!(copy.next(2, &[Photo], ROOM), send(0, 0));
    assert!(!copy.shown.set_aside(send(0, 0), 2));
    // What comes next may stand there again.
    assert_eq!(copy.next(3, &[Text], ROOM), edit(0, 0, 101));
}
