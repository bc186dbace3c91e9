//! How each question is answered: as the program does it, without the messenger and the browser.

use satupintu::domain::announcement::Asked;
use satupintu::domain::board::{self, Session, Viewer, Way};
use satupintu::domain::file::File;
use satupintu::domain::filter::Filter;
use satupintu::domain::id::AnnouncementId;
use satupintu::domain::leaf::{Leaf, List};
use satupintu::domain::message::Message;
use satupintu::domain::role::Actor;
use satupintu::service::board::{pages, table};
use satupintu::service::{ask, export, listing, recap, standing};
use satupintu::store::Tx;
use satupintu::view;
use satupintu::view::board::Frame;
use satupintu::view::{Lang, Locale, Zone};

use super::fill::{self, NOW, YEAR_ONE, YEARLY};
use super::questions::{About, Asking, Page, Question};

impl Asking {
    pub(super) async fn answer(&self, tx: &mut Tx, question: Question, actor: &Actor, id: i64) {
        let (now, scope) = (NOW, &actor.asking_scope());
        let lang = Lang {
            locale: Locale::Id,
            zone: Zone(self.rules.calendar.zone),
        };
        match question {
            Question::Latest => {
                let lines = ask::latest(tx, scope, false).await.expect("a list");
                assert_eq!(lines.len(), 10);
            }
            Question::Recap => {
                let made = recap::of(tx, &self.rules, actor, &fill::month(id), now).await;
                drawn(view::recap::files(&lang, &made.expect("a month")));
            }
            Question::About(what) => self.about(tx, what, actor, &lang, id).await,
            Question::Board(page) => self.look(tx, page, actor, &lang, id).await,
        }
    }

    /// A question in a chat that names an announcement.
    async fn about(&self, tx: &mut Tx, what: About, actor: &Actor, lang: &Lang, id: i64) {
        let (now, scope) = (NOW, &actor.asking_scope());
        let asked = Asked {
            number: 1 + (id - 1) % YEARLY,
            year: Some(YEAR_ONE + (id - 1) / YEARLY),
            drill: false,
        };
        let found = ask::find(tx, scope, asked).await.expect("it concerns them");
        assert_eq!(found, AnnouncementId(id));
        match what {
            About::Card => {
                let card = ask::card(tx, &self.rules, scope, None, found, now).await;
                let card = card.expect("a card");
                let picture = ask::timeline(tx, scope, &card, now).await;
                picture.expect("a picture");
            }
            About::First(list, words) => {
                let filter = listing::typed(tx, scope, found, words).await;
                let leaf = Leaf::first(found, list);
                let page = listing::page(tx, scope, leaf, filter.expect("a filter"), now).await;
                page.expect("a page");
            }
            About::Last(list) => {
                let leaf = Leaf::first(found, list).at(i64::MAX);
                let page = listing::page(tx, scope, leaf, Filter::default(), now).await;
                page.expect("a page");
            }
            About::Sieve(list) => {
                let leaf = Leaf::first(found, list);
                let sieve = listing::sieve(tx, scope, leaf, Filter::default()).await;
                sieve.expect("a menu");
            }
            About::Standing => {
                let leaf = Leaf::first(found, List::Missing);
                let page = standing::page(tx, actor, leaf, &fill::code(7), now).await;
                page.expect("an institution's page");
            }
            About::Export => {
                let made = export::of(tx, &self.rules, actor, found, now).await;
                drawn(view::export::files(lang, &made.expect("the files")));
            }
        }
    }

    /// A page of the board.
    async fn look(&self, tx: &mut Tx, page: Page, actor: &Actor, lang: &Lang, id: i64) {
        let (now, scope) = (NOW, actor.asking_scope());
        let viewer = Viewer {
            session: Session {
                id: 1,
                person: actor.person.clone(),
                way: Way::Link,
            },
            actor: actor.clone(),
            scope,
            language: None,
        };
        let (scope, filter) = (&viewer.scope, board::Filter::default());
        let frame = Frame {
            base: "/papan",
            version: "1",
            viewer: Some((&viewer, "0")),
            wall: false,
            now,
        };
        let page = match page {
            Page::Overview => {
                let overview = pages::overview(tx, scope, now).await;
                view::board::overview(lang, &frame, &overview.expect("the first page"))
            }
            Page::Table(state) => {
                let filter = board::Filter { state, ..filter };
                let shown = table::table(tx, scope, filter, now).await;
                view::board::table(lang, &frame, &shown.expect("a table"))
            }
            Page::Announcement => {
                let id = AnnouncementId(id);
                let one = pages::announcement(tx, &self.rules, scope, id, filter, now).await;
                view::board::announcement(lang, &frame, &one.expect("an announcement"))
            }
            Page::Institution => {
                let one = pages::institution(tx, &viewer, &fill::code(7), now).await;
                view::board::institution(lang, &frame, &one.expect("an institution"))
            }
        };
        assert!(page.contains("</html>"));
    }
}

fn drawn(files: [(File, Message); 2]) {
    for (file, _) in files {
        let file = view::drawn(file).expect("a file");
        assert!(!file.content.0.is_empty());
    }
}
