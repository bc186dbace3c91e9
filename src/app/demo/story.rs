//! The story: an author writes, a second person approves, 548 offices receive and confirm, and a
//! coordinator asks who has not.

use std::time::{Duration, Instant};

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use satupintu_simulator::{Post, SentMessage};

use super::Mishap;
use super::people::{Office, await_message, press};
use super::proof::Claims;
use super::stage::Stage;
use super::terminal::{self, Bar};
use crate::domain::clock::Clock;
use crate::domain::report::Progress;
use crate::service::progress;

const CONTENT: &str = "Pemungutan suara tetap Rabu, 18 November 2026, pukul 07.00–13.00 waktu \
setempat. 🗳️\n\nKabar bahwa jadwal diundur TIDAK BENAR. Mohon sampaikan informasi ini di kanal \
resmi masing-masing.";
const SIGN_OFF: &str = "TIDAK BENAR";

/// A minute of the story takes half a second while people think.
const THINKING: u32 = 120;
/// How long the story watches people confirm.
const WATCH: Duration = Duration::from_secs(30 * 60);
/// Of a hundred offices so many do not look in that time.
const AWAY: u32 = 9;

/// Tells it.
pub(super) async fn tell(stage: &Stage) -> Result<Claims, Mishap> {
    terminal::opening(stage);
    write(stage).await?;
    let approved = approve(stage).await?;
    let sending = watch_sending(stage, approved).await?;
    let confirmed = confirm(stage).await?;
    let (card, missing) = ask(stage).await?;
    Ok(Claims {
        content: CONTENT.to_owned(),
        card,
        missing,
        confirmed,
        sending,
    })
}

/// The author writes, looks at the exact preview, and hands it over.
async fn write(stage: &Stage) -> Result<(), Mishap> {
    let author = &stage.people.author;
    let command = format!("/siaran sifat=penting jenis=klarifikasi\n{CONTENT}");
    let start = satupintu_simulator::utf16_len(&command[..command.find(SIGN_OFF).unwrap_or(0)]);
    let length = satupintu_simulator::utf16_len(SIGN_OFF);
    let bold = satupintu_simulator::Entity::new("bold", start, length);
    terminal::said(stage, "Budi, penyusun", &command);
    author.send_private(Post::text(&command).entities(vec![bold]));
    let panel = await_message(&stage.sim, author, "panel", |message| {
        message.button("Ajukan").is_some()
    })
    .await?;
    let inbox = author.inbox();
    let preview = inbox
        .iter()
        .rev()
        .find(|message| message.text.contains(CONTENT));
    terminal::answered(
        stage,
        "Budi",
        preview.ok_or_else(|| Mishap::Silence("pratinjau".to_owned()))?,
    );
    terminal::answered(stage, "Budi", &panel);
    terminal::pressed(stage, "Budi", "Ajukan");
    press(&stage.sim, author, "Ajukan").await?;
    Ok(())
}

/// A second person approves; when, in real time.
async fn approve(stage: &Stage) -> Result<Instant, Mishap> {
    let approver = &stage.people.approver;
    let request = await_message(&stage.sim, approver, "permintaan", |message| {
        message.button("Setujui").is_some()
    })
    .await?;
    terminal::answered(stage, "Ratna, penyetuju", &request);
    stage.clock.sleep(Duration::from_secs(2)).await;
    terminal::pressed(stage, "Ratna", "Setujui");
    press(&stage.sim, approver, "Setujui").await?;
    let wanted = "tombol \"Ya, kirim\"";
    let question = await_message(&stage.sim, approver, wanted, |message| {
        message.button("Ya, kirim").is_some()
    })
    .await?;
    terminal::answered(stage, "Ratna", &question);
    terminal::pressed(stage, "Ratna", "Ya, kirim");
    let began = Instant::now();
    press(&stage.sim, approver, "Ya, kirim").await?;
    Ok(began)
}

/// The broadcast at the platform's pace, in real time.
async fn watch_sending(stage: &Stage, began: Instant) -> Result<Duration, Mishap> {
    let bar = Bar::sending(stage);
    loop {
        let progress = progress_of(stage).await?;
        bar.show(progress.sent);
        if progress.sent + progress.failed >= progress.chats {
            let took = began.elapsed();
            bar.done();
            terminal::sent(stage, took);
            return Ok(took);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Officers see it and press, each when they get to it; how many did.
async fn confirm(stage: &Stage) -> Result<usize, Mishap> {
    terminal::thinking(stage, WATCH, THINKING);
    let bar = Bar::confirming(stage);
    let mut chance = SmallRng::seed_from_u64(548);
    let mut presses: Vec<(Duration, &Office)> = Vec::with_capacity(stage.offices.len());
    for office in &stage.offices {
        let after = reading_time(&mut chance);
        if chance.random_range(0..100) >= AWAY && after < WATCH {
            presses.push((after, office));
        }
    }
    presses.sort_by_key(|(after, _)| *after);
    let start = stage.clock.now();
    stage.clock.run_at(THINKING);
    let mut first = None;
    for (done, (after, office)) in presses.iter().enumerate() {
        stage.clock.sleep_until(start.plus(*after)).await;
        let message = office
            .group
            .last()
            .ok_or_else(|| Mishap::Silence(office.code.clone()))?;
        // Time flies while people think, not while the bot answers: what a busy machine takes for it would be
        // minutes, after which Telegram takes no answer any more.
        stage.clock.run_at(1);
        let answer = office
            .officer
            .press(&message, "Diterima")
            .map_err(|error| Mishap::Silence(error.to_string()))?
            .wait_answer(Duration::from_secs(10))
            .await
            .ok_or_else(|| Mishap::Silence("tanda terima".to_owned()))?;
        stage.clock.run_at(THINKING);
        first = first.or(answer.text);
        bar.show(i64::try_from(done + 1).unwrap_or(i64::MAX));
    }
    stage.clock.sleep_until(start.plus(WATCH)).await;
    stage.clock.run_at(1);
    bar.done();
    terminal::popped_up(stage, &first.unwrap_or_default());
    Ok(presses.len())
}

/// Most look within minutes, some much later: the square of a chance, over forty minutes.
fn reading_time(chance: &mut SmallRng) -> Duration {
    let share: f64 = chance.random_range(0.0..1.0);
    Duration::from_secs_f64(15.0 + share * share * 40.0 * 60.0)
}

/// The coordinator asks: who has not, and how it stands.
async fn ask(stage: &Stage) -> Result<(String, String), Mishap> {
    let missing = asked(stage, "Andi, koordinator", "/belum 1").await?;
    terminal::answered_briefly(stage, "Andi", &missing);
    let card = asked(stage, "Andi", "/status 1").await?;
    terminal::answered(stage, "Andi", &card);
    Ok((card.text, missing.text))
}

async fn asked(stage: &Stage, who: &str, question: &str) -> Result<SentMessage, Mishap> {
    let coordinator = &stage.people.coordinator;
    terminal::said(stage, who, question);
    let asked = coordinator.send_private(question);
    // The words: a picture may stand above them.
    await_message(&stage.sim, coordinator, question, |message| {
        message.from_bot && message.id > asked.message && message.attachment.is_none()
    })
    .await
}

async fn progress_of(stage: &Stage) -> Result<Progress, Mishap> {
    let silence = |error: &dyn std::fmt::Display| Mishap::Silence(error.to_string());
    let mut tx = stage.db.read().await.map_err(|fault| silence(&fault))?;
    let id = crate::service::ask::newest(&mut tx)
        .await
        .map_err(|error| silence(&error))?;
    progress::of(&mut tx, &stage.rules, id, stage.clock.now())
        .await
        .map_err(|error| silence(&error))
}
