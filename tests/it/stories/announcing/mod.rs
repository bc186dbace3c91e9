//! Writing an announcement, and what members read of it.

mod content;
mod drafting;
mod length;
mod options;
