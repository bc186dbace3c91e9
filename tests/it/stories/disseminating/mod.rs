//! Institutions pass announcements on, and say how.

mod asking;
mod giving;
mod keeping;
mod links;
mod lists;
mod losing;
mod nudging;

use std::time::Duration;

use satupintu_simulator::{Chat, SentMessage, User};

use crate::office::{Office, Staff, copies};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// Pieces of evidence on record.
const GIVEN: &str = "select count(*) from dissemination";
/// Those that count.
const CURRENT: &str = "select count(*) from dissemination where current = 1";
const ACKNOWLEDGED: &str = "select count(*) from acknowledgement";

/// An office with two groups that have an announcement to be passed on, and somebody in each.
struct Scene {
    office: Office,
    staff: Staff,
    police: Chat,
    army: Chat,
    hasan: User,
    rudi: User,
}

async fn scene() -> Scene {
    let office = Office::of_parepare().await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    let army = office.join_group("KODIM-1405").await;
    let (hasan, rudi) = (
        member(&office, &police, "Hasan"),
        member(&office, &army, "Rudi"),
    );
    office
        .announce_to_pass_on(&staff, "Jam layanan berubah.")
        .await;
    Scene {
        office,
        staff,
        police,
        army,
        hasan,
        rudi,
    }
}

fn member(office: &Office, group: &Chat, name: &str) -> User {
    let user = office.sim.user(name).create();
    group.add_member(&user);
    user
}

fn copy(chat: &Chat, number: &str) -> SentMessage {
    copies(chat, number).pop().expect("a copy is there")
}
