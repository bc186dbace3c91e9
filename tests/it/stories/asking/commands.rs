//! Every command of the table is answered where the table says so.

use std::time::Duration;

use satupintu::domain::command::{COMMANDS, InGroup};

use crate::office::Office;

#[tokio::test(flavor = "multi_thread")]
async fn every_command_is_understood_in_private_and_sent_there_from_a_group_if_it_belongs_there() {
    let office = Office::of_parepare().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let member = office.sim.user("Iptu Hasan").create();
    police.add_member(&member);
    for command in COMMANDS {
        for name in std::iter::once(&command.name).chain(command.aliases) {
            let told = office.say(&office.owner, &format!("/{name}")).await;
            assert!(!told.contains("tidak dikenal"), "/{name}: {told}");

            // A group is answered only so often.
            office.advance(Duration::from_secs(20)).await;
            let bot = office.sim.bot_username();
            police.send(&member, format!("/{}@{bot}", name.to_uppercase()));
            office.moment().await;
            let told = office.last_in(&police);
            let turned_away = told.contains("hanya berlaku di percakapan pribadi");
            let belongs = command.in_group != InGroup::PrivateOnly;
            assert_eq!(turned_away, !belongs, "/{name}: {told}");
        }
    }
    let told = office.say(&office.owner, "/setelan").await;
    assert!(told.contains("/setelan tidak dikenal"), "{told}");
    office.close().await;
}
