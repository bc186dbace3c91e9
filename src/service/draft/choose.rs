//! The panel below a draft: menus, what is pressed in them, and what is written instead.

use crate::domain::announcement::{Change, Circulation, Confirmation, Kind};
use crate::domain::clock::Timestamp;
use crate::domain::id::AnnouncementId;
use crate::domain::institution::{CATEGORIES, Code};
use crate::domain::options::{self, Deadline, Options};
use crate::domain::panel::{Choice, Menu, Written, mark};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Actor, Role};
use crate::domain::selection::{Clause, Selection};
use crate::service::{Error, Rules, people};
use crate::store::announcement::{self, Announcement};
use crate::store::question::{self, Question};
use crate::store::{Tx, audience};

use super::target::{self, known};
use super::{Changed, Preview, changed, own_draft, preview};

/// What a menu can offer of the author's scope, with the institutions of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Categories by their place in the registry's list.
    pub categories: Vec<(usize, i64)>,
    /// Regions by name.
    pub regions: Vec<(String, i64)>,
}

/// The author's draft, as of the edit that a button was made for.
async fn current(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
) -> Result<Announcement, Error> {
    people::need(actor, Role::Author)?;
    let draft = own_draft(tx, actor, id).await?;
    if draft.version != version {
        return Err(Refusal::DraftChanged.into());
    }
    Ok(draft)
}

/// The same, of which something can be chosen. The options of a correction are its announcement's, but for
/// its own deadline.
async fn of_choice(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
    of_correction: bool,
) -> Result<Announcement, Error> {
    let draft = current(tx, actor, id, version).await?;
    match draft.replaces.map(|replaces| replaces.change) {
        None => Ok(draft),
        Some(Change::Correction) if of_correction => Ok(draft),
        Some(_) => Err(Refusal::UnknownButton.into()),
    }
}

/// A draft as it is now.
///
/// # Errors
/// Refused for others than its author, when it is no draft any more, and for buttons older than it.
pub async fn current_preview(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
) -> Result<Preview, Error> {
    let draft = current(tx, actor, id, version).await?;
    preview(tx, &draft).await
}

/// A draft for one of its menus.
///
/// # Errors
/// Refused for others than its author, when it is no draft any more, and for buttons older than it.
pub async fn menu(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
    menu: Menu,
) -> Result<(Preview, Offer), Error> {
    let of_correction = matches!(menu, Menu::Main | Menu::Deadline);
    let draft = of_choice(tx, actor, id, version, of_correction).await?;
    Ok((preview(tx, &draft).await?, offer(tx, &draft).await?))
}

async fn offer(tx: &mut Tx, draft: &Announcement) -> Result<Offer, Error> {
    let mut categories: Vec<(usize, i64)> = audience::categories(tx, &draft.area)
        .await?
        .into_iter()
        .filter_map(|(word, count)| Some((CATEGORIES.iter().position(|it| *it == word)?, count)))
        .collect();
    categories.sort_unstable();
    Ok(Offer {
        categories,
        regions: audience::regions(tx, &draft.area).await?,
    })
}

/// One press in a menu.
///
/// # Errors
/// As [`menu`], and for what does not go together.
pub async fn choose(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
    choice: Choice,
    now: Timestamp,
) -> Result<(Preview, Offer), Error> {
    let of_correction = matches!(choice, Choice::Deadline(_));
    let draft = of_choice(tx, actor, id, version, of_correction).await?;
    let offer = offer(tx, &draft).await?;
    let mut options = draft.options.clone();
    apply(&mut options, &offer, choice)?;
    options.check(rules.today(now))?;
    let preview = store(tx, actor, &draft, &options, now).await?;
    Ok((preview, offer))
}

fn apply(options: &mut Options, offer: &Offer, choice: Choice) -> Result<(), Refusal> {
    match choice {
        Choice::Priority(priority) => options.nature.priority = priority,
        Choice::Kind(kind) => {
            // What follows from the kind follows it, unless its author said otherwise.
            if options.nature.circulation == Circulation::usual(options.nature.kind) {
                options.nature.circulation = Circulation::usual(kind);
            }
            if options.confirmation == Confirmation::Attendance && kind != Kind::Invitation {
                options.confirmation = Confirmation::Received;
            }
            options.nature.kind = kind;
        }
        Choice::Circulation(circulation) => options.nature.circulation = circulation,
        Choice::Confirmation(confirmation) => {
            options.confirmation = confirmation;
            if confirmation == Confirmation::None {
                options.deadline = None;
            }
        }
        Choice::Schedule(schedule) => options.schedule = schedule,
        Choice::Deadline(span) => options.deadline = span.map(Deadline::Within),
        Choice::SendNow(now) => options.send_now = now,
        Choice::Everyone => options.audience = Selection::default(),
        Choice::NoExceptions => options.audience.drop_exceptions(),
        Choice::Category(at) => {
            let at = usize::try_from(at).unwrap_or(usize::MAX);
            let category = CATEGORIES.get(at).ok_or(Refusal::UnknownButton)?;
            options.audience.toggle_category(category);
        }
        Choice::Region(at, marked) => {
            let at = usize::try_from(at).unwrap_or(usize::MAX);
            let (region, _) = offer.regions.get(at).ok_or(Refusal::DraftChanged)?;
            if mark(region) != marked {
                return Err(Refusal::DraftChanged);
            }
            options.audience.toggle_region(region);
        }
    }
    Ok(())
}

async fn store(
    tx: &mut Tx,
    actor: &Actor,
    draft: &Announcement,
    options: &Options,
    now: Timestamp,
) -> Result<Preview, Error> {
    announcement::set_options(tx, draft.id, options, &draft.options_line).await?;
    changed(tx, actor, draft.id, Changed::Options, now).await
}

/// "Tulis sendiri": the author's next words are the value.
///
/// # Errors
/// As [`menu`].
pub async fn ask(
    tx: &mut Tx,
    actor: &Actor,
    id: AnnouncementId,
    version: i64,
    written: Written,
    now: Timestamp,
) -> Result<(), Error> {
    let of_correction = written == Written::Deadline;
    let draft = of_choice(tx, actor, id, version, of_correction).await?;
    let question = Question {
        kind: question::Kind::Option(written),
        announcement: draft.id,
        version,
        asked_at: now,
    };
    Ok(question::ask(tx, &actor.person, &question).await?)
}

/// Takes what somebody writes as the value that they were asked for; `None`: they were not, or not any
/// more.
///
/// # Errors
/// Refused for what cannot be read, or is not known; the question stays.
pub async fn answer(
    tx: &mut Tx,
    rules: &Rules,
    actor: &Actor,
    words: &str,
    now: Timestamp,
) -> Result<Option<Preview>, Error> {
    let Some((written, id, asked_at)) = question::wanted_option(tx, &actor.person).await? else {
        return Ok(None);
    };
    let draft = match own_draft(tx, actor, id).await {
        Ok(draft) if now.since(asked_at) < rules.draft_expires => draft,
        Ok(_) | Err(Error::Refused(_)) => {
            question::forget(tx, &actor.address).await?;
            return Ok(None);
        }
        Err(fault) => return Err(fault),
    };
    people::need(actor, Role::Author)?;
    let today = rules.today(now);
    let mut options = draft.options.clone();
    match written {
        Written::Schedule => options.schedule = Some(options::schedule(words, today)?),
        Written::Deadline => options.deadline = Some(options::deadline(words, today)?),
        Written::Within | Written::Only | Written::Without => {
            let codes = codes(tx, &draft, words).await?;
            match written {
                Written::Only => options.audience.set_only(codes),
                Written::Without => options.audience.leave_out(codes),
                _ => options.audience.set_within(codes),
            }
        }
    }
    options.check(today)?;
    question::forget(tx, &actor.address).await?;
    Ok(Some(store(tx, actor, &draft, &options, now).await?))
}

/// Codes as they were written, or the one institution that the words fit.
async fn codes(tx: &mut Tx, draft: &Announcement, words: &str) -> Result<Vec<Code>, Error> {
    let separated = words.split([',', ';', '\n', ' ']).map(str::trim);
    let typed: Vec<&str> = separated.filter(|it| !it.is_empty()).collect();
    let all: Option<Vec<Code>> = typed
        .iter()
        .map(|it| Code::parse(it.trim_start_matches('-')))
        .collect();
    let all = all.filter(|codes| !codes.is_empty());
    // Words of a name are codes by their letters; whoever writes one code means that.
    let codes = match all {
        Some(codes) if codes.len() == 1 || codes.iter().any(|it| it.as_str().contains('-')) => {
            codes
        }
        _ => return target::found(tx, &draft.area, words).await,
    };
    if codes.len() == 1 && !target::is_known(tx, &draft.area, &codes[0]).await? {
        return target::found(tx, &draft.area, words).await;
    }
    let checked = known(tx, &draft.area, Selection(vec![Clause::Only(codes)])).await?;
    match checked.0.into_iter().next() {
        Some(Clause::Only(codes)) => Ok(codes),
        _ => Err(Refusal::AudienceUsage.into()),
    }
}
