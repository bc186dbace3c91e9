//! Several runs side by side: most of their time they wait.

use std::future::Future;
use std::sync::Arc;

use tokio::sync::Semaphore;

/// Runs each job, so many at once; what each came to, in order. Names those that failed, after all.
pub async fn at_once<F, T>(most: usize, jobs: Vec<(String, F)>) -> Vec<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let room = Arc::new(Semaphore::new(most));
    let mut running = Vec::new();
    for (name, job) in jobs {
        let room = Arc::clone(&room);
        let job = tokio::spawn(async move {
            let _turn = room.acquire().await.unwrap();
            job.await
        });
        running.push((name, job));
    }
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for (name, job) in running {
        match job.await {
            Ok(came_to) => done.push(came_to),
            Err(_) => failed.push(name),
        }
    }
    assert!(failed.is_empty(), "failed: {failed:?}; see above");
    done
}

/// How many programs run at once on this database: a server has only so many connections for all.
pub fn most() -> usize {
    match std::env::var("TEST_DATABASE_URL") {
        Ok(_) => 3,
        Err(_) => 6,
    }
}
