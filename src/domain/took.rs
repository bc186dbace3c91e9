//! How long institutions take, in few numbers.

use std::time::Duration;

/// The time by which half of them were done: of an even number the slower of the two in the middle, so that
/// it is a time that somebody needed. Nothing of nobody; `sorted` goes from the fastest to the slowest.
#[must_use]
pub fn median(sorted: &[Duration]) -> Option<Duration> {
    sorted.get(sorted.len() / 2).copied()
}

/// The time by which nine of ten were done.
#[must_use]
pub fn p90(sorted: &[Duration]) -> Option<Duration> {
    let at = (sorted.len() * 9).div_ceil(10);
    sorted.get(at.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_times_that_somebody_needed() {
        let times =
            |count: u64| -> Vec<Duration> { (1..=count).map(Duration::from_secs).collect() };
        let both = |count| (median(&times(count)), p90(&times(count)));
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(both(0), (None, None));
        assert_eq!(both(1), (seconds(1), seconds(1)));
        assert_eq!(both(2), (seconds(2), seconds(2)));
        assert_eq!(both(10), (seconds(6), seconds(9)));
        assert_eq!(both(11), (seconds(6), seconds(10)));
        assert_eq!(both(100), (seconds(51), seconds(90)));
    }
}
