//! A chat is let go: the bot is in it uninvited from then on.

use std::time::Duration;

use satupintu_simulator::User;

use super::turn;
use crate::office::Office;

const HOUR: Duration = Duration::from_secs(3600);

/// A coordinator lets the shared chat of an institution go; what they are told.
async fn release(office: &Office, coordinator: &User, code: &str) -> String {
    let sql = format!(
        "select max(id) from chat where institution = '{code}' and kind <> 'private' \
         and state <> 'removed'"
    );
    let page = format!("cp:{}", office.count(&sql).await);
    office.say(coordinator, "/lembaga ith").await;
    turn(office, coordinator, &page).await;
    office.press(coordinator, "Lepaskan").await;
    office.moment().await;
    office.press(coordinator, "Ya, lepaskan").await;
    office.moment().await;
    let mut said = coordinator.inbox().into_iter().map(|it| it.text);
    said.rfind(|text| text.starts_with('⛔')).unwrap()
}

fn notices(owner: &User) -> Vec<String> {
    let inbox = owner.inbox().into_iter().map(|it| it.text);
    inbox
        .filter(|text| text.contains("yang tidak terdaftar"))
        .collect()
}

/// Which chats the bot left.
fn left(office: &Office) -> Vec<i64> {
    let calls = office.sim.calls_of("leaveChat");
    calls.iter().map(|call| call.chat.unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_is_let_go_is_left_after_a_day_unless_it_is_registered_again() {
    let office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    let campus = office.join_group("ITH").await;
    for code in ["POLRES-PAREPARE", "KODIM-1405", "ITH"] {
        let said = release(&office, &staff.coordinator, code).await;
        assert!(
            said.contains("keluar sendiri dari sana dalam 24 jam"),
            "{said}"
        );
    }
    let told = office.last_in(&police);
    assert!(
        told.contains("tidak lagi terdaftar") && told.contains("keluar sendiri dalam 24 jam"),
        "{told}"
    );
    office.a_minute().await;
    let told = notices(&office.owner);
    let [notice] = told.as_slice() else {
        panic!("{told:?}");
    };
    for name in ["Polres Parepare", "Kodim 1405"] {
        let line = format!("dilepas dari {name}");
        assert!(notice.contains(&line), "{line}: {notice}");
    }
    // By a link it is a chat again, also of another; an owner needs none.
    let link = office.invite("grup BPS-PAREPARE").await;
    let admin = office.sim.user("Admin").create();
    admin.add_by_link(&link, &army).unwrap();
    office.moment().await;
    let said = office.last_in(&army);
    assert!(said.contains("terdaftar sebagai saluran"), "{said}");
    office.press(&office.owner, "Daftarkan “Humas ITH”").await;
    office.moment().await;
    office.say(&office.owner, "ITH").await;
    let said = office.last_in(&campus);
    assert!(said.contains("terdaftar sebagai saluran"), "{said}");
    office.advance(HOUR * 23).await;
    assert_eq!(left(&office), Vec::<i64>::new());
    office.advance(HOUR * 2).await;
    assert_eq!(left(&office), [police.id()]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bot_stays_where_something_else_is_registered_and_is_silent_in_channels() {
    let office = Office::of_parepare().await;
    office.say(&office.owner, "/start").await;
    let staff = office.staff().await;
    let (admin, forum, _) = office.register_topic("POLRES-PAREPARE").await;
    office.moment().await;
    let second = forum.topic("Kodim");
    let link = office.invite("grup KODIM-1405").await;
    second.send(&admin, office.start_command(&link));
    let channel = office.sim.channel("Kabar ITH");
    channel.add_bot(&admin);
    let link = office.invite("grup ITH").await;
    channel.post(office.start_command(&link));
    let kicked = office.join_group("BPS-PAREPARE").await;
    office.moment().await;
    kicked.kick_bot(&admin);
    office.a_minute().await;

    let said = release(&office, &staff.coordinator, "POLRES-PAREPARE").await;
    assert!(!said.contains("keluar sendiri"), "{said}");
    let told = office.last_in(&forum);
    assert!(told.contains("tidak lagi terdaftar"), "{told}");
    let said = release(&office, &staff.coordinator, "BPS-PAREPARE").await;
    assert!(!said.contains("keluar sendiri"), "{said}");
    office.advance(HOUR * 30).await;
    assert_eq!(notices(&office.owner), Vec::<String>::new());
    assert_eq!(left(&office), Vec::<i64>::new());

    let before = channel.inbox().len();
    for code in ["KODIM-1405", "ITH"] {
        let said = release(&office, &staff.coordinator, code).await;
        assert!(said.contains("keluar sendiri"), "{said}");
    }
    office.a_minute().await;
    assert_eq!(
        channel.inbox().len(),
        before,
        "subscribers are told nothing"
    );
    let told = notices(&office.owner);
    assert!(
        told.len() == 1 && told[0].contains("“Kabar ITH”"),
        "{told:?}"
    );
    office.advance(HOUR * 25).await;
    let mut left = left(&office);
    left.sort_unstable();
    let mut expected = [forum.id(), channel.id()];
    expected.sort_unstable();
    assert_eq!(left, expected);
    office.close().await;
}
