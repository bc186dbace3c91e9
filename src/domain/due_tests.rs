use chrono::NaiveDate;
use chrono_tz::Tz;

use super::*;
use crate::domain::announcement::Nature;
use crate::domain::calendar::Quiet;
use crate::domain::options::{LocalTime, Span, Today};

/// A moment in Samarinda.
fn wita(text: &str) -> Timestamp {
    let at = format!("{text}:00+08:00");
    Timestamp(
        at.parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
            .timestamp_millis(),
    )
}

fn hour(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn minutes(minutes: u64) -> When {
    When::After(Duration::from_secs(minutes * 60))
}

fn office() -> Calendar {
    Calendar {
        zone: Tz::Asia__Makassar,
        // A Friday.
        holidays: [NaiveDate::from_ymd_opt(2026, 12, 25).unwrap()].into(),
        quiet: Some(Quiet {
            from: hour("21:00"),
            to: hour("06:00"),
        }),
    }
}

fn figures() -> FiguresByPriority {
    let emergency = Figures {
        confirm_within: minutes(30),
        reminders: vec![minutes(10), minutes(20), minutes(40)],
        officers_after: Some(minutes(15)),
        coordinator_after: Some(minutes(30)),
        owners_after: Some(minutes(60)),
        dissemination_within: minutes(120),
        approvers: 1,
    };
    let important = Figures {
        confirm_within: minutes(240),
        reminders: vec![minutes(60), minutes(180)],
        officers_after: Some(minutes(240)),
        coordinator_after: Some(minutes(480)),
        owners_after: Some(minutes(24 * 60)),
        dissemination_within: minutes(24 * 60),
        approvers: 1,
    };
    let normal = Figures {
        confirm_within: When::NextWorkday,
        reminders: vec![When::Hour(hour("08:00"))],
        officers_after: Some(When::Days(1)),
        coordinator_after: None,
        owners_after: None,
        dissemination_within: When::Days(3),
        approvers: 1,
    };
    FiguresByPriority {
        emergency,
        important,
        normal,
    }
}

fn options(priority: Priority, deadline: Option<Deadline>) -> Options {
    Options {
        nature: Nature {
            priority,
            ..Nature::default()
        },
        deadline,
        ..Options::default()
    }
}

fn steps(priority: Priority, deadline: Option<Deadline>, arrived: &str) -> Vec<(Timestamp, Step)> {
    let (office, figures) = (office(), figures());
    Clocks::new(&office, &figures, &options(priority, deadline)).steps(wita(arrived))
}

fn confirm_by(priority: Priority, deadline: Option<Deadline>, arrived: &str) -> Timestamp {
    let (office, figures) = (office(), figures());
    Clocks::new(&office, &figures, &options(priority, deadline)).confirm_by(wita(arrived))
}

#[test]
fn an_emergency_goes_by_the_minute_also_at_night() {
    let told = |level| Step::Tell(level);
    assert_eq!(
        steps(Priority::Emergency, None, "2026-11-16T23:50"),
        [
            (wita("2026-11-17T00:00"), Step::Remind),
            (wita("2026-11-17T00:05"), told(Level::Officers)),
            (wita("2026-11-17T00:10"), Step::Remind),
            (wita("2026-11-17T00:20"), told(Level::Coordinators)),
            (wita("2026-11-17T00:30"), Step::Remind),
            (wita("2026-11-17T00:50"), told(Level::Owners)),
        ]
    );
    let by = confirm_by(Priority::Emergency, None, "2026-11-16T23:50");
    assert_eq!(by, wita("2026-11-17T00:20"));
}

#[test]
fn other_clocks_stand_still_at_night() {
    let told = |level| Step::Tell(level);
    assert_eq!(
        steps(Priority::Important, None, "2026-11-16T19:00"),
        [
            (wita("2026-11-16T20:00"), Step::Remind),
            (wita("2026-11-17T07:00"), Step::Remind),
            (wita("2026-11-17T08:00"), told(Level::Officers)),
            (wita("2026-11-17T12:00"), told(Level::Coordinators)),
            (wita("2026-11-18T13:00"), told(Level::Owners)),
        ]
    );
    // An hour that ends as the night begins: the step waits for the morning.
    let evening = steps(Priority::Important, None, "2026-11-16T20:00");
    assert_eq!(evening[0], (wita("2026-11-17T06:00"), Step::Remind));
}

#[test]
fn days_are_working_days_where_a_deadline_is_a_matter_of_days() {
    for (arrived, reminder, told) in [
        ("2026-11-16T10:00", "2026-11-17T08:00", "2026-11-17T16:00"),
        // A Monday at five: Tuesday at five is after the deadline.
        ("2026-11-16T17:00", "2026-11-17T08:00", "2026-11-17T17:00"),
        // A Friday, and the eve of a holiday on a Friday.
        ("2026-11-20T10:00", "2026-11-23T08:00", "2026-11-23T16:00"),
        ("2026-12-24T10:00", "2026-12-28T08:00", "2026-12-28T16:00"),
        ("2026-11-21T22:00", "2026-11-23T08:00", "2026-11-23T16:00"),
    ] {
        assert_eq!(
            steps(Priority::Normal, None, arrived),
            [
                (wita(reminder), Step::Remind),
                (wita(told), Step::Tell(Level::Officers)),
            ],
            "{arrived}"
        );
        let by = confirm_by(Priority::Normal, None, arrived);
        assert_eq!(
            calendar::local(Tz::Asia__Makassar, by).time(),
            OFFICE_CLOSES
        );
    }
}

#[test]
fn an_authors_own_deadline_comes_first() {
    let within = |minutes| Span::of_minutes(minutes).map(Deadline::Within);
    let by = |deadline| confirm_by(Priority::Important, deadline, "2026-11-16T19:30");
    assert_eq!(by(within(60)), wita("2026-11-16T20:30"));
    assert_eq!(by(within(120)), wita("2026-11-17T06:30"));
    assert_eq!(by(within(2 * 24 * 60)), wita("2026-11-18T19:30"));
    let today = Today::new(Tz::Asia__Makassar, wita("2026-11-16T19:30"));
    let friday = LocalTime::parse("2026-11-20 12:00", today).map(Deadline::At);
    assert_eq!(by(friday), wita("2026-11-20T12:00"));

    // Nobody is told before it; reminders go on.
    let steps = steps(Priority::Important, friday, "2026-11-16T08:00");
    let told = |level| (wita("2026-11-20T12:00"), Step::Tell(level));
    assert_eq!(steps[0], (wita("2026-11-16T09:00"), Step::Remind));
    assert_eq!(steps[2..], Level::ALL.map(told));
}

#[test]
fn dissemination_has_its_own_time() {
    let (office, figures) = (office(), figures());
    for (priority, until) in [
        (Priority::Emergency, "2026-11-16T22:00"),
        (Priority::Important, "2026-11-18T14:00"),
        (Priority::Normal, "2026-11-19T20:00"),
    ] {
        let options = options(priority, None);
        let clocks = Clocks::new(&office, &figures, &options);
        assert_eq!(clocks.disseminate_by(wita("2026-11-16T20:00")), wita(until));
    }
}
