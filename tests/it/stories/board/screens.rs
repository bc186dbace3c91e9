//! The board in a real browser: what only that knows. Needs Chromium (`CHROMIUM`, or `chromium` of the
//! path), so it is left out unless asked for; `.ci/run` asks wherever there is one, and says so where not.
//! With `BOARD_SCREENSHOTS=FOLDER` pictures are kept there, as base64.

use std::time::Duration;

use serde_json::json;

use super::chromium::Chromium;
use super::launching::escaped;
use crate::office::{Office, Port};

/// Its offices.
const ROSTER: &str = include_str!("../../../../config/rosters/bakohumas-kaltim.csv");
const SECOND: Duration = Duration::from_secs(1);
const PHONE: (u32, u32) = (360, 740);
const DESK: (u32, u32) = (1366, 900);
const WALL: (u32, u32) = (1920, 1080);

/// The elements whose words do not stand out enough from what is behind them (WCAG 2.2, 1.4.3).
const PALE: &str = r"(() => {
  const parse = (color) => {
    const srgb = color.startsWith('color(');
    const all = color.match(/-?[\d.]+/g).map(Number);
    const rgb = srgb ? all.slice(-4).slice(0, 3).map((v) => v * 255) : all.slice(0, 3);
    return [...rgb, !srgb && all.length > 3 ? all[3] : 1];
  };
  const light = ([r, g, b]) => {
    const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const over = (front, back) => front.slice(0, 3).map((v, i) => v * front[3] + back[i] * (1 - front[3]));
  const behind = (element) => {
    if (!element) return parse(getComputedStyle(document.body).backgroundColor);
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(element.parentElement));
  };
  const pale = [];
  for (const element of document.querySelectorAll('body *')) {
    const words = [...element.childNodes].some((it) => it.nodeType === 3 && it.textContent.trim());
    const box = element.getBoundingClientRect();
    if (!words || box.width < 2 || box.height < 2 || element.closest('.sembunyi, option, datalist')) continue;
    const style = getComputedStyle(element);
    const back = behind(element);
    const [a, b] = [light(over(parse(style.color), back)), light(back)].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24;
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) {
      pale.push(`${element.className || element.tagName}: ${element.textContent.trim().slice(0, 40)} ${style.color}`);
    }
  }
  return pale;
})()";

/// Whether the page is wider than the screen.
const TOO_WIDE: &str = "document.scrollingElement.scrollWidth > innerWidth";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Chromium; .ci/run runs it wherever there is one"]
async fn the_board_is_at_home_in_a_browser() {
    let port = Port::reserve();
    let origin = format!("http://{}", port.address());
    let office = Office::with_roster("bakohumas-kaltim")
        .board_at(&port, &origin)
        .open()
        .await;
    let staff = office.staff().await;
    let codes: Vec<&str> = ROSTER
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect();
    let rooms = if std::env::var("BOARD_SCREENSHOTS").is_ok() {
        36
    } else {
        3
    };
    let mut groups = Vec::new();
    for code in codes.iter().take(rooms) {
        groups.push(office.join_group(code).await);
    }
    let texts = [
        "Pendaftaran lomba siaran pers antarlembaga dibuka sampai akhir bulan.",
        "sifat=biasa\nJadwal rapat koordinasi kehumasan triwulan IV dan persiapan peliputan.",
        "sifat=penting jenis=klarifikasi\nPemungutan suara tetap Rabu, 18 November 2026; kabar penundaan tidak benar.",
        "latihan\nSimulasi gempa bumi: abaikan bila Anda bukan petugas piket.",
        "sifat=darurat\nBanjir di Jalan Bau Massepe: posko dibuka di Gedung Olahraga, hindari jalan itu.",
    ];
    for (round, text) in texts.iter().enumerate() {
        office.say(&staff.author, &format!("/siaran {text}")).await;
        office.submit_and_approve(&staff).await;
        office.advance(SECOND * 20).await;
        let most = groups.len() * (round + 2) / 7;
        for (number, group) in groups.iter().enumerate().take(most) {
            let member = office.sim.user(&format!("Petugas {number}")).create();
            group.add_member(&member);
            office
                .press_on(&member, &group.last().unwrap(), "Diterima")
                .await;
            office.advance(SECOND * 40).await;
        }
    }
    let mut browser = Chromium::open();
    browser.screen(PHONE, false);

    // In by the link's button, as a person does it.
    let link = office.board_link(&staff.coordinator, &origin).await;
    browser.go(&format!("{origin}{link}"));
    browser.keep("phone-enter");
    browser.eval("document.querySelector('main form button').click()");
    browser.until("location.pathname === '/papan' && document.readyState === 'complete'");
    browser.until("document.getElementById('sambungan').textContent === 'Langsung'");

    // What happens is seen without loading the page again.
    browser.eval("window.stayed = true");
    let last = groups.last().unwrap();
    let member = office.sim.user("Nurul").create();
    last.add_member(&member);
    let before = browser.eval("document.querySelector('.terakhir li a').textContent");
    office
        .press_on(&member, &last.last().unwrap(), "Diterima")
        .await;
    let changed = format!(
        "window.stayed && document.querySelector('.terakhir li a').textContent !== {before}"
    );
    browser.until(&changed);

    let emergency = office
        .count("select id from announcement where number = 4")
        .await;
    let paths = [
        ("overview", "/papan".to_owned()),
        ("table", "/papan/lembaga".to_owned()),
        ("announcement", format!("/papan/siaran/{emergency}")),
        ("institution", format!("/papan/lembaga/{}", codes[0])),
    ];
    for (name, path) in &paths {
        browser.go(&format!("{origin}{path}"));
        for (screen, size) in [("phone", PHONE), ("desk", DESK)] {
            for (light, dark) in [("light", false), ("dark", true)] {
                browser.screen(size, dark);
                let how = format!("{screen}-{name}-{light}");
                assert_eq!(browser.eval(TOO_WIDE), json!(false), "{how}");
                assert_eq!(browser.eval(PALE), json!([]), "{how}");
                browser.keep(&how);
            }
        }
        browser.screen(DESK, false);
        browser.keep(&format!("{name}.pdf"));
    }

    // On the wall nothing is cut off, and what matters is large.
    browser.screen(WALL, true);
    browser.go(&format!("{origin}/papan?layar=1"));
    browser.keep("wall-dark");
    let low = "document.querySelector('main').scrollHeight > document.querySelector('main').clientHeight + 1";
    assert_eq!(browser.eval(low), json!(false));
    let size = "parseFloat(getComputedStyle(document.querySelector('.persen')).fontSize) >= 56";
    assert_eq!(browser.eval(size), json!(true));
    browser.screen(WALL, false);
    browser.keep("wall-light");
    assert_eq!(browser.eval(PALE), json!([]));
    // Nor is it where there is a warning above.
    office.say(&office.owner, "/bekukan").await;
    browser.until("document.querySelector('.peringatan') !== null");
    browser.keep("wall-frozen");
    assert_eq!(browser.eval(low), json!(false));

    // The Mini App's script hands on what stands behind the #.
    let said = escaped(&office.owner.init_data());
    browser.call(
        "Page.navigate",
        &json!({ "url": format!("{origin}/papan/mini#tgWebAppData={said}") }),
    );
    browser.until(
        "location.pathname === '/papan' && document.body.textContent.includes('Sri Wahyuni')",
    );

    // The same without scripts.
    browser.call(
        "Emulation.setScriptExecutionDisabled",
        &json!({ "value": true }),
    );
    browser.call(
        "Page.navigate",
        &json!({ "url": format!("{origin}/papan") }),
    );
    browser.until("document.querySelectorAll('.persen').length >= 3");
    assert_eq!(browser.complaints, Vec::<String>::new());
    office.close().await;
}
