//! Stories: the real bot against a Bot API server on loopback and a real database, told in the words of
//! the people who use it. `TEST_DATABASE_URL=postgres://…` tells them on PostgreSQL.

mod office;
mod stories;
