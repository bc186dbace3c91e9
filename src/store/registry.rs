//! Reading the registry: what a search goes through, lists, and all that belongs to one institution.

use std::collections::HashMap;

use super::batch::numbered;
use super::scope::{BindAll, Visible};
use super::{Fault, Tx, chat};
use crate::domain::announcement::Number;
use crate::domain::clock::Timestamp;
use crate::domain::id::{ChatId, GrantId};
use crate::domain::institution::Code;
use crate::domain::registry::{ChatLine, Coverage, Entry, OfficerLine};
use crate::domain::role::Scope;

/// An institution as a search sees it; each text folded but the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its region, or the title of a chat as it is.
    pub beside: String,
}

type SoughtRow = (String, String, String);

fn sought((code, name, beside): SoughtRow) -> Sought {
    Sought { code, name, beside }
}

/// All active institutions of a scope, with their regions.
///
/// # Errors
/// A database fault.
pub async fn institutions(tx: &mut Tx, scope: &Scope) -> Result<Vec<Sought>, Fault> {
    let visible = Visible::of(scope, 1);
    let rows: Vec<SoughtRow> = sqlx::query_as(visible.sql(
        "select i.code, i.sort_key, i.region_key from institution i \
         join visible v on v.code = i.code where i.active = 1",
    ))
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(sought).collect())
}

/// Most chats that a search looks at; more would be said by no list.
const MOST_TITLES: i64 = 500;

/// Groups and channels in a scope whose titles may hold every one of some folded words. Vowels and what
/// is not ASCII count as any letter, since neither engine folds accents.
///
/// # Errors
/// A database fault.
pub async fn titles(tx: &mut Tx, scope: &Scope, words: &[&str]) -> Result<Vec<Sought>, Fault> {
    let visible = Visible::of(scope, words.len() + 1);
    let like: String = (1..=words.len())
        .map(|at| format!(" and lower(c.title) like ${at}"))
        .collect();
    let sql = format!(
        "select i.code, i.sort_key, c.title from chat c \
         join institution i on i.code = c.institution \
         join visible v on v.code = i.code \
         where c.state <> 'removed' and c.kind <> 'private' and i.active = 1{like} \
         order by i.sort_key, c.id limit {MOST_TITLES}"
    );
    let mut query = sqlx::query_as(visible.sql(&sql));
    for word in words {
        query = query.bind(pattern(word));
    }
    let rows: Vec<SoughtRow> = query
        .bind_all(visible.values())
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(sought).collect())
}

/// `%b_nj_r%` for `banjir`.
fn pattern(word: &str) -> String {
    let letter = |c: char| match c {
        'a' | 'e' | 'i' | 'o' | 'u' => '_',
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    };
    format!("%{}%", word.chars().map(letter).collect::<String>())
}

/// The lines of some institutions, in the order of the codes; those that the scope does not hold are
/// left out. At most a page of them.
///
/// # Errors
/// A database fault.
pub async fn entries(tx: &mut Tx, scope: &Scope, codes: &[String]) -> Result<Vec<Entry>, Fault> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let visible = Visible::of(scope, codes.len() + 1);
    let sql = format!(
        "select i.code, i.name, (select count(*) from lineage l \
           join visible w on w.code = l.descendant \
           join institution d on d.code = l.descendant and d.active = 1 \
           where l.ancestor = i.code and l.descendant <> i.code) \
         from institution i join visible v on v.code = i.code \
         where i.active = 1 and i.code in ({})",
        numbered(1, codes.len())
    );
    let mut query = sqlx::query_as(visible.sql(&sql));
    for code in codes {
        query = query.bind(code.clone());
    }
    let rows: Vec<(String, String, i64)> = query
        .bind_all(visible.values())
        .fetch_all(tx.conn())
        .await?;
    let mut found: HashMap<String, Entry> = rows
        .into_iter()
        .map(|(code, name, below)| {
            let entry = Entry {
                code: Code::stored(code.clone()),
                name,
                below,
            };
            (code, entry)
        })
        .collect();
    Ok(codes.iter().filter_map(|code| found.remove(code)).collect())
}

/// The codes of the institutions in a scope that have none above them there, by name.
///
/// # Errors
/// A database fault.
pub async fn tops(tx: &mut Tx, scope: &Scope) -> Result<Vec<String>, Fault> {
    let visible = Visible::of(scope, 1);
    Ok(sqlx::query_scalar(visible.sql(
        "select i.code from institution i join visible v on v.code = i.code \
         where i.active = 1 and (i.parent is null or not exists ( \
           select 1 from institution p join visible w on w.code = p.code \
           where p.code = i.parent and p.active = 1)) \
         order by i.sort_key, i.code",
    ))
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?)
}

/// The codes of the institutions directly below one, by name.
///
/// # Errors
/// A database fault.
pub async fn below(tx: &mut Tx, scope: &Scope, code: &Code) -> Result<Vec<String>, Fault> {
    let visible = Visible::of(scope, 2);
    Ok(sqlx::query_scalar(visible.sql(
        "select i.code from institution i join visible v on v.code = i.code \
         where i.active = 1 and i.parent = $1 order by i.sort_key, i.code",
    ))
    .bind(code.as_str().to_owned())
    .bind_all(visible.values())
    .fetch_all(tx.conn())
    .await?)
}

/// How many institutions of a scope have a chat, and how many an officer.
///
/// # Errors
/// A database fault.
pub async fn coverage(tx: &mut Tx, scope: &Scope) -> Result<Coverage, Fault> {
    let visible = Visible::of(scope, 1);
    let (institutions, with_chat, with_officer): (i64, i64, i64) = sqlx::query_as(visible.sql(
        "select count(*), count(c.institution), count(o.area_value) from institution i \
         join visible v on v.code = i.code \
         left join (select distinct institution from chat where state = 'active') c \
           on c.institution = i.code \
         left join (select distinct area_value from role_grant where role = 'officer' \
           and state = 'active' and area_kind = 'subtree') o on o.area_value = i.code \
         where i.active = 1",
    ))
    .bind_all(visible.values())
    .fetch_one(tx.conn())
    .await?;
    Ok(Coverage {
        institutions,
        with_chat,
        with_officer,
    })
}

/// An institution's chats but the removed ones: those that can be reached first, groups before people.
///
/// # Errors
/// A database fault.
pub async fn chats(tx: &mut Tx, code: &Code) -> Result<Vec<ChatLine>, Fault> {
    let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
        "select id, kind, title, state from chat where institution = $1 and state <> 'removed' \
         order by case state when 'active' then 0 else 1 end, \
         case kind when 'private' then 1 else 0 end, id",
    )
    .bind(code.as_str())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(id, kind, title, state)| {
            Ok(ChatLine {
                id: ChatId(id),
                kind: chat::read_kind(&kind)?,
                title,
                reachable: state == "active",
            })
        })
        .collect()
}

/// An institution's officers, those of longest standing first.
///
/// # Errors
/// A database fault.
pub async fn officers(tx: &mut Tx, code: &Code) -> Result<Vec<OfficerLine>, Fault> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "select g.id, p.name from role_grant g join person p on p.id = g.person_id \
         where g.role = 'officer' and g.state = 'active' and g.area_kind = 'subtree' \
         and g.area_value = $1 order by g.id",
    )
    .bind(code.as_str())
    .fetch_all(tx.conn())
    .await?;
    let line = |(id, name)| OfficerLine {
        grant: GrantId(id),
        name,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// An institution's newest confirmation: of which announcement, when.
///
/// # Errors
/// A database fault.
pub async fn confirmed(tx: &mut Tx, code: &Code) -> Result<Option<(Number, Timestamp)>, Fault> {
    let row: Option<(i64, i64, i64)> = sqlx::query_as(
        "select a.number, a.year, k.at from acknowledgement k \
         join announcement a on a.id = k.announcement_id \
         where k.institution = $1 and a.number is not null order by k.at desc limit 1",
    )
    .bind(code.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(number, year, at)| (Number::real(number, year), Timestamp(at))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_holds_nothing_but_letters_digits_and_its_own_signs() {
        assert_eq!(pattern("humas"), "%h_m_s%");
        assert_eq!(pattern("ñ64"), "%_64%");
    }
}
