//! What is asked, and how long the answers take.

use std::path::Path;
use std::time::Instant;

use satupintu::app::settings::{Environment, Settings};
use satupintu::app::startup;
use satupintu::domain::address::Address;
use satupintu::domain::announcement::Asked;
use satupintu::domain::filter::Filter;
use satupintu::domain::id::{AnnouncementId, PersonId};
use satupintu::domain::leaf::{Leaf, List};
use satupintu::domain::role::{Actor, Area, Role};
use satupintu::service::{Rules, ask, listing, standing};
use satupintu::store::{Db, Tx};
use satupintu::telegram::identity::Identity;

use super::fill::{NOW, YEAR_ONE, YEARLY};

const TIMES: usize = 300;

/// What may take how long at the 99th percentile, in milliseconds.
pub const TARGETS: [(&str, f64); 2] = [("/status", 20.0), ("/belum", 20.0)];

/// Milliseconds.
pub struct Took {
    pub median: f64,
    pub p99: f64,
}

/// Whoever asks, and by which rules they are answered.
pub struct Asking {
    rules: Rules,
    actors: [(&'static str, Actor); 3],
}

#[derive(Clone, Copy)]
enum Question {
    Latest,
    Card,
    /// The first page, through a filter, or as far as one can turn.
    Page(List, &'static str),
    Last(List),
    /// What there is to narrow a list by.
    Sieve(List),
    /// An institution's page.
    Standing,
}

const QUESTIONS: [(&str, Question); 9] = [
    ("/status", Question::Latest),
    ("/status N", Question::Card),
    ("/belum N", Question::Page(List::Missing, "")),
    (
        "/belum N bumn kpu",
        Question::Page(List::Missing, "bumn kpu"),
    ),
    ("/belum N, last page", Question::Last(List::Missing)),
    ("/belum N, Saring", Question::Sieve(List::Missing)),
    ("/sudah N", Question::Page(List::Confirmed, "")),
    ("/gagal N", Question::Page(List::Failed, "")),
    ("an institution", Question::Standing),
];

fn actor(role: Role, area: Area) -> Actor {
    Actor {
        person: PersonId("p-K-7".to_owned()),
        address: Address::telegram(1, None),
        name: "Wati".to_owned(),
        grants: vec![(role, area)],
    }
}

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
            actors: [
                ("all", actor(Role::Owner, Area::Everywhere)),
                (
                    "region",
                    actor(
                        Role::Coordinator,
                        Area::Region("Kota Balikpapan".to_owned()),
                    ),
                ),
                (
                    "one",
                    actor(Role::Officer, Area::Only(super::fill::code(7))),
                ),
            ],
        }
    }

    /// Asks everything of announcements here and there, by turns of each of two databases with so many, so
    /// that what else the machine does slows both down.
    pub async fn all(&self, databases: [(&Db, i64); 2]) -> Vec<(String, [Took; 2])> {
        let mut all = Vec::new();
        for (what, question) in QUESTIONS {
            for (whose, actor) in &self.actors {
                let mut took = [Vec::with_capacity(TIMES), Vec::with_capacity(TIMES)];
                for time in 0..TIMES {
                    for (took, (db, announcements)) in took.iter_mut().zip(databases) {
                        // A step that shares no factor with how many there are comes everywhere.
                        let id = 1 + (i64::try_from(time).expect("small") * 7919) % announcements;
                        let mut tx = db.write().await.expect("a transaction");
                        let begun = Instant::now();
                        self.ask(&mut tx, question, actor, id).await;
                        took.push(begun.elapsed().as_secs_f64() * 1000.0);
                    }
                }
                let took = took.map(|mut took| {
                    took.sort_by(f64::total_cmp);
                    Took {
                        median: took[TIMES / 2],
                        p99: took[TIMES * 99 / 100],
                    }
                });
                all.push((format!("{what} ({whose})"), took));
            }
        }
        all
    }

    /// Asks everything of one announcement once.
    pub async fn each(&self, db: &Db, id: i64) {
        for (_, question) in QUESTIONS {
            for (_, actor) in &self.actors {
                let mut tx = db.write().await.expect("a transaction");
                self.ask(&mut tx, question, actor, id).await;
            }
        }
    }

    async fn ask(&self, tx: &mut Tx, question: Question, actor: &Actor, id: i64) {
        let (now, scope) = (NOW, &actor.asking_scope());
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
                let picture = ask::timeline(tx, scope, &card, now).await;
                picture.expect("a picture");
            }
            Question::Page(list, words) => {
                let filter = listing::typed(tx, scope, found, words)
                    .await
                    .expect("a filter");
                let leaf = Leaf::first(found, list);
                let page = listing::page(tx, scope, leaf, filter, now).await;
                page.expect("a page");
            }
            Question::Last(list) => {
                let leaf = Leaf::first(found, list).at(i64::MAX);
                let page = listing::page(tx, scope, leaf, Filter::default(), now).await;
                page.expect("a page");
            }
            Question::Sieve(list) => {
                let leaf = Leaf::first(found, list);
                let sieve = listing::sieve(tx, scope, leaf, Filter::default()).await;
                sieve.expect("a menu");
            }
            Question::Standing => {
                let leaf = Leaf::first(found, List::Missing);
                let code = super::fill::code(7);
                let page = standing::page(tx, actor, leaf, &code, now).await;
                page.expect("an institution's page");
            }
        }
    }
}
