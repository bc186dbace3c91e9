//! Links as QR codes.

use satupintu_simulator::{FileKind, SentMessage};

use crate::office::Office;

/// What a phone makes of the picture of a message.
fn scanned(office: &Office, message: &SentMessage) -> String {
    let attachment = message.attachment.as_ref();
    assert_eq!(attachment.map(|it| it.kind), Some(FileKind::Photo));
    let file = office.bytes_of(message);
    let mut reader = png::Decoder::new(std::io::Cursor::new(file))
        .read_info()
        .unwrap();
    let mut bits = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bits).unwrap();
    let (width, height) = (info.width as usize, info.height as usize);
    let shade = |x: usize, y: usize| (bits[y * info.line_size + x / 8] >> (7 - x % 8) & 1) * 255;
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, shade);
    picture.detect_grids()[0].decode().unwrap().1
}

#[tokio::test(flavor = "multi_thread")]
async fn the_links_of_one_institution_come_as_pictures_that_phones_can_scan() {
    let office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    let before = office.owner.inbox().len();
    office
        .say(&office.owner, "/tautan POLRES-PAREPARE qr")
        .await;
    office.moment().await;
    let inbox = office.owner.inbox();
    let [text, group, officer] = &inbox[before..] else {
        panic!("{inbox:?}");
    };
    let links: Vec<&str> = text
        .text
        .lines()
        .filter(|it| it.contains("t.me/"))
        .collect();
    assert_eq!([scanned(&office, group), scanned(&office, officer)], *links);
    assert!(
        group.text.starts_with("Grup Polres Parepare"),
        "{}",
        group.text
    );
    assert!(
        officer.text.starts_with("Petugas humas Polres"),
        "{}",
        officer.text
    );
    let officer = office.sim.user("Wati").create();
    let told = office.open_link(&officer, links[1]).await;
    assert!(told.contains("Anda kini petugas"), "{told}");

    for (typed, parameter) in [("grup", "startgroup="), ("petugas", "start=")] {
        let before = office.owner.inbox().len();
        let typed = format!("/undang {typed} KODIM-1405 qr");
        office.say(&office.owner, &typed).await;
        office.moment().await;
        let inbox = office.owner.inbox();
        let [text, picture] = &inbox[before..] else {
            panic!("{inbox:?}");
        };
        let link = scanned(&office, picture);
        assert!(
            text.text.contains(&link) && link.contains(parameter),
            "{link}"
        );
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_codes_of_a_scope_come_as_one_file_to_print() {
    let office = Office::with_roster("kpu-2021").open().await;
    let coordinator = office.appoint("Andi Pratama", "koordinator KPU-64").await;
    let message = office.ask_for_links(&coordinator, "/tautan qr").await;
    let file = message.attachment.as_ref().unwrap();
    assert_eq!(file.name.as_deref(), Some("kode-QR.pdf"));
    assert!(message.text.contains("11 lembaga"), "{}", message.text);
    let bytes = office.bytes_of(&message);
    assert!(bytes.starts_with(b"%PDF-"));
    let pages = |what: &[u8]| bytes.windows(what.len()).filter(|it| *it == what).count();
    assert_eq!(pages(b"/Type /Page\n"), 11);
    assert_eq!(pages(b"/Subtype /Image"), 22);
    assert!(bytes.len() < 100_000, "{} bytes", bytes.len());

    let before = office.count("select count(*) from invitation").await;
    let said = office.say(&office.owner, "/tautan qr").await;
    assert!(said.contains("549 lembaga terlalu banyak"), "{said}");
    let after = office.count("select count(*) from invitation").await;
    assert_eq!(after, before, "no links that nobody has seen");
    office.close().await;
}
