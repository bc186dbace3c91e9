//! Nobody sees more on the board than in the chat.

use crate::office::{Browser, Office, Port};
use crate::stories::scope::{Foreign, SECRETS, only_two_provinces};

/// All that a page says, without the paths that were asked for.
async fn read(browser: &mut Browser, path: &str) -> (u16, String) {
    let page = browser.get(path).await;
    (page.status, page.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_another_scope_on_the_board() {
    let port = Port::reserve();
    let origin = format!("http://{}", port.address());
    let office = Office::with_roster("")
        .board_at(&port, &origin)
        .open()
        .await;
    only_two_provinces(&office).await;
    let foreign = Foreign::of(&office).await;
    let id = foreign.announcement();
    let coordinator = office.appoint("Koordinator", "koordinator KPU-63").await;
    let banjar = office
        .appoint("Wilayah", "koordinator wilayah:\"Kota Banjarmasin\"")
        .await;
    for who in [&coordinator, &banjar] {
        let mut browser = office.enter_board(who, &port, &origin).await;
        for path in [
            "/papan",
            "/papan?layar=1",
            "/papan/lembaga",
            "/papan/lembaga?cari=rahasia",
            "/papan/lembaga?keadaan=belum",
            "/papan/lembaga?keadaan=sudah",
            "/papan/lembaga?lewati=1&halaman=2",
        ] {
            let (status, page) = read(&mut browser, path).await;
            assert_eq!(status, 200, "{path}");
            for secret in SECRETS {
                assert!(!page.contains(secret), "{path} reveals {secret}: {page}");
            }
        }
        // What is foreign and what does not exist look alike.
        let (status, nothing) = read(&mut browser, "/papan/siaran/1").await;
        assert_eq!(status, 404);
        for path in [
            format!("/papan/siaran/{id}"),
            format!("/papan/siaran/{id}?keadaan=belum"),
            format!("/papan/siaran/{id}/grafik.png"),
            "/papan/lembaga/KPU-73".to_owned(),
            "/papan/lembaga/KPU-73.71".to_owned(),
            "/papan/lembaga/KPU-99".to_owned(),
            "/papan/lain".to_owned(),
            format!("/papan/langsung?siaran={id}"),
            "/papan/langsung?siaran=abc".to_owned(),
        ] {
            assert_eq!(
                read(&mut browser, &path).await,
                (404, nothing.clone()),
                "{path}"
            );
        }
    }
    // The owner of all of it sees it, so that the above is not for want of anything to see.
    let mut browser = office.enter_board(&office.owner, &port, &origin).await;
    let (_, page) = read(&mut browser, "/papan").await;
    assert!(page.contains("Rahasia pertama"), "{page}");
    assert_eq!(read(&mut browser, "/papan/lembaga/KPU-73.71").await.0, 200);
    // What no second person has approved is nobody's on the board.
    for path in ["/papan", "/papan/lembaga"] {
        let (_, page) = read(&mut browser, path).await;
        assert!(
            !page.contains("Rahasia kedua") && !page.contains("Rahasia ketiga"),
            "{page}"
        );
    }
    let submitted = "select max(id) from announcement where state = 'submitted'";
    let submitted = format!("/papan/siaran/{}", office.count(submitted).await);
    assert_eq!(read(&mut browser, &submitted).await.0, 404);
    office.close().await;
}
