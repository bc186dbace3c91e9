//! Updates that were given up, and rows that cannot be read, as an operator sees them.

use satupintu::app::cli::{InboxAction, Which};
use satupintu::app::dead_updates::{NotDone, answer};
use serde_json::json;

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_is_listed_without_words_and_shown_whole() {
    let mut office = Office::of_parepare().await;
    let name = "Budi\u{1b}]0;x\u{7}\u{202e}";
    let update = office.sim.inject_update(json!({
        "callback_query": { "id": 17, "from": { "first_name": name }, "data": "Rahasia" }
    }));
    office.settle().await;
    office.expect_given_up(1);
    let (settings, now) = (office.settings(), office.now());

    let list = answer(&office.db, &settings, None, now).await.unwrap();
    assert!(list.starts_with("1 kabar gagal diolah:\n"), "{list}");
    assert!(list.contains(&format!("U{update}  ")), "{list}");
    assert!(list.contains("callback_query"), "{list}");
    let show = InboxAction::Show { id: update };
    let shown = answer(&office.db, &settings, Some(&show), now).await;
    let shown = shown.unwrap();
    assert!(
        shown.contains("Rahasia") && shown.contains("Galat: "),
        "{shown}"
    );
    for text in [&list, &shown] {
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(steers), "{text:?}");
    }
    for personal in ["Budi", "Rahasia"] {
        assert!(!list.contains(personal), "{list}");
    }

    // It cannot be read now either: it is tried, and given up again.
    let retry = InboxAction::Retry(Which {
        id: Some(update),
        all: false,
    });
    let retried = answer(&office.db, &settings, Some(&retry), now).await;
    assert!(retried.unwrap().contains("1 kabar akan diolah ulang"));
    office.settle().await;
    let faults = format!("select faults from inbox where update_id = {update}");
    assert_eq!(office.count(&faults).await, 5);
    let unknown = InboxAction::Show { id: update + 1 };
    let shown = answer(&office.db, &settings, Some(&unknown), now).await;
    assert!(matches!(shown, Err(NotDone::Unknown(_))));
    office.close().await;
}
