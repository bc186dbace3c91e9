//! `/ekspor`: one announcement.

use std::time::Duration;

use satupintu::app::import;
use satupintu_simulator::{Fault, User};

use super::{Table, ask, documents, sheet};
use crate::office::{Office, Staff, copies};

const FORMULA: &str = "=HYPERLINK(\"http://jahat\")";

/// Parepare, with an office that is named like a formula: seven groups, two of them of one office, of which
/// four confirm and one is gone.
struct Story {
    office: Office,
    staff: Staff,
    officer: User,
}

impl Story {
    async fn open() -> Self {
        let office = Office::of_parepare().await;
        let roster = format!(
            "kode,nama,kategori,wilayah,induk\nAAA,\"{}\",opd,Kota Seberang,HUMAS-PAREPARE\n",
            FORMULA.replace('"', "\"\"")
        );
        import::institutions(&office.db, roster.as_bytes(), office.now())
            .await
            .unwrap();
        let staff = office.staff().await;
        let mut codes = Office::codes("bakohumas-parepare");
        codes.truncate(5);
        codes.push("AAA".to_owned());
        codes.push(codes[3].clone());
        let groups = office.import_groups(&codes).await;
        let officer = office.officer("Petugas Hasan", &codes[0]).await;
        let gone = Fault::refuse(403, "Forbidden: bot was kicked from the group chat");
        office
            .sim
            .fault(gone.method("sendMessage").chat(groups[4].id()));
        office.announce(&staff, "sifat=darurat\nAir naik.").await;
        office.advance(Duration::from_secs(60)).await;
        for (at, wait) in [(0, 300), (1, 60), (2, 3_600), (5, 0)] {
            let member = office.member(&groups[at], &format!("@Anggota {at}"));
            let copy = copies(&groups[at], "1/2026").remove(0);
            office.press_on(&member, &copy, "Diterima").await;
            office.advance(Duration::from_secs(wait)).await;
        }
        Self {
            office,
            staff,
            officer,
        }
    }
}

/// The number behind words of a card.
fn figure(card: &str, words: &str) -> i64 {
    let rest = card
        .split(words)
        .nth(1)
        .unwrap_or_else(|| panic!("{words:?} in {card}"));
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn card_workbook_and_plain_file_say_the_same_and_the_record_says_who_asked() {
    let Story {
        office,
        staff,
        officer,
    } = Story::open().await;
    let boss = &staff.coordinator;
    let card = office.say(boss, "/status 1").await;
    // One answer is lost, so one file comes twice, and is the same.
    let lost = office
        .sim
        .fault(Fault::cut_after().method("sendDocument").once());
    let before = boss.inbox().len();
    let said = office.press(boss, "Ekspor").await;
    assert_eq!(said, "Berkas sedang disiapkan…");
    office.advance(Duration::from_secs(30)).await;
    assert_eq!(lost.hits(), 1);
    let files = documents(boss, before);
    let names: Vec<&str> = files
        .iter()
        .map(|it| it.attachment.as_ref().unwrap().name.as_deref().unwrap())
        .collect();
    let (book, plain) = ("siaran-1-2026.xlsx", "siaran-1-2026.csv");
    assert!(names.contains(&book) && names.contains(&plain), "{names:?}");
    assert_eq!(names.len(), 3);
    let bytes = |name: &str| -> Vec<Vec<u8>> {
        let of_it = files.iter().zip(&names).filter(|(_, it)| **it == name);
        of_it.map(|(file, _)| office.bytes_of(file)).collect()
    };
    let (books, plains) = (bytes(book), bytes(plain));
    assert!(books.iter().all(|it| *it == books[0]) && plains.iter().all(|it| *it == plains[0]));

    let summary = sheet(&books[0], "Ringkasan");
    let courses = sheet(&books[0], "Lembaga");
    let text = Table::of_text(&plains[0]);
    let counted = |table: &Table| {
        let late = table.column("Terlambat");
        (
            table.sum("Saluran"),
            table.sum("Terkirim"),
            table.sum("Gagal"),
            table.filled("Dikonfirmasi oleh"),
            i64::try_from(late.iter().filter(|it| *it == "ya").count()).unwrap(),
        )
    };
    let told = (
        figure(&card, "Terkirim 6/"),
        figure(&card, "Terkirim "),
        figure(&card, "Gagal "),
        figure(&card, "Diterima "),
        figure(&card, "Terlambat mengonfirmasi "),
    );
    assert_eq!(told, (7, 6, 1, 4, 1), "{card}");
    assert_eq!(counted(&courses), told);
    assert_eq!(counted(&text), told);
    let figures = (
        summary.beside("Saluran sasaran"),
        summary.beside("Saluran terkirim"),
        summary.beside("Saluran gagal"),
        summary.beside("Lembaga yang mengonfirmasi"),
        summary.beside("Terlambat mengonfirmasi"),
    );
    assert_eq!(figures, told);
    let without = courses
        .column("Sasaran")
        .into_iter()
        .filter(|it| it == "tanpa saluran");
    assert_eq!(
        i64::try_from(without.count()).unwrap(),
        figure(&card, "Tanpa saluran ")
    );
    assert_eq!(courses.rows().len(), 17);
    // Two groups of an office, reminded together, are one reminder each time.
    let most = office.count("select max(times) from reminder").await;
    assert!(most > 0);
    assert!(
        courses
            .column("Pengingat")
            .iter()
            .all(|it| it.parse::<i64>().unwrap() <= most)
    );
    // A name is a name, whatever it looks like.
    assert!(courses.column("Lembaga").contains(&FORMULA.to_owned()));
    assert!(text.column("Lembaga").contains(&format!("'{FORMULA}")));
    assert!(
        text.column("Dikonfirmasi oleh")
            .contains(&"'@Anggota 0".to_owned())
    );

    // Every event is there, with the seal that the proof finds it under.
    let record = sheet(&books[0], "Catatan");
    let ids = office
        .texts(
            "select cast(id as text) from event where announcement_id in \
             (select id from announcement where number = 1) order by id",
        )
        .await;
    assert_eq!(record.column("Nomor kejadian"), ids);
    let last = record.rows().last().unwrap();
    assert_eq!(last[1].to_string(), "Berkas ekspor dibuat");
    assert_eq!(last[2].to_string(), "Andi Pratama");
    assert!(record.column("Oleh").contains(&"@Anggota 5".to_owned()));
    let made = "select detail from event where kind = 'export.made'";
    let made = office.texts(made).await;
    assert_eq!(made.len(), 1, "one press, one export: {made:?}");
    assert!(made[0].contains("[[\"everywhere\",\"\"]]"), "{}", made[0]);
    // What is sealed by then names its seal, and the very seal that has it.
    office.advance(Duration::from_secs(3_700)).await;
    let files = ask(&office, boss, "/ekspor 1/2026").await;
    assert_eq!(files.len(), 2);
    let record = sheet(&office.bytes_of(&files[0]), "Catatan");
    let seals = record.column("Segel");
    let (own, sealed) = seals.split_last().unwrap();
    assert_eq!(own, "belum disegel");
    for (seal, id) in sealed.iter().zip(&ids) {
        let upto = format!(
            "select count(*) from seal where number = {seal} and upto >= {id} and not exists \
             (select 1 from seal s where s.number < seal.number and s.upto >= {id})"
        );
        assert_eq!(office.count(&upto).await, 1, "{id} in {seal}");
    }

    // Officers have their card, and groups what is theirs.
    let refused = office.say(&officer, "/ekspor 1").await;
    assert!(refused.contains("koordinator"), "{refused}");
    office.say(&officer, "/status 1").await;
    let card = officer.last().unwrap();
    assert!(!card.labels().iter().any(|it| it.contains("Ekspor")));
    let data = "select 'ex:' || id || ':0' from announcement where number = 1";
    let data = office.texts(data).await.remove(0);
    let refused = office.press_data(&officer, &card, &data).await;
    assert!(refused.contains("koordinator"), "{refused}");
    let exports = "select count(*) from event where kind = 'export.made'";
    assert_eq!(office.count(exports).await, 2);
    assert_eq!(office.count("select count(*) from upload").await, 0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinators_files_end_at_their_scope_and_groups_are_shown_the_door() {
    let Story { office, staff, .. } = Story::open().await;
    ask(&office, &staff.coordinator, "/ekspor 1").await;
    office.say(&staff.coordinator, "/ingatkan 1").await;
    let by_hand =
        "select count(*) from event where kind = 'confirmation.reminded' and actor is not null";
    assert_eq!(office.count(by_hand).await, 1);
    // Of a single one that is reminded by itself the record says which it was.
    let by_itself = "insert into event (id, at, kind, announcement_id, institution, detail) \
         select min(id) - 1, min(at), 'confirmation.reminded', \
         (select id from announcement where number = 1), 'POLRES-PAREPARE', '{}' from event";
    office.alter(by_itself).await;
    let across = office
        .appoint("Dewi", "koordinator wilayah:\"Kota Seberang\"")
        .await;
    let files = ask(&office, &across, "/ekspor 1").await;
    let bytes = office.bytes_of(&files[0]);
    let courses = sheet(&bytes, "Lembaga");
    assert_eq!(courses.column("Kode"), ["AAA"]);
    let text = Table::of_text(&office.bytes_of(&files[1]));
    assert_eq!(text.column("Kode"), ["AAA"]);
    let summary = sheet(&bytes, "Ringkasan");
    assert_eq!(summary.beside("Lembaga sasaran dengan saluran"), 1);
    let record = sheet(&bytes, "Catatan");
    let said = record.column("Kejadian");
    assert!(
        said.contains(&"Disetujui dan diberi nomor".to_owned()),
        "{said:?}"
    );
    let of = |what: &str| said.iter().filter(|it| it.starts_with(what)).count();
    assert_eq!(of("Diterima"), 1);
    assert_eq!(of("Gagal"), 0);
    // What others did within their own scopes is not theirs to see.
    assert_eq!(of("Berkas ekspor"), 1);
    assert!(!record.column("Oleh").contains(&"Andi Pratama".to_owned()));
    let sent: Vec<&String> = said
        .iter()
        .filter(|it| it.starts_with("Terkirim"))
        .collect();
    assert_eq!(sent, ["Terkirim (1 saluran)"]);
    let whole = |table: &Table| -> String {
        let cells = table.0.iter().flatten().map(ToString::to_string);
        cells.collect::<Vec<_>>().join("\n")
    };
    for table in [&courses, &text, &summary, &record] {
        for foreign in ["Anggota 0", "Anggota 1", "Polres", "Kota Parepare"] {
            let whole = whole(table);
            // Who speaks is said to everybody.
            let others = whole.lines().filter(|it| !it.contains("Bagian Humas"));
            let found: Vec<&str> = others.filter(|it| it.contains(foreign)).collect();
            assert!(found.is_empty(), "{found:?}");
        }
    }
    let made = "select detail from event where kind = 'export.made' order by id";
    let made = office.texts(made).await.pop().unwrap();
    assert!(
        made.contains("\"region\"") && made.contains("Kota Seberang"),
        "{made}"
    );

    let group = office.join_group("POLRES-PAREPARE").await;
    let refused = office.ask_in(&group, &across, "/ekspor 1").await;
    assert!(refused.text.contains("pribadi"), "{}", refused.text);
    assert!(!refused.labels().is_empty(), "with a way there");
    let card = office.ask_in(&group, &across, "/status").await;
    let data = "select 'ex:' || id || ':0' from announcement where number = 1";
    let data = office.texts(data).await.remove(0);
    let refused = office.press_data(&across, &card, &data).await;
    assert!(refused.contains("pribadi"), "{refused}");
    office.close().await;
}
