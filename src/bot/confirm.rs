//! "Diterima".

use crate::domain::event::Press;
use crate::domain::id::AnnouncementId;
use crate::domain::outgoing::PressAnswer;
use crate::service::{Error, confirm, late};
use crate::view;

use super::talk::Talk;

pub(super) async fn acknowledge(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: AnnouncementId,
    revision: i64,
) -> Result<(), Error> {
    let confirmed =
        confirm::acknowledge(talk.tx, talk.rules, press, announcement, revision, talk.now).await?;
    let say = match (confirmed.already, confirmed.first) {
        (true, _) => view::confirm::already,
        (false, true) => view::confirm::recorded_first,
        (false, false) => view::confirm::recorded_also,
    };
    let text = say(&talk.lang, &confirmed.institution, confirmed.at);
    let text = view::drill::said(&talk.lang, confirmed.drill, text);
    talk.pop_up(press, PressAnswer::line(text)).await
}

/// "Siaran sebelumnya": when it was approved, and that it still holds.
pub(super) async fn earlier(
    talk: &mut Talk<'_>,
    press: &Press,
    announcement: AnnouncementId,
) -> Result<(), Error> {
    let approved = late::explain(talk.tx, press, announcement).await?;
    let text = view::confirm::earlier(&talk.lang, approved);
    talk.pop_up(press, PressAnswer::alert(text)).await
}
