//! The evidence that institutions passed an announcement on.

mod count;

use sqlx::any::AnyRow;
use sqlx::{FromRow, Row as _};

use super::announcement::number as number_of;
use super::json::{from_json, json};
use super::scope::{BindAll, Visible};
use super::{Fault, Tx};
use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::domain::dissemination::{Earlier, Evidence, Given, Sort};
use crate::domain::id::{AnnouncementId, ChatId, EvidenceId, PersonId};
use crate::domain::institution::Code;
use crate::domain::part::Medium;
use crate::domain::role::Scope;

pub use count::{count, of, total};

/// Who gives evidence of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// By this it is known.
    pub id: EvidenceId,
    /// Of which announcement.
    pub announcement: AnnouncementId,
    /// Of which revision.
    pub revision: i64,
    /// For which institution.
    pub institution: Code,
    /// By whom.
    pub person: PersonId,
    /// "Disebarluaskan" was pressed in which chat.
    pub chat: ChatId,
}

/// Records evidence; what the institution gave before for this revision counts no more. `link_key`: the
/// SHA-256 of what is the same for all links to its page.
///
/// # Errors
/// A database fault.
pub async fn put(
    tx: &mut Tx,
    report: &Report,
    evidence: &Evidence,
    link_key: Option<&str>,
    now: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "update dissemination set current = 0 where announcement_id = $1 and revision = $2 \
         and institution = $3 and current = 1",
    )
    .bind(report.announcement.0)
    .bind(report.revision)
    .bind(report.institution.as_str())
    .execute(tx.conn())
    .await?;
    let screenshot = evidence.screenshot.as_ref().map(json).transpose()?;
    sqlx::query(
        "insert into dissemination (id, announcement_id, revision, institution, person_id, chat_id, \
         at, current, sort, link, link_key, words, screenshot, archive) \
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13)",
    )
    .bind(report.id.0)
    .bind(report.announcement.0)
    .bind(report.revision)
    .bind(report.institution.as_str())
    .bind(&report.person.0)
    .bind(report.chat.0)
    .bind(now.0)
    .bind(evidence.sort().as_str())
    .bind(evidence.link.as_ref().map(|link| link.url.clone()))
    .bind(link_key.map(str::to_owned))
    .bind(evidence.words.clone())
    .bind(screenshot)
    .bind(evidence.screenshot.as_ref().map(|_| "waiting"))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A row of evidence with the name of who gave it.
struct Row {
    id: i64,
    sort: String,
    link: Option<String>,
    words: Option<String>,
    has_screenshot: i64,
    by: String,
    at: i64,
}

impl<'r> FromRow<'r, AnyRow> for Row {
    fn from_row(row: &'r AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            sort: row.try_get("sort")?,
            link: row.try_get("link")?,
            words: row.try_get("words")?,
            has_screenshot: row.try_get("has_screenshot")?,
            by: row.try_get("name")?,
            at: row.try_get("at")?,
        })
    }
}

impl Row {
    fn read(self) -> Result<Given, Fault> {
        Ok(Given {
            id: EvidenceId(self.id),
            sort: Sort::from_stored(&self.sort)
                .ok_or_else(|| Fault::unreadable("evidence", self.sort))?,
            link: self.link,
            words: self.words,
            screenshot: self.has_screenshot == 1,
            by: self.by,
            at: Timestamp(self.at),
        })
    }
}

const COLUMNS: &str = "e.id, e.sort, e.link, e.words, \
     case when e.screenshot is null then 0 else 1 end as has_screenshot, p.name, e.at";

/// What counts of an institution for a revision.
///
/// # Errors
/// A database fault.
pub async fn current(
    tx: &mut Tx,
    (announcement, revision): (AnnouncementId, i64),
    institution: &Code,
) -> Result<Option<Given>, Fault> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "select {COLUMNS} from dissemination e join person p on p.id = e.person_id \
         where e.announcement_id = $1 and e.revision = $2 and e.institution = $3 and e.current = 1"
    )))
    .bind(announcement.0)
    .bind(revision)
    .bind(institution.as_str())
    .fetch_optional(tx.conn())
    .await?;
    row.map(Row::read).transpose()
}

const FIRST_AND_COUNT: &str = "select e.person_id, p.name \
     from dissemination e join person p on p.id = e.person_id \
     where e.announcement_id = $1 and e.revision = $2 and e.institution = $3 order by e.at, e.id";

/// Who gave evidence first for an institution, and how many of its people did.
///
/// # Errors
/// A database fault.
pub async fn first_and_count(
    tx: &mut Tx,
    announcement: AnnouncementId,
    revision: i64,
    institution: &Code,
) -> Result<Option<(String, i64)>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as(FIRST_AND_COUNT)
        .bind(announcement.0)
        .bind(revision)
        .bind(institution.as_str())
        .fetch_all(tx.conn())
        .await?;
    let people: std::collections::BTreeSet<&String> = rows.iter().map(|(id, _)| id).collect();
    let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
    Ok(rows.first().map(|(_, first)| (first.clone(), count)))
}

/// A link that was given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// By which institution.
    pub institution: Code,
    /// Whether for this very revision of this announcement.
    pub same: bool,
    /// Where.
    pub earlier: Earlier,
}

/// Where a link is evidence already, of real announcements or of drills: where this institution gave it, then
/// where others did, first to last. What was replaced does not count of others, nor of the same announcement;
/// earlier revisions of it do not either: the page may be the one that was corrected.
///
/// # Errors
/// A database fault.
pub async fn given_before(
    tx: &mut Tx,
    link_key: &str,
    (announcement, revision): (AnnouncementId, i64),
    institution: &Code,
    drill: bool,
) -> Result<Vec<Before>, Fault> {
    type Row = (String, String, Option<i64>, Option<i64>, Option<i64>, i64);
    let rows: Vec<Row> = sqlx::query_as(
        "select e.institution, i.name, n.number, n.drill_number, n.year, \
         case when e.announcement_id = $3 and e.revision = $4 then 1 else 0 end \
         from dissemination e \
         join institution i on i.code = e.institution \
         join announcement n on n.id = e.announcement_id \
         where e.link_key = $1 \
         and (e.current = 1 or (e.institution = $2 and e.announcement_id <> $3)) \
         and (case when n.drill_number is null then 0 else 1 end) = $5 \
         and not (e.institution = $2 and e.announcement_id = $3 and e.revision < $4) \
         order by case when e.institution = $2 then 0 else 1 end, e.at, e.id limit 20",
    )
    .bind(link_key)
    .bind(institution.as_str())
    .bind(announcement.0)
    .bind(revision)
    .bind(i64::from(drill))
    .fetch_all(tx.conn())
    .await?;
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(code, institution, number, drill_number, year, same)| {
            let number = number_of(number, drill_number, year)?;
            let earlier = Earlier {
                institution,
                number,
            };
            Some(Before {
                institution: Code::stored(code),
                same: same == 1,
                earlier,
            })
        })
        .collect())
}

/// A screenshot, and what it is evidence of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// As the messenger knows it.
    pub screenshot: Medium,
    /// Of which announcement.
    pub number: Number,
    /// The institution's name.
    pub institution: String,
    /// The rest.
    pub given: Given,
}

/// A screenshot within a scope; none where there is none any more.
///
/// # Errors
/// A database fault.
pub async fn shown(tx: &mut Tx, id: EvidenceId, scope: &Scope) -> Result<Option<Shown>, Fault> {
    let visible = Visible::of(scope, 2);
    let row: Option<AnyRow> = sqlx::query(visible.sql(&format!(
        "select {COLUMNS}, e.screenshot, e.sha256, n.number, n.drill_number, n.year, i.name as institution \
         from dissemination e join person p on p.id = e.person_id \
         join institution i on i.code = e.institution \
         join announcement n on n.id = e.announcement_id \
         where e.id = $1 and e.screenshot is not null \
         and e.institution in (select code from visible)"
    )))
    .bind(id.0)
    .bind_all(visible.values())
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let screenshot: String = row.try_get("screenshot")?;
    Ok(Some(Shown {
        screenshot: Medium {
            sha256: row.try_get("sha256")?,
            ..from_json("screenshot", &screenshot)?
        },
        number: number_of(
            row.try_get("number")?,
            row.try_get("drill_number")?,
            row.try_get("year")?,
        )
        .ok_or_else(|| Fault::unreadable("number", id.0.to_string()))?,
        institution: row.try_get("institution")?,
        given: Row::from_row(&row)?.read()?,
    }))
}

/// The bytes of a screenshot are here, or cannot be had; who gave it, if that was waited for.
///
/// # Errors
/// A database fault.
pub async fn settle(
    tx: &mut Tx,
    id: EvidenceId,
    sha256: Option<&str>,
) -> Result<Option<(AnnouncementId, Code, PersonId)>, Fault> {
    let settled: Option<(i64, String, String)> = sqlx::query_as(
        "update dissemination set archive = $2, sha256 = $3 \
         where id = $1 and archive = 'waiting' and screenshot is not null \
         returning announcement_id, institution, person_id",
    )
    .bind(id.0)
    .bind(match sha256 {
        Some(_) => "archived",
        None => "failed",
    })
    .bind(sha256.map(str::to_owned))
    .fetch_optional(tx.conn())
    .await?;
    Ok(settled.map(|(announcement, institution, person)| {
        (
            AnnouncementId(announcement),
            Code::stored(institution),
            PersonId(person),
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::role::Area;
    use crate::store::Db;

    /// Old pieces are read as well as those that count, so that the index of the latter is not enough.
    #[tokio::test]
    async fn what_was_ever_given_is_found_without_reading_all_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("new.db").display());
        let db = Db::open(&url).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let visible = Visible::of(&Scope::of([Area::Everywhere]), 4);
        for sql in [
            FIRST_AND_COUNT.to_owned(),
            visible.sql(count::COUNT).0,
            count::of_sql(3),
        ] {
            let plan = sqlx::query(sqlx::AssertSqlSafe(format!("explain query plan {sql}")))
                .fetch_all(tx.conn())
                .await
                .unwrap();
            let steps: Vec<String> = plan.iter().map(|it| it.get("detail")).collect();
            let whole = |it: &&String| {
                [
                    "SCAN e",
                    "SCAN f",
                    "SCAN dissemination",
                    "SCAN acknowledgement",
                ]
                .iter()
                .any(|scan| it.split(" USING ").next() == Some(*scan) && !it.contains("CTE"))
            };
            assert_eq!(steps.iter().find(whole), None, "{steps:#?}");
        }
        drop(tx);
        db.close().await;
    }
}
