//! `satupintu demo`: the real bot against a Telegram of its own, told as a story.
//!
//! Nothing here is played back: the bot that runs is the one of [`super::run`], over HTTP, on a
//! database file that goes away afterwards. `stage` builds Telegram, registry and people; `story`
//! lets them act; `proof` checks what was claimed against what the simulator saw; `prompt` lets
//! a visitor go on by themselves. Time (`clock`) runs as it is while messages are sent, and faster
//! while people think.

mod clock;
mod people;
mod prompt;
mod proof;
mod stage;
mod story;
mod terminal;

use std::process::ExitCode;

use super::cli::FAILED;

/// Why the demo could not be played.
#[derive(Debug, thiserror::Error)]
enum Mishap {
    /// Something under it does not work here.
    #[error("panggung demo tidak dapat disiapkan: {0}")]
    Stage(String),
    /// The bot did not do what the story waits for.
    #[error("bot tidak menjawab seperti yang diharapkan: {0}")]
    Silence(String),
}

/// Plays the story; unless `once`, a visitor may go on afterwards. The exit code tells whether all of
/// it was true.
pub async fn play(once: bool) -> ExitCode {
    let stage = match stage::build().await {
        Ok(stage) => stage,
        Err(mishap) => return end(&mishap),
    };
    let told = story::tell(&stage).await;
    let code = match told {
        Ok(claims) => {
            let broken = proof::broken(&stage, &claims).await;
            terminal::verdict(&stage, &claims, &broken);
            if broken.is_empty() {
                if !once {
                    prompt::converse(&stage).await;
                }
                ExitCode::SUCCESS
            } else {
                ExitCode::from(FAILED)
            }
        }
        Err(mishap) => end(&mishap),
    };
    stage.clear_away().await;
    code
}

fn end(mishap: &Mishap) -> ExitCode {
    eprintln!("{mishap}");
    ExitCode::from(FAILED)
}
