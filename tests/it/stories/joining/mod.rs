//! Becoming somebody: owners, roles, officers, groups; and those who try without.

mod codes;
mod forging;
mod former;
mod groups;
mod links;
mod newcomers;
mod officers;
mod onboarding;
mod regions;
mod returning;
mod roles;
mod standing;
