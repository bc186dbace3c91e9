//! What is worked on between an answer and the transaction that ends the errand. That takes as long as a
//! file is large: so it is done beside the loop, in threads of its own, and writes only portions.

use std::sync::Arc;

use crate::domain::clock::Clock;
use crate::domain::errand::{Errand, Finding, Pressed, Wanted};
use crate::domain::roster::RosterFile;
use crate::service::archive as kept;
use crate::service::errand::Found;
use crate::service::import::{self, Ready};
use crate::service::roster::{self, Known, Plan};
use crate::store::leader::Fence;
use crate::store::{Db, Duty, Fault, LONGEST_STEP, Tx, media};

/// Portions of a file that one transaction writes: a megabyte, which takes no database long.
const PORTIONS: usize = 4;

/// With what it is done.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    pub(super) db: Db,
    pub(super) fence: Arc<Fence>,
    pub(super) clock: Arc<dyn Clock>,
}

impl Desk {
    /// Works on what was found, as far as it can be before the transaction for it.
    ///
    /// # Errors
    /// A fault; then the errand has to be begun again.
    pub(super) async fn work(&self, errand: &Errand, finding: Finding) -> Result<Found, Fault> {
        match (errand, finding) {
            (Errand::Import(wanted), Finding::File(bytes)) => self.compare(wanted, bytes).await,
            (Errand::Apply(pressed), Finding::Unasked) => {
                Ok(Found::Ready(self.ready(pressed).await?))
            }
            (Errand::Archive(wanted), Finding::File(bytes)) => Ok(Found::Archived(
                self.keep(wanted.mime.as_deref(), bytes).await?,
            )),
            (Errand::Evidence(wanted), Finding::File(bytes)) => Ok(Found::Archived(
                self.keep(wanted.mime.as_deref(), bytes).await?,
            )),
            (_, finding) => Ok(Found::Bare(finding)),
        }
    }

    async fn compare(&self, wanted: &Wanted, bytes: Vec<u8>) -> Result<Found, Fault> {
        let file = in_a_thread(move || RosterFile::read(&bytes)).await?;
        let known = self.known(&file).await?;
        let (name, now) = (wanted.name.clone(), self.clock.now());
        let compared = in_a_thread(move || import::compare(&name, &file, &known, now)).await??;
        Ok(Found::Compared(compared))
    }

    /// Keeps the bytes of a medium, a few portions a transaction; their SHA-256.
    async fn keep(&self, mime: Option<&str>, bytes: Vec<u8>) -> Result<String, Fault> {
        let (sha256, bytes) = in_a_thread(move || (kept::sha256(&bytes), bytes)).await?;
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let (name, now) = (&sha256, self.clock.now());
        if self
            .writing(async |tx| media::begin(tx, name, size, mime, now).await)
            .await?
        {
            return Ok(sha256);
        }
        let portions: Vec<(i64, &[u8])> = (0..).zip(bytes.chunks(media::PORTION)).collect();
        for some in portions.chunks(PORTIONS) {
            self.writing(async |tx| {
                for (place, content) in some {
                    media::add(tx, name, *place, content).await?;
                }
                Ok(())
            })
            .await?;
        }
        self.writing(async |tx| media::end(tx, name).await).await?;
        Ok(sha256)
    }

    async fn ready(&self, pressed: &Pressed) -> Result<Ready, Fault> {
        let kept = self
            .reading(async |tx| import::kept(tx, pressed).await)
            .await?;
        let Some(kept) = kept else {
            return Ok(Ready::Over);
        };
        let read = in_a_thread(move || import::read(&kept)).await??;
        let known = self.known(read.file()).await?;
        let now = self.clock.now();
        let ready = in_a_thread(move || import::ready(read, &known, now)).await??;
        if let Ready::Take { plan, .. } = &ready {
            self.stage(pressed, plan).await?;
        }
        Ok(ready)
    }

    async fn known(&self, file: &RosterFile) -> Result<Known, Fault> {
        self.reading(async |tx| roster::known(tx, file).await).await
    }

    /// Brings the rows in; what an earlier try has brought goes first.
    async fn stage(&self, pressed: &Pressed, plan: &Plan) -> Result<(), Fault> {
        let preview = pressed.preview;
        self.writing(async |tx| roster::clear(tx, preview).await)
            .await?;
        let mut from = Some(0);
        while let Some(at) = from {
            from = self
                .writing(async |tx| roster::stage(tx, preview, plan, at).await)
                .await?;
        }
        Ok(())
    }

    async fn reading<T>(
        &self,
        read: impl AsyncFnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let read = async {
            let mut tx = self.db.read().await?;
            read(&mut tx).await
        };
        self.db.within(LONGEST_STEP, read).await
    }

    /// A transaction of its own, that commits only while this process is the leader.
    async fn writing<T>(
        &self,
        write: impl AsyncFnOnce(&mut Tx) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let written = async {
            let lease = self.fence.lease();
            let mut tx = self.db.write_as(lease, Duty::Found).await?;
            let written = write(&mut tx).await?;
            tx.commit().await?;
            Ok(written)
        };
        self.db.within(LONGEST_STEP, written).await
    }
}

async fn in_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let worked = tokio::task::spawn_blocking(work).await;
    worked.map_err(|error| Fault::unreadable("file", error.to_string()))
}
