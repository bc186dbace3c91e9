//! A page that is open is told of what changes on it, as long as its reader may look.

use std::time::Duration;

use crate::office::{Office, Port};
use crate::stories::roles::end;

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_hears_of_a_confirmation_until_the_role_ends() {
    let port = Port::reserve();
    let origin = format!("http://{}", port.address());
    let mut office = Office::with_roster("bakohumas-parepare")
        .board_at(&port, &origin)
        .setting("BOARD__MAX_STREAMS", "6")
        .open()
        .await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let andi = &staff.coordinator;
    let mut browser = office.enter_board(andi, &port, &origin).await;
    let mut page = browser.watch("/papan/langsung").await;
    page.hears("200 OK").await;
    page.hears("event: isi").await;
    page.hears("Belum ada siaran").await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;
    page.hears("Diterima 0/1").await;
    let id = office
        .count("select id from announcement where number = 1")
        .await;
    let mut one = browser.watch(&format!("/papan/langsung?siaran={id}")).await;
    one.hears("Diterima 0/1").await;
    let hasan = office.sim.user("Hasan").create();
    police.add_member(&hasan);
    let at = police.last().unwrap();
    office.press_on(&hasan, &at, "Diterima").await;
    page.hears("Diterima 1/1").await;
    page.hears("Polres Parepare").await;
    one.hears("Diterima 1/1").await;

    // Streams are bounded: a person's newest takes the place of their oldest, and nobody else's.
    let mut more = vec![
        browser.watch("/papan/langsung").await,
        browser.watch("/papan/langsung").await,
    ];
    for stream in &mut more {
        stream.hears("Polres Parepare").await;
    }
    let owner = office.owner.clone();
    let of_owner = office.enter_board(&owner, &port, &origin).await;
    let mut first = of_owner.watch("/papan/langsung").await;
    first.hears("Polres Parepare").await;
    let mut second = of_owner.watch("/papan/langsung").await;
    second.hears("Polres Parepare").await;
    let mut kept = of_owner.watch("/papan/langsung").await;
    kept.hears("Polres Parepare").await;
    assert!(first.ends().await.contains("event: penuh"));
    let author = &staff.author;
    let mut of_author = office.enter_board(author, &port, &origin).await;
    let full = of_author.get("/papan/langsung").await;
    assert_eq!((full.status, full.header("refresh")), (503, "30"));
    // A place that is given up is free again.
    drop(more.pop());
    let again = async {
        while of_author.get("/papan/lembaga").await.status != 200 {}
        loop {
            let mut stream = of_author.watch("/papan/langsung").await;
            stream.hears("HTTP/1.1 ").await;
            stream.hears(" ").await;
            if !stream.said.starts_with("503") && !stream.said.contains("retry-after") {
                return stream;
            }
        }
    };
    drop(again.await);

    // A role that ends takes the page along.
    end(&office, "Andi", "koordinator").await;
    assert!(page.ends().await.contains("event: selesai"));
    assert!(one.ends().await.contains("event: selesai"));
    assert_eq!(browser.get("/papan").await.status, 403);
    assert_eq!(browser.get("/papan/langsung").await.status, 403);

    // The program ends at once, whoever still looks.
    office.stop().await;
    assert!(!kept.ends().await.contains("selesai"));
    office.start();
    office.settle().await;
    office.close().await;
}
