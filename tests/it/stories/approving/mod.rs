//! The second person's word, and what follows from it.

mod brake;
mod deciding;
mod numbers;
mod reach;
mod who;
