//! Telegram posts updates instead of being asked for them: the same work, and the same guarantees.

use std::fs::File;
use std::time::Duration;

use satupintu_simulator::{Config, Fault, Simulator};
use serde_json::json;

use crate::office::{Database, Office, Port};
use crate::program::Program;
use crate::program::variables::variables;

const SECOND: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(20);
const PRESSES: &str = "select count(*) from event where kind = 'announcement.acknowledged'";
const NUMBERED: &str = "select count(*) from inbox where update_id > 0";

async fn office() -> Office {
    Office::with_roster("bakohumas-parepare")
        .by_webhook()
        .open()
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_job_is_done_without_a_single_poll() {
    let office = office().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office
        .announce(&staff, "Banjir di Jalan Bau Massepe.")
        .await;
    office.advance(SECOND * 10).await;
    let officer = office.sim.user("Iptu Hasan").create();
    police.add_member(&officer);
    let pop_up = office
        .press_on(&officer, &police.last().unwrap(), "Diterima")
        .await;
    assert!(pop_up.contains("Polres Parepare"), "{pop_up}");
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("Terkirim 1/1"), "{card}");
    assert!(card.contains("Diterima 1/1"), "{card}");
    assert!(office.sim.calls_of("getUpdates").is_empty());
    let ready = office.port().ready().await;
    assert_eq!(ready, (200, "webhook set, 0 updates wait".to_owned()));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_telegram_is_listened_to_and_what_it_garbles_is_kept_for_an_operator() {
    let prefix = "/satu-pintu";
    let plan = Office::with_roster("bakohumas-parepare").by_webhook_below(prefix);
    let mut office = plan.open().await;
    let secret = office.webhook_secret();
    let update = json!({ "update_id": 5, "poll": { "id": "x" } }).to_string();
    let update = update.as_bytes();
    let strangers = office
        .port()
        .measured("satupintu_webhook_strangers_total")
        .await;

    let before = office.count(NUMBERED).await;
    let mut wrong = secret.clone();
    wrong.replace_range(..1, if wrong.starts_with('a') { "b" } else { "a" });
    for secret in ["", "x", wrong.as_str()] {
        assert_eq!(office.port().post(secret, update).await, 403);
    }
    let path = "/telegram/webhook";
    let no_secret = office.port().ask("POST", path, "", update).await;
    assert_eq!(no_secret.0, 403);
    let refused = office
        .port()
        .measured("satupintu_webhook_strangers_total")
        .await;
    assert!(refused >= strangers + 4.0, "{strangers} and then {refused}");
    let header = format!("X-Telegram-Bot-Api-Secret-Token: {secret}\r\n");
    assert_eq!(office.port().ask("GET", path, &header, b"").await.0, 405);
    let long = vec![b' '; 2 * 1024 * 1024];
    assert_eq!(office.port().post(&secret, &long).await, 413);
    assert_eq!(
        office.count(NUMBERED).await,
        before,
        "none of these is a row"
    );

    // A proxy that takes the prefix off leads to the same.
    assert_eq!(office.port().post(&secret, update).await, 200);
    assert_eq!(office.port().post(&secret, update).await, 200);
    office.settle().await;
    assert_eq!(office.count(NUMBERED).await, before + 1);

    let dead = "satupintu_updates_dead_total";
    let before = office.port().measured(dead).await;
    for garbled in [
        "{\"update_id\": 6, \"mess",
        "{\"update_id\": 6, \"mess",
        "{}",
    ] {
        assert_eq!(office.port().post(&secret, garbled.as_bytes()).await, 200);
    }
    let kept = "select raw || ' ' || error from inbox where state = 'dead' order by raw";
    assert_eq!(
        office.texts(kept).await,
        ["{\"update_id\": 6, \"mess no JSON", "{} no update_id"]
    );
    assert!(office.port().measured(dead).await >= before + 2.0);
    office.expect_given_up(2);
    let answer = office.say(&office.owner, "/id").await;
    assert!(answer.contains(&office.owner.id().to_string()), "{answer}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_database_refuses_stays_with_telegram_and_comes_once() {
    let office = office().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&["POLRES-PAREPARE", "KODIM-1405"])
        .await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;

    office.alter("alter table inbox rename to inbox_away").await;
    let mut presses = Vec::new();
    for (n, group) in groups.iter().enumerate() {
        let user = office.sim.user(&format!("Anggota {n}")).create();
        group.add_member(&user);
        presses.push(user.press(&group.last().unwrap(), "Diterima").unwrap());
    }
    let refused = office.sim.wait_for(PATIENCE, |sim| {
        sim.webhook_error().filter(|why| why.contains("503"))
    });
    refused.await.expect("it says that it cannot take them");
    assert!(office.sim.pending_updates() >= 2);
    office.alter("alter table inbox_away rename to inbox").await;
    for press in presses {
        let answer = press
            .wait_answer(PATIENCE)
            .await
            .expect("late, but answered");
        assert!(answer.text.unwrap().contains("tercatat"));
    }
    office.settle().await;
    assert_eq!(office.count(PRESSES).await, 2);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_polling_to_a_webhook_and_back_nothing_that_waits_is_lost() {
    let mut office = Office::of_parepare().await;
    let owner = office.owner.clone();
    let asked = |office: &Office| {
        owner.send_private("/id");
        assert_eq!(office.sim.pending_updates(), 1);
        owner.inbox().iter().filter(|it| it.from_bot).count()
    };
    let answered = || owner.inbox().iter().filter(|it| it.from_bot).count();

    office.stop().await;
    let before = asked(&office);
    office.listen_at(Some(Port::reserve()));
    office.start();
    office.advance(SECOND * 3).await;
    assert_eq!(answered(), before + 1);
    let polls = office.sim.calls_of("getUpdates").len();

    // It stays registered over a stop, and Telegram keeps what arrives.
    office.stop().await;
    assert!(office.sim.webhook().is_some());
    let before = asked(&office);
    office.start();
    office.advance(SECOND * 3).await;
    assert_eq!(answered(), before + 1);
    assert_eq!(office.sim.calls_of("getUpdates").len(), polls);

    office.stop().await;
    let before = asked(&office);
    office.listen_at(None);
    office.start();
    office.advance(SECOND * 3).await;
    assert_eq!(answered(), before + 1);
    assert_eq!(office.sim.webhook(), None);
    for call in office.sim.calls_of("setWebhook") {
        assert_eq!(call.parameters["drop_pending_updates"], json!(false));
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_posted_twice_has_its_effect_once() {
    let office = office().await;
    let staff = office.staff().await;
    let groups = office
        .import_groups(&Office::codes("bakohumas-parepare"))
        .await;
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 10).await;
    let fault = Fault::cut_after().method("webhook").every(2);
    let fault = office.sim.fault(fault);
    let mut presses = Vec::new();
    for (n, group) in groups.iter().enumerate() {
        let user = office.sim.user(&format!("Anggota {n}")).create();
        group.add_member(&user);
        presses.push(user.press(&group.last().unwrap(), "Diterima").unwrap());
    }
    for press in presses {
        press.wait_answer(PATIENCE).await.unwrap();
    }
    office.settle().await;
    assert!(fault.hits() >= 8, "{} answers were lost", fault.hits());
    fault.release();
    assert_eq!(office.count(PRESSES).await, 16);
    let card = office.say(&staff.coordinator, "/status 1").await;
    assert!(card.contains("\nDiterima 16/16\n"), "{card}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_the_webhook_away_or_changes_it_does_so_for_a_minute() {
    let office = office().await;
    let url = office.port().url();
    office.sim.take_webhook_away();
    office.clock.set(office.now().plus(SECOND * 61));
    let back = office.sim.wait_for(PATIENCE, Simulator::webhook);
    assert_eq!(back.await, Some(url));

    // The address alone does not tell whose secret is set; refused posts do.
    office.settle().await;
    office.sim.change_webhook_secret("somebody-elses");
    let answers = office.owner.inbox().len();
    office.owner.send_private("/id");
    let refused = office.sim.wait_for(PATIENCE, |sim| {
        sim.webhook_error().filter(|why| why.contains("403"))
    });
    refused.await.expect("the secret is looked at");
    office.clock.set(office.now().plus(SECOND * 61));
    let taken = |sim: &Simulator| sim.has_posted_all().then_some(());
    office
        .sim
        .wait_for(PATIENCE, taken)
        .await
        .expect("set again");
    office.advance(SECOND * 3).await;
    assert_eq!(office.owner.inbox().len(), answers + 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_between_its_row_and_its_answer_an_update_is_handled_once() {
    let mut office = Office::with_roster("bakohumas-parepare")
        .setting("LEADER__RENEW", "500ms")
        .setting("LEADER__LEASE", "2500ms")
        .by_webhook()
        .open()
        .await;
    let staff = office.staff().await;
    let group = office.import_groups(&["POLRES-PAREPARE"]).await.remove(0);
    office.stop().await;
    let process = office.start_another().await;
    let runtime = office.take_place(process);
    office.announce(&staff, "Banjir.").await;
    office.advance(SECOND * 5).await;

    let user = office.sim.user("Wati").create();
    group.add_member(&user);
    office.settle().await;
    // Its row is there, the answer never comes; nor does any other post arrive until it is started again.
    let lost = office
        .sim
        .fault(Fault::cut_after().method("webhook").once());
    office.sim.fault(Fault::cut_before().method("webhook"));
    let press = user.press(&group.last().unwrap(), "Diterima").unwrap();
    let struck = office.sim.wait_for(PATIENCE, Simulator::webhook_error);
    struck.await.expect("it was posted");
    office.crash(runtime).await;
    assert_eq!(lost.hits(), 1);
    assert_eq!(office.sim.pending_updates(), 1);

    office.sim.clear_faults();
    office.listen_at(Some(Port::reserve()));
    office.start();
    let answer = press.wait_answer(PATIENCE).await.expect("answered");
    assert!(answer.text.unwrap().contains("Polres Parepare"));
    office.advance(SECOND * 5).await;
    assert_eq!(office.count(PRESSES).await, 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_standby_takes_no_post_until_it_leads_and_then_has_them_sent_to_itself() {
    let mut office = office().await;
    let secret = office.webhook_secret();
    let update = json!({ "update_id": 5, "poll": { "id": "x" } }).to_string();
    let first = office.listen_at(Some(Port::reserve())).unwrap();
    let standby = office.start_another().await;
    let listening = async {
        while tokio::net::TcpStream::connect(office.port().address())
            .await
            .is_err()
        {
            tokio::time::sleep(SECOND / 100).await;
        }
    };
    tokio::time::timeout(PATIENCE, listening).await.unwrap();
    assert_eq!(office.port().post("x", update.as_bytes()).await, 403);
    assert_eq!(office.port().post(&secret, update.as_bytes()).await, 503);
    assert_eq!(first.post(&secret, update.as_bytes()).await, 200);
    assert_eq!(office.port().ready().await.0, 503);

    let runtime = office.replaced_by(standby).await;
    let moved = office.sim.wait_for(PATIENCE, |sim| {
        sim.webhook().filter(|url| *url == office.port().url())
    });
    moved
        .await
        .expect("the new leader registers its own address");
    assert_eq!(office.port().post(&secret, update.as_bytes()).await, 200);
    let answer = office.say(&office.owner, "/id").await;
    assert!(answer.contains(&office.owner.id().to_string()), "{answer}");
    let copies = "select count(*) from inbox where update_id = 5";
    assert_eq!(office.count(copies).await, 1);
    office.close().await;
    runtime.shutdown_background();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_is_in_no_log_however_much_is_logged() {
    let sim = Simulator::start(Config::default()).await.unwrap();
    let user = sim.user("Budi").create();
    let (port, database) = (Port::reserve(), Database::create().await);
    let folder = tempfile::tempdir().unwrap();
    let mut variables = variables(&sim, &[], database.url());
    let own = [
        ("SATUPINTU__HTTP__LISTEN", port.address().to_string()),
        ("SATUPINTU__TELEGRAM__WEBHOOK_URL", port.url()),
        ("RUST_LOG", "trace".to_owned()),
    ];
    variables.extend(own.map(|(name, value)| (name.to_owned(), value)));
    let log = File::create(folder.path().join("log")).unwrap();
    let program = Program::start(&variables, folder.path(), log);
    let set = sim.wait_for(PATIENCE, Simulator::webhook);
    assert_eq!(set.await, Some(port.url()));
    assert_eq!(port.post("not-the-secret", b"{}").await, 403);
    user.send_private("/id");
    let answered = |_: &Simulator| user.last().filter(|it| it.from_bot);
    sim.wait_for(PATIENCE, answered).await.expect("an answer");
    let (status, _) = program.terminate().await;
    assert_eq!(status.code(), Some(0));

    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("the webhook is set"), "{log}");
    let calls = sim.calls_of("setWebhook");
    let secret = calls[0].parameters["secret_token"].as_str().unwrap();
    assert_eq!(log.matches(secret).count(), 0);
    sim.shutdown().await;
    database.drop().await;
}
