//! The tokens of links: keys that stand in the database while they are on their way, and never again.

use std::collections::BTreeSet;

use satupintu::app::cli::InboxAction;
use satupintu::app::dead_updates::answer;
use satupintu::domain::invitation::{TOKEN_DIGITS, masked};
use satupintu_simulator::{Fault, User};
use serde_json::json;

use crate::office::Office;

/// The tokens in a text.
fn tokens_in(text: &str) -> impl Iterator<Item = String> + '_ {
    let runs = text.split(|c: char| !c.is_ascii_hexdigit());
    runs.filter(|it| it.len() == TOKEN_DIGITS)
        .map(ToOwned::to_owned)
}

/// Every token that somebody was told: in words, behind buttons, and in files of text.
fn told(office: &Office, users: &[&User]) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    for message in users.iter().flat_map(|user| user.inbox()) {
        tokens.extend(tokens_in(&message.text));
        let is_text = |name: &str| name.ends_with(".csv");
        let file = message.attachment.as_ref();
        if file.is_some_and(|it| it.name.as_deref().is_some_and(is_text)) {
            let bytes = office.bytes_of(&message);
            tokens.extend(tokens_in(std::str::from_utf8(&bytes).unwrap()));
        }
    }
    tokens
}

/// Where a token still stands: each table and row.
async fn traces(office: &Office, tokens: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for (table, rows) in office.dump(&[]).await {
        for row in rows {
            let row_tokens: BTreeSet<String> = tokens_in(&row).collect();
            if !row_tokens.is_disjoint(tokens) {
                found.push(format!("{table}: {row}"));
            }
        }
    }
    // Bytes of files are no text, so that none may be left at all.
    if office.count("select count(*) from upload").await > 0 {
        found.push("upload".to_owned());
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_stands_anywhere_once_it_was_delivered_and_used() {
    let office = Office::of_parepare().await;
    let owner = office.owner.clone();
    // Links of every kind, as words, files and pictures; some are used, one too often, one never.
    for role in ["penyusun", "penyetuju ITH", "koordinator"] {
        office.invite(role).await;
    }
    let coordinator = office.appoint("Andi Pratama", "koordinator").await;
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let (_, _, _) = office.register_topic("KODIM-1405").await;
    office.say(&owner, "/undang petugas ITH qr").await;
    office.moment().await;
    let rows = office.links(&owner, "/tautan").await;
    let code = &rows[0].code;
    office.say(&owner, &format!("/tautan {code} qr")).await;
    office.say(&coordinator, "/tautan qr").await;
    office.a_minute().await;
    let first = office.sim.user("Wati").create();
    let said = office.open_link(&first, &rows[1].officer).await;
    assert!(said.contains("Anda kini petugas"), "{said}");
    office.open_link(&first, &rows[1].officer).await;
    // A link in the wrong place, pasted as words, and quoted by a reply to the bot's own message.
    office.say(&first, &rows[2].officer).await;
    office.say(&owner, "/undang penyusun").await;
    let link = owner.last().unwrap();
    owner.reply(&link, "Terima kasih");
    office.moment().await;
    let channel = office.sim.channel("Kanal");
    let admin = office.sim.user("Admin").create();
    channel.add_admin(&admin);
    channel.add_bot(&admin);
    channel.post(office.start_command(&rows[3].group));
    office.moment().await;
    // A button under a message that shows links comes back with that message.
    office.say(&owner, &format!("/tautan {code}")).await;
    office.press(&owner, "Cabut tautan lama").await;
    office.say(&officer, "/serahkan").await;
    // What a group is given to open goes straight into the press.
    let member = office.sim.user("Anggota").create();
    group.add_member(&member);
    let welcome = group.inbox();
    let welcome = welcome
        .iter()
        .find(|it| it.button("Daftar petugas").is_some());
    office
        .press_on(&member, welcome.unwrap(), "Daftar petugas")
        .await;
    office.a_minute().await;

    let tokens = told(&office, &[&owner, &coordinator, &officer]);
    let made = office.count("select count(*) from invitation").await;
    assert!(made > 40, "{made}");
    // Those of the printed pages and the one of the press were in no words.
    let read = i64::try_from(tokens.len()).unwrap();
    assert!(read > 30 && read < made, "{read} of {made}");
    assert_eq!(traces(&office, &tokens).await, Vec::<String>::new());
    // What an operator needs to know of an update is there all the same.
    let kept = office
        .texts("select raw from inbox where state = 'done' and raw like '%supergroup%'")
        .await;
    assert!(!kept.is_empty());
    assert!(
        kept.iter().all(|raw| raw.contains("\"update_id\":")),
        "{kept:?}"
    );
    assert!(kept.iter().any(|raw| raw.contains("\"date\":")), "{kept:?}");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cadangan.db");
    office.back_up(&file).await.unwrap();
    let bytes = std::fs::read(&file).unwrap();
    let has = |text: &str| bytes.windows(text.len()).any(|at| at == text.as_bytes());
    assert!(has("Polres Parepare"), "is this still looking at the rows?");
    for token in &tokens {
        assert!(!has(token), "{token} is in the backup");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_could_not_be_delivered_are_given_up_with_their_tokens() {
    let office = Office::of_parepare().await;
    let coordinator = office.appoint("Andi Pratama", "koordinator").await;
    for method in ["sendMessage", "sendDocument", "sendPhoto"] {
        let away = Fault::too_many_requests(30).method(method);
        let away = office.sim.fault(away.chat(coordinator.id()).once());
        let typed = match method {
            "sendMessage" => "/undang petugas ITH",
            "sendDocument" => "/tautan",
            _ => "/undang grup ITH qr",
        };
        office.say(&coordinator, typed).await;
        assert_eq!(away.hits(), 1, "{method}");
        // While it waits it is a row: nothing that was asked for may be lost.
        assert!(office.count("select count(*) from outbox").await > 0);
        let gone = Fault::refuse(403, "Forbidden: bot was blocked by the user");
        let gone = office.sim.fault(gone.chat(coordinator.id()));
        office.a_minute().await;
        gone.release();
        for queue in ["outbox", "upload"] {
            let rows = format!("select count(*) from {queue}");
            assert_eq!(office.count(&rows).await, 0, "{queue} after {method}");
        }
    }
    let left = office.dump(&[]).await;
    let tokens = left.iter().flat_map(|(table, rows)| {
        let found = rows.iter().flat_map(|row| tokens_in(row));
        found.map(move |token| format!("{table}: {token}"))
    });
    assert_eq!(tokens.collect::<Vec<_>>(), Vec::<String>::new());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_was_given_up_is_shown_without_its_token() {
    let mut office = Office::of_parepare().await;
    let link = office.invite("penyetuju").await;
    let (_, token) = link.rsplit_once('=').unwrap();
    let update = office.sim.inject_update(json!({
        "message": { "message_id": "7", "text": format!("/start {token}") }
    }));
    let quoting = office
        .sim
        .inject_update(json!({ "message": format!("/start {token}") }));
    office.settle().await;
    office.expect_given_up(2);
    let (settings, now) = (office.settings(), office.now());
    for id in [update, quoting] {
        let show = InboxAction::Show { id };
        let shown = answer(&office.db, &settings, Some(&show), now).await;
        let shown = shown.unwrap();
        assert!(shown.contains("/start [token]"), "{shown}");
        assert!(!shown.contains(token), "{shown}");
    }
    let list = answer(&office.db, &settings, None, now).await.unwrap();
    assert_eq!(masked(&list), list);
    // Why it failed is kept, and logged; the update itself, so that it can be handled again.
    let errors = office
        .texts("select error from inbox where state = 'dead'")
        .await;
    assert!(
        errors.iter().all(|error| !error.contains(token)),
        "{errors:?}"
    );
    let kept = "select count(*) from inbox where state = 'dead' and raw like '%' || $1 || '%'";
    let kept = kept.replace("$1", &format!("'{token}'"));
    assert_eq!(office.count(&kept).await, 2);
    office.close().await;
}
