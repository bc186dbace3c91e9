//! How one announcement stands with one institution, and what may be done about it there.

use std::time::Duration;

use super::Reported;
use crate::domain::announcement::Number;
use crate::domain::cause::Cause;
use crate::domain::clock::Timestamp;
use crate::domain::due::Patience;
use crate::domain::event::PlaceKind;
use crate::domain::leaf::Leaf;
use crate::domain::options::Options;
use crate::domain::registry;

/// The page of an institution, come to from a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The page of the list that leads here.
    pub leaf: Leaf,
    /// The announcement's public number.
    pub number: Number,
    /// First line of its content.
    pub title: String,
    /// What its author decided besides the content.
    pub options: Options,
    /// The institution with its officers.
    pub institution: registry::Page,
    /// Its chats, and what each got.
    pub copies: Vec<Copy>,
    /// When the revision first arrived, and until when it is to be confirmed.
    pub clock: Option<(Timestamp, Timestamp)>,
    /// When it was confirmed first, by whom.
    pub confirmed: Option<(Timestamp, String)>,
    /// By how many others since.
    pub others: i64,
    /// Whether they come, where that was asked.
    pub attends: Option<bool>,
    /// How they passed it on, where that was asked.
    pub reported: Option<Reported>,
    /// The last announcements before it that concerned this institution.
    pub past: Vec<Past>,
    /// The reader may remind it.
    pub remindable: bool,
}

/// A chat of an institution, and what it got of an announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// What it is.
    pub kind: PlaceKind,
    /// Its title; a person's name, of a private one.
    pub title: String,
    /// Others can read there as well.
    pub public: bool,
    /// Whether it can be reached, and since when it cannot.
    pub reachable: bool,
    /// When that changed last.
    pub since: Option<Timestamp>,
    /// What it got.
    pub got: Got,
    /// That is there twice, perhaps.
    pub maybe_double: bool,
    /// How often it was reminded of this one.
    pub reminded: u32,
    /// When it was last, of this one.
    pub reminded_at: Option<Timestamp>,
    /// When it was last, of any.
    pub disturbed_at: Option<Timestamp>,
    /// A reminder waits to leave.
    pub wanted: bool,
}

/// What a chat got of an announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Got {
    /// Nothing was meant for it: it was not registered then.
    Nothing,
    /// It waits for its turn.
    Waits,
    /// It came, in the newest revision.
    Sent(Option<Timestamp>),
    /// It came, and shows what was corrected since.
    Outdated(Option<Timestamp>),
    /// It could not be brought.
    Failed(Cause),
}

/// An announcement before, and how long the institution took over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its public number.
    pub number: Number,
    /// Its first line.
    pub title: String,
    /// From its arrival until it was confirmed; nothing, where it was not.
    pub took: Option<Duration>,
}

/// Why an institution cannot be reminded now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unremindable {
    /// It has confirmed.
    Confirmed,
    /// Nothing has arrived yet.
    NotArrived,
    /// It arrived where nobody is reminded: in channels, where others read too, or what is lost since.
    NoChat,
    /// A reminder waits to leave.
    Waiting,
    /// It was reminded of something a moment ago.
    JustNow { until: Timestamp },
    /// It was reminded of this as often as it may be.
    Enough { times: u32 },
}

impl Copy {
    /// When it came.
    #[must_use]
    pub fn sent_at(&self) -> Option<Timestamp> {
        match self.got {
            Got::Sent(at) | Got::Outdated(at) => at,
            Got::Nothing | Got::Waits | Got::Failed(_) => None,
        }
    }

    /// It has come, and nobody else reads there.
    fn can_be_reminded(&self) -> bool {
        matches!(self.got, Got::Sent(_))
            && self.reachable
            && self.kind != PlaceKind::Channel
            && !self.public
    }
}

/// Whether an institution with these chats can be reminded now.
///
/// # Errors
/// Says why it cannot.
pub fn may_be_reminded(
    confirmed: bool,
    copies: &[Copy],
    patience: Patience,
    now: Timestamp,
) -> Result<(), Unremindable> {
    if confirmed {
        return Err(Unremindable::Confirmed);
    }
    let arrived = |copy: &Copy| matches!(copy.got, Got::Sent(_) | Got::Outdated(_));
    if !copies.iter().any(arrived) {
        return Err(Unremindable::NotArrived);
    }
    let mut why = Unremindable::NoChat;
    for copy in copies.iter().filter(|copy| copy.can_be_reminded()) {
        let since = now.minus(patience.min_interval);
        let disturbed = copy.disturbed_at.filter(|at| *at > since);
        why = match (copy.wanted, disturbed) {
            (true, _) => Unremindable::Waiting,
            (false, _) if copy.reminded >= patience.max_per_chat => Unremindable::Enough {
                times: copy.reminded,
            },
            (false, Some(at)) => Unremindable::JustNow {
                until: at.plus(patience.min_interval),
            },
            (false, None) => return Ok(()),
        };
    }
    Err(why)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_221_060_000);
    const PATIENCE: Patience = Patience {
        min_interval: Duration::from_secs(120),
        max_per_chat: 6,
    };

    fn copy() -> Copy {
        Copy {
            kind: PlaceKind::Group,
            title: "Humas".into(),
            public: false,
            reachable: true,
            since: None,
            got: Got::Sent(Some(NOW)),
            maybe_double: false,
            reminded: 0,
            reminded_at: None,
            disturbed_at: None,
            wanted: false,
        }
    }

    #[test]
    fn a_reminder_goes_only_where_it_may_and_says_why_else() {
        let asked = |copies: &[Copy]| may_be_reminded(false, copies, PATIENCE, NOW);
        assert_eq!(asked(&[copy()]), Ok(()));
        let confirmed = may_be_reminded(true, &[copy()], PATIENCE, NOW);
        assert_eq!(confirmed, Err(Unremindable::Confirmed));
        for got in [Got::Nothing, Got::Waits, Got::Failed(Cause::Unreachable)] {
            let copies = [Copy { got, ..copy() }];
            assert_eq!(asked(&copies), Err(Unremindable::NotArrived));
        }
        let unfit = [
            Copy {
                kind: PlaceKind::Channel,
                ..copy()
            },
            Copy {
                public: true,
                ..copy()
            },
            Copy {
                reachable: false,
                ..copy()
            },
            Copy {
                got: Got::Outdated(None),
                ..copy()
            },
        ];
        assert_eq!(asked(&unfit), Err(Unremindable::NoChat));
        let late = NOW.minus(Duration::from_secs(119));
        let disturbed = Copy {
            disturbed_at: Some(late),
            ..copy()
        };
        let until = late.plus(PATIENCE.min_interval);
        let just_now = Err(Unremindable::JustNow { until });
        assert_eq!(asked(std::slice::from_ref(&disturbed)), just_now);
        let often = Copy {
            reminded: 6,
            ..copy()
        };
        let enough = Err(Unremindable::Enough { times: 6 });
        assert_eq!(asked(std::slice::from_ref(&often)), enough);
        let wanted = Copy {
            wanted: true,
            ..copy()
        };
        assert_eq!(asked(&[wanted]), Err(Unremindable::Waiting));
        assert_eq!(
            asked(&[disturbed, often, copy()]),
            Ok(()),
            "one chat is enough"
        );
    }
}
