//! What is wrong with the settings, in words for an operator.

use std::fmt;

/// One thing that is wrong: which key, what about it, and what to do. Shown as one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    key: String,
    what: String,
    fix: String,
}

impl Problem {
    pub(super) fn new(
        key: impl Into<String>,
        what: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            what: what.into(),
            fix: fix.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = format!("{}: {}; {}", self.key, self.what, self.fix);
        for c in sentence.chars() {
            // Parts come from files and variables: nothing moves the cursor or adds a line.
            if c.is_control() {
                write!(f, "{}", c.escape_debug())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

/// Every problem that was found; shown as one line each. Ends the program with exit code 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError(Vec<Problem>);

impl SettingsError {
    pub(super) fn one(problem: Problem) -> Self {
        Self(vec![problem])
    }

    /// The problems, in the order in which they were found; at least one.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for SettingsError {}

/// Collects problems while reading goes on.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// `settings`, unless something was wrong on the way to them.
    pub(super) fn or<T>(self, settings: T) -> Result<T, SettingsError> {
        if self.0.is_empty() {
            Ok(settings)
        } else {
            Err(SettingsError(self.0))
        }
    }
}

/// A value that is repeated to the operator: short, in quotes, nothing that moves the cursor, and
/// nothing that may be a secret which went into the wrong place.
pub(super) fn quoted(value: &str) -> String {
    const LONGEST: usize = 40;
    if has_login(value) || looks_like_token(value) {
        return "(nilai disembunyikan)".to_owned();
    }
    let mut short: String = value.chars().take(LONGEST).collect();
    if value.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    format!("{short:?}")
}

/// `user:password@host`, but not `@username`.
fn has_login(value: &str) -> bool {
    value
        .rsplit_once('@')
        .is_some_and(|(login, _)| login.contains(':'))
}

/// A bot token is digits, a colon and a long secret.
fn looks_like_token(value: &str) -> bool {
    value
        .split_once(':')
        .is_some_and(|(_, secret)| secret.chars().count() >= 16)
}
