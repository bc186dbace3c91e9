//! A broadcast that fails too often pauses itself.

use satupintu_simulator::{Chat, Fault};

use super::{SECOND, UNPARSABLE, events, reached, refuse};
use crate::office::{Office, Staff, assert_one_copy_each, copies};

const PAUSED: &str = "select count(*) from announcement where paused_at is not null";

async fn province(office: &Office) -> (Staff, Vec<Chat>) {
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    (staff, office.import_groups(&codes).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_rejections_in_a_row_pause_it_and_author_and_owners_hear_why() {
    let office = Office::with_roster("bakohumas-kaltim")
        .setting("BROADCAST__PAUSE_AFTER_PERCENT", "100")
        .open()
        .await;
    let (staff, groups) = province(&office).await;
    refuse(&office, &groups, 400, UNPARSABLE);
    office.announce(&staff, "Jam layanan selama Ramadan.").await;
    office.advance(SECOND * 60).await;

    let failed = "select count(*) from delivery where state = 'failed' and cause = 'rejected'";
    let failed = office.count(failed).await;
    // The twentieth, and what was on its way then.
    assert!((20..=25).contains(&failed), "{failed}");
    assert_eq!(office.count(PAUSED).await, 1);
    for who in [&staff.author, &office.owner] {
        let notices = who.inbox();
        let notices: Vec<_> = notices
            .iter()
            .filter(|it| it.text.contains("No. 1/2026 dijeda otomatis"))
            .collect();
        let [notice] = &notices[..] else {
            panic!("{}: {notices:?}", who.name());
        };
        assert!(
            notice.text.contains("20 pengiriman berturut-turut gagal"),
            "{}",
            notice.text
        );
        // The platform's words are shown as they are, and as a quotation.
        assert_eq!(notice.parts("blockquote"), [UNPARSABLE]);
        assert!(
            notice
                .text
                .contains("Terkirim 0/129\nGagal 20\nBelum dikirim 109\n")
        );
        assert!(notice.button("Lanjutkan").is_some() && notice.button("Hentikan").is_some());
    }
    let bar = office.said_to(&staff.approver);
    assert!(bar.contains("⏸ Dijeda otomatis"), "{bar}");
    let detail = "select detail from event where kind = 'broadcast.paused' and actor is null";
    assert!(office.texts(detail).await[0].contains("can't parse entities"));

    // Still the same: it pauses anew, counted from the start.
    office.press(&office.owner, "Lanjutkan").await;
    office.advance(SECOND * 60).await;
    let twice = "select count(*) from delivery where state = 'failed'";
    let twice = office.count(twice).await;
    assert!(
        (failed + 20..=failed + 25).contains(&twice),
        "{failed}, {twice}"
    );
    assert_eq!(events(&office, "broadcast.paused").await, 2);
    let said = office.said_to(&staff.author);
    let closed = "▶️ Siaran No. 1/2026 dilanjutkan\nOleh Sri Wahyuni";
    assert_eq!(said.matches(closed).count(), 1, "{said}");
    assert_eq!(said.matches("dijeda otomatis").count(), 1, "{said}");

    // Mended: the rest gets it, and what failed is sent again at a press.
    office.sim.clear_faults();
    office.press(&staff.author, "Lanjutkan").await;
    office.advance(SECOND * 60).await;
    let card = office.say(&staff.author, "/status 1").await;
    let sent = 129 - twice;
    assert!(
        card.contains(&format!("\nTerkirim {sent}/129\nGagal {twice}\n")),
        "{card}"
    );
    let words = format!("• ditolak Telegram: {twice} (“{UNPARSABLE}”)");
    assert!(card.contains(&words), "{card}");
    office.press(&staff.author, "Kirim ulang").await;
    office.advance(SECOND * 20).await;
    assert_one_copy_each(&groups, "1/2026");
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("\nTerkirim 129/129\nGagal 0\n"), "{card}");
    assert!(!card.contains("Mungkin ganda"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_of_failures_pauses_it_also_counted_over_a_restart() {
    let mut office = Office::with_roster("bakohumas-parepare")
        .setting("TELEGRAM__MESSAGES_PER_SECOND", "3")
        .open()
        .await;
    let staff = office.staff().await;
    let mut codes = Office::codes("bakohumas-parepare");
    codes.sort();
    let groups = office.import_groups(&codes).await;
    // Every other one fails, so that there are never two in a row.
    let failing: Vec<Chat> = groups.iter().step_by(2).take(5).cloned().collect();
    refuse(&office, &failing, 400, UNPARSABLE);
    office.announce(&staff, "Rapat koordinasi.").await;
    let failed = "select count(*) from delivery where state = 'failed'";
    while office.count(failed).await < 3 {
        office.advance(SECOND / 5).await;
    }
    office.stop().await;
    office.start();
    while office.count(failed).await < 5 {
        assert_eq!(office.count(PAUSED).await, 0);
        office.advance(SECOND / 5).await;
    }
    assert_eq!(office.count(PAUSED).await, 1);
    let told = reached(&groups, "1/2026");
    assert!((4..=6).contains(&told), "{told}");
    office.advance(SECOND * 600).await;
    assert_eq!(reached(&groups, "1/2026"), told);
    let said = office.said_to(&staff.author);
    assert!(said.contains("5 dari 16 pengiriman gagal"), "{said}");

    // Stopped by its notice.
    office.press(&office.owner, "Hentikan").await;
    office.moment().await;
    office.press(&office.owner, "Ya, hentikan").await;
    office.advance(SECOND * 60).await;
    assert_eq!(reached(&groups, "1/2026"), told);
    let said = office.said_to(&staff.author);
    assert!(!said.contains("dijeda otomatis"), "{said}");
    let card = office.say(&staff.author, "/status 1").await;
    let left_out = 16 - 5 - told;
    assert!(
        card.contains(&format!("\nDihentikan: {left_out} tidak dikirim\n")),
        "{card}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_few_failures_of_a_small_town_do_not_pause_it() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    refuse(&office, &groups[..4], 400, UNPARSABLE);
    office.announce(&staff, "Rapat koordinasi.").await;
    office.advance(SECOND * 30).await;
    assert_eq!(reached(&groups, "1/2026"), 12);
    assert_eq!(events(&office, "broadcast.paused").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_outage_of_the_platform_pauses_nothing_and_a_long_one_does() {
    let office = Office::with_roster("bakohumas-kaltim")
        .setting("TELEGRAM__CALL_TIMEOUT", "200ms")
        .setting("OUTBOX__RETRY_UNKNOWN", r#"["2s", "60s"]"#)
        .open()
        .await;
    // More than it takes to pause, and few enough to go through an outage often.
    let staff = office.staff().await;
    let codes = Office::codes("bakohumas-kaltim");
    let groups = office.import_groups(&codes[..40]).await;
    let outage = || {
        for (at, group) in groups.iter().enumerate() {
            let fault = match at % 32 {
                0 => Fault::bad_gateway(),
                1 => Fault::server_error(),
                _ => Fault::cut_before(),
            };
            office
                .sim
                .fault(fault.method("sendMessage").chat(group.id()));
        }
    };
    outage();
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND * 20).await;
    office.sim.clear_faults();
    office.advance(SECOND * 120).await;
    assert_one_copy_each(&groups, "1/2026");
    assert_eq!(events(&office, "broadcast.paused").await, 0);
    let card = office.say(&staff.author, "/status 1").await;
    assert!(card.contains("\nTerkirim 40/40\nGagal 0\n"), "{card}");
    assert!(card.contains("\nMungkin ganda 40\n"), "{card}");

    outage();
    office.announce(&staff, "Susulan.").await;
    office.advance(SECOND * 600).await;
    assert_eq!(events(&office, "broadcast.paused").await, 1);
    let notice = office.said_to(&staff.author);
    assert!(
        notice.contains("Telegram tidak menjawab, meski sudah dicoba"),
        "{notice}"
    );
    assert!(
        notice.contains("berturut-turut") || notice.contains("dari 40"),
        "{notice}"
    );
    office.sim.clear_faults();
    office.press(&staff.author, "Lanjutkan").await;
    office.advance(SECOND * 120).await;
    let card = office.say(&staff.author, "/status 2").await;
    assert!(
        card.contains("• Telegram tidak menjawab, meski dicoba berulang kali: "),
        "{card}"
    );
    office.press(&staff.author, "Kirim ulang").await;
    office.advance(SECOND * 120).await;
    assert!(
        groups
            .iter()
            .all(|group| copies(group, "2/2026").len() == 1)
    );
    office.close().await;
}
