//! The database that a backup was made of, for what is to be written down of that.

use sqlx::AnyPool;

use super::connect;
use crate::store::db::locate;
use crate::store::engine::Engine;
use crate::store::{Fault, Tx};

/// A database that others work on meanwhile.
#[derive(Debug)]
pub struct Beside {
    engine: Engine,
    pool: AnyPool,
}

impl Beside {
    /// The database of `url`, as it is: its schema stays what it is.
    ///
    /// # Errors
    /// A database fault.
    pub async fn open(url: &str) -> Result<Self, Fault> {
        let (engine, url) = locate(url);
        let pool = connect::patient(&engine, &url).await?;
        Ok(Self { engine, pool })
    }

    /// A transaction of nobody's turn, for lines of the record.
    ///
    /// # Errors
    /// A database fault.
    pub async fn write(&self) -> Result<Tx, Fault> {
        Ok(Tx::outside(self.engine.begin(&self.pool).await?))
    }

    /// Lets go of it.
    pub async fn close(self) {
        self.pool.close().await;
    }
}
