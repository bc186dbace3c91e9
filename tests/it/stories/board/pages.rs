//! What the pages say.

use std::time::Duration;

use satupintu::app::import;

use crate::office::{Office, Port};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_say_what_status_says_and_no_name_is_markup() {
    let port = Port::reserve();
    let origin = format!("http://{}", port.address());
    let office = Office::with_roster("bakohumas-parepare")
        .board_at(&port, &origin)
        .open()
        .await;
    let evil = "kode,nama,kategori,wilayah,induk\n\
                JAHAT,<script>alert(1)</script> & \"Co\",media,\"<b>Kota</b> Parepare\",HUMAS-PAREPARE\n";
    import::institutions(&office.db, evil.as_bytes(), office.now())
        .await
        .unwrap();
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let evil_group = office.join_group("JAHAT").await;
    let (author, evil_title) = (&staff.author, "<img src=x onerror=alert(2)> & banjir");
    office.announce(&staff, evil_title).await;
    office.advance(SECOND * 5).await;
    let hasan = office.sim.user("Iptu <i>Hasan</i>").create();
    police.add_member(&hasan);
    let at = police.last().unwrap();
    office.press_on(&hasan, &at, "Diterima").await;
    office
        .say(author, "/siaran latihan\nSimulasi <u>gempa</u>.")
        .await;
    office.submit_and_approve(&staff).await;
    office.advance(SECOND * 5).await;
    assert!(evil_group.last().unwrap().text.contains("LATIHAN"));

    let mut browser = office.enter_board(&staff.coordinator, &port, &origin).await;
    let page = browser.get("/papan").await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self';"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "strict-origin");
    assert_eq!(page.header("cache-control"), "no-store");
    for part in [
        "lang=\"id\"",
        "Terkirim 2/2",
        "Diterima 1/2",
        "50%",
        "Polres Parepare",
        "<main",
    ] {
        assert!(page.body.contains(part), "no {part}: {}", page.body);
    }
    // Drills stand apart, marked.
    let (real, drills) = page.body.split_once("Latihan terbaru").unwrap();
    assert!(drills.contains("LATIHAN") && drills.contains("gempa"));
    assert!(!real.contains("gempa"), "{real}");
    assert!(
        browser
            .get("/papan?layar=1")
            .await
            .body
            .contains("class=\"layar\"")
    );

    let id = office
        .count("select id from announcement where number = 1")
        .await;
    let one = format!("/papan/siaran/{id}");
    let paths = [
        "/papan".to_owned(),
        "/papan/lembaga".to_owned(),
        "/papan/lembaga?cari=%22%3E%3Cscript%3Ex&wilayah=%3Cb%3Ey&keadaan=belum".to_owned(),
        "/papan/lembaga/JAHAT".to_owned(),
        "/papan/lembaga/POLRES-PAREPARE".to_owned(),
        one.clone(),
    ];
    for path in &paths {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        for markup in ["<script>", "<img src=x", "<i>Hasan", "<u>gempa", "<b>"] {
            assert!(
                !page.body.contains(markup),
                "{path}: {markup} in {}",
                page.body
            );
        }
        // Nothing inside the page that the policy would have to allow.
        for inside in [" style=", " onclick=", "javascript:", "<style"] {
            assert!(!page.body.contains(inside), "{path}: {inside}");
        }
    }
    let shown = browser.get(&one).await.body;
    for part in [
        "&lt;img src=x onerror=alert(2)&gt; &amp; banjir",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "Iptu &lt;i&gt;Hasan&lt;/i&gt;",
        "tanda-tunggu",
        "grafik.png",
    ] {
        assert!(shown.contains(part), "no {part}: {shown}");
    }
    let chart = browser.get(&format!("{one}/grafik.png")).await;
    assert_eq!(
        (chart.status, chart.header("content-type")),
        (200, "image/png")
    );

    // Filters, as plain parameters.
    let listed = async |browser: &mut crate::office::Browser, query: &str| {
        let page = browser.get(&format!("/papan/lembaga?{query}")).await;
        let count = page.body.split("class=\"jumlah\">").nth(1).unwrap();
        count.split(' ').next().unwrap().parse::<i64>().unwrap()
    };
    assert_eq!(listed(&mut browser, "").await, 17);
    assert_eq!(
        listed(&mut browser, "kategori=media&keadaan=belum").await,
        1
    );
    assert_eq!(listed(&mut browser, "keadaan=belum").await, 1);
    assert_eq!(listed(&mut browser, "keadaan=sudah").await, 1);
    assert_eq!(listed(&mut browser, "keadaan=tanpa-saluran").await, 15);
    assert_eq!(listed(&mut browser, "cari=polres").await, 1);
    assert_eq!(listed(&mut browser, "cari=POLRES-PAREPARE").await, 1);
    assert_eq!(listed(&mut browser, "halaman=99").await, 17);
    // Whoever speaks English reads it.
    let jane = office.sim.user("Jane").language("en").create();
    office.appoint_again(&jane, "koordinator").await;
    let mut english = office.enter_board(&jane, &port, &origin).await;
    let page = english.get("/papan").await.body;
    assert!(
        page.contains("lang=\"en\"") && page.contains("Latest confirmations"),
        "{page}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stopped_is_not_shown_as_failed() {
    let port = Port::reserve();
    let origin = format!("http://{}", port.address());
    let office = Office::with_roster("bakohumas-kaltim")
        .board_at(&port, &origin)
        .open()
        .await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-kaltim"))
        .await;
    office.announce(&staff, "Jam layanan.").await;
    office.advance(SECOND * 2).await;
    office.press(&staff.author, "Hentikan").await;
    office.moment().await;
    office.press(&staff.author, "Ya, hentikan").await;
    office.advance(SECOND * 60).await;
    let told = office
        .count("select count(*) from delivery where state = 'sent'")
        .await;
    assert!((1..129).contains(&told), "{told} of {}", groups.len());

    let mut browser = office.enter_board(&staff.coordinator, &port, &origin).await;
    let id = office
        .count("select id from announcement where number = 1")
        .await;
    let one = format!("/papan/siaran/{id}");
    let page = browser.get(&one).await.body;
    assert!(page.contains("Keadaan "), "{page}");
    let pages = [page, browser.get(&format!("{one}?halaman=2")).await.body];
    let pages = pages.concat() + &browser.get(&format!("{one}?halaman=3")).await.body;
    let counted = |word: &str| pages.matches(&format!("<span>{word}</span>")).count();
    assert_eq!(counted("Belum"), usize::try_from(told).unwrap(), "{pages}");
    assert_eq!(counted("Tidak dikirim"), 129 - counted("Belum"), "{pages}");
    assert_eq!(counted("Gagal terkirim"), 0, "{pages}");
    for (list, state, count) in [
        (&*one, "gagal", 0),
        ("/papan/lembaga", "gagal", 0),
        (&*one, "belum", 129),
    ] {
        let list = format!("{list}?keadaan={state}");
        let page = browser.get(&list).await.body;
        let count = format!("class=\"jumlah\">{count} lembaga");
        assert!(page.contains(&count), "{list}: {page}");
    }
    office.close().await;
}
