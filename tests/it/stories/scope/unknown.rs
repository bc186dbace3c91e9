//! What lies in another scope and what does not exist at all are answered alike, so that nobody finds out
//! by asking which of both it is.

use satupintu::domain::command::COMMANDS;
use satupintu_simulator::User;

use super::aims::aimed;
use super::{SLOWLY, two_provinces};
use crate::office::Office;

/// Names of another province, and what stands nowhere.
const TWINS: [(&str, &str); 4] = [
    ("KPU-73.71", "KPU-99.71"),
    ("KPU-73", "KPU-99"),
    ("kpu 73", "kpu 99"),
    ("Makassar", "Atlantis"),
];

/// The same about what does not exist; none for what names nothing foreign.
fn twin(text: &str) -> Option<String> {
    let twin = TWINS
        .iter()
        .fold(text.to_owned(), |text, (foreign, nowhere)| {
            text.replace(foreign, nowhere)
        });
    (twin != text).then_some(twin)
}

/// What somebody is told that they were not told before.
async fn answer(office: &Office, who: &User, typed: &str) -> String {
    office.advance(SLOWLY).await;
    let before = who.inbox().len();
    office.say(who, typed).await;
    let new: Vec<String> = who.inbox()[before..]
        .iter()
        .map(|message| format!("{} {}", message.text, message.labels().join(" ")))
        .collect();
    new.join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_another_scope_is_answered_like_what_does_not_exist() {
    let office = two_provinces().await;
    office.join_group("KPU-73.71").await;
    let askers = [
        office.appoint("Andi Pratama", "koordinator KPU-63").await,
        office.appoint("Budi Santoso", "penyusun KPU-63").await,
        office.appoint("Ratna Dewi", "penyetuju KPU-63").await,
        office.officer("Wati", "KPU-63.71").await,
        office.sim.user("Joko").create(),
    ];
    for who in &askers {
        let mut asked = 0;
        for command in COMMANDS {
            for arguments in aimed(command.verb, 4_711) {
                let Some(nowhere) = twin(&arguments) else {
                    continue;
                };
                let foreign = format!("/{} {arguments}", command.name);
                let said = answer(&office, who, &foreign).await;
                let nowhere = format!("/{} {nowhere}", command.name);
                let of_nothing = answer(&office, who, &nowhere).await;
                assert!(!said.is_empty(), "{} by {foreign}", who.name());
                let said = twin(&said).unwrap_or(said);
                assert_eq!(said, of_nothing, "{} by {foreign}", who.name());
                asked += 1;
            }
        }
        assert!(asked >= 15, "{asked}");
        // Buttons carry codes, too.
        office.say(who, "/start").await;
        let at = who.last().unwrap();
        for wire in [
            "i:KPU-73:0:0",
            "b:KPU-73:0",
            "io:KPU-73.71",
            "ig:KPU-73.71",
            "iN:KPU-73",
            "ik:KPU-73",
        ] {
            office.advance(SLOWLY).await;
            let said = office.press_data(who, &at, wire).await;
            office.advance(SLOWLY).await;
            let of_nothing = office.press_data(who, &at, &twin(wire).unwrap()).await;
            let said = twin(&said).unwrap_or(said);
            assert_eq!(said, of_nothing, "{} by {wire}", who.name());
        }
    }
    let said = office.say(&askers[0], "/tautan -KPU-73.71").await;
    assert!(said.contains("dalam cakupan Anda"), "{said}");
    office.close().await;
}
