//! `/tautan`: links of many institutions as a file, of one as text; and taking them back.

use crate::domain::event::{Press, Visitor};
use crate::domain::file::File;
use crate::domain::message::Message;
use crate::domain::outgoing::PressAnswer;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::domain::selection::{self, Selection};
use crate::service::invite::{self, Bundle, Extent};
use crate::service::{Error, people, post};
use crate::view;
use crate::view::links::{Earlier, Terms, Use};
use crate::view::qr::Page;

use super::role_links;
use super::talk::Talk;

/// Words that are no code.
const FLAGS: &[&str] = &["semua", "cabut", "qr", "peran"];
/// Most institutions of one file of codes: drawing them takes a moment, and nobody prints more at once.
const MOST_CODES: usize = 200;

/// `/tautan [semua] [qr] [kategori:… wilayah:"…" KODE]`, `/tautan cabut …`, `/tautan [cabut] peran`.
pub(super) async fn make(talk: &mut Talk<'_>, visitor: &Visitor, typed: &str) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    invite::need_inviter(&actor)?;
    let (wanted, flags) = selection::read(typed, FLAGS)?;
    if flags.contains(&"peran") {
        return of_roles(talk, &actor, &wanted, &flags).await;
    }
    let all = flags.contains(&"semua");
    if flags.contains(&"cabut") {
        return revoke(talk, &actor, &wanted, all).await;
    }
    let as_codes = flags.contains(&"qr");
    let extent = Extent {
        all,
        most: as_codes.then_some(MOST_CODES),
    };
    let made = invite::bundle(talk.tx, talk.rules, &actor, &wanted, extent, talk.now).await?;
    match (&made.single, as_codes) {
        (Some(_), false) => single(talk, &actor, &made).await,
        (Some(_), true) => {
            single(talk, &actor, &made).await?;
            pictures(talk, &actor, &made).await
        }
        (None, false) => file(talk, &actor, &made).await,
        (None, true) => pages(talk, &actor, &made).await,
    }
}

/// Those for weightier roles are listed, or all taken back.
async fn of_roles(
    talk: &mut Talk<'_>,
    actor: &Actor,
    wanted: &Selection,
    flags: &[&str],
) -> Result<(), Error> {
    people::need(actor, Role::Owner)?;
    match (wanted.0.is_empty(), flags) {
        (true, ["peran"]) => role_links::list(talk, actor).await,
        (true, ["cabut", "peran"]) => role_links::revoke_all(talk, actor).await,
        _ => Err(Refusal::RevokeUsage.into()),
    }
}

/// Both links as pictures, each with what it is for.
async fn pictures(talk: &mut Talk<'_>, actor: &Actor, made: &Bundle) -> Result<(), Error> {
    for pair in &made.pairs {
        let group = view::links::chat_code(&talk.lang, &pair.name, made.chat_expires);
        picture(
            talk,
            actor,
            &format!("grup {}", pair.code),
            &pair.group_url,
            group,
        )
        .await?;
        let (expires, uses) = (made.officer_expires, made.officer_uses);
        let officer = view::links::officer_code(&talk.lang, &pair.name, expires, uses);
        let name = format!("petugas {}", pair.code);
        picture(talk, actor, &name, &pair.officer_url, officer).await?;
    }
    Ok(())
}

/// A link as a picture.
pub(super) async fn picture(
    talk: &mut Talk<'_>,
    actor: &Actor,
    name: &str,
    url: &str,
    caption: Message,
) -> Result<(), Error> {
    let picture = view::qr::picture(name, url);
    Ok(post::file(talk.tx, &actor.address, (picture, caption), None, talk.now).await?)
}

/// A printable file with a page for each institution.
async fn pages(talk: &mut Talk<'_>, actor: &Actor, made: &Bundle) -> Result<(), Error> {
    let count = made.pairs.len();
    let terms = terms(made);
    let page = |pair| view::links::page(&talk.lang, pair, &terms);
    let pages: Vec<Page> = made.pairs.iter().map(page).collect();
    let caption = view::links::codes(&talk.lang, count, earlier(made));
    let file = view::qr::document("kode QR", &pages);
    Ok(post::file(talk.tx, &actor.address, (file, caption), None, talk.now).await?)
}

fn terms(made: &Bundle) -> Terms {
    Terms {
        chat_expires: made.chat_expires,
        officer_expires: made.officer_expires,
        officer_uses: made.officer_uses,
    }
}

fn earlier(made: &Bundle) -> Earlier {
    Earlier {
        batch: made.batch,
        open: made.still_open,
    }
}

async fn file(talk: &mut Talk<'_>, actor: &Actor, made: &Bundle) -> Result<(), Error> {
    let count = made.pairs.len();
    let caption = view::links::file(&talk.lang, count, &terms(made), earlier(made));
    let sheet = File::document("tautan", "csv", view::sheet::links(&made.pairs));
    Ok(post::file(talk.tx, &actor.address, (sheet, caption), None, talk.now).await?)
}

async fn single(talk: &mut Talk<'_>, actor: &Actor, made: &Bundle) -> Result<(), Error> {
    let used: Vec<Use<'_>> = made
        .single
        .iter()
        .flatten()
        .filter_map(|used| {
            let name = used.chat.as_deref().or(used.person.as_deref())?;
            Some(Use {
                what: used.what,
                name,
                at: used.at,
            })
        })
        .collect();
    let Some(pair) = made.pairs.first() else {
        return Ok(());
    };
    talk.reply(&actor.address, |lang| {
        view::links::single(lang, pair, &terms(made), &used, earlier(made))
    })
    .await
}

/// Everything at once has to be said in so many words.
async fn revoke(
    talk: &mut Talk<'_>,
    actor: &Actor,
    wanted: &Selection,
    all: bool,
) -> Result<(), Error> {
    if wanted.0.is_empty() && !all {
        return Err(Refusal::RevokeUsage.into());
    }
    let count = invite::revoke(talk.tx, actor, wanted, talk.now).await?;
    talk.reply(&actor.address, |lang| view::links::revoked(lang, count))
        .await
}

/// "Cabut tautan lama".
pub(super) async fn revoke_earlier(
    talk: &mut Talk<'_>,
    press: &Press,
    batch: i64,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let count = invite::revoke_earlier(talk.tx, &actor, batch, talk.now).await?;
    let text = view::links::revoked(&talk.lang, count).text;
    talk.pop_up(press, PressAnswer::alert(text)).await
}
