//! Processes: one that can die without a word, and one that stands by.

use satupintu::app::ended::Ended;
use satupintu::app::run::serve;
use satupintu::store::Db;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::Office;

/// A process that runs the bot on the office's database, with connections of its own.
pub struct Process {
    runtime: Runtime,
    db: Db,
    shutdown: CancellationToken,
    task: JoinHandle<Result<(), Ended>>,
}

impl Office {
    /// Starts the bot a second time, as another process would: it has to wait for its turn.
    pub async fn start_another(&self) -> Process {
        let runtime = Runtime::new().unwrap();
        let url = self.database.url().to_owned();
        let db = runtime
            .spawn(async move { Db::open(&url).await.unwrap() })
            .await
            .unwrap();
        let parts = self.parts(db.clone());
        let shutdown = CancellationToken::new();
        let task = runtime.spawn(serve(parts, shutdown.clone()));
        Process {
            runtime,
            db,
            shutdown,
            task,
        }
    }

    /// The running bot stops, and this process takes its place.
    pub async fn replaced_by(&mut self, process: Process) -> Runtime {
        self.stop().await;
        self.take_place(process)
    }

    /// From now on the story looks at this process. Its runtime has to be kept until the end.
    pub fn take_place(&mut self, process: Process) -> Runtime {
        self.db = process.db;
        self.running = Some((process.shutdown, process.task));
        process.runtime
    }

    /// The process ends as by a power cut: nothing is finished, nothing is written down.
    pub async fn crash(&mut self, runtime: Runtime) {
        self.running = None;
        runtime.shutdown_background();
        self.db = Db::open(self.database.url()).await.unwrap();
    }
}
