//! Which known name was meant by one with a slip in it.

use crate::domain::distance::distance;

/// The known name nearest to `name`, if one is near enough to be meant.
pub(super) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 2.max(candidate.len() / 5))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_none() {
        let known = ["telegram.poll_timeout", "time.zone"];
        assert_eq!(nearest("time.zona", known), Some("time.zone"));
        assert_eq!(
            nearest("telegram.pool_timeuot", known),
            Some("telegram.poll_timeout")
        );
        assert_eq!(nearest("weather.forecast", known), None);
    }
}
