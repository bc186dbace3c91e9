//! Places at which the program can be made to die, in debug builds only: right before and right after
//! every commit of the leader, and every call to the messenger.
//!
//! `SATUPINTU_CRASH_AT=outbox.after:3` ends the process when it comes to that place for the third time,
//! as a power cut would: nothing is unwound, flushed or written down. The tests walk through all of
//! [`CrashPoint::all`]; a release build has none of them.

use std::fmt;

use super::duty::Duty;

/// Before or after what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// All is prepared; nothing has happened yet.
    Before,
    /// It has happened, and nothing has followed from it yet.
    After,
}

/// A place at which the program can be made to die.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CrashPoint {
    /// What it is about there.
    pub duty: Duty,
    /// On which side of the commit or the call.
    pub side: Side,
}

impl CrashPoint {
    /// Every place there is.
    pub fn all() -> impl Iterator<Item = Self> {
        let sides = [Side::Before, Side::After];
        Duty::ALL
            .into_iter()
            .flat_map(move |duty| sides.map(|side| Self { duty, side }))
    }
}

impl fmt::Display for CrashPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = match self.side {
            Side::Before => "before",
            Side::After => "after",
        };
        write!(f, "{}.{side}", self.duty.name())
    }
}

/// The program has come to this place.
#[cfg(not(debug_assertions))]
#[inline]
pub fn point(_: Duty, _: Side) {}

#[cfg(debug_assertions)]
pub use armed::point;

#[cfg(debug_assertions)]
mod armed {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::{CrashPoint, Duty, Side};

    /// The one place that is armed, and how often it may still be passed.
    static ARMED: LazyLock<Option<(CrashPoint, AtomicU32)>> = LazyLock::new(|| {
        let wanted = std::env::var("SATUPINTU_CRASH_AT").ok()?;
        let armed = parse(&wanted);
        assert!(armed.is_some(), "SATUPINTU_CRASH_AT: {wanted}?");
        armed.map(|(point, times)| (point, AtomicU32::new(times)))
    });

    /// The program has come to this place; it ends here if it is told to.
    pub fn point(duty: Duty, side: Side) {
        let Some((point, left)) = &*ARMED else {
            return;
        };
        if *point == (CrashPoint { duty, side }) && left.fetch_sub(1, Ordering::Relaxed) == 1 {
            eprintln!("died at {point}");
            std::process::abort();
        }
    }

    /// Reads `outbox.after:3`; without a number it is the first time.
    fn parse(text: &str) -> Option<(CrashPoint, u32)> {
        let (name, times) = text.split_once(':').unwrap_or((text, "1"));
        let point = CrashPoint::all().find(|point| point.to_string() == name)?;
        let times = times.parse().ok().filter(|times| *times > 0)?;
        Some((point, times))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn each_place_has_a_name_of_its_own() {
            for point in CrashPoint::all() {
                assert_eq!(parse(&point.to_string()), Some((point, 1)));
                assert_eq!(parse(&format!("{point}:7")), Some((point, 7)));
            }
            for wrong in [
                "",
                "outbox",
                "outbox.after:0",
                "outbox.after:x",
                "nowhere.after",
            ] {
                assert_eq!(parse(wrong), None, "{wrong}");
            }
        }
    }
}
