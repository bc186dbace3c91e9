//! Becoming somebody: owners, roles, officers, groups; and those who try without.

mod forging;
mod groups;
mod links;
mod officers;
mod regions;
mod returning;
mod roles;
mod standing;
