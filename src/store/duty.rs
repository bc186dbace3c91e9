//! What the leader is about, by name: every transaction of its loops says it, and so does every call
//! to the messenger.

/// One of the leader's duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duty {
    /// Becoming the leader.
    Take,
    /// Staying the leader.
    Renew,
    /// Being the leader no more, on request.
    Release,
    /// What is set right before the loops begin.
    Start,
    /// Keeping updates before they are confirmed.
    Intake,
    /// Handling a batch of updates.
    Inbox,
    /// Taking up the calls that an ended process left.
    Resume,
    /// Recording the calls that ended and claiming the next.
    Outbox,
    /// Making a claimed call.
    Call,
    /// Answering a press whose answer was handed over.
    PopUp,
    /// Beginning errands.
    Errand,
    /// Asking the messenger.
    Ask,
    /// Dealing with what was found.
    Found,
    /// Doing what the agenda says.
    Agenda,
    /// Recording the last calls before the end.
    Finish,
    /// Clearing away what has served its time.
    House,
    /// Sealing the record.
    Seal,
}

impl Duty {
    /// All duties, in the order in which a process comes to them.
    pub const ALL: [Self; 17] = [
        Self::Take,
        Self::Start,
        Self::Resume,
        Self::House,
        Self::Seal,
        Self::Renew,
        Self::Intake,
        Self::Inbox,
        Self::Outbox,
        Self::Call,
        Self::PopUp,
        Self::Errand,
        Self::Ask,
        Self::Found,
        Self::Agenda,
        Self::Finish,
        Self::Release,
    ];

    /// What a process may never come to while it announces something.
    pub const BESIDE_A_BROADCAST: [Self; 4] = [Self::Errand, Self::Ask, Self::Found, Self::Agenda];

    /// What a process comes to only when something is to be found out.
    pub const OF_ERRANDS: [Self; 3] = [Self::Errand, Self::Ask, Self::Found];

    /// Whether it decides by what it reads of the registry or of announcements. The sender does not: what
    /// it does to a row it does to one that it has claimed.
    pub(super) fn decides(self) -> bool {
        matches!(self, Self::Inbox | Self::Found | Self::Agenda)
    }

    /// One word for logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Renew => "renew",
            Self::Release => "release",
            Self::Start => "start",
            Self::Intake => "intake",
            Self::Inbox => "inbox",
            Self::Resume => "resume",
            Self::Outbox => "outbox",
            Self::Call => "call",
            Self::PopUp => "pop-up",
            Self::Errand => "errand",
            Self::Ask => "ask",
            Self::Found => "found",
            Self::Agenda => "agenda",
            Self::Finish => "finish",
            Self::House => "house",
            Self::Seal => "seal",
        }
    }
}
