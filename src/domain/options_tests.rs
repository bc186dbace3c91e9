use std::collections::BTreeSet;

use chrono::NaiveTime;
use chrono_tz::Tz;

use super::*;
use crate::domain::announcement::{Circulation, Priority};
use crate::domain::calendar::{Calendar, Quiet};
use crate::domain::clock::Timestamp;
use crate::domain::institution::Code;
use crate::domain::message::{Entity, Message};
use crate::domain::selection::Clause;

/// 21 November 2026, 08.31 WITA.
fn today() -> Today {
    Today::new(Tz::Asia__Makassar, Timestamp(1_795_221_060_000))
}

fn options(line: &str) -> Options {
    read(line, today()).unwrap_or_else(|refusal| panic!("{line}: {refusal:?}"))
}

fn refused(line: &str) -> Refusal {
    read(line, today()).unwrap_err()
}

fn time(stored: &str) -> LocalTime {
    LocalTime::try_from(stored.to_owned()).unwrap()
}

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

#[test]
fn options_end_with_the_first_line_and_offsets_follow() {
    let arguments = Message {
        text: "sifat=Darurat edaran=“internal”\n\n🌊 Banjir".into(),
        entities: vec![Entity::plain("bold", 36, 6)],
        ..Message::default()
    };
    let (line, content) = part(&arguments);
    let nature = options(&line).nature;
    assert_eq!(nature.priority, Priority::Emergency);
    assert_eq!(nature.circulation, Circulation::Internal);
    assert_eq!(content.text, "🌊 Banjir");
    assert_eq!(content.entities, vec![Entity::plain("bold", 3, 6)]);
}

#[test]
fn the_line_of_the_contract_is_read() {
    let all = options(
        "sifat=penting sasaran=kategori:opd,vertikal;wilayah:\"Kota Balikpapan\";-KPU-64.71 \
         jadwal=\"2026-11-22 08:00\" tenggat=4jam",
    );
    assert_eq!(all.nature.priority, Priority::Important);
    assert_eq!(
        all.audience.0,
        [
            Clause::Categories(vec!["opd".into(), "vertikal".into()]),
            Clause::Regions(vec!["Kota Balikpapan".into()]),
            Clause::Without(vec![code("KPU-64.71")]),
        ]
    );
    assert_eq!(all.schedule, Some(time("2026-11-22T08:00")));
    let within = Span::of_minutes(240).map(Deadline::Within);
    assert_eq!(all.deadline, within);
    for quoted in [
        "sasaran=wilayah:“Kota Balikpapan” sifat=penting",
        "sasaran=\"wilayah:Kota Balikpapan\" sifat=penting",
        "sasaran='wilayah:Kota Balikpapan' sifat='penting'",
    ] {
        let read = options(quoted);
        let region = Clause::Regions(vec!["Kota Balikpapan".into()]);
        assert_eq!(read.audience.0, [region], "{quoted}");
        assert_eq!(read.nature.priority, Priority::Important, "{quoted}");
    }
}

#[test]
fn single_institutions_trees_and_everybody_are_told_apart() {
    let audience = |line| options(line).audience.0;
    assert_eq!(audience("sasaran=semua"), []);
    assert_eq!(
        audience("sasaran=kpu-64"),
        [Clause::Within(vec![code("KPU-64")])]
    );
    assert_eq!(
        audience("sasaran=hanya:KPU-64,KPU-64.71"),
        [Clause::Only(vec![code("KPU-64"), code("KPU-64.71")])]
    );
    assert_eq!(
        audience("sasaran=semua;-KPU-64.71;-kategori:media;-hanya:KPU-64"),
        [
            Clause::Without(vec![code("KPU-64.71")]),
            Clause::WithoutCategories(vec!["media".into()]),
            Clause::WithoutOnly(vec![code("KPU-64")]),
        ]
    );
}

#[test]
fn a_deadline_is_a_duration_or_a_moment_and_a_schedule_a_moment() {
    assert_eq!(
        options("tenggat=“22/11/2026 12.00”").deadline,
        Some(Deadline::At(time("2026-11-22T12:00")))
    );
    assert_eq!(
        options("jadwal='besok 08.00'").schedule,
        Some(time("2026-11-22T08:00"))
    );
    assert_eq!(
        refused("tenggat=4h"),
        Refusal::AmbiguousUnit { typed: "4h".into() }
    );
    let typed = "segera".to_owned();
    assert_eq!(
        refused("tenggat=segera"),
        Refusal::DeadlineUnreadable { typed }
    );
    let typed = "besok".to_owned();
    assert_eq!(
        refused("jadwal=besok"),
        Refusal::ScheduleUnreadable { typed }
    );
    assert_eq!(
        refused("jadwal=besok 08.00"),
        Refusal::ScheduleUnreadable {
            typed: "besok".into()
        }
    );
    for line in ["jadwal=\"21/11/2026 08.31\"", "jadwal=\"2025-11-22 08:00\""] {
        assert!(
            matches!(refused(line), Refusal::SchedulePast { .. }),
            "{line}"
        );
    }
    assert!(matches!(
        refused("jadwal=\"2028-11-22 08:00\""),
        Refusal::ScheduleTooFar { .. }
    ));
    assert!(matches!(
        refused("jadwal=\"besok 08.00\" tenggat=\"besok 07.00\""),
        Refusal::DeadlinePast { .. }
    ));
}

#[test]
fn confirmation_and_exercise_are_read() {
    assert_eq!(options("konfirmasi=tidak").confirmation, Confirmation::None);
    assert_eq!(
        options("konfirmasi=Diterima").confirmation,
        Confirmation::Received
    );
    assert_eq!(
        refused("konfirmasi=tidak tenggat=4jam"),
        Refusal::DeadlineWithoutConfirmation
    );
    for line in [
        "latihan",
        "Latihan sifat=darurat",
        "sifat=darurat latihan",
        "latihan=ya",
    ] {
        assert!(options(line).drill, "{line}");
    }
    assert!(!options("latihan=tidak").drill);
    assert!(options("pratinjau=tidak").bare_links);
}

#[test]
fn an_unknown_key_is_refused_and_never_becomes_content() {
    for text in [
        "tenggang=4jam\nIsi",
        "sifat=penting Isi langsung",
        "sifat=gawat\nIsi",
        "sifat=penting sifat=biasa\nIsi",
        "sasaran=\nIsi",
        "sasaran=daerah:Bontang\nIsi",
        "sasaran=kategori:raja\nIsi",
        "pratinjau=besar\nIsi",
    ] {
        let (line, content) = part(&Message::plain(text));
        assert!(!line.is_empty(), "{text}");
        assert!(!content.text.contains('='), "{text}");
        assert!(read(&line, today()).is_err(), "{text}");
    }
    let quotes = |key: &str, typed: &str| Refusal::QuotesMissing {
        key: key.into(),
        typed: typed.into(),
    };
    assert_eq!(
        refused("sasaran=wilayah:Kota Bontang"),
        quotes("sasaran", "Bontang")
    );
    assert_eq!(refused("tenggat=4jam lagi"), quotes("tenggat", "lagi"));
}

#[test]
fn text_with_an_equals_sign_is_content() {
    for text in [
        "https://kpu.go.id/?a=b",
        "2+2=4",
        "= judul",
        "Isi a=b",
        "Latihan gabungan digelar besok",
        "latihan sifat=penting dan isi",
    ] {
        let (line, content) = part(&Message::plain(text));
        assert_eq!((line.as_str(), content.text.as_str()), ("", text));
    }
}

#[test]
fn an_invitation_is_internal_unless_said_otherwise() {
    let circulation = |line| options(line).nature.circulation;
    assert_eq!(circulation("jenis=undangan"), Circulation::Internal);
    assert_eq!(
        circulation("edaran=publik jenis=undangan"),
        Circulation::Public
    );
}

#[test]
fn the_stored_form_is_canonical_and_says_nothing_of_what_is_as_ever() {
    let stored = |options: &Options| serde_json::to_string(options).unwrap();
    assert_eq!(stored(&Options::default()), "{}");
    let line = "latihan sasaran=hanya:KPU-64 jadwal=\"besok 08.00\" tenggat=4jam \
                konfirmasi=diterima pratinjau=tidak sifat=penting";
    let some = options(line);
    let stored = stored(&some);
    assert_eq!(
        stored,
        "{\"audience\":[{\"only\":[\"KPU-64\"]}],\"schedule\":\"2026-11-22T08:00\",\
         \"deadline\":{\"within\":240},\"drill\":true,\"bare_links\":true}"
    );
    let read: Options = serde_json::from_str(&stored).unwrap();
    let nature = some.nature;
    assert_eq!(Options { nature, ..read }, some);
    assert!(serde_json::from_str::<Options>("{\"schedule\":\"besok\"}").is_err());
}

/// Quiet from nine in the evening until six.
fn calendar() -> Calendar {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Calendar {
        zone: Tz::Asia__Makassar,
        holidays: BTreeSet::new(),
        quiet: Some(Quiet {
            from: hour(21),
            to: hour(6),
        }),
    }
}

const HALF_AN_HOUR: Duration = Duration::from_secs(30 * 60);

/// So many minutes after 08.31 on the 21st of November.
fn after(minutes: i64) -> Timestamp {
    Timestamp(today().now().0 + minutes * 60_000)
}

fn begins(options: &Options, now: Timestamp) -> Result<Timestamp, Refusal> {
    options.begins(&calendar(), HALF_AN_HOUR, now)
}

#[test]
fn what_was_missed_for_long_does_not_begin() {
    let scheduled = options("jadwal=\"21/11/2026 09.00\" tenggat=\"21/11/2026 09.20\"");
    let nine = after(29);
    assert_eq!(begins(&Options::default(), after(0)), Ok(after(0)));
    assert_eq!(begins(&scheduled, after(0)), Ok(nine));
    assert_eq!(begins(&scheduled, after(40)), Ok(after(40)));
    assert!(matches!(
        begins(&scheduled, after(50)),
        Err(Refusal::DeadlinePast { .. })
    ));
    assert_eq!(
        begins(&scheduled, after(60)),
        Err(Refusal::ScheduleMissed { at: nine })
    );
}

#[test]
fn quiet_hours_hold_what_may_wait() {
    let (evening, morning) = (after(13 * 60), after(21 * 60 + 29));
    let held = |line: &str, now| {
        let mut wanted = options(line);
        wanted.deadline = None;
        wanted.leaves(&calendar(), now).1
    };
    assert_eq!(held("sifat=penting", evening), Some(morning));
    assert_eq!(held("sifat=penting", after(12 * 60)), None);
    assert_eq!(held("sifat=darurat", evening), None);
    assert_eq!(held("kirim=sekarang", evening), None);
    assert_eq!(held("jadwal=\"hari ini 22.00\"", after(0)), Some(morning));
    assert_eq!(held("jadwal=\"besok 06.00\"", evening), None);
    // Nobody could keep a deadline that passes before it leaves.
    let late = options("tenggat=\"hari ini 23.00\"");
    assert_eq!(begins(&late, after(0)), Ok(after(0)));
    assert!(matches!(
        begins(&late, evening),
        Err(Refusal::DeadlinePast { .. })
    ));
    assert_eq!(begins(&options("kirim=sekarang"), evening), Ok(evening));
    assert_eq!(begins(&Options::default(), evening), Ok(morning));
}

#[test]
fn attendance_is_asked_of_guests_alone() {
    let mut wanted = Options {
        confirmation: Confirmation::Attendance,
        ..Options::default()
    };
    assert_eq!(
        wanted.check(today()),
        Err(Refusal::AttendanceNeedsInvitation)
    );
    wanted.nature.kind = Kind::Invitation;
    assert_eq!(wanted.check(today()), Ok(()));
}
