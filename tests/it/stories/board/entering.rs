//! `/papan`: a link that lets one person in, once.

use std::time::Duration;

use crate::office::{Browser, Office, Port};

const MINUTE: Duration = Duration::from_secs(60);
const EVENTS: &str = "select count(*) from event where kind =";

#[tokio::test(flavor = "multi_thread")]
async fn a_link_lets_its_person_in_once() {
    let port = Port::reserve();
    let origin = format!("http://{}", port.address());
    let office = Office::with_roster("bakohumas-parepare")
        .board_at(&port, &origin)
        .open()
        .await;
    let andi = office.appoint("Andi Pratama", "koordinator").await;

    // Not for everybody, and not in groups.
    let group = office.join_group("POLRES-PAREPARE").await;
    let officer = office.officer("Hasan", "POLRES-PAREPARE").await;
    assert!(office.say(&officer, "/papan").await.contains("koordinator"));
    let bot = office.sim.bot_username();
    group.send(&officer, format!("/papan@{bot}"));
    office.moment().await;
    let refused = group.last().unwrap();
    assert!(
        refused.text.contains("percakapan pribadi"),
        "{}",
        refused.text
    );

    let link = office.board_link(&andi, &origin).await;
    let mut browser = Browser::at(&port, &origin);
    let out = browser.get("/papan").await;
    assert_eq!(out.status, 403);
    assert!(out.body.contains("Kirim /papan"), "{}", out.body);

    // Whatever looks at links on somebody's behalf uses nothing up, and learns nothing.
    for _ in 0..3 {
        let page = browser.get(&link).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("Andi"), "{}", page.body);
        assert!(browser.cookie.is_none());
    }
    // A form from somewhere else does not either.
    browser.origin = Some("https://jahat.example".to_owned());
    assert_eq!(browser.post(&link, "").await.status, 403);
    browser.origin = None;
    assert_eq!(browser.post(&link, "").await.status, 403);
    browser.origin = Some(origin.clone());
    let entered = browser.post(&link, "").await;
    assert_eq!(
        (entered.status, entered.header("location")),
        (303, "/papan")
    );
    let cookie = entered.header("set-cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let page = browser.get("/papan").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Andi Pratama"), "{}", page.body);
    // Once.
    let mut other = Browser::at(&port, &origin);
    assert_eq!(other.post(&link, "").await.status, 410);
    assert!(other.cookie.is_none());

    // A newer link takes the place of the one before, and none lives for long.
    let first = office.board_link(&andi, &origin).await;
    let second = office.board_link(&andi, &origin).await;
    assert_eq!(other.post(&first, "").await.status, 410);
    office.advance(MINUTE * 6).await;
    assert_eq!(other.post(&second, "").await.status, 410);

    // What stands in the database opens nothing, and the record says who came in.
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    let tokens = [
        token,
        &link[link.len() - 40..],
        &second[second.len() - 40..],
    ];
    for (table, rows) in office.dump(&[]).await {
        for row in rows {
            assert!(tokens.iter().all(|it| !row.contains(it)), "{table}: {row}");
        }
    }
    assert_eq!(
        office.count(&format!("{EVENTS} 'board.signed_in'")).await,
        1
    );
    assert_eq!(office.count(&format!("{EVENTS} 'board.offered'")).await, 3);

    // Leaving takes a form of ours, and ends it.
    assert_eq!(browser.post("/papan/keluar", "bukti=0").await.status, 403);
    assert_eq!(browser.get("/papan").await.status, 200);
    let proof = page.body.split("name=\"bukti\" value=\"").nth(1).unwrap();
    let proof = proof.split('"').next().unwrap();
    let kept = browser.cookie.clone();
    let left = browser
        .post("/papan/keluar", &format!("bukti={proof}"))
        .await;
    assert_eq!((left.status, &browser.cookie), (303, &None));
    browser.cookie = kept;
    assert_eq!(browser.get("/papan").await.status, 403);

    // All sessions at once, from the chat; and each ends by itself.
    let mut one = office.enter_board(&andi, &port, &origin).await;
    let mut two = office.enter_board(&andi, &port, &origin).await;
    assert!(office.say(&andi, "/papan keluar").await.contains('2'));
    assert_eq!(one.get("/papan").await.status, 403);
    assert_eq!(two.get("/papan/lembaga").await.status, 403);
    let mut late = office.enter_board(&andi, &port, &origin).await;
    assert_eq!(late.get("/papan").await.status, 200);
    office.advance(MINUTE * 60 * 12).await;
    assert_eq!(late.get("/papan").await.status, 403);

    // Whoever tries too often waits.
    let nothing = format!("/papan/masuk/{}", "0".repeat(40));
    let mut statuses = Vec::new();
    for _ in 0..25 {
        statuses.push(late.post(&nothing, "").await.status);
    }
    assert_eq!(statuses.last(), Some(&429));
    assert!(statuses.contains(&410));
    office.close().await;
}
