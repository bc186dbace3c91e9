//! The pages that show something.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use url::form_urlencoded::parse;

use super::Board;
use super::sight::picture;
use crate::domain::board::Filter;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::Code;
use crate::domain::refusal::Refusal;
use crate::service::Error;
use crate::service::ask;
use crate::service::board::{pages, table};
use crate::view;
use crate::view::board::No;

type Shared = State<Arc<Board>>;
/// The page, or what is shown to somebody who may not see any.
type Answer = Result<Response, Response>;

/// `/papan`
pub(super) async fn overview(
    State(board): Shared,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut sight = board.sight(&headers).await?;
    let wall = pairs(query.as_deref()).any(|(name, value)| name == "layar" && value == "1");
    let overview = pages::overview(&mut sight.read.tx, &sight.viewer.scope, sight.now).await;
    let frame = board.frame(&sight, wall);
    let page = overview.map(|it| view::board::overview(&sight.lang, &frame, &it));
    Ok(board.shown(&headers, &sight, page))
}

/// `/papan/lembaga`
pub(super) async fn table(
    State(board): Shared,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut sight = board.sight(&headers).await?;
    let filter = filter(query.as_deref());
    let shown = table::table(&mut sight.read.tx, &sight.viewer.scope, filter, sight.now).await;
    let frame = board.frame(&sight, false);
    let page = shown.map(|it| view::board::table(&sight.lang, &frame, &it));
    Ok(board.shown(&headers, &sight, page))
}

/// `/papan/lembaga/KODE`
pub(super) async fn institution(
    State(board): Shared,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Answer {
    let mut sight = board.sight(&headers).await?;
    let shown = match Code::parse(&code) {
        Some(code) => pages::institution(&mut sight.read.tx, &sight.viewer, &code, sight.now).await,
        None => Err(Refusal::OutsideScope.into()),
    };
    let frame = board.frame(&sight, false);
    let page = shown.map(|it| view::board::institution(&sight.lang, &frame, &it));
    Ok(board.shown(&headers, &sight, page))
}

/// `/papan/siaran/ID`
pub(super) async fn announcement(
    State(board): Shared,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut sight = board.sight(&headers).await?;
    let filter = filter(query.as_deref());
    let shown = match id.parse() {
        Ok(id) => {
            let (rules, scope) = (&sight.rules, &sight.viewer.scope);
            let id = AnnouncementId(id);
            pages::announcement(&mut sight.read.tx, rules, scope, id, filter, sight.now).await
        }
        Err(_) => Err(Refusal::OutsideScope.into()),
    };
    let frame = board.frame(&sight, false);
    let page = shown.map(|it| view::board::announcement(&sight.lang, &frame, &it));
    Ok(board.shown(&headers, &sight, page))
}

/// `/papan/siaran/ID/grafik.png`
pub(super) async fn chart(
    State(board): Shared,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer {
    let mut sight = board.sight(&headers).await?;
    let drawing = async {
        let id = AnnouncementId(id.parse().map_err(|_| Refusal::OutsideScope)?);
        let (rules, scope) = (&sight.rules, &sight.viewer.scope);
        let card = ask::card(&mut sight.read.tx, rules, scope, None, id, sight.now).await?;
        let timeline = ask::timeline(&mut sight.read.tx, scope, &card, sight.now).await?;
        let timeline = timeline.ok_or(Refusal::OutsideScope)?;
        Ok::<_, Error>(view::chart::picture(&sight.lang, &card, &timeline).0)
    };
    let file = match drawing.await {
        Ok(file) => file,
        Err(error) => return Ok(board.shown(&headers, &sight, Err(error))),
    };
    // Nobody waits with a transaction for a picture.
    drop(sight);
    let drawn = tokio::task::spawn_blocking(|| view::drawn(file)).await;
    Ok(match drawn {
        Ok(Ok(file)) => picture(file.content.0.to_vec()),
        Ok(Err(_)) | Err(_) => board.no(&headers, StatusCode::INTERNAL_SERVER_ERROR, No::NotNow),
    })
}

/// Any other path below the board's.
pub(super) async fn nothing(State(board): Shared, headers: HeaderMap) -> Answer {
    let sight = board.sight(&headers).await?;
    Ok(board.shown(&headers, &sight, Err(Refusal::OutsideScope.into())))
}

pub(super) fn pairs(query: Option<&str>) -> impl Iterator<Item = (String, String)> + '_ {
    parse(query.unwrap_or_default().as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
}

fn filter(query: Option<&str>) -> Filter {
    let mut filter = Filter::default();
    for (name, value) in pairs(query) {
        filter.take(&name, &value);
    }
    filter
}
