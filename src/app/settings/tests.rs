//! Settings as operators meet them: what they write, and the sentence that they read.

use std::time::Duration;

use secrecy::ExposeSecret;

use super::problem::Problems;
use super::reader::Reader;
use super::*;
use crate::domain::due::{Figures, FiguresByPriority, When};

const TOKEN: &str = "123456789:AAH-secret_secret_secret_secret_123";

/// Settings from variables alone, far from any file.
fn load(variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let nowhere = tempfile::tempdir().unwrap();
    Settings::load(&Environment::new(variables.iter().copied(), nowhere.path()))
}

/// Settings from `config/satupintu.toml` in the working directory, and variables.
fn load_file(text: &str, variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("config")).unwrap();
    std::fs::write(directory.path().join("config/satupintu.toml"), text).unwrap();
    Settings::load(&Environment::new(
        variables.iter().copied(),
        directory.path(),
    ))
}

fn sentence(result: Result<Settings, SettingsError>) -> String {
    result.expect_err("should have been refused").to_string()
}

#[test]
fn the_defaults_are_the_contract() {
    let settings = load(&[]).unwrap();
    let telegram = &settings.telegram;
    assert_eq!(telegram.messages_per_second, 30.0);
    assert_eq!(telegram.chat_messages_per_second, 1.0);
    assert_eq!(telegram.group_messages_per_minute, 20);
    assert!(!telegram.paid_broadcast);
    assert_eq!(telegram.paid_messages_per_second, 1000.0);
    assert_eq!(telegram.poll_timeout, Duration::from_secs(50));
    assert_eq!(telegram.webhook_url, None);
    assert_eq!(telegram.call_timeout, Duration::from_secs(8));
    assert_eq!(settings.time.zone, chrono_tz::Asia::Makassar);
    assert_eq!(settings.http.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.invitation.officer_uses, 5);
    assert!(settings.confirmation.anyone_in_groups);
    assert_eq!(settings.leader.lease, Duration::from_secs(6));
    assert_eq!(settings.outbox.retry_unknown.len(), 5);
    assert_eq!(settings.announcement.expires, Duration::from_secs(86_400));
    assert_eq!(settings.database.expose(), "sqlite:data/satupintu.db");
    assert_eq!(settings.owners, Vec::<i64>::new());
    assert!(settings.token.is_none());
}

#[test]
fn every_key_of_the_file_is_read_and_commented() {
    let mut problems = Problems::default();
    let sources = sources::gather(&Environment::default(), &mut problems);
    let mut reader = Reader::new(sources, &mut problems);
    Telegram::read(&mut reader);
    Time::read(&mut reader);
    Http::read(&mut reader);
    Board::read(&mut reader);
    Invitation::read(&mut reader);
    Confirmation::read(&mut reader);
    Leader::read(&mut reader);
    Outbox::read(&mut reader);
    Broadcast::read(&mut reader);
    Inbox::read(&mut reader);
    Errand::read(&mut reader);
    Import::read(&mut reader);
    Announcement::read(&mut reader);
    LateJoiners::read(&mut reader);
    Approval::read(&mut reader);
    Priority::read(&mut reader);
    Record::read(&mut reader);
    Reminders::read(&mut reader);
    QuietHours::read(&mut reader);
    Health::read(&mut reader);
    Retention::read(&mut reader);

    let mut section = String::new();
    let mut before = "";
    for line in DEFAULTS.lines() {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').to_owned();
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            let key = format!("{section}.{name}");
            assert!(reader.seen.remove(&key), "nobody reads {key}");
            assert!(before.starts_with('#'), "{key} is not explained");
        }
        before = line;
    }
    assert_eq!(reader.seen.len(), 0, "not in the file: {:?}", reader.seen);
}

#[test]
fn the_figures_of_each_priority_are_the_contract() {
    let settings = load(&[]).unwrap();
    let after = |minutes: u64| When::After(Duration::from_secs(60 * minutes));
    let eight = chrono::NaiveTime::from_hms_opt(8, 0, 0).unwrap();
    assert_eq!(
        settings.priority.figures,
        FiguresByPriority {
            emergency: Figures {
                confirm_within: after(30),
                reminders: vec![after(10), after(20), after(40)],
                officers_after: Some(after(15)),
                coordinator_after: Some(after(30)),
                owners_after: Some(after(60)),
                dissemination_within: after(120),
                approvers: 1,
            },
            important: Figures {
                confirm_within: after(4 * 60),
                reminders: vec![after(60), after(3 * 60)],
                officers_after: Some(after(4 * 60)),
                coordinator_after: Some(after(8 * 60)),
                owners_after: Some(after(24 * 60)),
                dissemination_within: after(24 * 60),
                approvers: 1,
            },
            normal: Figures {
                confirm_within: When::NextWorkday,
                reminders: vec![When::Hour(eight)],
                officers_after: Some(When::Days(1)),
                coordinator_after: None,
                owners_after: None,
                dissemination_within: When::Days(3),
                approvers: 1,
            },
        }
    );
    assert_eq!(settings.reminders.patience.min_interval.as_secs(), 120);
    assert_eq!(settings.reminders.patience.max_per_chat, 6);
}

#[test]
fn figures_of_a_priority_are_set_by_the_environment() {
    let settings = load(&[
        (
            "SATUPINTU__PRIORITY__BIASA__REMINDERS",
            r#"["90s", "08:30","2d"]"#,
        ),
        (
            "SATUPINTU__PRIORITY__DARURAT__CONFIRM_WITHIN",
            "next-workday",
        ),
        ("SATUPINTU__PRIORITY__DARURAT__OWNERS_AFTER", ""),
    ])
    .unwrap();
    let figures = settings.priority.figures;
    let half_past = chrono::NaiveTime::from_hms_opt(8, 30, 0).unwrap();
    assert_eq!(
        figures.normal.reminders,
        [
            When::After(Duration::from_secs(90)),
            When::Hour(half_past),
            When::Days(2)
        ]
    );
    assert_eq!(figures.emergency.confirm_within, When::NextWorkday);
    assert_eq!(figures.emergency.owners_after, None);
}

#[test]
fn updates_are_kept_longer_than_they_come_again_and_shorter_than_their_numbers_last() {
    for kept in ["2d", "6d"] {
        let settings = load(&[("SATUPINTU__RETENTION__UPDATES", kept)]).unwrap();
        assert!(settings.retention.updates.as_secs() >= 2 * 86_400);
    }
    for kept in ["1d", "47h", "7d"] {
        let refused = load(&[("SATUPINTU__RETENTION__UPDATES", kept)]).unwrap_err();
        assert!(
            refused.to_string().contains("retention.updates"),
            "{refused}"
        );
    }
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
    let file = "\u{feff}[telegram]\nmessages_per_second = 12.5\ncall_timeout = \"3s\"\n";
    let settings = load_file(file, &[("SATUPINTU__TELEGRAM__CALL_TIMEOUT", "500ms")]).unwrap();
    assert_eq!(settings.telegram.messages_per_second, 12.5);
    assert_eq!(settings.telegram.call_timeout, Duration::from_millis(500));
    assert_eq!(settings.telegram.group_messages_per_minute, 20);
}

#[test]
fn another_file_can_be_named_and_must_exist_then() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("lain.toml"), "inbox.batch = 7").unwrap();
    let named = |file| {
        Settings::load(&Environment::new(
            [("SATUPINTU_CONFIG", file)],
            directory.path(),
        ))
    };
    assert_eq!(named("lain.toml").unwrap().inbox.batch, 7);
    assert_eq!(
        sentence(named("hilang.toml")),
        "SATUPINTU_CONFIG: berkas \"hilang.toml\" tidak ada; \
         tunjuk berkas setelan yang dapat dibaca, atau hapus"
    );
}

#[test]
fn lists_numbers_and_switches_parse_from_the_environment() {
    let settings = load(&[
        ("SATUPINTU__OUTBOX__RETRY_UNKNOWN", r#"["10m","20m"]"#),
        ("SATUPINTU__TELEGRAM__PAID_BROADCAST", "true"),
        ("SATUPINTU__TELEGRAM__PAID_MESSAGES_PER_SECOND", "0.5"),
    ])
    .unwrap();
    let minutes = |m: u64| Duration::from_secs(60 * m);
    assert_eq!(settings.outbox.retry_unknown, [minutes(10), minutes(20)]);
    assert_eq!(settings.telegram.limits().per_second, 0.5);
    let settings = load(&[("SATUPINTU__OUTBOX__RETRY_UNKNOWN", "[]")]).unwrap();
    assert_eq!(settings.outbox.retry_unknown, []);
}

#[test]
fn the_example_of_an_environment_is_right() {
    let example = include_str!("../../../.env.example");
    let mut lines = String::new();
    for line in example.lines() {
        // A variable that is switched off; other comments have a space after the sign.
        if let Some(variable) = line.strip_prefix('#').filter(|line| !line.starts_with(' ')) {
            lines.push_str(variable);
            lines.push('\n');
        }
    }
    let variables = dotenvy::from_read_iter(lines.as_bytes()).map(Result::unwrap);
    let variables: Vec<_> = variables
        .filter(|(name, _)| name != "SATUPINTU_CONFIG")
        .collect();
    assert!(variables.len() > 10, "{lines}");
    let settings = Settings::load(&Environment::new(variables, "/nowhere")).unwrap();
    assert_eq!(settings.outbox.retry_unknown.len(), 3);
    assert_eq!(settings.owners.len(), 2);
}

#[test]
fn a_text_stays_a_text_whatever_it_looks_like() {
    for text in ["0812", "true", "1e5", "[]"] {
        let said = sentence(load(&[("SATUPINTU__TIME__ZONE", text)]));
        assert!(said.contains(&format!("bukan \"{text}\"")), "{said}");
    }
}

#[test]
fn a_bad_value_is_one_sentence_with_its_key_and_the_fix() {
    assert_eq!(
        sentence(load(&[("SATUPINTU__TELEGRAM__MESSAGES_PER_SECOND", "0")])),
        "telegram.messages_per_second: harus lebih besar dari 0, bukan \"0\"; \
         ubah di config/satupintu.toml atau SATUPINTU__TELEGRAM__MESSAGES_PER_SECOND"
    );
    for (name, value, what) in [
        (
            "TELEGRAM__MESSAGES_PER_SECOND",
            "NaN",
            "harus angka, bukan \"NaN\"",
        ),
        (
            "TELEGRAM__MESSAGES_PER_SECOND",
            "1000000.5",
            "paling banyak",
        ),
        (
            "TELEGRAM__MESSAGES_PER_SECOND",
            "banyak",
            "harus angka, bukan \"banyak\"",
        ),
        (
            "TELEGRAM__GROUP_MESSAGES_PER_MINUTE",
            "1.5",
            "bilangan bulat 1 sampai",
        ),
        ("TELEGRAM__GROUP_MESSAGES_PER_MINUTE", "-1", "bukan \"-1\""),
        ("TELEGRAM__PAID_BROADCAST", "ya", "true atau false"),
        ("TELEGRAM__POLL_TIMEOUT", "51s", "harus 1s sampai 50s"),
        ("TELEGRAM__POLL_TIMEOUT", "1500ms", "detik bulat"),
        ("TELEGRAM__POLL_TIMEOUT", "50", "lama waktu seperti"),
        ("TELEGRAM__CALL_TIMEOUT", "10s", "harus 100ms sampai 9s"),
        (
            "TELEGRAM__WEBHOOK_URL",
            "http://humas.go.id/telegram/webhook",
            "harus alamat https://",
        ),
        ("HTTP__LISTEN", "8080", "alamat IP dan porta"),
        ("TIME__ZONE", "WITA", "Asia/Makassar (WITA)"),
        (
            "LEADER__LEASE",
            "4s",
            "lebih dari dua kali leader.renew (2s)",
        ),
        ("OUTBOX__RETRY_UNKNOWN", "10m,20m", "daftar teks seperti"),
        ("OUTBOX__RETRY_UNKNOWN", "[10]", "bukan \"10\""),
        ("OUTBOX__RETRY_UNKNOWN", r#"["10m","x"]"#, "bukan \"x\""),
        ("INVITATION__OFFICER_USES", "0", "bilangan bulat 1 sampai"),
        (
            "PRIORITY__DARURAT__CONFIRM_WITHIN",
            "besok",
            r#"harus "90s", "20m", "4h", "1d" (paling lama "3650d"), "next-workday" atau "08:00", bukan "besok""#,
        ),
        ("PRIORITY__PENTING__CONFIRM_WITHIN", "", "bukan \"\""),
        (
            "PRIORITY__BIASA__OFFICERS_AFTER",
            "0s",
            "atau kosong, bukan \"0s\"",
        ),
        (
            "PRIORITY__BIASA__REMINDERS",
            r#"["1h", "25:00"]"#,
            "bukan \"25:00\"",
        ),
        ("PRIORITY__BIASA__APPROVERS", "0", "bilangan bulat 1 sampai"),
        ("REMINDERS__MIN_INTERVAL", "2d", "harus 1s sampai 1d"),
    ] {
        let said = sentence(load(&[(&format!("SATUPINTU__{name}"), value)]));
        assert!(said.contains(what), "{name}={value}: {said}");
        assert!(
            said.contains(&name.to_lowercase().replace("__", ".")),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_webhook_needs_a_port_that_stays() {
    let webhook = (
        "SATUPINTU__TELEGRAM__WEBHOOK_URL",
        "https://humas.go.id/telegram/webhook",
    );
    let listen = |at| ("SATUPINTU__HTTP__LISTEN", at);
    let settings = load(&[webhook, listen("127.0.0.1:8080")]).unwrap();
    assert_eq!(settings.telegram.webhook_url.unwrap().as_str(), webhook.1);
    let said = sentence(load(&[webhook, listen("127.0.0.1:0")]));
    assert!(said.starts_with("http.listen: porta 0 "), "{said}");
}

#[test]
fn a_rate_is_a_number() {
    for rate in ["nan", "inf", "-inf", "-1", "0.0"] {
        let said = sentence(load_file(
            &format!("telegram.messages_per_second = {rate}"),
            &[],
        ));
        assert!(
            said.starts_with("telegram.messages_per_second: harus "),
            "{said}"
        );
    }
}

#[test]
fn an_unknown_key_is_refused_and_the_key_that_was_meant_is_named() {
    assert_eq!(
        sentence(load_file("[telegram]\nmesages_per_second = 3\n", &[])),
        "telegram.mesages_per_second: setelan tidak dikenal (di config/satupintu.toml); \
         mungkin maksudnya telegram.messages_per_second"
    );
    let meant = |name: &str| sentence(load(&[(name, "1")]));
    assert!(meant("SATUPINTU__TIME__ZON").ends_with("mungkin maksudnya time.zone"));
    assert!(meant("SATUPINTU__LISTEN").ends_with("mungkin maksudnya http.listen"));
    assert!(meant("SATUPINTU__CUACA__BESOK").contains("hapus, atau lihat daftar"));
    assert!(meant("SATUPINTU_OWNER").ends_with("mungkin maksudnya SATUPINTU_OWNERS"));
    assert!(
        meant("SATUPINTU_TELEGRAM_POLL_TIMEOUT")
            .ends_with("mungkin maksudnya SATUPINTU__TELEGRAM__POLL_TIMEOUT")
    );
    assert!(load(&[("SATUPINTU_SERVICE_HOST", "10.0.0.1")]).is_ok());
}

#[test]
fn all_problems_are_told_at_once() {
    let file = "telegram = 3\ntime.zone = 7\n[inbox]\nbatch = 0\n";
    let error = load_file(
        file,
        &[("SATUPINTU_OWNERS", "12,@budi,-5"), ("TELOXIDE_TOKEN", "x")],
    )
    .unwrap_err();
    let said = error.to_string();
    for part in [
        "telegram: ",
        "time.zone: harus teks",
        "inbox.batch: ",
        "SATUPINTU_OWNERS: \"@budi\" bukan id",
        "SATUPINTU_OWNERS: \"-5\" bukan id orang",
        "TELOXIDE_TOKEN: ",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert_eq!(error.problems().len(), 6, "{said}");
    assert_eq!(said.lines().count(), 6, "{said}");
}

#[test]
fn a_broken_file_is_told_by_line_and_column() {
    let said = sentence(load_file("[time]\nzone = Asia/Makassar\n", &[]));
    assert!(
        said.starts_with("config/satupintu.toml: baris 2 kolom 8 bukan TOML yang sah ("),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn owners_are_ids_of_people() {
    let settings = load(&[("SATUPINTU_OWNERS", " 42, 7,42, ")]).unwrap();
    assert_eq!(settings.owners, [7, 42]);
}

#[test]
fn what_is_set_to_nothing_is_not_set() {
    let settings = load(&[("TELOXIDE_TOKEN", ""), ("DATABASE_URL", " ")]).unwrap();
    assert_eq!(
        settings.token().unwrap_err().to_string(),
        "TELOXIDE_TOKEN: belum diisi; \
         isi dengan token bot dari @BotFather, di lingkungan atau di berkas .env"
    );
    assert_eq!(settings.database.engine(), Engine::Sqlite);
}

#[test]
fn an_address_loses_the_slash_at_its_end() {
    let settings = load(&[("TELOXIDE_API_URL", "http://127.0.0.1:8081/")]).unwrap();
    assert_eq!(settings.api_url.as_deref(), Some("http://127.0.0.1:8081"));
}

#[test]
fn no_secret_is_shown() {
    let settings = load(&[
        ("TELOXIDE_TOKEN", TOKEN),
        ("DATABASE_URL", "postgres://budi:rahasia@db/satu"),
    ])
    .unwrap();
    assert_eq!(settings.token().unwrap().expose_secret(), TOKEN);
    let shown = format!("{settings:?}");
    assert!(!shown.contains("secret_secret"), "{shown}");
    assert!(!shown.contains("rahasia"), "{shown}");

    // A secret in the wrong place, or one that was copied with a fault.
    for (name, value) in [
        ("TELOXIDE_TOKEN", "123456789:AAH secret"),
        ("SATUPINTU_OWNERS", TOKEN),
        ("DATABASE_URL", TOKEN),
        ("TELOXIDE_API_URL", TOKEN),
        ("SATUPINTU__TIME__ZONE", TOKEN),
        ("SATUPINTU__TELEGRAM__TOKEN", TOKEN),
        ("SATUPINTU__INBOX__BATCH", TOKEN),
        ("TELOXIDE_API_URL", "ftp://budi:secret@contoh.go.id"),
    ] {
        let said = sentence(load(&[(name, value)]));
        assert!(!said.contains("secret"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let said = sentence(load(&[("SATUPINTU__TIME__ZONE", "a\u{1b}[31m\nb")]));
    assert!(!said.contains(['\u{1b}', '\n']), "{said:?}");
    let said = sentence(load(&[("SATUPINTU__A\u{1b}[2J\nB", "1")]));
    assert!(!said.contains(['\u{1b}', '\n']), "{said:?}");
}
