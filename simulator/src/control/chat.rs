//! Groups, supergroups, forums and channels: what happens in them.

use serde_json::json;

use crate::world::{
    membership::content,
    message::Author,
    room::{Room, Standing},
};

use super::{
    Simulator,
    post::{MessageRef, Post},
    sent::SentMessage,
    user::User,
    write::{write_album, write_post},
};

/// A chat on the simulator. Acts without a named person are the owner's.
#[derive(Clone)]
pub struct Chat {
    pub(crate) sim: Simulator,
    pub(crate) id: i64,
}

impl Chat {
    /// Chat id.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    pub(crate) fn room<R>(&self, change: impl FnOnce(&mut Room) -> R) -> Option<R> {
        self.sim
            .core
            .with(|world, _| world.rooms.get_mut(&self.id).map(change))
    }

    /// Makes the chat public under a username, given without `@`.
    #[must_use]
    pub fn public(self, username: &str) -> Self {
        self.sim.core.with(|world, _| {
            world.usernames.insert(username.to_lowercase(), self.id);
            if let Some(room) = world.rooms.get_mut(&self.id) {
                room.username = Some(username.to_owned());
            }
        });
        self
    }

    /// Adds a person.
    pub fn add_member(&self, user: &User) {
        self.set_member(user, Standing::Member);
    }

    /// Makes a person an admin.
    pub fn add_admin(&self, user: &User) {
        self.set_member(user, Standing::Admin);
    }

    /// A person leaves.
    pub fn remove_member(&self, user: &User) {
        self.sim.core.with(|world, now_ms| {
            world.set_standing(self.id, user.id, user.id, Standing::Left, now_ms);
        });
    }

    fn set_member(&self, user: &User, standing: Standing) {
        self.sim.core.with(|world, now_ms| {
            let actor = world.founder;
            world.set_standing(self.id, actor, user.id, standing, now_ms);
        });
    }

    /// `user` adds the bot; to a channel, where bots cannot be mere members, as an admin.
    pub fn add_bot(&self, user: &User) {
        self.join_quietly(user);
        self.sim
            .core
            .with(|world, now_ms| world.add_bot(self.id, user.id, now_ms));
    }

    /// `user` throws the bot out.
    pub fn kick_bot(&self, user: &User) {
        self.set_bot(Some(user), Standing::Kicked);
    }

    /// Makes the bot an admin.
    pub fn promote_bot(&self) {
        self.set_bot(None, Standing::Admin);
    }

    /// Makes the bot a mere member again.
    pub fn demote_bot(&self) {
        self.set_bot(None, Standing::Member);
    }

    /// Takes the bot's right to write.
    pub fn restrict_bot(&self) {
        self.set_bot(None, Standing::Restricted);
    }

    /// Lets members send texts alone.
    pub fn forbid_media(&self) {
        self.room(|room| room.no_media = true);
    }

    fn set_bot(&self, actor: Option<&User>, standing: Standing) {
        self.sim.core.with(|world, now_ms| {
            let actor = actor.map_or(world.founder, |user| user.id);
            world.set_bot_standing(self.id, actor, standing, now_ms);
        });
    }

    /// Someone who acts in a chat is in it; how they got there is not the story.
    fn join_quietly(&self, user: &User) {
        self.room(|room| {
            let standing = room.members.entry(user.id).or_insert(Standing::Member);
            if !standing.inside() {
                *standing = Standing::Member;
            }
        });
    }

    /// A person writes in the group.
    pub fn send(&self, user: &User, post: impl Into<Post>) -> MessageRef {
        self.join_quietly(user);
        self.write(Author::User(user.id), post.into())
    }

    /// A person sends several files as one album.
    pub fn send_album(&self, user: &User, posts: Vec<Post>) -> Vec<MessageRef> {
        self.join_quietly(user);
        self.sim
            .core
            .with(|world, now_ms| write_album(world, self.id, Author::User(user.id), posts, now_ms))
    }

    /// An admin writes anonymously, as the group.
    pub fn send_anonymous(&self, post: impl Into<Post>) -> MessageRef {
        self.write(Author::Chat(self.id), post.into())
    }

    /// Someone writes in the group as a channel they own.
    pub fn send_as(&self, channel: &Chat, post: impl Into<Post>) -> MessageRef {
        self.write(Author::Chat(channel.id), post.into())
    }

    /// A post in the channel.
    pub fn post(&self, post: impl Into<Post>) -> MessageRef {
        self.write(Author::Chat(self.id), post.into())
    }

    fn write(&self, author: Author, post: Post) -> MessageRef {
        self.sim
            .core
            .with(|world, now_ms| write_post(world, self.id, author, post, now_ms))
    }

    /// Turns the group into a supergroup and returns that one.
    #[must_use]
    pub fn migrate(&self) -> Chat {
        let id = self.sim.core.with(|world, now_ms| {
            let actor = world.founder;
            world.migrate(self.id, actor, now_ms)
        });
        Chat {
            sim: self.sim.clone(),
            id: id.unwrap_or(self.id),
        }
    }

    /// Deletes the chat for everyone.
    pub fn delete(&self) {
        self.room(|room| room.deleted = true);
    }

    /// An admin deletes a message of the bot's; no bot is told of that.
    pub fn delete_message(&self, message: impl Into<MessageRef>) {
        let id = message.into().message;
        self.room(|room| {
            if let Some(message) = room.messages.get_mut(&id) {
                message.deleted = true;
            }
        });
    }

    /// Gives the chat another title.
    pub fn rename(&self, title: &str) {
        self.sim.core.with(|world, now_ms| {
            if let Some(room) = world.rooms.get_mut(&self.id) {
                title.clone_into(&mut room.title);
            }
            let actor = world.founder;
            world.announce(
                self.id,
                actor,
                content("new_chat_title", json!(title)),
                now_ms,
            );
        });
    }

    /// What the bot has written here and not deleted, oldest first.
    #[must_use]
    pub fn inbox(&self) -> Vec<SentMessage> {
        let mut messages = self.sim.messages(self.id);
        messages.retain(|message| message.from_bot && !message.deleted);
        messages
    }

    /// The newest of the [`inbox`](Self::inbox).
    #[must_use]
    pub fn last(&self) -> Option<SentMessage> {
        self.sim.last_of_bot(self.id)
    }
}
