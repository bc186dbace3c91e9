//! Which part of the conversation a command or a button belongs to: one line for each.

use crate::domain::action::Action;
use crate::domain::announcement::Change;
use crate::domain::command::Verb;
use crate::domain::event::{Command, PlaceKind, Press, Said, Visitor};
use crate::domain::invitation::Invitation;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::service::Error;
use crate::store::person;
use crate::store::question::Kind;
use crate::view;

use super::talk::Talk;
use super::{
    activity, announce, approve, ask, board, brake, chats, checkup, confirm, control, correct,
    disseminate, export, holders, import, invite, join, links, lists, panel, privacy, recap,
    registry, remind, restored, role_links, schedule, succession, template, transfer, uninvited,
};

/// A command, wherever it was written.
pub(super) async fn command(
    talk: &mut Talk<'_>,
    said: &Said,
    command: &Command,
) -> Result<(), Error> {
    let verb = Verb::of(&command.name);
    match (verb, said.place.kind) {
        (Some(verb), PlaceKind::Private) => {
            let visitor = said.from.as_ref().ok_or(Refusal::Anonymous)?;
            in_private(talk, visitor, said, verb, command).await?;
            // Roles, the app's language and the commands themselves change; their menu follows.
            match person::known(talk.tx, &visitor.address).await? {
                Some(person) => talk.offer_menu(&person).await,
                None => Ok(()),
            }
        }
        (Some(verb), _) => in_group(talk, said, verb, command).await,
        (None, PlaceKind::Private) => Err(Refusal::UnknownCommand {
            typed: command.name.clone(),
        }
        .into()),
        // Groups have other bots, whose commands are none of our business.
        (None, _) => Ok(()),
    }
}

async fn in_private(
    talk: &mut Talk<'_>,
    visitor: &Visitor,
    said: &Said,
    verb: Verb,
    command: &Command,
) -> Result<(), Error> {
    let arguments = &command.arguments;
    match verb {
        Verb::Announce => announce::open(talk, visitor, said, arguments).await,
        Verb::Correct => correct::open(talk, visitor, said, Change::Correction, arguments).await,
        Verb::Withdraw => correct::open(talk, visitor, said, Change::Withdrawal, arguments).await,
        Verb::Templates => template::command(talk, visitor, said, arguments).await,
        Verb::Status | Verb::Missing | Verb::Confirmed | Verb::Failed => {
            ask::in_private(talk, visitor, verb, arguments).await
        }
        Verb::Export => export::command(talk, visitor, arguments).await,
        Verb::Recap => recap::command(talk, visitor, arguments).await,
        Verb::Board => board::open(talk, visitor, &arguments.text).await,
        Verb::Remind => remind::command(talk, visitor, arguments).await,
        Verb::Freeze => brake::freeze(talk, visitor).await,
        Verb::Thaw => brake::thaw(talk, visitor).await,
        Verb::Import => import::begin(talk, visitor, said).await,
        Verb::Invite => invite::create(talk, visitor, &arguments.text).await,
        Verb::Roles => holders::list(talk, visitor, &arguments.text).await,
        Verb::EndRole => holders::end_of(talk, visitor, &arguments.text).await,
        Verb::Deactivate => activity::ask(talk, visitor, &arguments.text).await,
        Verb::Activate => activity::activate(talk, visitor, &arguments.text).await,
        Verb::Links => links::make(talk, visitor, &arguments.text).await,
        Verb::Institution => registry::look_up(talk, visitor, &arguments.text).await,
        Verb::Checkup => checkup::ask(talk, visitor).await,
        Verb::HandOver => succession::offer(talk, visitor, &arguments.text).await,
        Verb::Help => ask::help(talk, visitor, &arguments.text).await,
        Verb::Erase => privacy::ask(talk, visitor, &arguments.text).await,
        Verb::Privacy => privacy::kept(talk, visitor).await,
        Verb::Id => ask::id(talk, said).await,
        Verb::Start => join::person(talk, visitor, arguments.text.trim()).await,
    }
}

/// Whoever asks in a group or channel hears what its members may, so nobody has to show their face.
async fn in_group(
    talk: &mut Talk<'_>,
    said: &Said,
    verb: Verb,
    command: &Command,
) -> Result<(), Error> {
    let arguments = &command.arguments;
    match verb {
        Verb::Status | Verb::Missing | Verb::Confirmed | Verb::Failed => {
            ask::in_group(talk, said, verb, arguments).await
        }
        Verb::Institution => registry::in_group(talk, said).await,
        Verb::Help => ask::help_in_group(talk, said, &arguments.text).await,
        Verb::Privacy => talk.reply(&said.place.address, view::help::privacy).await,
        Verb::Id => ask::id(talk, said).await,
        // A token is authority enough for a chat: channels and anonymous admins may show one.
        Verb::Start => join::chat(talk, said, arguments.text.trim()).await,
        Verb::Announce
        | Verb::Correct
        | Verb::Withdraw
        | Verb::Templates
        | Verb::Board
        | Verb::Remind
        | Verb::Export
        | Verb::Recap
        | Verb::HandOver
        | Verb::Freeze
        | Verb::Thaw
        | Verb::Invite
        | Verb::Import
        | Verb::Roles
        | Verb::EndRole
        | Verb::Deactivate
        | Verb::Erase
        | Verb::Activate
        | Verb::Checkup
        | Verb::Links => Err(match said.from {
            Some(_) => Refusal::PrivateOnly.into(),
            None => Refusal::Anonymous.into(),
        }),
    }
}

/// A button, wherever it was pressed; its data may be forged, so each part checks role and scope anew.
pub(super) async fn press(talk: &mut Talk<'_>, press: &Press) -> Result<(), Error> {
    let action = Action::parse(&press.data).map_err(|_| Refusal::UnknownButton)?;
    match action {
        Action::Acknowledge {
            announcement,
            revision,
        } => confirm::acknowledge(talk, press, announcement, revision).await,
        Action::Attend {
            announcement,
            revision,
        } => confirm::attend(talk, press, announcement, revision, true).await,
        Action::Decline {
            announcement,
            revision,
        } => confirm::attend(talk, press, announcement, revision, false).await,
        Action::Disseminate {
            announcement,
            revision,
        } => disseminate::press(talk, press, announcement, revision).await,
        Action::CancelEvidence { announcement } => {
            disseminate::cancel(talk, press, announcement).await
        }
        Action::ShowEvidence { evidence } => disseminate::show(talk, press, evidence).await,
        Action::Earlier { announcement } => confirm::earlier(talk, press, announcement).await,
        Action::BecomeOfficer => join::become_officer(talk, press).await,
        Action::Submit {
            announcement,
            version,
        } => announce::submit(talk, press, announcement, version).await,
        Action::Discard { announcement } => announce::discard(talk, press, announcement).await,
        Action::DropLast { announcement } => announce::drop_last(talk, press, announcement).await,
        Action::OpenMenu {
            announcement,
            version,
            menu,
        } => panel::open(talk, press, announcement, version, menu).await,
        Action::Choose {
            announcement,
            version,
            choice,
        } => panel::choose(talk, press, announcement, version, choice).await,
        Action::WriteOption {
            announcement,
            version,
            written,
        } => panel::write(talk, press, announcement, version, written).await,
        Action::Trial {
            announcement,
            version,
        } => panel::trial(talk, press, announcement, version).await,
        Action::Template { template } => template::open(talk, press, template).await,
        Action::Templates => template::list(talk, press).await,
        Action::UseTemplate { template } => template::begin(talk, press, template).await,
        Action::CancelFilling => template::cancel(talk, press).await,
        Action::DeleteTemplate { template } => template::ask_delete(talk, press, template).await,
        Action::DeleteTemplateSurely { template } => template::delete(talk, press, template).await,
        Action::TrialReceived { .. } => panel::trial_received(talk, press).await,
        Action::Approve {
            announcement,
            version,
        } => approve::ask_again(talk, press, announcement, version).await,
        Action::ApproveSurely {
            announcement,
            version,
        } => approve::approve(talk, press, announcement, version).await,
        Action::Reconsider {
            announcement,
            version,
        } => approve::reconsider(talk, press, announcement, version).await,
        Action::ShowSubmitted {
            announcement,
            version,
        } => approve::show_again(talk, press, announcement, version).await,
        Action::CancelReason {
            announcement,
            version,
        } => approve::cancel_reason(talk, press, announcement, version).await,
        Action::Return {
            announcement,
            version,
        } => approve::ask_reason(talk, press, announcement, version, Kind::ReturnReason).await,
        Action::Reject {
            announcement,
            version,
        } => approve::ask_reason(talk, press, announcement, version, Kind::RejectReason).await,
        Action::ConfirmGrant { grant } => invite::settle(talk, press, grant, true).await,
        Action::RefuseGrant { grant } => invite::settle(talk, press, grant, false).await,
        Action::RevokeGrant { grant } => invite::revoke(talk, press, grant).await,
        Action::ApplyImport { preview } => import::apply(talk, press, preview).await,
        Action::DiscardImport { preview } => import::discard(talk, press, preview).await,
        Action::Holders { wanted, page } => holders::turn(talk, press, wanted, page).await,
        Action::Holder { grant } => holders::open(talk, press, grant).await,
        Action::EndGrant { grant } => holders::ask_end(talk, press, grant).await,
        Action::EndGrantSurely { grant } => holders::end(talk, press, grant).await,
        Action::Deactivate { institution } => activity::deactivate(talk, press, &institution).await,
        Action::KeepActive { institution } => activity::keep(talk, press, &institution).await,
        Action::Erase { account } => privacy::ask_again(talk, press, account).await,
        Action::EraseSurely { account } => privacy::erase(talk, press, account).await,
        Action::KeepData => privacy::keep(talk, press).await,
        Action::RevokeLinks { batch } => links::revoke_earlier(talk, press, batch).await,
        Action::RevokeRoleLink { link } => role_links::revoke(talk, press, link).await,
        Action::Release { restoration } => restored::release(talk, press, restoration).await,
        Action::Card { .. } | Action::List { .. } => ask::turn(talk, press, action).await,
        Action::Sift { leaf, sift } => lists::sift(talk, press, leaf, sift).await,
        Action::Standing { institution, leaf } => {
            lists::standing(talk, press, &institution, leaf).await
        }
        Action::RemindOne { institution, leaf } => {
            lists::remind(talk, press, &institution, leaf).await
        }
        Action::Export { announcement } => export::pressed(talk, press, announcement).await,
        Action::Pause { announcement } => control::pause(talk, press, announcement).await,
        Action::Resume { announcement } => control::resume(talk, press, announcement).await,
        Action::Stop { announcement } => control::ask_stop(talk, press, announcement).await,
        Action::StopSurely { announcement } => control::stop(talk, press, announcement).await,
        Action::KeepSending { announcement } => control::keep(talk, press, announcement).await,
        Action::SendNow { announcement } => schedule::ask_now(talk, press, announcement).await,
        Action::SendNowSurely { announcement } => {
            schedule::send_now(talk, press, announcement).await
        }
        Action::CancelSchedule { announcement } => {
            schedule::ask_cancel(talk, press, announcement).await
        }
        Action::CancelScheduleSurely { announcement } => {
            schedule::cancel(talk, press, announcement).await
        }
        Action::KeepSchedule { announcement } => schedule::keep(talk, press, announcement).await,
        Action::Registry { .. }
        | Action::Hits { .. }
        | Action::Institution { .. }
        | Action::Below { .. } => registry::turn(talk, press, action).await,
        Action::InviteOfficer { institution } => {
            let officer = Invitation::Person(Role::Officer);
            registry::invite(talk, press, officer, &institution).await
        }
        Action::InviteGroup { institution } => {
            registry::invite(talk, press, Invitation::Chat, &institution).await
        }
        Action::Correct { announcement } => {
            correct::press(talk, press, Change::Correction, announcement).await
        }
        Action::Withdraw { announcement } => {
            correct::press(talk, press, Change::Withdrawal, announcement).await
        }
        Action::Resend { announcement } => control::resend(talk, press, announcement).await,
        Action::Remind { announcement } => remind::pressed(talk, press, announcement).await,
        Action::ReplaceOfficer { grant } => succession::replace(talk, press, grant).await,
        Action::KeepOfficer { grant } => succession::keep(talk, press, grant).await,
        Action::RegisterUninvited { uninvited } => {
            uninvited::ask_code(talk, press, uninvited).await
        }
        Action::LeaveUninvited { uninvited } => uninvited::leave(talk, press, uninvited).await,
        Action::CancelRegister => uninvited::cancel(talk, press).await,
        Action::MoveChat { transfer } => transfer::decide(talk, press, transfer, true).await,
        Action::KeepChat { transfer } => transfer::decide(talk, press, transfer, false).await,
        Action::ChatPage { .. }
        | Action::OfficerPage { .. }
        | Action::ShowOfficer { .. }
        | Action::ReceiveByRule { .. }
        | Action::ReceiveAlways { .. }
        | Action::ReceiveNever { .. }
        | Action::ReleaseChat { .. }
        | Action::ReleaseChatSurely { .. } => chats::turn(talk, press, action).await,
        Action::Checkup { page } => checkup::turn(talk, press, page).await,
        Action::LookNow => checkup::look_now(talk, press).await,
        Action::ShowRequest { grant } => checkup::show_request(talk, press, grant).await,
    }
}
