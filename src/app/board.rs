//! The web board: what it needs to know, and from whom.

use std::sync::Arc;

use super::settings::Settings;
use crate::domain::board::Launch;
use crate::domain::clock::Clock;
use crate::http::board::{Board, Launches, Setup};
use crate::store::Db;
use crate::telegram::client::Client;

/// The board of the settings; none where it has no address.
pub(super) fn board(
    settings: &Settings,
    clock: &Arc<dyn Clock>,
    db: &Db,
    client: &Client,
) -> Option<Arc<Board>> {
    let url = settings.board_url()?;
    Some(Board::new(Setup {
        db: db.clone(),
        clock: Arc::clone(clock),
        launches: Arc::new(Messenger(client.clone())),
        origin: url.origin().to_owned(),
        prefix: url.path().to_owned(),
        refresh: settings.board.refresh,
        max_streams: settings.board.max_streams as usize,
    }))
}

struct Messenger(Client);

impl Launches for Messenger {
    fn read(&self, said: &str) -> Option<Launch> {
        self.0.launch(said)
    }
}
