//! What a seed chooses.

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use satupintu::store::Duty;
use satupintu::store::crash::CrashPoint;

use crate::program::manager::Armed;
use crate::program::weather::Mishap;

/// How big a run is, and how rough; each can be set from outside.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Chats of each audience.
    pub chats: usize,
    /// Messages a second.
    pub rate: u32,
    /// Ends of the program on the way.
    pub kills: usize,
    /// Whether calls fail and chats go away.
    pub weather: bool,
}

/// A way to end the program.
#[derive(Debug, Clone, Copy)]
pub enum Blow {
    /// SIGKILL, and again where this says so.
    Kill(Option<Armed>),
    /// SIGTERM.
    Restart,
}

/// Something that happens when so many messages went out.
#[derive(Debug, Clone, Copy)]
pub enum Deed {
    Blow(Blow),
    Mishap(Mishap),
}

/// Everything that happens to the program in one run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// By the number of messages before each, in order.
    pub deeds: Vec<(usize, Deed)>,
    /// When sending is frozen for a while, if it is.
    pub brake: Option<usize>,
    pub readers: u64,
    pub weather: u64,
    pub pauses: u64,
}

impl Plan {
    pub fn of(seed: u64, size: Size) -> Self {
        let mut chance = SmallRng::seed_from_u64(seed);
        // Two announcements, for as long as there is anything to send.
        let most = size.chats * 2 * 9 / 10;
        let mut deeds: Vec<(usize, Deed)> = (0..size.kills)
            .map(|_| (chance.random_range(0..most), Deed::Blow(blow(&mut chance))))
            .collect();
        if size.weather {
            let mishaps = Mishap::ALL.map(|it| (chance.random_range(0..most), Deed::Mishap(it)));
            deeds.extend(mishaps);
        }
        deeds.sort_by_key(|(sent, _)| *sent);
        Self {
            deeds,
            brake: chance
                .random_bool(0.5)
                .then(|| chance.random_range(0..size.chats)),
            readers: chance.random(),
            weather: chance.random(),
            pauses: chance.random(),
        }
    }
}

fn blow(chance: &mut SmallRng) -> Blow {
    match chance.random_range(0..10) {
        0..5 => Blow::Kill(None),
        5..8 => Blow::Kill(Some(armed(chance))),
        _ => Blow::Restart,
    }
}

/// Any place that a program comes to by itself, once or a few times.
fn armed(chance: &mut SmallRng) -> Armed {
    let on_request = [Duty::Finish, Duty::Release];
    let points: Vec<CrashPoint> = CrashPoint::all()
        .filter(|point| !on_request.contains(&point.duty))
        .filter(|point| !Duty::BESIDE_A_BROADCAST.contains(&point.duty))
        .collect();
    let point = points[chance.random_range(0..points.len())];
    let once = [
        Duty::Take,
        Duty::Start,
        Duty::Resume,
        Duty::House,
        Duty::Seal,
    ]
    .contains(&point.duty);
    let times = if once { 1 } else { chance.random_range(1..=20) };
    (point, times)
}
