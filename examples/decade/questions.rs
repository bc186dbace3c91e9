//! What is asked, and how long the answers take.

use std::path::Path;
use std::time::Instant;

use satupintu::app::settings::{Environment, Settings};
use satupintu::app::startup;
use satupintu::domain::announcement::Asked;
use satupintu::domain::id::AnnouncementId;
use satupintu::domain::role::{Area, Scope};
use satupintu::service::{Rules, ask};
use satupintu::store::{Db, Tx};
use satupintu::telegram::identity::Identity;

use super::fill::{NOW, YEAR_ONE, YEARLY};

const TIMES: usize = 300;

/// What may take how long at the 99th percentile, in milliseconds.
pub const TARGETS: [(&str, f64); 3] = [("/status N", 20.0), ("/status", 20.0), ("/belum", 20.0)];

/// Milliseconds.
pub struct Took {
    pub median: f64,
    pub p99: f64,
}

/// Whoever asks, and by which rules they are answered.
pub struct Asking {
    rules: Rules,
    scopes: [(&'static str, Scope); 3],
}

#[derive(Clone, Copy)]
enum Question {
    Latest,
    Card,
    Unconfirmed,
    LastUnconfirmed,
    Confirmed,
}

const QUESTIONS: [(&str, Question); 5] = [
    ("/status", Question::Latest),
    ("/status N", Question::Card),
    ("/belum N", Question::Unconfirmed),
    ("/belum N, last page", Question::LastUnconfirmed),
    ("/sudah N", Question::Confirmed),
];

impl Asking {
    pub fn new(folder: &Path) -> Self {
        let nothing = Vec::<(String, String)>::new();
        let settings = Settings::load(&Environment::new(nothing, folder)).expect("the defaults");
        let identity = Identity {
            id: 1,
            username: "satupintu_bot".to_owned(),
        };
        Self {
            rules: startup::rules(&settings, &identity),
            scopes: [
                ("all", Scope::of([Area::Everywhere])),
                (
                    "region",
                    Scope::of([Area::Region("Kota Balikpapan".to_owned())]),
                ),
                ("one", Scope::of([Area::Only(super::fill::code(7))])),
            ],
        }
    }

    /// Asks everything of announcements here and there among the first so many.
    pub async fn all(&self, db: &Db, announcements: i64) -> Vec<(String, Took)> {
        let mut all = Vec::new();
        for (what, question) in QUESTIONS {
            for (whose, scope) in &self.scopes {
                let mut took = Vec::with_capacity(TIMES);
                for time in 0..TIMES {
                    // A step that shares no factor with how many there are comes everywhere.
                    let id = 1 + (i64::try_from(time).expect("small") * 7919) % announcements;
                    let mut tx = db.write().await.expect("a transaction");
                    let begun = Instant::now();
                    self.ask(&mut tx, question, scope, id).await;
                    took.push(begun.elapsed().as_secs_f64() * 1000.0);
                }
                took.sort_by(f64::total_cmp);
                let took = Took {
                    median: took[TIMES / 2],
                    p99: took[TIMES * 99 / 100],
                };
                all.push((format!("{what} ({whose})"), took));
            }
        }
        all
    }

    /// Asks everything of one announcement once.
    pub async fn each(&self, db: &Db, id: i64) {
        for (_, question) in QUESTIONS {
            for (_, scope) in &self.scopes {
                let mut tx = db.write().await.expect("a transaction");
                self.ask(&mut tx, question, scope, id).await;
            }
        }
    }

    async fn ask(&self, tx: &mut Tx, question: Question, scope: &Scope, id: i64) {
        let now = NOW;
        if let Question::Latest = question {
            let lines = ask::latest(tx, scope, false).await.expect("a list");
            assert_eq!(lines.len(), 10);
            return;
        }
        let asked = Asked {
            number: 1 + (id - 1) % YEARLY,
            year: Some(YEAR_ONE + (id - 1) / YEARLY),
            drill: false,
        };
        let found = ask::find(tx, scope, asked).await.expect("it concerns them");
        assert_eq!(found, AnnouncementId(id));
        match question {
            Question::Latest => {}
            Question::Card => {
                let card = ask::card(tx, &self.rules, scope, None, found, now).await;
                let card = card.expect("a card");
                ask::timeline(tx, scope, &card, now)
                    .await
                    .expect("a picture");
            }
            Question::Unconfirmed | Question::LastUnconfirmed | Question::Confirmed => {
                let confirmed = matches!(question, Question::Confirmed);
                let page = match question {
                    Question::LastUnconfirmed => i64::MAX,
                    _ => 0,
                };
                let page = ask::page(tx, scope, found, confirmed, page, now).await;
                page.expect("a page");
            }
        }
    }
}
