//! People in the making.

use crate::world::person::Person;

use super::{Simulator, user::User};

/// A person in the making; nothing happens before [`create`](Self::create).
#[must_use]
pub struct UserBuilder {
    sim: Simulator,
    id: Option<i64>,
    person: Person,
}

impl UserBuilder {
    pub(super) fn new(sim: Simulator, name: &str) -> Self {
        let person = Person::new(0, name);
        Self {
            sim,
            id: None,
            person,
        }
    }

    /// A user id of choice, for people named in a configuration; must be new.
    pub fn id(mut self, id: i64) -> Self {
        self.id = Some(id);
        self
    }

    /// Last name.
    pub fn last_name(mut self, name: &str) -> Self {
        self.person.last_name = Some(name.to_owned());
        self
    }

    /// Username, without `@`.
    pub fn username(mut self, username: &str) -> Self {
        self.person.username = Some(username.to_owned());
        self
    }

    /// Language of the person's app, as in `language_code`.
    pub fn language(mut self, code: &str) -> Self {
        self.person.language = Some(code.to_owned());
        self
    }

    /// The person has spoken to the bot long ago: it may write to them, and nothing of it is new.
    pub fn started(mut self) -> Self {
        self.person.started = true;
        self
    }

    /// Creates the person, who has not spoken to the bot yet, unless [`started`](Self::started).
    pub fn create(self) -> User {
        let Self {
            sim,
            id,
            mut person,
        } = self;
        let name = person.first_name.clone();
        let id = sim.core.with(|world, _| {
            person.id = id.unwrap_or_else(|| world.new_user_id());
            let id = person.id;
            let started = person.started;
            world.people.insert(id, person);
            if started {
                world.private_room(id);
            }
            id
        });
        User { sim, id, name }
    }
}
