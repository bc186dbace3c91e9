//! Several runs side by side: most of their time they wait.

use std::fmt;
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

/// Places that one stage sees, one after the other: much of what a walk costs is that simulator, database and
/// staff are there.
const ROW: usize = 5;

/// Deals places out to rows of [`ROW`], each with its name.
pub fn rows<T: fmt::Display>(places: impl Iterator<Item = T>) -> Vec<(String, Vec<T>)> {
    let places: Vec<T> = places.collect();
    let mut rows: Vec<(String, Vec<T>)> = Vec::new();
    rows.resize_with(places.len().div_ceil(ROW), Default::default);
    let count = rows.len();
    // Neighbours are alike, and come into different rows.
    for (at, place) in places.into_iter().enumerate() {
        let (name, row) = &mut rows[at % count];
        name.push_str(&format!(" {place}"));
        row.push(place);
    }
    rows
}

/// How many programs run at once on this database: a server has only so many connections for all.
pub fn most() -> usize {
    match std::env::var("TEST_DATABASE_URL") {
        Ok(_) => 3,
        Err(_) => 6,
    }
}
