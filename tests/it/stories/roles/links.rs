//! Links for roles that weigh, in the hands of owners until somebody has used them.

use std::time::Duration;

use crate::office::Office;

const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_a_role_is_taken_back_where_it_was_made() {
    let office = Office::of_parepare().await;
    let owner = office.owner.clone();
    let other = office.invite("koordinator").await;
    let link = office.invite("penyetuju").await;
    let answer = owner.last().unwrap();
    let wire = answer.button("Cabut tautan").unwrap().data.clone().unwrap();
    office.press(&owner, "Cabut tautan").await;
    office.moment().await;
    let shown = office.sim.message(&answer).unwrap().text;
    assert!(shown.contains("Tautan dicabut: penyetuju"), "{shown}");
    // The link itself is gone from the conversation, and what else is open is in view.
    assert!(!shown.contains("t.me/"), "{shown}");
    assert!(
        shown.contains("masih terbuka: 1\n1. koordinator"),
        "{shown}"
    );

    let somebody = office.sim.user("Wati").create();
    let said = office.open_link(&somebody, &link).await;
    assert!(
        said.contains("sudah dicabut") && said.contains("yang baru"),
        "{said}"
    );
    let said = office.open_link(&somebody, &other).await;
    assert!(said.contains("Peran ini belum berlaku"), "{said}");
    let pop_up = office.press_data(&owner, &answer, &wire).await;
    assert!(pop_up.contains("sudah tidak terbuka"), "{pop_up}");
    let record = "select count(*) from event where kind = 'links.revoked'";
    assert_eq!(office.count(record).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_see_which_links_for_roles_are_open_and_take_them_back() {
    let office = Office::with_roster("bakohumas-parepare")
        .second_owner("Made Wirawan")
        .open()
        .await;
    let (owner, made) = (office.owner.clone(), office.other_owner.clone().unwrap());
    let coordinator = office.appoint("Andi Pratama", "koordinator").await;
    let said = office.say(&owner, "/tautan peran").await;
    assert!(said.contains("Tidak ada tautan peran"), "{said}");
    let links = [
        office.invite("penyusun POLRES-PAREPARE").await,
        office.invite("penyetuju").await,
        office.invite("koordinator").await,
    ];
    office.say(&owner, "/tautan ITH").await;
    let said = office.say(&made, "/peran").await;
    for part in [
        "masih terbuka: 3\n",
        "1. penyusun untuk POLRES-PAREPARE",
        "2. penyetuju",
        "dibuat Sri Wahyuni, sampai 23 November 2026",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Nobody else hears of them, or takes them back.
    let list = made.last().unwrap();
    let wire = list.button("Cabut tautan 1").unwrap().data.clone().unwrap();
    let said = office.say(&coordinator, "/peran").await;
    assert!(!said.contains("masih terbuka"), "{said}");
    let stranger = office.sim.user("Joko").create();
    for who in [&coordinator, &stranger] {
        for typed in ["/tautan peran", "/tautan cabut peran"] {
            let said = office.say(who, typed).await;
            assert!(said.contains("hanya dapat dilakukan"), "{typed}: {said}");
        }
        let at = who.last().unwrap();
        let pop_up = office.press_data(who, &at, &wire).await;
        assert!(pop_up.contains("hanya dapat dilakukan"), "{pop_up}");
    }

    office.press_on(&made, &list, "Cabut tautan 1").await;
    office.moment().await;
    let said = office.sim.message(&list).unwrap().text;
    assert!(
        said.contains("Tautan dicabut: penyusun untuk POLRES"),
        "{said}"
    );
    assert!(said.contains("masih terbuka: 2\n1. penyetuju"), "{said}");
    // Institutions' own links are taken back apart from them.
    let said = office.say(&owner, "/tautan cabut peran").await;
    assert!(said.contains("2 tautan dicabut"), "{said}");
    let said = office.say(&owner, "/tautan cabut ITH").await;
    assert!(said.contains("2 tautan dicabut"), "{said}");
    for link in &links {
        let said = office.open_link(&stranger, link).await;
        assert!(said.contains("sudah dicabut"), "{said}");
    }
    let said = office.say(&owner, "/tautan cabut peran ITH").await;
    assert!(said.contains("/tautan cabut peran"), "{said}");

    // What ran out is not open, nor what was used.
    office.invite("penyusun").await;
    let used = office.invite("penyetuju").await;
    office.open_link(&stranger, &used).await;
    let said = office.say(&owner, "/tautan peran").await;
    assert!(said.contains("masih terbuka: 1\n1. penyusun"), "{said}");
    office.advance(WEEK).await;
    let said = office.say(&owner, "/tautan peran").await;
    assert!(said.contains("Tidak ada tautan peran"), "{said}");
    office.close().await;
}
