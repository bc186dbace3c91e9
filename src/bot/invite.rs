//! `/undang`, and what owners and coordinators press about those who came.

use crate::domain::event::{Press, Visitor};
use crate::domain::id::GrantId;
use crate::domain::invitation::Invitation;
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Area, Role};
use crate::service::invite::{self, Made, Target};
use crate::service::{Error, people};
use crate::view;

use super::asked::Asked;
use super::links;
use super::talk::Talk;

/// `/undang penyusun|penyetuju|koordinator [KODE | wilayah:"…"]`, `/undang petugas|grup KODE`.
pub(super) async fn create(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    typed: &str,
) -> Result<(), Error> {
    let actor = talk.actor(visitor).await?;
    let (typed, as_code) = match asks_for_code(typed) {
        Some(typed) => (typed, true),
        None => (typed, false),
    };
    let Some((what, target)) = parse(typed) else {
        invite::need_inviter(&actor)?;
        return Err(Refusal::InviteUsage.into());
    };
    let made = invite::create(talk.tx, talk.rules, &actor, what, &target, talk.now).await?;
    show(talk, &actor, &made).await?;
    match (&made.area, as_code) {
        (Area::Subtree(code), true) => {
            let name = people::institution_name(talk.tx, code).await?;
            let (lang, until) = (&talk.lang, made.expires_at);
            let (word, caption) = match made.what {
                Invitation::Chat => ("grup", view::links::chat_code(lang, &name, until)),
                Invitation::Person(Role::Officer) => {
                    let caption = view::links::officer_code(lang, &name, until, made.uses);
                    ("petugas", caption)
                }
                // Who holds a weightier role is written to in person.
                Invitation::Person(_) => return Ok(()),
            };
            let file = format!("{word} {code}");
            links::picture(talk, &actor, &file, &made.url, caption).await
        }
        _ => Ok(()),
    }
}

/// A link, to the one who asked for it.
pub(super) async fn show(talk: &mut Talk<'_>, actor: &Actor, made: &Made) -> Result<(), Error> {
    talk.reply(&actor.address, |lang| {
        view::join::invitation_link(
            lang,
            (made.id, made.what),
            &made.area,
            &made.url,
            made.expires_at,
            made.uses,
        )
    })
    .await
}

/// What stands before a last word `qr`, if there is one.
fn asks_for_code(typed: &str) -> Option<&str> {
    let (before, last) = typed.trim_end().rsplit_once(char::is_whitespace)?;
    last.eq_ignore_ascii_case("qr").then_some(before)
}

fn parse(typed: &str) -> Option<(Invitation, Target)> {
    let typed = typed.trim();
    let (word, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let what = match word.to_lowercase().as_str() {
        "penyusun" => Invitation::Person(Role::Author),
        "penyetuju" => Invitation::Person(Role::Approver),
        "koordinator" => Invitation::Person(Role::Coordinator),
        "petugas" => Invitation::Person(Role::Officer),
        "grup" => Invitation::Chat,
        _ => return None,
    };
    let rest = rest.trim();
    let target = if rest.is_empty() {
        Target::Everywhere
    } else if let Some(region) = region(rest) {
        Target::Region(region.to_owned())
    } else {
        Target::Institution(rest.to_owned())
    };
    Some((what, target))
}

/// `wilayah:"Kota Bontang"`, with any quotes or none.
fn region(text: &str) -> Option<&str> {
    let (key, value) = text.split_once(':')?;
    let quote = |c: char| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’');
    key.trim()
        .eq_ignore_ascii_case("wilayah")
        .then(|| value.trim().trim_matches(quote))
}

/// "Sahkan" or "Tolak" under a redeemed role. The person is told, and all owners and approvers.
pub(super) async fn settle(
    talk: &mut Talk<'_>,
    press: &Press,
    grant: GrantId,
    confirm: bool,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let grant = invite::settle(talk.tx, &actor, grant, confirm, talk.now).await?;
    let asked = Asked::of(talk, grant).await?;
    let (grant, newcomer, request) = (&asked.grant, &asked.person, asked.request());
    let others = if confirm {
        view::grant::confirmed_others
    } else {
        view::grant::refused_others
    };
    talk.nod(press).await?;
    let settled = others(&talk.lang, &request, &actor.name);
    talk.edit(press, settled).await?;
    talk.tell(newcomer, |lang| {
        if confirm {
            view::grant::confirmed_person(lang, grant.role, &grant.area)
        } else {
            view::grant::refused_person(lang, grant.role, &grant.area)
        }
    })
    .await?;
    talk.offer_menu(&newcomer.id).await?;
    let mut told = vec![actor.person, newcomer.id.clone()];
    for role in [Role::Owner, Role::Approver] {
        for person in people::holders(talk.tx, role).await? {
            if !told.contains(&person.id) {
                talk.tell(&person, |lang| others(lang, &request, &actor.name))
                    .await?;
                told.push(person.id);
            }
        }
    }
    Ok(())
}

/// "Cabut" under a new officer.
pub(super) async fn revoke(
    talk: &mut Talk<'_>,
    press: &Press,
    grant: GrantId,
) -> Result<(), Error> {
    let actor = talk.actor(&press.from).await?;
    let (officer, institution) = people::revoke_officer(talk.tx, &actor, grant, talk.now).await?;
    let name = people::institution_name(talk.tx, &institution).await?;
    talk.nod(press).await?;
    let done = view::officer::revoked_others(&talk.lang, &officer.name, &name, &actor.name);
    talk.edit(press, done).await?;
    talk.offer_menu(&officer.id).await?;
    talk.tell(&officer, |lang| view::officer::revoked_person(lang, &name))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_read_as_people_type_it() {
        let region = |name: &str| Target::Region(name.to_owned());
        let author = Invitation::Person(Role::Author);
        assert_eq!(parse("penyusun"), Some((author, Target::Everywhere)));
        assert_eq!(
            parse(" Penyusun  kpu-64 "),
            Some((author, Target::Institution("kpu-64".to_owned())))
        );
        assert_eq!(
            parse("koordinator wilayah:“Kota Bontang”"),
            Some((
                Invitation::Person(Role::Coordinator),
                region("Kota Bontang")
            ))
        );
        assert_eq!(
            parse("grup KPU-64.71"),
            Some((
                Invitation::Chat,
                Target::Institution("KPU-64.71".to_owned())
            ))
        );
        assert_eq!(asks_for_code("grup KPU-64.71 QR "), Some("grup KPU-64.71"));
        assert_eq!(asks_for_code("grup KPU-64.71"), None);
        assert_eq!(parse(""), None);
        assert_eq!(parse("raja KPU-64"), None);
    }
}
