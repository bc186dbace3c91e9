//! Every "no" that a user can be told. `view` says it in their language, with what to do next.

use super::address::Address;
use super::announcement::{Asked, Number, State};
use super::clock::Timestamp;
use super::part::MediumKind;
use super::report::Unremindable;

/// Why something was not done. Nothing has been changed when one is returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The command is none of ours.
    UnknownCommand { typed: String },
    /// The button is of an older version, or forged.
    UnknownButton,
    /// It needs a role that the person does not hold.
    RoleNeeded { role: super::role::Role },
    /// The thing lies outside what the person's role covers.
    OutsideScope,
    /// It is done in the private chat only.
    PrivateOnly,
    /// A person is needed: channel posts and anonymous admins have no role.
    Anonymous,

    /// How `/papan` is written.
    BoardUsage,
    /// There is no web board; an owner can change that.
    NoBoard { owner: bool },
    /// A link into the board was used, or ran out.
    BoardLinkOver,

    /// A link's token is not one of ours.
    TokenUnknown,
    /// A link was used as often as it may be.
    TokenUsed,
    /// A link is too old.
    TokenExpired,
    /// A link was taken back.
    TokenRevoked,
    /// The link that was to be taken back cannot be used any more anyway.
    LinkOver,
    /// A link for a group was opened in private.
    TokenForGroup,
    /// A link for a person was used in a group.
    TokenForPerson,
    /// How `/serahkan` is written by an officer of several institutions.
    HandOverUsage,
    /// What becomes of a group without a registration was decided already.
    UninvitedSettled,
    /// The chat's registration has ended already.
    ChatEnded,
    /// The person has the role already.
    AlreadyHeld,
    /// The person has asked for the role already; an owner has yet to confirm it.
    AlreadyPending,
    /// A condition's key is not known, or nothing stands behind it.
    SelectionKey { typed: String },
    /// No such category.
    CategoryUnknown { typed: String },
    /// Every institution that was meant has a chat.
    NoLinksNeeded,
    /// `/tautan cabut` without saying whose.
    RevokeUsage,
    /// More institutions than a file of QR codes holds.
    TooManyCodes { count: usize, most: usize },
    /// How `/undang` is written.
    InviteUsage,
    /// No institution has this code.
    InstitutionUnknown { typed: String },
    /// No institution lies in this region.
    RegionUnknown { typed: String },
    /// The institution is out of service.
    InstitutionInactive { code: String },
    /// The institution is in service.
    InstitutionActive { code: String },
    /// How `/nonaktif` and `/aktifkan` are written.
    ActivityUsage { command: String },
    /// Nobody is called so.
    PersonUnknown { typed: String },
    /// Of nobody with such a name or account anything is kept.
    NothingKeptOf { typed: String },
    /// How `/cabutperan` is written.
    EndRoleUsage,
    /// The role has ended.
    RoleOver,
    /// Nothing is on record of this account.
    NothingKept,
    /// A role that weighs more than an officer's has to end first.
    RolesFirst,
    /// Owners are those of the setting.
    OwnersBySetting,
    /// The role request is settled already.
    GrantSettled,
    /// An owner does not confirm whom they invited, where there is another owner.
    OwnInvitation,
    /// The chat is registered for another institution already.
    ChatTaken { institution: String },
    /// An owner does not confirm a role of their own, where there is another owner.
    OwnRequest,
    /// A role that was ended is not taken again by a link from before, or by the button of a group.
    RoleEndedBefore,

    /// A file is larger than is taken.
    FileTooLarge { most_megabytes: usize },
    /// The preview of an import is void: too old, replaced by a newer one, or settled.
    PreviewOver,

    /// An option's key is not known.
    UnknownOption { typed: String },
    /// An option's value is not known.
    BadOptionValue { key: String, typed: String },
    /// An option stands there twice.
    OptionTwice { key: String },
    /// A value with spaces stands without quotes; `typed` is what lies behind it.
    QuotesMissing { key: String, typed: String },
    /// `sasaran=` with nothing behind it.
    AudienceUsage,
    /// No such institution in the author's scope; codes that may be meant.
    AudienceCode { typed: String, near: Vec<String> },
    /// No such region in the author's scope; names that may be meant.
    AudienceRegion { typed: String, near: Vec<String> },
    /// What was typed is no date with a time.
    ScheduleUnreadable { typed: String },
    /// The time to send it has passed.
    SchedulePast { at: Timestamp },
    /// More than a year ahead.
    ScheduleTooFar { at: Timestamp },
    /// It was to be sent too long ago to be approved now.
    ScheduleMissed { at: Timestamp },
    /// What was typed is neither a duration nor a date with a time.
    DeadlineUnreadable { typed: String },
    /// A unit that may be read in two ways: `4h`.
    AmbiguousUnit { typed: String },
    /// A deadline that nobody could keep, or would wait for.
    DeadlineRange { typed: String },
    /// The deadline passes before the announcement leaves.
    DeadlinePast { at: Timestamp },
    /// The same when it is to be approved.
    DeadlineMissed { at: Timestamp },
    /// A deadline where nothing is asked.
    DeadlineWithoutConfirmation,
    /// "Hadir" is asked of guests alone.
    AttendanceNeedsInvitation,
    /// The answer to an invitation cannot be changed any more.
    AttendanceClosed { at: Timestamp },
    /// Evidence is a link, a screenshot or a few words.
    EvidenceKind,
    /// Too many words as evidence, in UTF-16 units.
    EvidenceTooLong { most: usize },
    /// The link leads to no page of the web. `typed`: no more of it than where it leads, as the rest may be
    /// a secret.
    BadLink { typed: String },
    /// Of several links it is not clear which is meant.
    SeveralLinks,
    /// The institution gave this link as evidence of another announcement already.
    LinkGivenBefore { institution: String, number: Number },
    /// The question for evidence is not open any more, or was somebody else's.
    EvidenceOver,
    /// How `/templat buat` is written.
    TemplateUsage,
    /// A template's name is too long, or it has too many fields.
    TemplateTooLarge { longest: usize, most: usize },
    /// There are as many templates as there may be.
    TemplatesFull { most: usize },
    /// Another template is called so.
    TemplateNameTaken { name: String },
    /// The template was deleted.
    TemplateGone,
    /// A field's value is empty or too long.
    FieldTooLong { most: usize },
    /// A kind of content that cannot be announced yet.
    UnsupportedContent { kind: String },
    /// A photo, video or document that the bot may not fetch.
    MediumTooLarge {
        kind: MediumKind,
        most_megabytes: u64,
    },
    /// So many attachments are not archived yet.
    StillArchiving { left: usize },
    /// So many attachments cannot be archived.
    NotArchived { failed: usize },
    /// A template of more than text.
    TemplateTextOnly,
    /// A draft is open already.
    DraftOpen,
    /// There is no draft to do this with.
    NoDraft,
    /// The draft says nothing yet.
    EmptyDraft,
    /// The draft would be more than so many messages.
    TooLong { parts: usize, most: usize },
    /// The registry has no institution at all in the author's scope.
    NoIssuer,
    /// The author's scope has several institutions at its top; which one speaks?
    SeveralIssuers,
    /// Nobody who may approve it can be reached; these owners can appoint one.
    NoApprover { owners: Vec<String> },
    /// It takes more approvers than can be reached; these owners can appoint one.
    TooFewApprovers {
        needed: usize,
        reachable: usize,
        owners: Vec<String>,
    },
    /// The person has approved it already, and it takes so many others too.
    ApprovedByYou { more: usize },
    /// None of the institutions addressed has a chat.
    NobodyReachable,
    /// It was changed since the button was made.
    DraftChanged,
    /// It is not in a state for this.
    WrongState { state: State },
    /// Another one approved it already.
    AlreadyApproved { by: String, at: Timestamp },
    /// Nobody approves their own.
    OwnAnnouncement,
    /// A reason is asked for in words.
    ReasonNeeded,
    /// Sending is frozen already.
    AlreadyFrozen,
    /// Sending is not frozen.
    NotFrozen,
    /// Another owner let everything go after the restore.
    AlreadyReleased { by: String, at: Timestamp },

    /// A broadcast is steered by its author, who approved it, and owners only.
    NotInCharge,
    /// The broadcast is paused already.
    AlreadyPaused,
    /// The broadcast is not paused.
    NotPaused,
    /// Nothing of the broadcast is left to send.
    BroadcastOver,
    /// The broadcast was stopped, which is for good.
    BroadcastStopped,
    /// The broadcast does not wait for a schedule any more.
    NotScheduled,
    /// Nothing can be let go while sending is frozen.
    SendingFrozen,
    /// Its deadline passes before it could leave, which cannot be mended any more.
    DeadlineOver { at: Timestamp },
    /// No failed delivery can be sent again; in so many chats because they cannot be reached.
    NothingToResend { lost: i64 },

    /// Those who answer for an announcement remind of it, and coordinators in their scope.
    NotYoursToRemind,
    /// It asks for no confirmation.
    NothingAsked,
    /// This institution cannot be reminded now.
    Unremindable { why: Unremindable },

    /// How `/status`, `/belum`, `/sudah` and `/ingatkan` are written.
    AskUsage { command: String },
    /// How `/rekap` is written, and of which months.
    RecapUsage,
    /// Nothing was announced in the month to anybody whom the asker watches over.
    RecapEmpty { month: super::recap::Month },
    /// The month has not begun.
    RecapAhead { month: super::recap::Month },
    /// No announcement has this number, or none that the person may see.
    AnnouncementUnknown { asked: Asked },
    /// The announcement did not go to this chat.
    NotAddressed,
    /// Only this institution's officers confirm here.
    OfficersOnly { institution: String },
    /// The revision on the button has been replaced.
    OldRevision,
    /// It was withdrawn: there is nothing to confirm or correct any more.
    Withdrawn,
    /// It was called off before anybody got it.
    CalledOff,
    /// How `/ralat` and `/cabut` are written.
    CorrectUsage { command: String },
    /// An address that nobody is registered for.
    ChatUnknown { address: Address },
}
