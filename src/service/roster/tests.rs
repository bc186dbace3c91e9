//! Imports into a real database.

use std::fmt::Write;

use sqlx::{AnyConnection, Connection};

use super::*;
use crate::domain::id::PreviewId;
use crate::domain::role::{Area, Role, Scope};
use crate::store::Db;
use crate::store::chat::Chat;
use crate::store::person;

const NOW: Timestamp = Timestamp(1_795_221_060_000);
const LATER: Timestamp = Timestamp(1_795_221_120_000);
const HEADER: &str = "kode,nama,kategori,wilayah,induk";

const KPU: &str = include_str!("../../../config/rosters/kpu-2021.csv");
const KALTIM: &str = include_str!("../../../config/rosters/bakohumas-kaltim.csv");
const PAREPARE: &str = include_str!("../../../config/rosters/bakohumas-parepare.csv");

/// An empty database that goes with its folder.
struct Office {
    db: Db,
    url: String,
    _folder: tempfile::TempDir,
}

impl Office {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("satupintu.db").display());
        let db = Db::open(&url).await.unwrap();
        Self {
            db,
            url,
            _folder: folder,
        }
    }

    /// One with these institutions.
    async fn with(rows: &str) -> Self {
        let office = Self::open().await;
        office.institutions(rows).await.unwrap();
        office
    }

    async fn import(&self, text: &str, now: Timestamp) -> Result<Summary, ImportError> {
        let file = InstitutionFile::read(text.as_bytes());
        let mut tx = self.db.write().await.unwrap();
        let summary = import_institutions(&mut tx, None, &file, now).await?;
        tx.commit().await.unwrap();
        Ok(summary)
    }

    async fn institutions(&self, rows: &str) -> Result<Summary, ImportError> {
        self.import(&format!("{HEADER}\n{rows}\n"), NOW).await
    }

    async fn chats(&self, rows: &str) -> Result<Summary, ImportError> {
        let text = format!("kode,chat_id,jenis,topik\n{rows}\n");
        let file = ChatFile::read(text.as_bytes());
        let mut tx = self.db.write().await.unwrap();
        let summary = import_chats(&mut tx, None, &file, NOW).await?;
        tx.commit().await.unwrap();
        Ok(summary)
    }

    /// Whether what is planned and staged is taken over when this was done to the registry since; all of
    /// it is undone.
    async fn taken(&self, file: &RosterFile, meanwhile: &'static str) -> bool {
        let mut tx = self.tx().await;
        let plan = compare(&mut tx, file, NOW).await.unwrap();
        assert!(
            stage(&mut tx, PreviewId(1), &plan, 0)
                .await
                .unwrap()
                .is_none()
        );
        tx.commit().await.unwrap();
        let mut tables = self.tables().await;
        let folder = tempfile::tempdir().unwrap();
        let aside = folder.path().join("aside.db");
        sqlx::query("vacuum into $1")
            .bind(aside.display().to_string())
            .execute(&mut tables)
            .await
            .unwrap();
        drop(tables);
        let url = format!("sqlite:{}", aside.display());
        let db = Db::open(&url).await.unwrap();
        if !meanwhile.is_empty() {
            let mut tables = AnyConnection::connect(&url).await.unwrap();
            sqlx::query(meanwhile).execute(&mut tables).await.unwrap();
        }
        let mut tx = db.write().await.unwrap();
        let taken = take(&mut tx, None, PreviewId(1), &plan, NOW).await.unwrap();
        if taken {
            tx.commit().await.unwrap();
            let mut tx = db.write().await.unwrap();
            let again = compare(&mut tx, file, NOW).await.unwrap();
            assert_eq!(again.changes, [], "all of it was done");
        }
        let mut tx = self.tx().await;
        clear(&mut tx, PreviewId(1)).await.unwrap();
        tx.commit().await.unwrap();
        taken
    }

    async fn all(&self) -> Vec<Institution> {
        institution::all(&mut self.tx().await).await.unwrap()
    }

    async fn tx(&self) -> Tx {
        self.db.write().await.unwrap()
    }

    /// A look at the tables past the store, which answers only what the product asks.
    async fn tables(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.unwrap()
    }

    async fn texts(&self, sql: &'static str) -> Vec<String> {
        let mut tables = self.tables().await;
        sqlx::query_scalar(sql)
            .fetch_all(&mut tables)
            .await
            .unwrap()
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let mut tables = self.tables().await;
        sqlx::query_scalar(sql)
            .fetch_one(&mut tables)
            .await
            .unwrap()
    }
}

fn summary(new: usize, changed: usize, unchanged: usize) -> Summary {
    Summary {
        new,
        changed,
        unchanged,
    }
}

fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

fn problems(result: Result<Summary, ImportError>) -> Vec<Problem> {
    match result {
        Err(ImportError::Problems(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn real_rosters_become_a_tree() {
    let office = Office::open().await;
    for (text, count) in [(KPU, 549), (KALTIM, 129), (PAREPARE, 16)] {
        let imported = office.import(text, NOW).await.unwrap();
        assert_eq!(imported, summary(count, 0, 0));
    }
    assert_eq!(office.all().await.len(), 694);
    let below = "select count(*) from lineage where ancestor = 'KPU-RI'";
    assert_eq!(office.number(below).await, 549);
    let deepest = "select max(depth) from lineage";
    assert_eq!(office.number(deepest).await, 2);
    let scope = Scope::of([Area::Subtree(code("KPU-64"))]);
    let mut tx = office.tx().await;
    for (of, inside) in [("KPU-64.74", true), ("KPU-64", true), ("KPU-RI", false)] {
        let within = institution::is_within(&mut tx, &code(of), &scope).await;
        assert_eq!(within.unwrap(), inside, "{of}");
    }
}

#[tokio::test]
async fn a_second_import_changes_nothing_and_both_are_on_record() {
    let office = Office::open().await;
    office.import(KPU, NOW).await.unwrap();
    let again = office.import(KPU, LATER).await.unwrap();
    assert_eq!(again, summary(0, 0, 549));
    let touched = "select count(*) from institution where changed_at > 1795221060000";
    assert_eq!(office.number(touched).await, 0);
    let record = "select detail from event where kind = 'roster.imported' order by id";
    assert_eq!(
        office.texts(record).await,
        [
            r#"{"changed":0,"new":549,"unchanged":0,"what":"institutions"}"#,
            r#"{"changed":0,"new":0,"unchanged":549,"what":"institutions"}"#
        ]
    );
}

#[tokio::test]
async fn an_import_says_who_did_it() {
    let office = Office::open().await;
    let mut tx = office.tx().await;
    let address = Address::telegram(7, None);
    let owner = person::ensure(&mut tx, &address, "Siti", "k1").await;
    let owner = owner.unwrap();
    let file = InstitutionFile::read(PAREPARE.as_bytes());
    import_institutions(&mut tx, Some(&owner), &file, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let actor = "select actor from event where kind = 'roster.imported'";
    assert_eq!(office.texts(actor).await, ["k1"]);
}

#[tokio::test]
async fn what_a_row_says_is_what_counts_and_others_stay() {
    let office = Office::with("A,Satu,opd,Kota,\nB,Dua,opd,Kota,A\nC,Tiga,opd,Kota,B").await;
    let imported = office
        .institutions("c,Tiga Baru,media,Kota Lain,a\nB,Dua,opd,Kota,A")
        .await;
    assert_eq!(imported.unwrap(), summary(0, 1, 1));
    let all = office.all().await;
    assert_eq!(all.len(), 3);
    let expected = Institution {
        code: code("C"),
        name: "Tiga Baru".into(),
        category: "media".into(),
        region: "Kota Lain".into(),
        parent: Some(code("A")),
    };
    assert_eq!(all[2], expected);
    let above = "select ancestor from lineage where descendant = 'C' order by depth";
    assert_eq!(office.texts(above).await, ["C", "A"]);
}

#[tokio::test]
async fn an_institution_out_of_service_comes_back() {
    let office = Office::with("A,Satu,opd,Kota,").await;
    sqlx::query("update institution set active = 0")
        .execute(&mut office.tables().await)
        .await
        .unwrap();
    let refused = problems(office.chats("A,-5,grup,").await);
    let kind = ProblemKind::UnknownInstitution { code: code("A") };
    assert_eq!(refused, [Problem::in_column(2, "kode", kind)]);
    let imported = office.institutions("A,Satu,opd,Kota,").await.unwrap();
    assert_eq!(imported, summary(0, 1, 0));
    office.chats("A,-5,grup,").await.unwrap();
}

#[tokio::test]
async fn a_file_is_taken_whole_or_not_at_all_and_all_is_told() {
    let office = Office::with("A,Satu,opd,Kota,").await;
    let refused = office
        .institutions("B,Dua,opd,Kota,A\nC,Tiga,opdd,Kota,Z\nD,Empat,opd,Kota,C\nA,Satu,opd,Kota,D")
        .await;
    let at = Problem::in_column;
    let category = ProblemKind::UnknownCategory {
        typed: "opdd".into(),
        near: Some("opd"),
    };
    let parent = ProblemKind::UnknownParent { code: code("Z") };
    assert_eq!(
        problems(refused),
        [at(3, "kategori", category), at(3, "induk", parent)]
    );
    assert_eq!(office.all().await.len(), 1);
    assert_eq!(office.number("select count(*) from event").await, 1);
}

#[tokio::test]
async fn a_circle_through_the_registry_is_refused() {
    let office = Office::with("A,Satu,opd,Kota,\nB,Dua,opd,Kota,A\nC,Tiga,opd,Kota,B").await;
    let refused = office
        .institutions("D,Empat,opd,Kota,C\nA,Satu,opd,Kota,C")
        .await;
    let kind = ProblemKind::Cycle {
        codes: vec![code("A"), code("C"), code("B")],
    };
    assert_eq!(problems(refused), [Problem::in_column(3, "induk", kind)]);
}

#[tokio::test]
async fn chats_are_registered_and_people_become_officers() {
    let office = Office::with("A,Satu,opd,Kota,\nB,Dua,opd,Kota,A").await;
    let rows =
        "A,-100,grup,\nB,-100,grup,7\nB,-200,kanal,\nA,9,pribadi,\nB,9,pribadi,\nB,8,pribadi,";
    assert_eq!(office.chats(rows).await.unwrap(), summary(6, 0, 0));
    assert_eq!(office.chats(rows).await.unwrap(), summary(0, 0, 6));
    let chats = "select address || ' ' || kind || ' ' || institution || ' ' || title || ' ' || state \
                 from chat order by id";
    assert_eq!(
        office.texts(chats).await,
        [
            "tg:-100 group A Satu active",
            "tg:-100/7 group B Dua active",
            "tg:-200 channel B Dua active",
            "tg:9 private A Satu active",
            "tg:9 private B Dua active",
            "tg:8 private B Dua active",
        ]
    );
    let officers = "select p.name || ' ' || g.area_value from role_grant g \
                    join person p on p.id = g.person_id where g.state = 'active' \
                    and g.role = 'officer' order by g.id";
    assert_eq!(office.texts(officers).await, ["9 A", "9 B", "8 B"]);
    let mut tx = office.tx().await;
    let person = person::ensure(&mut tx, &Address::telegram(9, None), "", "").await;
    let officer = grant::is_officer(&mut tx, &person.unwrap(), &code("B")).await;
    assert!(officer.unwrap());
}

#[tokio::test]
async fn registrations_that_are_there_keep_what_is_known_of_them() {
    let office = Office::with("A,Satu,opd,Kota,\nB,Dua,opd,Kota,").await;
    let mut tx = office.tx().await;
    let address = Address::telegram(-100, None);
    let chat = Chat {
        id: ChatId(1),
        address: address.clone(),
        kind: PlaceKind::Group,
        public: true,
        title: "Humas Satu".into(),
        institution: code("A"),
    };
    chat::upsert(&mut tx, &chat, None, NOW).await.unwrap();
    chat::set_reachable(&mut tx, &address, false, Some("kicked"), NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let seen = "select title || ' ' || kind || ' ' || state || ' ' || public from chat";

    assert_eq!(
        office.chats("A,-100,grup,").await.unwrap(),
        summary(0, 0, 1)
    );
    assert_eq!(office.texts(seen).await, ["Humas Satu group unreachable 1"]);
    assert_eq!(
        office.chats("A,-100,kanal,").await.unwrap(),
        summary(0, 1, 0)
    );
    assert_eq!(
        office.texts(seen).await,
        ["Humas Satu channel unreachable 1"]
    );

    let institution = "Satu".to_owned();
    let refused = problems(office.chats("B,-100,kanal,\nC,-3,grup,\nB,x,grup,").await);
    let at = Problem::in_column;
    assert_eq!(
        refused,
        [
            at(2, "chat_id", ProblemKind::ChatTaken { institution }),
            at(
                3,
                "kode",
                ProblemKind::UnknownInstitution { code: code("C") }
            ),
            at(4, "chat_id", ProblemKind::BadChatId { typed: "x".into() }),
        ]
    );
}

#[tokio::test]
async fn an_officer_whose_role_ended_holds_it_again() {
    let office = Office::with("A,Satu,opd,Kota,").await;
    office.chats("A,9,pribadi,").await.unwrap();
    let mut tx = office.tx().await;
    let held = grant::holders(&mut tx, Role::Officer).await.unwrap();
    grant::settle(&mut tx, held[0].id, "revoked", None, NOW)
        .await
        .unwrap();
    chat::remove(&mut tx, &Address::telegram(9, None), &code("A"), NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        office.chats("A,9,pribadi,").await.unwrap(),
        summary(0, 1, 0)
    );
    let active = "select count(*) from role_grant g join chat c on c.institution = g.area_value \
                  where g.state = 'active' and c.state = 'active'";
    assert_eq!(office.number(active).await, 1);
}

#[tokio::test]
async fn what_was_staged_is_taken_whole_and_only_as_it_was_found() {
    let office = Office::with("A,Satu,opd,Kota,\nB,Dua,opd,Kota,A\nC,Tiga,opd,Kota,B").await;
    // A row that says nothing new, one that does, and one that is new.
    let text = format!(
        "{HEADER}\nA,Satu,opd,Kota,\nB,Dua Baru,opd,Kota,C\nC,Tiga,opd,Kota,\nD,Empat,opd,Kota,B"
    );
    let file = RosterFile::read(text.as_bytes());
    let chats =
        RosterFile::read(b"kode,chat_id,jenis,topik\nA,-1,grup,\nB,9,pribadi,\nC,-2,kanal,");
    for (meanwhile, is_taken) in [
        ("", true),
        (
            "update institution set name = 'Lain' where code = 'A'",
            false,
        ),
        ("update institution set active = 0 where code = 'C'", false),
        (
            "update institution set region = 'Lain' where code = 'B'",
            false,
        ),
        (
            "update institution set parent = null where code = 'B'",
            false,
        ),
    ] {
        let taken = office.taken(&file, meanwhile).await;
        assert_eq!(taken, is_taken, "institutions: {meanwhile}");
    }
    office.chats("A,-1,grup,\nB,9,pribadi,").await.unwrap();
    for (meanwhile, is_taken) in [
        ("", true),
        (
            "update chat set title = 'Lain', state = 'unreachable'",
            true,
        ),
        (
            "update chat set state = 'removed' where address = 'tg:-1'",
            false,
        ),
        (
            "update chat set kind = 'channel' where address = 'tg:-1'",
            false,
        ),
        (
            "update chat set address = 'tg:-2' where address = 'tg:-1'",
            false,
        ),
        ("update institution set active = 0 where code = 'A'", false),
        ("update role_grant set state = 'revoked'", false),
    ] {
        let taken = office.taken(&chats, meanwhile).await;
        assert_eq!(taken, is_taken, "chats: {meanwhile}");
    }
    assert_eq!(
        office
            .number("select count(*) from staged_institution")
            .await,
        0
    );
}

#[tokio::test]
async fn a_circle_that_closes_meanwhile_is_no_endless_one() {
    let office = Office::with("A,Satu,opd,Kota,\nB,Dua,opd,Kota,").await;
    let file = RosterFile::read(format!("{HEADER}\nA,Satu,opd,Kota,B").as_bytes());
    let mut tx = office.tx().await;
    let plan = compare(&mut tx, &file, NOW).await.unwrap();
    stage(&mut tx, PreviewId(1), &plan, 0).await.unwrap();
    let other = InstitutionFile::read(format!("{HEADER}\nB,Dua,opd,Kota,A").as_bytes());
    let other = import_institutions(&mut tx, None, &other, NOW).await;
    assert_eq!(other.unwrap(), summary(0, 1, 0));
    let taken = take(&mut tx, None, PreviewId(1), &plan, NOW).await;
    assert!(taken.unwrap_err().is_of_one_update());
}

#[tokio::test]
async fn twenty_thousand_rows_are_imported_and_imported_again() {
    let office = Office::open().await;
    let mut institutions = format!("{HEADER}\n");
    let mut chats = String::new();
    // Children before parents, which is the order that must be turned round.
    for at in (0..20_000).rev() {
        let parent = if at == 0 {
            String::new()
        } else {
            format!("K-{}", at / 20)
        };
        writeln!(
            institutions,
            "K-{at},Lembaga ke-{at},opd,Kota {},{parent}",
            at % 514
        )
        .unwrap();
        let (chat, kind) = if at % 2 == 0 {
            (-at - 1, "grup")
        } else {
            (at, "pribadi")
        };
        writeln!(chats, "K-{at},{chat},{kind},").unwrap();
    }
    for expected in [summary(20_000, 0, 0), summary(0, 0, 20_000)] {
        assert_eq!(office.import(&institutions, NOW).await.unwrap(), expected);
        assert_eq!(office.chats(&chats).await.unwrap(), expected);
    }
}
