//! The process's environment as a value, so that tests need not change the real one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Variables and working directory that settings are read from.
///
/// No `Debug`: the variables hold secrets.
#[derive(Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    directory: PathBuf,
}

impl Environment {
    /// What this process was started with. Bytes that are no UTF-8 are replaced, and then refused by
    /// whatever reads the value.
    #[must_use]
    pub fn of_process() -> Self {
        let variables = std::env::vars_os().map(|(name, value)| {
            (
                name.to_string_lossy().into_owned(),
                value.to_string_lossy().into_owned(),
            )
        });
        // Relative paths are resolved by the system, hence an empty directory.
        Self::new(variables, "")
    }

    /// Given variables, with relative paths below `directory`.
    pub fn new<N: Into<String>, V: Into<String>>(
        variables: impl IntoIterator<Item = (N, V)>,
        directory: impl Into<PathBuf>,
    ) -> Self {
        Self {
            variables: variables
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
            directory: directory.into(),
        }
    }

    /// The value of a variable, without spaces around it. One that is set to nothing counts as not
    /// set: that is what `NAME=` in a `.env` file or in Compose means.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Every variable, by name.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Where a path leads that may be relative.
    pub(super) fn resolve(&self, path: &str) -> PathBuf {
        if self.directory == Path::new("") {
            PathBuf::from(path)
        } else {
            self.directory.join(path)
        }
    }
}
