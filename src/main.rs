//! The program: reads its command line, its `.env` and its settings, and does what is asked.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use satupintu::app::backup::{self, NotCopied};
use satupintu::app::cli::{self, AuditAction, Command, Import, InboxAction, UNUSABLE};
use satupintu::app::clock::SystemClock;
use satupintu::app::ended::Ended;
use satupintu::app::run::{Parts, serve};
use satupintu::app::settings::{Environment, Settings};
use satupintu::app::startup::{self, Unusable};
use satupintu::app::{audit, check, dead_updates, health, logging};
use satupintu::domain::clock::Clock as _;
use tokio_util::sync::CancellationToken;

/// Of the ten seconds that stopping may take.
const TO_CLOSE: Duration = Duration::from_millis(300);

fn main() -> ExitCode {
    if let Err(error) = dotenvy::dotenv()
        && !error.not_found()
    {
        return unusable(".env: tidak dapat dibaca; setiap baris harus berbentuk NAMA=nilai");
    }
    let command = match cli::parse(std::env::args_os()) {
        Ok(command) => command,
        Err(no_command) => return no_command.report(),
    };
    let environment = Environment::of_process();
    if let Err(error) = logging::init(&environment) {
        return unusable(error);
    }
    let settings = match Settings::load(&environment) {
        Ok(settings) => settings,
        Err(error) => return unusable(error),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return unusable(format!("program tidak dapat dimulai: {error}")),
    };
    let code = match command {
        Command::Run => runtime.block_on(run(settings)),
        #[cfg(feature = "demo")]
        Command::Demo { once } => runtime.block_on(satupintu::app::demo::play(once)),
        Command::Check => match runtime.block_on(check::check(&settings)) {
            Ok(checked) => {
                println!(
                    "Semua siap: setelan, basis data, dan bot @{}.",
                    checked.identity.username
                );
                ExitCode::SUCCESS
            }
            Err(error) => unusable(error),
        },
        Command::Import(import) => runtime.block_on(import_file(settings, &import.registry)),
        Command::Backup { file } => runtime
            .block_on(async { copied(backup::backup(&settings, &file, SystemClock.now()).await) }),
        Command::Restore { file, last_number } => runtime.block_on(async {
            copied(backup::restore(&settings, &file, last_number, SystemClock.now()).await)
        }),
        Command::Audit(audit) => runtime.block_on(look_over_record(settings, audit.action)),
        Command::Inbox(inbox) => runtime.block_on(look_into_inbox(settings, inbox.action)),
        Command::Health => match health::probe(settings.http.listen) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => failed(error),
        },
    };
    // A look-up of a name may hang, and nobody waits for it any more.
    runtime.shutdown_timeout(Duration::from_millis(100));
    code
}

async fn run(settings: Settings) -> ExitCode {
    let shutdown = CancellationToken::new();
    tokio::spawn(stop_on_signal(shutdown.clone()));
    let parts = async {
        let client = startup::client(&settings)?;
        let db = startup::database(&settings).await?;
        Ok::<_, Unusable>((client, db))
    };
    let (client, db) = match shutdown.run_until_cancelled(parts).await {
        None => return ExitCode::SUCCESS,
        Some(Ok(parts)) => parts,
        Some(Err(error)) => return unusable(error),
    };
    let parts = Parts {
        settings,
        clock: Arc::new(SystemClock),
        db: db.clone(),
        client,
    };
    let ended = serve(parts, shutdown).await;
    // A connection that hangs would never close. The rest is mended at the next start.
    let _ = tokio::time::timeout(TO_CLOSE, db.close()).await;
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Ended::Unusable(error)) => unusable(error),
        Err(error) => failed(error),
    }
}

async fn import_file(settings: Settings, registry: &Import) -> ExitCode {
    let db = match startup::database(&settings).await {
        Ok(db) => db,
        Err(error) => return unusable(error),
    };
    let imported = satupintu::app::import::import(&db, &settings, registry).await;
    db.close().await;
    match imported {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(error) => failed(error),
    }
}

fn copied(copied: Result<String, NotCopied>) -> ExitCode {
    match copied {
        Ok(done) => {
            println!("{done}");
            ExitCode::SUCCESS
        }
        Err(NotCopied::Unusable(error)) => unusable(error),
        Err(error) => failed(error),
    }
}

async fn look_over_record(settings: Settings, action: Option<AuditAction>) -> ExitCode {
    let db = match startup::database(&settings).await {
        Ok(db) => db,
        Err(error) => return unusable(error),
    };
    let hash = action.and_then(|AuditAction::Verify { hash }| hash);
    let verified = audit::verify(&db, &settings, hash, SystemClock.now()).await;
    db.close().await;
    match verified {
        Ok(proof) => {
            println!("{proof}");
            ExitCode::SUCCESS
        }
        Err(error) => failed(error),
    }
}

async fn look_into_inbox(settings: Settings, action: Option<InboxAction>) -> ExitCode {
    let db = match startup::database(&settings).await {
        Ok(db) => db,
        Err(error) => return unusable(error),
    };
    let now = SystemClock.now();
    let answered = dead_updates::answer(&db, &settings, action.as_ref(), now).await;
    db.close().await;
    match answered {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(error) => failed(error),
    }
}

/// Ctrl-C, or SIGTERM where there is such a thing.
async fn stop_on_signal(shutdown: CancellationToken) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return shutdown.cancel();
        }
    }
    // Where not even this can be heard the program ends, rather than never.
    let _ = tokio::signal::ctrl_c().await;
    shutdown.cancel();
}

fn unusable(error: impl std::fmt::Display) -> ExitCode {
    eprintln!("{error}");
    ExitCode::from(UNUSABLE)
}

fn failed(error: impl std::fmt::Display) -> ExitCode {
    eprintln!("{error}");
    ExitCode::from(cli::FAILED)
}
