//! What the database says when all is over, held against what the simulator saw.

use satupintu::domain::address::Address;

use super::offices::Office;
use super::stage::TEXT;
use super::tables::Tables;

/// The database, opened beside the program.
pub struct Record(Tables);

/// How the copies came out.
#[derive(Debug, Default)]
pub struct Copies {
    /// Offices without any.
    pub skipped: usize,
    /// Copies beyond the first.
    pub extra: usize,
    /// Deliveries marked "mungkin ganda".
    pub marked: i64,
}

impl Record {
    pub fn open(url: &str) -> Self {
        Self(Tables::of(url))
    }

    pub async fn close(self) {
        self.0.close().await;
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.0.count(sql).await
    }

    /// Rows that somebody still has to do something about.
    pub async fn unfinished(&self) -> i64 {
        self.count(
            "select (select count(*) from inbox where state = 'waiting') \
             + (select count(*) from outbox) \
             + (select count(*) from delivery where state = 'waiting')",
        )
        .await
    }

    /// Every office got the announcement, once, or more often where that is marked; and the record says
    /// of each copy what the simulator says.
    pub async fn check_copies(&self, offices: &[Office]) -> Copies {
        let mut copies = Copies {
            marked: self
                .count("select count(*) from delivery where maybe_double = 1")
                .await,
            ..Copies::default()
        };
        for office in offices {
            let found = office.copies(TEXT);
            copies.skipped += usize::from(found.is_empty());
            copies.extra += found.len().saturating_sub(1);
            let address = Address::telegram(office.chat.id(), None);
            let address = address.as_str();
            let ids: Vec<String> = found
                .iter()
                .map(|message| format!("'[{}]'", message.id))
                .collect();
            let ids = ids.join(", ");
            let double = i64::from(found.len() > 1);
            let recorded = self
                .count(&format!(
                    "select count(*) from delivery d join chat c on c.id = d.chat_id \
                     where c.address = '{address}' and d.state = 'sent' and d.shows = 1 \
                     and d.message_ids in ({ids}) and d.maybe_double >= {double}"
                ))
                .await;
            assert_eq!(
                recorded,
                1,
                "{address}: {} copies, which the record does not tell",
                found.len()
            );
        }
        let deliveries = self.count("select count(*) from delivery").await;
        assert_eq!(usize::try_from(deliveries).unwrap(), offices.len());
        let approved = self.count("select decided_at from announcement").await;
        let first = offices
            .iter()
            .flat_map(|office| office.copies(TEXT))
            .map(|message| message.date_ms)
            .min();
        assert!(
            first.is_none_or(|first| first >= approved),
            "sent before it was approved"
        );
        copies
    }

    /// Whether a confirmation by the reader of that office is on record.
    pub async fn is_confirmed(&self, office: &Office) -> bool {
        let person = Address::telegram(office.reader.id(), None);
        let chat = Address::telegram(office.chat.id(), None);
        let found = self
            .count(&format!(
                "select count(*) from acknowledgement k join person p on p.id = k.person_id \
                 join chat c on c.id = k.chat_id where p.address = '{}' and c.address = '{}'",
                person.as_str(),
                chat.as_str()
            ))
            .await;
        found == 1
    }
}
