//! Backing up, and moving to another database.

use std::path::Path;

use satupintu::app::backup::{self, NotCopied};
use satupintu::domain::announcement::Number;
use satupintu::store::Db;

use super::{Database, Office};
use crate::program::tables::Tables;

impl Office {
    /// `satupintu backup FILE`, while the bot goes on.
    pub async fn back_up(&self, file: &Path) -> Result<String, NotCopied> {
        backup::backup(&self.settings(), file, self.now()).await
    }

    /// `satupintu restore FILE` into the database that the office works with.
    pub async fn restore(&self, file: &Path, given: Option<Number>) -> Result<String, NotCopied> {
        backup::restore(&self.settings(), file, given, self.now()).await
    }

    /// From now on everybody here means this database; the bot must be off. The old one is gone, with
    /// all that the backup does not know.
    pub async fn lose_database(&mut self, new: Database) {
        assert!(self.running.is_none(), "the bot still runs");
        self.db.close().await;
        let tables = std::mem::replace(&mut self.tables, Tables::of(new.url()));
        tables.close().await;
        for (name, value) in &mut self.variables {
            if name == "DATABASE_URL" {
                new.url().clone_into(value);
            }
        }
        std::mem::replace(&mut self.database, new).drop().await;
    }

    /// Opens the database again, after something was restored into it.
    pub async fn reopen(&mut self) {
        self.db = Db::open(self.database.url()).await.unwrap();
    }
}
