//! How institutions are filed: as the registry has them now in the table, as they were at its approval beside
//! an announcement; and what of it a reader may choose from.

use std::time::Duration;

use satupintu::app::import;

use crate::office::{Browser, Office, Port};

const SECOND: Duration = Duration::from_secs(1);

/// What a list, the last of its page, says of an institution.
fn row<'a>(page: &'a str, code: &str) -> Option<&'a str> {
    let rows = page.rsplit("<tbody>").next()?;
    let marked = format!("/lembaga/{code}\"");
    rows.split("</tr>").find(|row| row.contains(&marked))
}

/// How many a list has.
async fn listed(browser: &mut Browser, path: &str) -> i64 {
    let page = browser.get(path).await;
    let count = page.body.split("class=\"jumlah\">").nth(1);
    let count = count.unwrap_or_else(|| panic!("{path}: {}", page.body));
    count.split(' ').next().unwrap().parse().unwrap()
}

/// The regions, or the categories, that a page offers.
fn offered<'a>(page: &'a str, from: &str) -> Vec<&'a str> {
    let (_, rest) = page.split_once(from).unwrap();
    let (options, _) = rest.split_once("</label>").unwrap();
    let values = options.split("<option value=\"").skip(1);
    let values = values.map(|it| it.split('"').next().unwrap());
    values.filter(|it| !it.is_empty()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_keeps_how_its_institutions_were_filed() {
    let port = Port::reserve();
    let origin = format!("http://{}", port.address());
    let office = Office::with_roster("bakohumas-parepare")
        .board_at(&port, &origin)
        .open()
        .await;
    let take = async |rows: &str| {
        let file = format!("kode,nama,kategori,wilayah,induk\n{rows}");
        import::institutions(&office.db, file.as_bytes(), office.now())
            .await
            .unwrap();
    };
    take("DISHUB-BARRU,Dinas Perhubungan Kabupaten Barru,opd,Kabupaten Barru,HUMAS-PAREPARE\n")
        .await;
    let staff = office.staff().await;
    let barru = office
        .appoint("Wilayah", "koordinator wilayah:\"Kabupaten Barru\"")
        .await;
    for code in ["POLRES-PAREPARE", "ITH", "DISHUB-BARRU"] {
        office.join_group(code).await;
    }
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;

    // Since then one has moved, one was closed, and one is new.
    take(
        "POLRES-PAREPARE,Polres Parepare,vertikal,Kabupaten Sidrap,HUMAS-PAREPARE\n\
         SAMSAT-SIDRAP,Samsat Sidrap,bumd,Kabupaten Sidrap,HUMAS-PAREPARE\n",
    )
    .await;
    office.say(&office.owner, "/nonaktif ITH").await;
    office.press(&office.owner, "Ya, nonaktifkan").await;
    office.join_group("SAMSAT-SIDRAP").await;
    office.advance(SECOND * 5).await;

    let id = office
        .count("select id from announcement where number = 1")
        .await;
    let one = format!("/papan/siaran/{id}");
    let mut browser = office.enter_board(&staff.coordinator, &port, &origin).await;
    let page = browser.get(&one).await.body;
    let police = row(&page, "POLRES-PAREPARE").unwrap();
    assert!(
        police.contains("TNI/Polri") && police.contains("Kota Parepare"),
        "{police}"
    );
    assert!(!police.contains("Sidrap"), "{police}");
    // What is closed has no page to lead to.
    assert!(row(&page, "ITH").is_none(), "{page}");
    let rows = page.rsplit("<tbody>").next().unwrap();
    let closed = rows.split("</tr>").find(|it| it.contains("(nonaktif)"));
    let closed = closed.unwrap_or_else(|| panic!("{page}"));
    assert!(
        closed.contains("Institut Teknologi") && closed.contains("Belum"),
        "{closed}"
    );
    assert_eq!(browser.get("/papan/lembaga/ITH").await.status, 404);
    let new = row(&page, "SAMSAT-SIDRAP").unwrap();
    assert!(
        new.contains("menyusul") && new.contains("Kabupaten Sidrap"),
        "{new}"
    );
    // The same filters as the card's shares.
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(
        card.contains("Kota Parepare") && !card.contains("Sidrap"),
        "{card}"
    );
    for (filter, count) in [
        ("", 18),
        ("kategori=tni-polri", 2),
        ("kategori=bumd", 2),
        ("wilayah=Kota+Parepare", 16),
        ("wilayah=parepare&keadaan=belum", 2),
        ("wilayah=sidrap", 1),
        ("wilayah=barru&cari=dishub", 1),
        ("keadaan=belum", 3),
    ] {
        let found = listed(&mut browser, &format!("{one}?{filter}")).await;
        assert_eq!(found, count, "{filter}");
    }
    assert_eq!(
        offered(&page, "id=\"wilayah\""),
        ["Kabupaten Barru", "Kabupaten Sidrap", "Kota Parepare"]
    );

    // The table has the registry of today.
    let table = browser.get("/papan/lembaga").await.body;
    assert!(row(&table, "ITH").is_none(), "{table}");
    assert!(
        row(&table, "POLRES-PAREPARE")
            .unwrap()
            .contains("Kabupaten Sidrap"),
        "{table}"
    );
    let categories = offered(&table, "name=\"kategori\"");
    assert!(!categories.contains(&"perguruan-tinggi"), "{categories:?}");
    for (filter, count) in [
        ("", 17),
        ("kategori=vertikal", 5),
        ("wilayah=sidrap", 2),
        // As in the lists of the chat: abbreviations, a slip of the finger, any order.
        ("cari=barru+dishub", 1),
        ("cari=perhubugan", 1),
        ("cari=kominfo", 1),
        ("cari=%25", 17),
        ("cari=nirgendwo", 0),
    ] {
        let found = listed(&mut browser, &format!("/papan/lembaga?{filter}")).await;
        assert_eq!(found, count, "{filter}");
    }

    // Nobody may choose from what they do not see.
    let mut browser = office.enter_board(&barru, &port, &origin).await;
    for path in ["/papan/lembaga", &one] {
        let page = browser.get(path).await.body;
        assert_eq!(offered(&page, "id=\"wilayah\""), ["Kabupaten Barru"]);
        assert_eq!(offered(&page, "name=\"kategori\""), ["opd"]);
        assert_eq!(listed(&mut browser, path).await, 1);
    }
    office.close().await;
}
