//! The second person's word, and what follows from it.

mod bound;
mod brake;
mod deciding;
mod expiring;
mod nudging;
mod numbers;
mod reach;
mod reasons;
mod several;
mod who;
