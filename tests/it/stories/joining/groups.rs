//! Groups, topics and channels come in by their links.

use satupintu_simulator::Chat;

use crate::office::{Office, Staff};

/// Announces, and tells what the chats got.
async fn announce_to(office: &Office, staff: &Staff, chats: &[&Chat]) -> Vec<String> {
    office.announce(staff, "Uji saluran.").await;
    office.moment().await;
    chats.iter().map(|chat| office.last_in(chat)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_welcomed_in_three_lines() {
    let office = Office::of_parepare().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let welcome = group.last().unwrap();
    let lines: Vec<&str> = welcome.text.lines().collect();
    assert_eq!(lines.len(), 3, "{}", welcome.text);
    assert!(lines[0].contains("Humas POLRES-PAREPARE") && lines[0].contains("Polres Parepare"));
    assert!(welcome.button("Daftar petugas").is_some());
    // The notice for groups without a link was taken back.
    office.advance(std::time::Duration::from_secs(10)).await;
    assert_eq!(group.inbox().len(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supergroup_a_topic_and_a_channel_come_in_as_a_group_does() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let admin = office.sim.user("Admin").create();

    let supergroup = office.sim.supergroup("Humas Polres");
    let link = office.invite("grup POLRES-PAREPARE").await;
    admin.add_by_link(&link, &supergroup).unwrap();

    let forum = office.sim.forum("Kodim");
    forum.add_bot(&admin);
    let _other = forum.topic("Lain-lain");
    let topic = forum.topic("Siaran");
    let link = office.invite("grup KODIM-1405").await;
    topic.send(&admin, office.start_command(&link));

    let channel = office.sim.channel("Kejari");
    channel.add_bot(&admin);
    let link = office.invite("grup KEJARI-PAREPARE").await;
    channel.post(office.start_command(&link));
    office.advance(std::time::Duration::from_secs(10)).await;
    for chat in [&supergroup, &forum, &channel] {
        let said: Vec<String> = chat.inbox().into_iter().map(|it| it.text).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("terdaftar sebagai saluran"), "{said:?}");
    }
    assert_eq!(forum.last().unwrap().thread, Some(topic.id()));
    // Who presses in a channel is not known to belong to the institution.
    assert!(channel.last().unwrap().button("Daftar petugas").is_none());

    for said in announce_to(&office, &staff, &[&supergroup, &forum, &channel]).await {
        assert!(said.starts_with("SIARAN RESMI No. 1/2026"), "{said}");
    }
    assert_eq!(forum.last().unwrap().thread, Some(topic.id()));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_anonymous_admin_may_show_a_groups_token_and_has_no_role() {
    let office = Office::of_parepare().await;
    let admin = office.sim.user("Admin").create();
    let group = office.sim.supergroup("Humas Polres");
    group.add_bot(&admin);
    let link = office.invite("grup POLRES-PAREPARE").await;
    group.send_anonymous(office.start_command(&link));
    office.moment().await;
    let said = office.last_in(&group);
    assert!(said.contains("terdaftar sebagai saluran Polres"), "{said}");

    // Who the sender is does not matter for what any member may ask.
    group.send_anonymous("/status");
    office.moment().await;
    let said = office.last_in(&group);
    assert!(said.contains("Belum ada siaran"), "{said}");
    for command in ["/undang penyusun", "/siaran Halo", "/bekukan"] {
        group.send_anonymous(command);
        office.advance(std::time::Duration::from_secs(5)).await;
        let said = office.last_in(&group);
        assert!(
            said.contains("tidak terlihat") || said.contains("percakapan pribadi"),
            "{command}: {said}"
        );
        assert!(!said.contains("t.me"), "{command}: {said}");
    }
    // Commands of other bots are none of ours, whoever types them.
    let before = group.inbox().len();
    group.send_anonymous("/cuaca");
    office.moment().await;
    assert_eq!(group.inbox().len(), before);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_belongs_to_one_institution() {
    let office = Office::of_parepare().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    let admin = office.sim.user("Admin").create();
    let link = office.invite("grup KODIM-1405").await;
    admin.add_by_link(&link, &group).unwrap();
    office.moment().await;
    let said = office.last_in(&group);
    assert!(
        said.contains("sudah terdaftar untuk Polres Parepare"),
        "{said}"
    );
    // The token was not spent.
    let other = office.sim.group("Kodim");
    admin.add_by_link(&link, &other).unwrap();
    office.moment().await;
    assert!(office.last_in(&other).contains("Kodim 1405/Mallusetasi"));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_without_a_token_is_told_so_after_five_seconds() {
    let office = Office::of_parepare().await;
    let admin = office.sim.user("Admin").create();
    let group = office.sim.group("Arisan");
    group.add_bot(&admin);
    office.advance(std::time::Duration::from_secs(4)).await;
    assert_eq!(group.inbox().len(), 0);
    office.advance(std::time::Duration::from_secs(2)).await;
    let said = office.last_in(&group);
    assert!(said.contains("belum terdaftar"), "{said}");
    group.send(&admin, "/status");
    office.advance(std::time::Duration::from_secs(3)).await;
    let said = office.last_in(&group);
    assert!(said.contains(&group.id().to_string()), "{said}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_of_the_private_chat_are_answered_in_a_group_with_the_way_there() {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let group = office.join_group("POLRES-PAREPARE").await;
    for command in [
        "/siaran Halo",
        "/Undang@SATUPINTU_bot penyusun",
        "/bekukan",
        "/cairkan",
    ] {
        group.send(&staff.author, command);
        office.advance(std::time::Duration::from_secs(5)).await;
        let said = group.last().unwrap();
        assert!(
            said.text.contains("percakapan pribadi"),
            "{command}: {}",
            said.text
        );
        let button = said.button("Buka percakapan pribadi").unwrap();
        assert_eq!(button.url.as_deref(), Some("https://t.me/satupintu_bot"));
    }
    let before = group.inbox().len();
    for other in ["/cuaca", "/siaran@cuaca_bot Halo", "Halo semua"] {
        group.send(&staff.author, other);
    }
    office.moment().await;
    assert_eq!(group.inbox().len(), before);
    let said = office.say(&staff.author, "/Cuaca besok").await;
    assert!(said.contains("/cuaca tidak dikenal"), "{said}");
    let said = office.say(&staff.author, "/BANTUAN@SatuPintu_Bot").await;
    assert!(said.contains("/siaran"), "{said}");
    office.close().await;
}
