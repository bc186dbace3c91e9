//! The commands of operators, beside the program as it runs.

use satupintu::app::cli::{FAILED, UNUSABLE};

use crate::office::Database;
use crate::program::people;
use crate::program::stage::{Stage, TEXT};

/// What a command printed, having ended well.
fn said(output: &std::process::Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{error}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(output: &std::process::Output, code: u8) -> String {
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(i32::from(code)), "{error}");
    assert_eq!(error.trim_end().lines().count(), 1, "{error}");
    error
}

async fn backed_up_and_restored(new: Database) {
    let mut stage = Stage::build(60, 40).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cadangan.db");
    let file = file.to_str().unwrap();
    stage.announce().await;
    stage.wait_until_sent(20).await;
    let printed = said(&stage.run(&["backup", file]).await);
    assert!(printed.contains("1 siaran, 60 pengiriman"), "{printed}");
    let again = refused(&stage.run(&["backup", file]).await, UNUSABLE);
    assert!(again.contains("sudah ada"), "{again}");
    let running = refused(&stage.run(&["restore", file]).await, UNUSABLE);
    assert!(running.contains("ada bot yang berjalan"), "{running}");

    stage.lose_database(new).await;
    let told_before = stage.owner.inbox().len();
    let printed = said(&stage.run(&["restore", file]).await);
    assert!(printed.contains("pengiriman ditahan"), "{printed}");
    let twice = refused(&stage.run(&["restore", file]).await, UNUSABLE);
    assert!(twice.contains("sudah berisi"), "{twice}");
    let copies =
        |stage: &Stage| -> usize { stage.offices.iter().map(|it| it.copies(TEXT).len()).sum() };
    let before = copies(&stage);
    stage.manager.start_again().await;
    // The owner is told, asks, and is answered: the sender has had its turns, and sent nothing else.
    let owner = stage.owner.clone();
    let told = |text: &'static str| {
        let owner = owner.clone();
        move |_: &_| {
            let inbox = owner.inbox();
            let mut new = inbox.iter().skip(told_before);
            new.any(|it| it.text.contains(text)).then_some(())
        }
    };
    let patience = std::time::Duration::from_secs(30);
    let notice = told("dipulihkan dari cadangan");
    stage.sim.wait_for(patience, notice).await.unwrap();
    owner.send_private("/status 1");
    stage
        .sim
        .wait_for(patience, told("sedang dibekukan"))
        .await
        .unwrap();
    assert_eq!(copies(&stage), before);

    people::press(&stage.sim, &owner, "Lanjutkan").await;
    stage.settle().await;
    let tally = stage.witnesses().check().await;
    assert_eq!((tally.sent, tally.failed), (60, 0));
    assert!(tally.doubles <= tally.marked, "{tally:?}");
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broadcast_outlives_its_machine_by_a_backup() {
    backed_up_and_restored(Database::create().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_was_given_up_is_handled_when_its_operator_says_so() {
    let stage = Stage::build(3, 30).await;
    let none = said(&stage.run(&["inbox"]).await);
    assert!(none.contains("Tidak ada kabar yang gagal"), "{none}");
    let missing = refused(&stage.run(&["inbox", "retry", "U5"]).await, FAILED);
    assert!(missing.contains("U5 tidak ada"), "{missing}");

    // A question that an older version could not handle.
    let owner = stage.owner.clone();
    let raw = serde_json::json!({ "update_id": 5, "message": {
        "message_id": 9000, "date": 1_794_790_800,
        "from": { "id": owner.id(), "is_bot": false, "first_name": "Sri" },
        "chat": { "id": owner.id(), "type": "private", "first_name": "Sri" },
        "text": "/id", "entities": [{ "type": "bot_command", "offset": 0, "length": 3 }],
    }});
    let bot = stage.sim.bot_id();
    let insert = format!(
        "insert into inbox (bot_id, update_id, received_at, raw, state, faults, error, handled_at) \
         values ({bot}, 5, 1794790800000, '{raw}', 'dead', 5, 'panic: \u{1b}[2J', 1794790801000)"
    );
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(stage.database_url()).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(insert))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;

    let list = said(&stage.run(&["inbox"]).await);
    assert!(list.contains("U5  ") && list.contains("message"), "{list}");
    assert!(!list.contains("Sri"), "{list}");
    let shown = said(&stage.run(&["inbox", "show", "U5"]).await);
    assert!(shown.contains("\"first_name\": \"Sri\""), "{shown}");
    assert!(shown.contains("panic: \\u{1b}[2J"), "{shown}");
    assert!(!format!("{list}{shown}").contains('\u{1b}'));

    let before = owner.inbox().len();
    let retried = said(&stage.run(&["inbox", "retry", "--all"]).await);
    assert!(retried.contains("1 kabar akan diolah ulang"), "{retried}");
    let answered = |_: &_| {
        let inbox = owner.inbox();
        let mut new = inbox.iter().skip(before);
        new.any(|it| it.text.contains(&owner.id().to_string()))
            .then_some(())
    };
    let patience = std::time::Duration::from_secs(30);
    stage.sim.wait_for(patience, answered).await.unwrap();
    stage.settle().await;
    stage.close().await;
}
