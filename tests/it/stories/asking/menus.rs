//! The menu of commands follows roles and language; `/bantuan` says what one can do here.

use satupintu_simulator::{Fault, User};
use serde_json::json;

use crate::office::Office;

/// The commands of a person's own menu; none if they see the menu of everybody.
fn menu(office: &Office, user: &User) -> Option<Vec<(String, String)>> {
    published(office, &json!({ "type": "chat", "chat_id": user.id() }), "")
}

fn published(
    office: &Office,
    scope: &serde_json::Value,
    language: &str,
) -> Option<Vec<(String, String)>> {
    let mut all = office.sim.commands().into_iter();
    let one = all.find(|it| it.scope == *scope && it.language == language);
    one.map(|it| it.commands)
}

fn names(menu: &[(String, String)]) -> Vec<&str> {
    menu.iter().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_menu_follows_roles_and_language_and_is_sent_only_when_it_changes() {
    let office = Office::of_parepare().await;
    let stranger = office.sim.user("Orang Lain").create();
    office.say(&stranger, "/start").await;
    office.say(&stranger, "/bantuan").await;
    assert_eq!(menu(&office, &stranger), None);

    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    let told = office.said_to(&office.owner);
    assert!(told.contains("Iptu Hasan"), "{told}");
    let own = menu(&office, &officer).unwrap();
    assert!(names(&own).contains(&"status") && !names(&own).contains(&"siaran"));
    let calls = || office.sim.calls_of("setMyCommands").len();
    let before = calls();
    for command in ["/status", "/bantuan", "/id"] {
        office.say(&officer, command).await;
    }
    assert_eq!(calls(), before, "nothing changed");

    officer.speak("en");
    office.say(&officer, "/status").await;
    let english = menu(&office, &officer).unwrap();
    assert_eq!(names(&english), names(&own));
    let status = english.iter().find(|(name, _)| name == "status").unwrap();
    assert!(status.1.contains("announcements"), "{}", status.1);

    office.appoint_again(&officer, "penyusun").await;
    let both = menu(&office, &officer).unwrap();
    assert!(names(&both).contains(&"siaran"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_menu_that_did_not_arrive_is_offered_again() {
    let office = Office::of_parepare().await;
    let refused =
        || Fault::refuse(400, "Bad Request: BOT_COMMANDS_INVALID").method("setMyCommands");
    let trouble = office.sim.fault(refused());
    let officer = office.officer("Iptu Hasan", "POLRES-PAREPARE").await;
    assert_eq!(menu(&office, &officer), None);
    // Not at once and for ever, but with the next command.
    let calls = || office.sim.calls_of("setMyCommands").len();
    let before = calls();
    office.a_minute().await;
    assert_eq!(calls(), before);
    office.say(&officer, "/status").await;
    assert_eq!((calls(), menu(&office, &officer)), (before + 1, None));
    trouble.release();
    office.say(&officer, "/status").await;
    let own = menu(&office, &officer).unwrap();
    assert!(names(&own).contains(&"status"), "{own:?}");
    let after = calls();
    office.say(&officer, "/status").await;
    assert_eq!(calls(), after, "nothing changed");

    // Nor does somebody keep the menu of a role that ended.
    let trouble = office.sim.fault(refused());
    office.press(&office.owner, "Cabut").await;
    office.moment().await;
    assert!(menu(&office, &officer).is_some());
    trouble.release();
    office.say(&officer, "/bantuan").await;
    let left = menu(&office, &officer).unwrap();
    assert!(!names(&left).contains(&"status"), "{left:?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_groups_have_menus_in_both_languages() {
    let office = Office::of_parepare().await;
    for scope in ["default", "all_group_chats"] {
        let scope = json!({ "type": scope });
        let usual = published(&office, &scope, "").unwrap();
        let english = published(&office, &scope, "en").unwrap();
        assert_eq!(names(&usual), names(&english));
        for (one, other) in usual.iter().zip(&english) {
            assert_ne!(one.1, other.1, "{}", one.0);
        }
        assert!(!names(&usual).contains(&"undang"), "{usual:?}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn help_says_what_one_can_do_here_and_explains_one_command() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let help = office.say(&staff.author, "/bantuan").await;
    for part in ["Siaran\n", "Registri\n", "Lainnya\n", "/siaran – "] {
        assert!(help.contains(part), "{part:?}: {help}");
    }
    assert!(!help.contains("/cairkan"), "{help}");
    let one = office.say(&staff.author, "/bantuan /Siaran").await;
    assert!(one.contains("sifat: biasa, penting, darurat"), "{one}");
    let refused = office.say(&staff.author, "/bantuan cairkan").await;
    assert!(
        refused.contains("hanya dapat dilakukan oleh pemilik"),
        "{refused}"
    );
    let unknown = office.say(&staff.author, "/bantuan setelan").await;
    assert!(unknown.contains("tidak dikenal"), "{unknown}");

    police.send(&staff.author, "/bantuan");
    office.moment().await;
    let help = office.last_in(&police);
    assert!(
        help.contains("/status – ") && !help.contains("/siaran"),
        "{help}"
    );
    police.send(&staff.author, "/bantuan siaran");
    office.moment().await;
    let told = office.last_in(&police);
    assert!(
        told.contains("hanya berlaku di percakapan pribadi"),
        "{told}"
    );
    office.close().await;
}
