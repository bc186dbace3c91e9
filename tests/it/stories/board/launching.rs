//! The board as a Mini App: Telegram says who opened it, and proves it.

use std::time::Duration;

use crate::office::{Browser, Office, Port};

const MINUTE: Duration = Duration::from_secs(60);
const ORIGIN: &str = "https://humas.contoh.go.id";

/// As part of a form, or of an address.
pub fn escaped(said: &str) -> String {
    said.replace('%', "%25")
        .replace('&', "%26")
        .replace('=', "%3D")
}

fn form(said: &str) -> String {
    format!("data={}", escaped(said))
}

#[tokio::test(flavor = "multi_thread")]
async fn telegram_introduces_whoever_opens_the_mini_app() {
    let port = Port::reserve();
    let mut office = Office::of_parepare().await;
    // Without an address there is no board, and who can change that is told how.
    let said = office.say(&office.owner, "/papan").await;
    assert!(said.contains("http.public_url"), "{said}");
    let andi = office.appoint("Andi Pratama", "koordinator").await;
    let said = office.say(&andi, "/papan").await;
    assert!(said.contains("pemilik") && !said.contains("http"), "{said}");

    office.stop().await;
    office.set_setting("HTTP__LISTEN", &port.address().to_string());
    // The proxy takes its own part of the path off, or not.
    office.set_setting("BOARD__ENABLED", "true");
    office.set_setting("HTTP__PUBLIC_URL", &format!("{ORIGIN}/satu-pintu/"));
    office.start();
    office.settle().await;
    let link = office.board_link(&andi, ORIGIN).await;
    let offer = andi.last().unwrap();
    let mini = offer
        .buttons
        .iter()
        .flatten()
        .find_map(|it| it.web_app.clone());
    assert_eq!(mini.unwrap(), format!("{ORIGIN}/satu-pintu/papan/mini"));
    assert!(!offer.text.contains("http"), "{}", offer.text);
    let mut browser = Browser::at(&port, ORIGIN);
    assert_eq!(browser.get(&link).await.status, 200);
    let entered = browser.post(&link, "").await;
    let cookie = entered.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-papan="), "{cookie}");
    for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/;"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(entered.header("location"), "/satu-pintu/papan");
    // Somebody who came by a link is shown in nobody's frame.
    let page = browser.get("/satu-pintu/papan").await;
    assert!(
        page.header("content-security-policy")
            .ends_with("frame-ancestors 'none'")
    );
    assert_eq!(page.header("x-frame-options"), "DENY");
    assert_eq!(browser.get("/papan").await.status, 200);

    let path = "/satu-pintu/papan/mini";
    let mut app = Browser::at(&port, ORIGIN);
    let page = app.get(path).await;
    assert!(page.body.contains("mini.js"), "{}", page.body);
    let policy = page.header("content-security-policy");
    assert!(
        policy.ends_with("frame-ancestors https://web.telegram.org"),
        "{policy}"
    );
    assert!(policy.contains("script-src 'self';"), "{policy}");

    let good = andi.init_data();
    let other = andi.id().to_string().replace(['1', '2'], "3");
    let budi = office.sim.user("Budi").create();
    for forged in [
        String::new(),
        good.replace("hash=", "hash=0"),
        good.replace(&andi.id().to_string(), &other),
        good.split("&hash").next().unwrap().to_owned(),
    ] {
        assert_eq!(app.post(path, &form(&forged)).await.status, 410, "{forged}");
    }
    // Telegram knows them, we do not.
    assert_eq!(app.post(path, &form(&budi.init_data())).await.status, 403);
    let entered = app.post(path, &form(&good)).await;
    assert_eq!(entered.status, 303, "{}", entered.body);
    let cookie = entered.header("set-cookie");
    assert!(cookie.contains("; SameSite=None; Partitioned"), "{cookie}");
    let page = app.get("/satu-pintu/papan").await;
    assert!(page.body.contains("Andi Pratama"), "{}", page.body);
    let policy = page.header("content-security-policy");
    assert!(policy.ends_with("https://web.telegram.org"), "{policy}");
    // Loading the page again is no harm; showing the same from elsewhere is of no use.
    assert_eq!(app.post(path, &form(&good)).await.status, 303);
    let mut thief = Browser::at(&port, ORIGIN);
    assert_eq!(thief.post(path, &form(&good)).await.status, 410);
    // What is old says nothing any more.
    let stale = andi.init_data();
    office.advance(MINUTE * 6).await;
    assert_eq!(thief.post(path, &form(&stale)).await.status, 410);
    let sessions =
        "select count(*) from event where kind = 'board.signed_in' and detail like '%mini_app%'";
    assert_eq!(office.count(sessions).await, 1);
    office.close().await;
}
