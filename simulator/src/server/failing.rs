//! What a fault on order does to an answer.

use axum::response::Response;

use crate::{
    api::refusal::{Answer, Refusal},
    fault::Kind,
    faults::Strike,
    world::record::Outcome,
};

use super::{
    App,
    respond::{body_of, cut, html, json_text, respond, respond_with},
    wire::Scissors,
};

/// Does to the answer what the fault says.
pub(super) async fn fail(
    app: &App,
    scissors: &Scissors,
    number: u64,
    strike: Strike,
    answer: Option<Answer>,
) -> Response {
    let effect = answer.as_ref().is_some_and(Result::is_ok);
    let lose = || app.core.with(|world, _| world.record.lose(number, effect));
    match strike.kind {
        Kind::Refuse {
            code,
            description,
            parameters,
        } => {
            let refusal = Refusal {
                parameters,
                ..Refusal::new(code, description)
            };
            if effect {
                lose();
            } else {
                let outcome = Outcome::Refused(code, refusal.description.clone());
                app.core
                    .with(|world, _| world.record.finish(number, outcome, Vec::new()));
            }
            respond(&refusal)
        }
        Kind::BadGateway => {
            lose();
            html(
                502,
                "<html><head><title>502 Bad Gateway</title></head><body>\
                       <center><h1>502 Bad Gateway</h1></center></body></html>",
            )
        }
        Kind::Cut => {
            lose();
            cut(scissors)
        }
        Kind::Malformed => {
            lose();
            let whole = answer
                .as_ref()
                .map_or_else(String::new, |answer| body_of(answer).1);
            let half = whole
                .chars()
                .take(whole.chars().count() / 2)
                .collect::<String>();
            json_text(200, half)
        }
        Kind::Latency(delay) => {
            let closed = tokio::time::timeout(delay, app.closed()).await.is_ok();
            let answer = answer.filter(|_| !closed);
            answer.map_or_else(|| cut(scissors), |answer| respond_with(&answer))
        }
        Kind::Hang { longest } => {
            lose();
            let mut released = strike.released;
            let release = async {
                if released.wait_for(|released| *released).await.is_err() {
                    // Nobody is left to release it.
                    std::future::pending::<()>().await;
                }
            };
            let limit = async {
                match longest {
                    Some(longest) => tokio::time::sleep(longest).await,
                    None => std::future::pending().await,
                }
            };
            let closed = tokio::select! {
                () = release => false,
                () = limit => false,
                () = app.closed() => true,
            };
            let answer = answer.filter(|_| !closed);
            answer.map_or_else(|| cut(scissors), |answer| respond_with(&answer))
        }
    }
}
