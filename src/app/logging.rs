//! The log: on standard error, as text or as one JSON object a line.
//!
//! `RUST_LOG` filters it (`info,sqlx=warn` without one); `LOG_FORMAT=json` changes the form.
//!
//! **The rule for text that users wrote** (names, titles, messages): log it as a field with `?`,
//! never with `%` and never inside the message. `?` escapes line ends and control characters, so that
//! nobody can write a second, forged line into the log or move the reader's cursor. Tokens, link
//! secrets and contents of announcements are not logged at all.

use std::io::{self, IsTerminal};

use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use super::settings::Environment;

const DEFAULT_FILTER: &str = "info,sqlx=warn";

/// The log cannot be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoggingError {
    /// `RUST_LOG` makes no sense.
    #[error("RUST_LOG: {0:?} bukan saringan log; tulis seperti info atau info,satupintu=debug")]
    Filter(String),
    /// `LOG_FORMAT` is neither.
    #[error("LOG_FORMAT: harus text atau json, bukan {0:?}; ubah atau hapus LOG_FORMAT")]
    Format(String),
    /// A second call.
    #[error("log sudah dipasang; pasang sekali saja")]
    Twice,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text { colour: bool },
    Json,
}

/// Sends everything that is logged from now on to standard error.
///
/// # Errors
/// [`LoggingError`] when a variable makes no sense, or when a log is already set up.
pub fn init(environment: &Environment) -> Result<(), LoggingError> {
    let colour = io::stderr().is_terminal() && environment.get("NO_COLOR").is_none();
    let format = format(environment, colour)?;
    let filter = filter(environment)?;
    tracing::subscriber::set_global_default(subscriber(filter, format, io::stderr))
        .map_err(|_| LoggingError::Twice)
}

fn filter(environment: &Environment) -> Result<EnvFilter, LoggingError> {
    let given = environment.get("RUST_LOG").unwrap_or(DEFAULT_FILTER);
    EnvFilter::try_new(given).map_err(|_| LoggingError::Filter(given.to_owned()))
}

fn format(environment: &Environment, colour: bool) -> Result<Format, LoggingError> {
    match environment.get("LOG_FORMAT") {
        None | Some("text") => Ok(Format::Text { colour }),
        Some("json") => Ok(Format::Json),
        Some(other) => Err(LoggingError::Format(other.to_owned())),
    }
}

fn subscriber<W>(filter: EnvFilter, format: Format, writer: W) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer);
    match format {
        Format::Text { colour } => Box::new(builder.with_ansi(colour).finish()),
        Format::Json => Box::new(builder.json().finish()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(variables: &[(&str, &str)], log: impl FnOnce()) -> String {
        let environment = Environment::new(variables.iter().copied(), "");
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = subscriber(
            filter(&environment).unwrap(),
            format(&environment, false).unwrap(),
            move || writer.clone(),
        );
        tracing::subscriber::with_default(subscriber, log);
        let bytes = lines.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn what_users_wrote_cannot_forge_a_line() {
        let name = "Budi\n2026-01-01 ERROR all is lost\u{1b}[2J\r";
        for form in ["text", "json"] {
            let log = logged(&[("LOG_FORMAT", form)], || {
                tracing::info!(?name, "a person joined");
            });
            assert_eq!(log.lines().count(), 1, "{log:?}");
            assert!(!log.contains(['\u{1b}', '\r']), "{log:?}");
        }
    }

    #[test]
    fn json_is_an_object_a_line() {
        let log = logged(&[("LOG_FORMAT", "json")], || {
            tracing::warn!(waiting = 3, "late");
        });
        let line: serde_json::Value = serde_json::from_str(log.trim_end()).unwrap();
        assert_eq!(line["level"], "WARN");
        assert_eq!(line["fields"]["waiting"], 3);
    }

    #[test]
    fn the_filter_is_info_unless_told_otherwise() {
        let talk = || {
            tracing::debug!("detail");
            tracing::info!(target: "sqlx::query", "select 1");
            tracing::info!("news");
        };
        let log = logged(&[], talk);
        assert!(log.contains("news") && !log.contains("detail") && !log.contains("select"));
        assert!(logged(&[("RUST_LOG", "debug")], talk).contains("detail"));
    }

    #[test]
    fn variables_that_make_no_sense_are_told() {
        let environment = Environment::new([("RUST_LOG", "a=b=c"), ("LOG_FORMAT", "xml")], "");
        let said = filter(&environment).unwrap_err().to_string();
        assert!(said.starts_with("RUST_LOG: \"a=b=c\" bukan"), "{said}");
        let said = format(&environment, false).unwrap_err().to_string();
        assert!(
            said.starts_with("LOG_FORMAT: harus text atau json"),
            "{said}"
        );
    }
}
