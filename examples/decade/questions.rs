//! What is asked, by whom, and how long the answers take.

use std::path::Path;
use std::time::Instant;

use satupintu::app::settings::{Environment, Settings};
use satupintu::app::startup;
use satupintu::domain::address::Address;
use satupintu::domain::board::State;
use satupintu::domain::id::PersonId;
use satupintu::domain::leaf::List;
use satupintu::domain::role::{Actor, Area, Role};
use satupintu::service::Rules;
use satupintu::store::Db;
use satupintu::telegram::identity::Identity;

use super::fill;

/// What may be asked.
#[derive(Clone, Copy)]
pub enum Question {
    /// The newest announcements, in a chat.
    Latest,
    /// Of one announcement, in a chat.
    About(About),
    /// The files of a month, drawn.
    Recap,
    /// A page of the board, as HTML.
    Board(Page),
}

#[derive(Clone, Copy)]
pub enum About {
    Card,
    /// The first page of a list, through a filter, or as far as one can turn.
    First(List, &'static str),
    Last(List),
    /// What there is to narrow a list by.
    Sieve(List),
    /// An institution's page.
    Standing,
    /// The files, drawn.
    Export,
}

#[derive(Clone, Copy)]
pub enum Page {
    Overview,
    /// The table of institutions, narrowed by their state.
    Table(Option<State>),
    Announcement,
    Institution,
}

/// A question, what it is printed as, how often it is asked, and what is promised of it.
pub struct Asked {
    pub what: &'static str,
    pub question: Question,
    times: usize,
    /// Most milliseconds, at the 99th percentile.
    most: Option<f64>,
    /// Whether it must take as long after ten years as after one, or half as long again.
    steady: bool,
}

const fn asked(what: &'static str, question: Question) -> Asked {
    Asked {
        what,
        question,
        times: 300,
        most: None,
        steady: false,
    }
}

/// Of one announcement: the questions that must not grow with the years.
const fn about(what: &'static str, about: About) -> Asked {
    asked(what, Question::About(about)).steadily_within(20.0)
}

const fn table(what: &'static str, state: Option<State>) -> Asked {
    asked(what, Question::Board(Page::Table(state))).within(100.0)
}

impl Asked {
    const fn steadily_within(mut self, most: f64) -> Self {
        self.most = Some(most);
        self.steady = true;
        self
    }

    const fn within(mut self, most: f64) -> Self {
        self.most = Some(most);
        self
    }

    const fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    /// Whether what was promised was kept.
    pub fn kept(&self, [tenth, whole]: &[Took; 2]) -> bool {
        self.most.is_none_or(|most| whole.p99 < most)
            && (!self.steady || whole.median / tenth.median <= 1.5)
    }
}

static QUESTIONS: [Asked; 19] = [
    asked("/status", Question::Latest).steadily_within(20.0),
    about("/status N", About::Card),
    about("/belum N", About::First(List::Missing, "")),
    about("/belum N bumn kpu", About::First(List::Missing, "bumn kpu")),
    about("/belum N, last page", About::Last(List::Missing)),
    about("/belum N, Saring", About::Sieve(List::Missing)),
    about("/sudah N", About::First(List::Confirmed, "")),
    about("/gagal N", About::First(List::Failed, "")),
    about("an institution", About::Standing),
    asked("/ekspor N", Question::About(About::Export))
        .within(1000.0)
        .times(40),
    asked("/rekap", Question::Recap).within(1000.0).times(40),
    asked("board", Question::Board(Page::Overview)).within(100.0),
    table("board, table", None),
    table("board, who has not confirmed", Some(State::Unconfirmed)),
    table("board, who has confirmed", Some(State::Confirmed)),
    table("board, whom nothing reached", Some(State::Failed)),
    table("board, who had no chat", Some(State::WithoutChat)),
    asked("board, announcement", Question::Board(Page::Announcement)).within(100.0),
    asked("board, institution", Question::Board(Page::Institution)).within(100.0),
];

/// Milliseconds.
pub struct Took {
    pub median: f64,
    pub p99: f64,
}

impl Took {
    fn of(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        Self {
            median: all[all.len() / 2],
            p99: all[all.len() * 99 / 100],
        }
    }
}

/// Whoever asks, and by which rules they are answered.
pub struct Asking {
    pub(super) rules: Rules,
    actors: [(&'static str, Actor); 3],
    /// How the questions begin that are asked.
    which: String,
}

fn actor(role: Role, area: Area) -> Actor {
    Actor {
        person: PersonId("p-K-7".to_owned()),
        address: Address::telegram(1, None),
        name: "Wati".to_owned(),
        grants: vec![(role, area)],
    }
}

impl Asking {
    pub fn new(folder: &Path, which: &str) -> Self {
        let nothing = Vec::<(String, String)>::new();
        let settings = Settings::load(&Environment::new(nothing, folder)).expect("the defaults");
        let identity = Identity {
            id: 1,
            username: "satupintu_bot".to_owned(),
        };
        let city = Area::Region("Kota Balikpapan".to_owned());
        Self {
            rules: startup::rules(&settings, &identity),
            actors: [
                ("all", actor(Role::Owner, Area::Everywhere)),
                ("region", actor(Role::Coordinator, city)),
                ("one", actor(Role::Coordinator, Area::Only(fill::code(7)))),
            ],
            which: which.to_owned(),
        }
    }

    fn questions(&self) -> impl Iterator<Item = &'static Asked> {
        QUESTIONS
            .iter()
            .filter(|it| it.what.starts_with(&self.which))
    }

    /// Asks about announcements here and there, by turns of each of two databases with so many, so that what
    /// else the machine does slows both down. Tells of each question as soon as it is answered.
    pub async fn all(
        &self,
        databases: [(&Db, i64); 2],
        mut tell: impl FnMut(&Asked, &str, [Took; 2]),
    ) {
        for asked in self.questions() {
            for (whose, actor) in &self.actors {
                let mut took = [const { Vec::new() }; 2];
                for time in 0..asked.times {
                    for (took, (db, announcements)) in took.iter_mut().zip(databases) {
                        // A step that shares no factor with how many there are comes everywhere.
                        let id = 1 + (i64::try_from(time).expect("small") * 7919) % announcements;
                        let mut tx = db.write().await.expect("a transaction");
                        let begun = Instant::now();
                        self.answer(&mut tx, asked.question, actor, id).await;
                        took.push(begun.elapsed().as_secs_f64() * 1000.0);
                    }
                }
                tell(asked, whose, took.map(Took::of));
            }
        }
    }

    /// Asks everything of one announcement once.
    pub async fn each(&self, db: &Db, id: i64) {
        for asked in self.questions() {
            for (_, actor) in &self.actors {
                let mut tx = db.write().await.expect("a transaction");
                self.answer(&mut tx, asked.question, actor, id).await;
            }
        }
    }
}
