//! From approval to every chat, at the platform's pace and whatever the platform answers.

mod beside;
mod broken_rows;
mod failing;
mod files;
mod media;
mod moving;
mod pace;
mod parts;
mod sharing;
mod whom;
