//! Where the data is kept; may hold a password, and so never shows itself.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::environment::Environment;
use super::problem::{Problem, Problems};

const NAME: &str = "DATABASE_URL";
const DEFAULT: &str = "sqlite:data/satupintu.db";

/// Which database a [`DatabaseUrl`] leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file beside the program.
    Sqlite,
    /// A server, for those who need a standby.
    Postgres,
}

/// `sqlite:` or `postgres:` and the rest. Its `Debug` and `Display` leave out user, password and
/// parameters; [`DatabaseUrl::expose`] gives it whole.
#[derive(Clone)]
pub struct DatabaseUrl {
    engine: Engine,
    url: SecretString,
}

impl DatabaseUrl {
    /// Takes `sqlite:`, `postgres:` and `postgresql:` URLs, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let engine = match scheme {
            "sqlite" => Engine::Sqlite,
            "postgres" | "postgresql" => Engine::Postgres,
            _ => return None,
        };
        let names_something = match engine {
            Engine::Sqlite => !rest.trim_start_matches('/').is_empty(),
            Engine::Postgres => rest.starts_with("//"),
        };
        names_something.then(|| Self {
            engine,
            url: SecretString::from(text.to_owned()),
        })
    }

    /// Which database it leads to.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// All of it, password included: for the database library only.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.url.expose_secret()
    }

    /// Host, port and database name, when what is left is surely nothing else.
    fn server(&self) -> Option<&str> {
        let url = self.expose();
        // Parameters may hold a password, and an unescaped `?` in a password looks like one.
        if url.contains('?') {
            return None;
        }
        let (_, rest) = url.split_once("//")?;
        let server = rest.rsplit_once('@').map_or(rest, |(_, server)| server);
        let authority = server.split('/').next().unwrap_or_default();
        let port = authority.rsplit_once(':').map_or("", |(_, port)| port);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ':');
        (port.chars().all(|c| c.is_ascii_digit()) && server.chars().all(plain)).then_some(server)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.engine {
            Engine::Sqlite => {
                let url = self.expose();
                let path = url.split('?').next().unwrap_or_default();
                write!(f, "{}", path.escape_debug())
            }
            Engine::Postgres => write!(f, "postgres://{}", self.server().unwrap_or("…")),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// `DATABASE_URL`, or the file that is used without one.
pub(super) fn read(environment: &Environment, problems: &mut Problems) -> DatabaseUrl {
    let given = environment.get(NAME).unwrap_or(DEFAULT);
    DatabaseUrl::parse(given).unwrap_or_else(|| {
        problems.add(Problem::new(
            NAME,
            "bukan alamat basis data yang dikenal",
            "tulis seperti sqlite:data/satupintu.db atau postgres://pengguna:sandi@server/nama",
        ));
        DatabaseUrl {
            engine: Engine::Sqlite,
            url: SecretString::from(DEFAULT.to_owned()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_two_databases_are_taken() {
        let engine = |text| DatabaseUrl::parse(text).map(|url| url.engine());
        assert_eq!(engine("sqlite:data/x.db"), Some(Engine::Sqlite));
        assert_eq!(engine("sqlite::memory:"), Some(Engine::Sqlite));
        assert_eq!(engine("postgres://a/b"), Some(Engine::Postgres));
        assert_eq!(engine("postgresql://a/b"), Some(Engine::Postgres));
        for text in [
            "",
            "sqlite",
            "sqlite:",
            "sqlite://",
            "mysql://a/b",
            "postgres:a",
            "data/x.db",
        ] {
            assert_eq!(engine(text), None, "{text}");
        }
    }

    #[test]
    fn no_part_of_a_password_is_shown() {
        for (url, shown) in [
            (
                "postgres://budi:rahasia@db:5432/satu",
                "postgres://db:5432/satu",
            ),
            ("postgres://budi:ra@ha/sia@db/satu", "postgres://db/satu"),
            ("postgres://budi:ra?hasia@db/satu", "postgres://…"),
            ("postgres://budi:ra#hasia@db/satu", "postgres://db/satu"),
            (
                "postgres://db/satu?user=budi&password=rahasia",
                "postgres://…",
            ),
            ("postgres://budi:rahasia/satu", "postgres://…"),
            ("postgres://db/satu", "postgres://db/satu"),
            (
                "sqlite:data/satupintu.db?mode=rwc",
                "sqlite:data/satupintu.db",
            ),
        ] {
            let parsed = DatabaseUrl::parse(url).unwrap();
            assert_eq!(parsed.to_string(), shown);
            assert_eq!(format!("{parsed:?}"), format!("DatabaseUrl({shown})"));
            assert_eq!(parsed.expose(), url);
        }
    }
}
