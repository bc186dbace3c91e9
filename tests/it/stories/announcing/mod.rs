//! Writing an announcement, and what members read of it.

mod audience;
mod content;
mod drafting;
mod length;
mod media;
mod opening;
mod options;
mod panel;
mod several;
mod templates;
mod timing;
