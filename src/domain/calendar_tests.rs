use super::*;

fn at(text: &str) -> Timestamp {
    Timestamp(text.parse::<DateTime<Utc>>().unwrap().timestamp_millis())
}

/// A moment in Samarinda.
fn wita(text: &str) -> Timestamp {
    at(&format!("{text}+08:00"))
}

fn hour(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn office() -> Calendar {
    Calendar {
        zone: Tz::Asia__Makassar,
        holidays: [NaiveDate::from_ymd_opt(2026, 12, 25).unwrap()].into(),
        quiet: Some(Quiet {
            from: hour("21:00"),
            to: hour("06:00"),
        }),
    }
}

#[test]
fn a_day_begins_where_the_office_is() {
    let zone = Tz::Asia__Makassar;
    let eight = hour("08:00");
    let before = last(zone, eight, at("2026-11-16T23:59:59Z"));
    let after = last(zone, eight, at("2026-11-17T00:00:00Z"));
    assert_eq!(after.0, day_after(before.0));
    assert_eq!(after.1, at("2026-11-17T00:00:00Z"));
    assert_eq!(
        next(zone, eight, at("2026-11-16T23:58:00Z")),
        at("2026-11-17T00:00:00Z")
    );
    assert_eq!(
        next(zone, eight, at("2026-11-17T00:00:00Z")),
        at("2026-11-18T00:00:00Z")
    );
}

#[test]
fn an_hour_that_is_left_out_comes_all_the_same() {
    let zone = Tz::Europe__Berlin;
    assert_eq!(
        next(zone, hour("02:30"), at("2026-03-29T00:00:00Z")),
        at("2026-03-29T01:30:00Z")
    );
}

#[test]
fn offices_are_closed_at_weekends_and_on_holidays() {
    let office = office();
    let after = |text| office.next_working_day(wita(text)).to_string();
    assert_eq!(after("2026-11-16T09:00:00"), "2026-11-17");
    assert_eq!(after("2026-11-20T23:59:00"), "2026-11-23");
    assert_eq!(after("2026-11-21T00:00:00"), "2026-11-23");
    // Christmas is a Friday.
    assert_eq!(after("2026-12-24T12:00:00"), "2026-12-28");
}

#[test]
fn nights_over_midnight_are_quiet_from_their_first_moment_to_before_their_last() {
    let office = office();
    let end = Some(wita("2026-11-17T06:00:00"));
    assert_eq!(office.quiet_until(wita("2026-11-16T20:59:59")), None);
    assert_eq!(office.quiet_until(wita("2026-11-16T21:00:00")), end);
    assert_eq!(office.quiet_until(wita("2026-11-17T05:59:59")), end);
    assert_eq!(office.quiet_until(wita("2026-11-17T06:00:00")), None);
    let noon = Quiet {
        from: hour("12:00"),
        to: hour("13:00"),
    };
    let office = Calendar {
        quiet: Some(noon),
        ..office
    };
    assert_eq!(office.quiet_until(wita("2026-11-16T11:59:59")), None);
    assert_eq!(
        office.quiet_until(wita("2026-11-16T12:30:00")),
        Some(wita("2026-11-16T13:00:00"))
    );
    assert_eq!(office.quiet_until(wita("2026-11-16T13:00:00")), None);
}

#[test]
fn a_clock_stands_still_while_it_is_quiet() {
    let office = office();
    let hours = |hours: u64| Duration::from_secs(hours * 60 * 60);
    for (start, duration, end) in [
        ("2026-11-16T09:00:00", hours(4), "2026-11-16T13:00:00"),
        ("2026-11-16T20:00:00", hours(1), "2026-11-16T21:00:00"),
        ("2026-11-16T20:00:00", hours(4), "2026-11-17T09:00:00"),
        ("2026-11-16T23:00:00", hours(4), "2026-11-17T10:00:00"),
        // Fifteen hours of a day are awake.
        ("2026-11-16T06:00:00", hours(31), "2026-11-18T07:00:00"),
    ] {
        assert_eq!(
            office.after_awake(wita(start), duration),
            wita(end),
            "{start} and {duration:?}"
        );
    }
    let restless = Calendar {
        quiet: None,
        ..office.clone()
    };
    assert_eq!(
        restless.after_awake(wita("2026-11-16T23:00:00"), hours(4)),
        wita("2026-11-17T03:00:00")
    );
    let nothing = Quiet {
        from: hour("06:00"),
        to: hour("06:00"),
    };
    let empty = Calendar {
        quiet: Some(nothing),
        ..office
    };
    assert_eq!(
        empty.after_awake(wita("2026-11-16T23:00:00"), hours(40)),
        wita("2026-11-18T15:00:00")
    );
}

#[test]
fn a_file_of_holidays_is_read_as_spreadsheets_write_it() {
    let read = |text| holidays(text).map(|days| days.len());
    assert_eq!(
        read("\u{feff}tanggal;libur\r\n2026-08-17;\"Proklamasi\"\r\n\r\n"),
        Some(1)
    );
    assert_eq!(read("tanggal,libur\n17/08/2026,Proklamasi\n"), None);
    assert_eq!(read("tanggal,libur\n"), Some(0));
}
