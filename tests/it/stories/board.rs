//! The web board: coming in, what is seen there and by whom, and what is told while one looks.

mod chromium;
mod entering;
mod filing;
mod hardships;
mod launching;
mod pages;
mod scope;
mod screens;
mod watching;
