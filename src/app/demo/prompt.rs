//! Going on by oneself: what is typed is said to the bot by one of the people of the story.

use std::time::Duration;

use satupintu_simulator::User;
use tokio::io::{AsyncBufReadExt, BufReader, stdin};

use super::stage::Stage;
use super::terminal;

/// The bot answers well within this, also after gathering the pieces of a draft.
const ANSWER: Duration = Duration::from_secs(3);

/// Lets the visitor talk until they leave.
pub(super) async fn converse(stage: &Stage) {
    println!(
        "\nSilakan lanjutkan. Yang Anda ketik dikatakan koordinator kepada bot, misalnya /belum 1.\n\
         :penyusun, :penyetuju, :koordinator, :pemilik mengganti orang; [Ajukan] menekan tombol;\n\
         baris kosong atau Ctrl-D mengakhiri."
    );
    let people = &stage.people;
    let mut speaker = (&people.coordinator, "koordinator");
    let mut lines = BufReader::new(stdin()).lines();
    loop {
        let line = tokio::select! {
            line = lines.next_line() => line,
            _ = tokio::signal::ctrl_c() => return,
        };
        let Ok(Some(line)) = line else { return };
        match line.trim() {
            "" => return,
            ":penyusun" => speaker = (&people.author, "penyusun"),
            ":penyetuju" => speaker = (&people.approver, "penyetuju"),
            ":koordinator" => speaker = (&people.coordinator, "koordinator"),
            ":pemilik" => speaker = (&people.owner, "pemilik"),
            typed => say(stage, speaker.0, typed).await,
        }
        println!("({})", speaker.1);
    }
}

async fn say(stage: &Stage, user: &User, typed: &str) {
    let before = user.inbox();
    let label = typed
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match label {
        None => {
            user.send_private(typed);
        }
        Some(label) => {
            let message = before
                .iter()
                .rev()
                .find(|message| message.button(label).is_some());
            let Some(message) = message else {
                println!("Tidak ada tombol \"{label}\".");
                return;
            };
            if let Ok(pressed) = user.press(message, label)
                && let Some(answer) = pressed.wait_answer(ANSWER).await
                && let Some(text) = answer.text
            {
                println!("  {text}");
            }
        }
    }
    tokio::time::sleep(ANSWER).await;
    for message in user.inbox() {
        let known = before.iter().find(|known| known.id == message.id);
        let news = known.is_none_or(|known| known.text != message.text);
        if message.from_bot && news {
            terminal::answered(stage, user.name(), &message);
        }
    }
}
