//! The people of the story.

use std::time::Duration;

use satupintu_simulator::{Chat, SentMessage, Simulator, User};

use super::Mishap;

/// Those who make and follow announcements.
pub(super) struct People {
    pub(super) owner: User,
    pub(super) author: User,
    pub(super) approver: User,
    pub(super) coordinator: User,
}

/// An office with its group and the one who reads there.
pub(super) struct Office {
    pub(super) code: String,
    pub(super) group: Chat,
    pub(super) officer: User,
}

/// Real time after which the bot should have said something.
const PATIENCE: Duration = Duration::from_secs(15);

/// First and last names, to be combined.
const FIRST: [&str; 24] = [
    "Aisyah", "Bambang", "Citra", "Dewi", "Eko", "Fitri", "Gunawan", "Hasan", "Indah", "Joko",
    "Kartika", "Lukman", "Maya", "Nurul", "Oktavia", "Putu", "Rahmat", "Siti", "Teguh", "Umar",
    "Vina", "Wayan", "Yohanes", "Zainal",
];
const LAST: [&str; 23] = [
    "Amelia",
    "Basri",
    "Cahyono",
    "Daulay",
    "Effendi",
    "Firmansyah",
    "Ginting",
    "Hidayat",
    "Irawan",
    "Jaya",
    "Kusuma",
    "Lestari",
    "Maharani",
    "Nugroho",
    "Pratiwi",
    "Rumbiak",
    "Saputra",
    "Siregar",
    "Tambunan",
    "Utami",
    "Wijaya",
    "Yuliani",
    "Zebua",
];

/// A name for the officer of the n-th office; none twice in a province.
pub(super) fn officer_name(n: usize) -> String {
    format!("{} {}", FIRST[n % FIRST.len()], LAST[n % LAST.len()])
}

/// The newest message to somebody that `wanted` accepts, as soon as there is one.
pub(super) async fn await_message(
    sim: &Simulator,
    user: &User,
    what: &str,
    wanted: impl Fn(&SentMessage) -> bool,
) -> Result<SentMessage, Mishap> {
    let found = sim
        .wait_for(PATIENCE, |_| {
            user.inbox()
                .into_iter()
                .rev()
                .find(|message| wanted(message))
        })
        .await;
    found.ok_or_else(|| Mishap::Silence(format!("{what} ({})", user.name())))
}

/// Presses a button in somebody's private chat as soon as it is there; what popped up.
pub(super) async fn press(
    sim: &Simulator,
    user: &User,
    label: &str,
) -> Result<(SentMessage, String), Mishap> {
    let what = format!("tombol \"{label}\"");
    let message =
        await_message(sim, user, &what, |message| message.button(label).is_some()).await?;
    let pressed = user
        .press(&message, label)
        .map_err(|error| Mishap::Silence(error.to_string()))?;
    let answer = pressed
        .wait_answer(PATIENCE)
        .await
        .ok_or(Mishap::Silence(what))?;
    Ok((message, answer.text.unwrap_or_default()))
}
