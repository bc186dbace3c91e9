use proptest::prelude::*;

use super::*;

const LIMITS: Limits = Limits {
    per_second: 30.0,
    chat_per_second: 1.0,
    group_per_minute: 20,
};

fn private(id: i64) -> Address {
    Address::telegram(id, None)
}

/// Asks again and again, at the moments it is told to, until `count` messages have slots.
fn drive(
    pacer: &mut Pacer,
    start: Timestamp,
    to: &mut dyn FnMut(usize) -> Address,
    count: usize,
) -> Vec<Timestamp> {
    let mut now = start;
    let mut slots = Vec::new();
    while slots.len() < count {
        match pacer.reserve(now, &to(slots.len()), Duration::ZERO, Weight::Full, 1) {
            Slot::At(at) => slots.push(at),
            Slot::ChatWaits(until) | Slot::AllWait(until) => {
                assert!(until > now, "a wait must end later than now");
                now = until;
            }
        }
    }
    slots
}

#[test]
fn five_hundred_and_forty_eight_chats_take_18_3_seconds() {
    let mut pacer = Pacer::new(LIMITS);
    let start = Timestamp(1_000_000);
    let slots = drive(&mut pacer, start, &mut |i| private(i as i64 + 1), 548);
    let makespan = slots[547].since(start).as_secs_f64();
    assert!((18.0..18.4).contains(&makespan), "{makespan}");
}

#[test]
fn a_group_gets_at_most_twenty_a_minute() {
    let mut pacer = Pacer::new(LIMITS);
    let group = Address::telegram(-100, Some(7));
    let slots = drive(&mut pacer, Timestamp(0), &mut |_| group.clone(), 45);
    for window in slots.windows(21) {
        assert!(window[20].since(window[0]) >= MINUTE, "{window:?}");
    }
    for pair in slots.windows(2) {
        assert!(pair[1].since(pair[0]) >= Duration::from_secs(1));
    }
}

#[test]
fn touch_ups_leave_half_of_a_groups_minute_to_announcements() {
    let mut pacer = Pacer::new(LIMITS);
    let group = Address::telegram(-100, None);
    let mut now = Timestamp(0);
    let mut spare = 0;
    while now < Timestamp(30_000) {
        match pacer.reserve(now, &group, Duration::ZERO, Weight::Spare, 1) {
            Slot::At(_) => spare += 1,
            Slot::ChatWaits(until) | Slot::AllWait(until) => now = until,
        }
    }
    assert_eq!(spare, 10);
    assert!(matches!(
        pacer.reserve(Timestamp(30_000), &group, Duration::ZERO, Weight::Full, 1),
        Slot::At(_)
    ));
}

#[test]
fn one_chats_wait_stops_that_chat_alone() {
    let mut pacer = Pacer::new(LIMITS);
    let now = Timestamp(50_000);
    pacer.chat_waits(&private(1), Timestamp(60_000));
    assert_eq!(
        pacer.reserve(now, &private(1), Duration::ZERO, Weight::Full, 1),
        Slot::ChatWaits(Timestamp(60_000))
    );
    assert!(matches!(
        pacer.reserve(now, &private(2), Duration::ZERO, Weight::Full, 1),
        Slot::At(_)
    ));
    pacer.all_wait(Timestamp(55_000));
    assert_eq!(
        pacer.reserve(now, &private(3), Duration::ZERO, Weight::Full, 1),
        Slot::AllWait(Timestamp(55_000))
    );
}

#[test]
fn a_rebuilt_pacer_remembers_what_was_sent() {
    let mut pacer = Pacer::new(LIMITS);
    pacer.sent(Timestamp(10_000), &private(1), 1);
    assert!(matches!(
        pacer.reserve(
            Timestamp(10_500),
            &private(1),
            Duration::ZERO,
            Weight::Full,
            1
        ),
        Slot::ChatWaits(Timestamp(11_000))
    ));
}

#[test]
fn a_clock_that_is_set_back_stops_nothing() {
    let mut pacer = Pacer::new(LIMITS);
    let hour = Timestamp(3_600_000);
    let full =
        |pacer: &mut Pacer, now| pacer.reserve(now, &private(1), Duration::ZERO, Weight::Full, 1);
    assert!(matches!(full(&mut pacer, hour), Slot::At(_)));
    assert!(matches!(full(&mut pacer, Timestamp(0)), Slot::At(_)));
}

#[test]
fn what_follows_an_album_waits_as_if_it_had_come_one_by_one() {
    let mut pacer = Pacer::new(LIMITS);
    let now = Timestamp(100_000);
    let group = Address::telegram(-100, None);
    let mut ask = |now, to: &Address, messages| {
        pacer.reserve(now, to, Duration::from_millis(100), Weight::Full, messages)
    };
    assert_eq!(ask(now, &group, 10), Slot::At(now));
    let Slot::AllWait(next) = ask(now, &private(1), 1) else {
        panic!("ten messages take a third of a second");
    };
    assert!(
        (120..=140).contains(&next.since(now).as_millis()),
        "{next:?}"
    );
    let later = now.plus(Duration::from_secs(9));
    assert_eq!(
        ask(later, &group, 1),
        Slot::ChatWaits(now.plus(Duration::from_secs(10)))
    );
    let second = now.plus(Duration::from_secs(20));
    assert_eq!(ask(second, &group, 10), Slot::At(second));
    let third = now.plus(Duration::from_secs(40));
    assert_eq!(
        ask(third, &group, 1),
        Slot::ChatWaits(now.plus(MINUTE)),
        "twenty are in this minute"
    );
}

#[test]
fn the_pace_steps_down_once_for_the_refusals_of_a_moment_and_recovers_by_itself() {
    let mut pacer = Pacer::new(LIMITS);
    let start = Timestamp(1_000_000);
    let at = |seconds| start.plus(Duration::from_secs(seconds));
    for _ in 0..20 {
        pacer.slow_down(start);
    }
    assert!((pacer.per_second() - 22.5).abs() < 0.01);
    let slots = drive(&mut pacer, start, &mut |i| private(i as i64 + 1), 100);
    let took = slots[99].since(slots[0]).as_secs_f64();
    // The first two tenths of a second are made good at once.
    let least = 99.0 / 22.5;
    assert!((least - 0.25..least + 0.1).contains(&took), "{took}");
    pacer.slow_down(at(9));
    assert!((pacer.per_second() - 16.875).abs() < 0.01);
    pacer.recover(at(29));
    assert!(
        (pacer.per_second() - 19.875).abs() < 0.01,
        "two rises of 1.5"
    );
    pacer.recover(at(200));
    assert_eq!(pacer.reduced(), None);
    for second in 0..200 {
        pacer.slow_down(at(300 + second * 6));
    }
    assert!(
        (pacer.per_second() - 3.0).abs() < 1.6,
        "never slower than a tenth"
    );
}

#[test]
fn a_reduced_pace_survives_a_restart_and_a_clock_that_is_set_back() {
    let mut pacer = Pacer::new(LIMITS);
    pacer.slow_down(Timestamp(10_000_000));
    let mut next = Pacer::new(LIMITS);
    next.resume(pacer.reduced().unwrap());
    assert_eq!(next.per_second(), pacer.per_second());
    next.recover(Timestamp(1_000_000));
    next.recover(Timestamp(1_061_000));
    assert_eq!(next.reduced(), None, "an hour back is no hour of waiting");
}

proptest! {
    /// Whatever the order of chats and however late the caller comes, a server's bucket of 30 that
    /// refills at 30/s is never overdrawn.
    #[test]
    fn the_servers_bucket_is_never_empty(
        late in proptest::collection::vec(0i64..3000, 1..200),
        albums in proptest::collection::vec(1u32..=10, 50),
    ) {
        let mut pacer = Pacer::new(LIMITS);
        let mut now = Timestamp(1_000_000);
        let (mut tokens, mut filled) = (30.0f64, now);
        let mut chat = 0;
        for pause in late {
            now = now.plus(Duration::from_millis(u64::try_from(pause).unwrap()));
            loop {
                chat += 1;
                let messages = albums[usize::try_from(chat).unwrap() % albums.len()];
                let Slot::At(at) = pacer.reserve(now, &private(chat), Duration::from_millis(100), Weight::Full, messages) else { break };
                tokens = (tokens + at.since(filled).as_secs_f64() * 30.0).min(30.0) - f64::from(messages);
                filled = at.max(filled);
                prop_assert!(tokens >= 0.0);
            }
        }
    }
}
