//! What those who run the bot do: back up, restore, look after what went wrong, and let it keep house.

mod backing_up;
mod dead_updates;
mod housekeeping;
mod measuring;
mod restoring;
mod with_the_program;
