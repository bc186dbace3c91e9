//! What comes in too slowly or is too large, more streams than a person may hold, and a database that
//! cannot be asked.

use crate::office::{Browser, Office, Port};

#[tokio::test(flavor = "multi_thread")]
async fn the_board_cuts_off_what_drags_on_and_says_when_it_cannot_look() {
    let port = Port::reserve();
    let origin = format!("http://{}", port.address());
    let office = Office::with_roster("bakohumas-parepare")
        .board_at(&port, &origin)
        .open()
        .await;
    let andi = office.appoint("Andi Pratama", "koordinator").await;
    let link = office.board_link(&andi, &origin).await;
    let browser = Browser::at(&port, &origin);

    // A form that never comes to its end is not waited for; meanwhile everybody else is served.
    let mut slow = Vec::new();
    for path in ["/papan/mini", "/papan/keluar"] {
        slow.push(browser.begin(path, 1000, "data=").await);
    }
    // Nor is one read that is too large for anything that is sent here.
    let flood = format!("data={}", "x".repeat(17 * 1024));
    for path in ["/papan/mini", "/papan/keluar"] {
        let page = browser.begin(path, 1 << 30, &flood).await.ends().await;
        assert!(page.starts_with("HTTP/1.1 413"), "{path}: {page}");
        assert!(page.contains("Kiriman ini terlalu besar"), "{path}: {page}");
        assert!(!page.contains("set-cookie"), "{path}: {page}");
    }
    // What is announced and never sent does not keep a link from its owner.
    let mut browser = Browser::at(&port, &origin);
    assert_eq!(browser.post(&link, "").await.status, 303);

    // Six streams for one person: the seventh takes the place of the first, and the others go on.
    let mut streams = Vec::new();
    for _ in 0..6 {
        streams.push(browser.watch("/papan/langsung").await);
        streams.last_mut().unwrap().hears("event: isi").await;
    }
    let mut seventh = browser.watch("/papan/langsung").await;
    seventh.hears("event: isi").await;
    assert!(streams.remove(0).ends().await.contains("event: penuh"));

    // Who looks while the database cannot be asked is told so, once, and of its return.
    office
        .alter("alter table board_session rename to board_session_away")
        .await;
    for stream in streams.iter_mut().chain([&mut seventh]) {
        stream.hears("event: putus").await;
    }
    let page = browser.get("/papan").await;
    assert_eq!((page.status, page.header("refresh")), (503, "30"));
    assert!(!page.body.contains("board_session"), "{}", page.body);
    assert_eq!(browser.get("/papan/langsung").await.status, 503);
    office
        .alter("alter table board_session_away rename to board_session")
        .await;
    for stream in streams.iter_mut().chain([&mut seventh]) {
        stream.hears("event: isi").await;
        assert!(!stream.said.contains("putus"), "{}", stream.said);
    }
    assert_eq!(browser.get("/papan").await.status, 200);

    for stream in slow {
        let page = stream.ends().await;
        assert!(page.starts_with("HTTP/1.1 408"), "{page}");
        assert!(page.contains("terlalu lama sampai"), "{page}");
    }
    office.close().await;
}
