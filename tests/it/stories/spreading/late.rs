//! Who gets its first chat while announcements are valid receives those, and counts apart.

use std::time::Duration;

use satupintu_simulator::{Chat, Fault};

use crate::office::{Office, Staff, copies};
use crate::stories::correcting::change;

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(60 * 60);
const MARK: &str = "Siaran sebelumnya · 16 November 2026";

/// The numbers of the announcements that a chat has, in their order there.
fn numbers(chat: &Chat) -> Vec<String> {
    let heading = |text: &str| {
        let rest = text.strip_prefix("SIARAN RESMI No. ")?;
        Some(rest.lines().next()?.to_owned())
    };
    let inbox = chat.inbox();
    inbox.iter().filter_map(|it| heading(&it.text)).collect()
}

async fn announced(office: &Office, staff: &Staff, text: &str) {
    office.announce(staff, text).await;
    office.advance(SECOND * 5).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_gets_what_is_valid_marked_and_counts_apart() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    announced(&office, &staff, "tenggat=1jam\nSudah lewat.").await;
    announced(&office, &staff, "sifat=darurat\nBanjir.").await;
    announced(&office, &staff, "sasaran=-KODIM-1405\nBukan untuk Kodim.").await;
    announced(&office, &staff, "latihan\nHanya latihan.").await;
    announced(&office, &staff, "edaran=internal\nRapat.").await;
    office.advance(HOUR * 2).await;

    let army = office.join_group("KODIM-1405").await;
    office.advance(SECOND * 20).await;
    assert_eq!(
        numbers(&army),
        ["2/2026", "4/2026"],
        "oldest first, after the welcome"
    );
    assert!(army.inbox()[0].text.contains("terdaftar sebagai saluran"));
    let copy = copies(&army, "2/2026").remove(0);
    let there = copies(&police, "2/2026").remove(0);
    assert_eq!(copy.text, there.text, "as it was approved");
    assert_eq!(copy.labels().len(), 2, "{:?}", copy.labels());
    // It counts apart also where it lets its deadline pass.
    office.advance(HOUR).await;
    assert!(copy.labels()[1].contains(MARK), "{:?}", copy.labels());
    let soldier = office.sim.user("Rudi").create();
    army.add_member(&soldier);
    let why = office.press_on(&soldier, &copy, "Siaran sebelumnya").await;
    assert!(
        why.contains("16 November 2026") && why.contains("masih berlaku"),
        "{why}"
    );
    let pop_up = office.press_on(&soldier, &copy, "Diterima").await;
    assert!(pop_up.starts_with("Terima kasih"), "{pop_up}");
    office.advance(SECOND * 3).await;
    let labels = copies(&army, "2/2026").remove(0).labels();
    assert!(
        labels[0].contains("Rudi (1)") && labels[1].contains(MARK),
        "{labels:?}"
    );

    let card = office.say(&staff.coordinator, "/status 2").await;
    assert!(!card.contains("Terlambat mengonfirmasi"), "{card}");
    for line in [
        "Terkirim 1/1",
        "Diterima 0/1",
        "Lewat batas dan belum mengonfirmasi 1",
        "Tanpa saluran 15",
        "Menyusul 1 (diterima 1)",
    ] {
        assert!(card.contains(&format!("\n{line}\n")), "{line}: {card}");
    }
    let missing = office.say(&staff.coordinator, "/belum 2").await;
    assert!(
        missing.contains("1 lembaga") && missing.contains("Polres"),
        "{missing}"
    );
    // Its own group sees what it got, and only that.
    let own = office.ask_in(&army, &soldier, "/status").await.text;
    assert!(
        own.contains("Banjir.") && !own.contains("Bukan untuk"),
        "{own}"
    );
    let own = office.ask_in(&army, &soldier, "/status 2").await.text;
    assert!(own.contains("Menyusul 1 (diterima 1)"), "{own}");

    // What comes later is ordinary again.
    announced(&office, &staff, "Siaran baru.").await;
    let last = army.last().unwrap();
    assert_eq!(last.labels(), ["✅ Diterima"]);
    // Another chat, and one that goes and comes again, bring no second copy.
    let second = office.join_group("KODIM-1405").await;
    office.advance(SECOND * 20).await;
    assert_eq!(numbers(&second), Vec::<String>::new());
    // Nor does it count among those who confirmed a revision that is corrected since.
    change(&office, &staff, "/ralat 2 Banjir surut.").await;
    office.advance(SECOND * 20).await;
    let card = office.say(&staff.coordinator, "/status 2").await;
    for line in ["Diterima 0/1", "Naskah 1: 0"] {
        assert!(card.contains(&format!("\n{line}\n")), "{line}: {card}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_chats_brings_the_newest_few_and_a_stopped_or_old_one_to_nobody() {
    let office = Office::with_roster("bakohumas-parepare")
        .setting("LATE_JOINERS__MOST", "2")
        .setting("LATE_JOINERS__WITHIN", "2d")
        .open()
        .await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    announced(&office, &staff, "Lama.").await;
    office.advance(HOUR * 24 * 2).await;
    for text in ["Satu.", "Dua.", "Tiga."] {
        announced(&office, &staff, text).await;
    }
    let groups = office.import_groups(&["KODIM-1405", "ITH"]).await;
    office.advance(SECOND * 30).await;
    for group in &groups {
        assert_eq!(numbers(group), ["3/2026", "4/2026"]);
    }
    // The same file again, and the officer of one who has it all.
    let officer = office.officer("Rudi", "KODIM-1405").await;
    office.advance(SECOND * 30).await;
    assert!(!office.said_to(&officer).contains("SIARAN RESMI"));
    let late = "select count(*) from delivery where late = 1";
    assert_eq!(office.count(late).await, 4);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officers_private_chat_will_do_where_it_is_the_only_one_and_nights_are_quiet() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    announced(&office, &staff, "Rapat.").await;
    let officer = office.officer("Rudi", "KODIM-1405").await;
    office.advance(SECOND * 20).await;
    assert!(office.said_to(&officer).contains("SIARAN RESMI No. 1/2026"));
    let group = office.join_group("KODIM-1405").await;
    office.advance(SECOND * 20).await;
    assert_eq!(
        numbers(&group),
        Vec::<String>::new(),
        "the institution has it"
    );
    announced(&office, &staff, "sifat=darurat\nBanjir.").await;
    // Ten in the evening: what is urgent comes at once, the rest when the night is over.
    office.advance(HOUR * 13).await;
    let campus = office.join_group("ITH").await;
    office.advance(SECOND * 20).await;
    assert_eq!(numbers(&campus), ["2/2026"]);
    office.advance(HOUR * 9).await;
    assert_eq!(numbers(&campus), ["2/2026", "1/2026"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_goes_over_brings_its_new_institution_what_is_valid() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    announced(&office, &staff, "Rapat.").await;
    let admin = office.sim.user("Admin baru").create();
    group.add_admin(&admin);
    let link = office.invite("grup KODIM-1405").await;
    group.send(&admin, office.start_command(&link));
    office.moment().await;
    office.press(&staff.coordinator, "Pindahkan").await;
    office.advance(SECOND * 20).await;
    // One for each institution that the chat has spoken for.
    assert_eq!(numbers(&group), ["1/2026", "1/2026"]);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Menyusul 1 (diterima 0)"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_for_newcomers_can_be_stopped_like_any_other() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    announced(&office, &staff, "Rapat.").await;
    office.advance(HOUR).await;
    let bar = staff.author.last().unwrap();
    assert!(bar.button("Hentikan").is_none(), "{:?}", bar.labels());
    let army = office.join_group("KODIM-1405").await;
    let busy = Fault::too_many_requests(600).method("sendMessage");
    let busy = office.sim.fault(busy.chat(army.id()).once());
    office.advance(SECOND * 20).await;
    assert_eq!(busy.hits(), 1);
    let mut inbox = staff.author.inbox();
    inbox.retain(|it| it.button("Hentikan").is_some());
    let bar = inbox.pop().expect("a bar that stops");
    assert_eq!(bar.button("Jeda"), None, "nothing else of it can be held");
    office.press(&staff.author, "Hentikan").await;
    office.moment().await;
    let sure = office.last_said_to(&staff.author);
    assert!(sure.contains("ke saluran yang baru terdaftar?"), "{sure}");
    office.press(&staff.author, "Ya, hentikan").await;
    office.advance(HOUR).await;
    assert_eq!(numbers(&army), Vec::<String>::new());
    let left = "select count(*) from delivery where late = 1 and cause = 'stopped'";
    assert_eq!(office.count(left).await, 1);
    let told = office.said_to(&staff.approver);
    assert!(
        told.contains("tidak dikirim ke saluran yang baru"),
        "{told}"
    );
    // The others are reminded as before.
    let said = office.say(&staff.author, "/ingatkan 1").await;
    assert_eq!(said, "1 lembaga diingatkan.");
    let card = office.say(&staff.author, "/status 1").await;
    assert!(!card.contains("Dihentikan"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomers_deadline_is_not_that_of_the_announcement() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let busy = Fault::too_many_requests(600).method("sendMessage");
    let busy = office.sim.fault(busy.chat(police.id()).once());
    announced(&office, &staff, "sifat=darurat\nBanjir.").await;
    // It is there before any of those that it was for: until they have it, nothing is due of them.
    let army = office.join_group("KODIM-1405").await;
    office.advance(SECOND * 20).await;
    assert_eq!((numbers(&army).len(), busy.hits()), (1, 1));
    let bar = || {
        let mut inbox = staff.author.inbox();
        inbox.retain(|it| it.text.contains("Terkirim "));
        inbox.pop().unwrap().text
    };
    assert!(bar().contains("Terkirim 0/1"), "{}", bar());
    assert!(!bar().contains("Batas konfirmasi"), "{}", bar());
    office.advance(SECOND * 600).await;
    let due = "select min(due_at) from chase where institution = 'POLRES-PAREPARE'";
    let due = office.count(due).await;
    let at = chrono::DateTime::from_timestamp_millis(due + 8 * 3_600_000).unwrap();
    let at = at.format("%H.%M").to_string();
    assert!(bar().contains(&at), "{at}: {}", bar());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withdrawn_is_not_called_valid() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    office.join_group("POLRES-PAREPARE").await;
    announced(&office, &staff, "Rapat.").await;
    let army = office.join_group("KODIM-1405").await;
    office.advance(SECOND * 20).await;
    let copy = copies(&army, "1/2026").remove(0);
    let data = copy.button(MARK).unwrap().data.clone().unwrap();
    let soldier = office.member(&army, "Rudi");
    office.say(&staff.author, "/cabut 1 Keliru.").await;
    office.moment().await;
    office.submit_and_approve(&staff).await;
    let said = office.press_data(&soldier, &copy, &data).await;
    assert!(said.contains("sudah dicabut"), "{said}");
    office.close().await;
}
