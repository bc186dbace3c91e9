//! How often somebody may try to come in. Tokens cannot be guessed; this keeps those who try from keeping
//! the database busy.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};

/// Failed tries of one address within [`WINDOW`].
const MOST: u32 = 20;
const WINDOW: Duration = Duration::from_secs(60);
/// Addresses that are kept in mind at once; beyond that all the others count as one.
const ADDRESSES: usize = 4096;

/// Counts tries by where they come from.
#[derive(Debug, Default)]
pub(super) struct Tries(Mutex<HashMap<Option<IpAddr>, (Instant, u32)>>);

impl Tries {
    /// Whether one more is all right.
    pub(super) fn admit(&self, from: Option<IpAddr>, now: Instant) -> bool {
        let from = from.map(household);
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= ADDRESSES {
            tries.retain(|_, (since, _)| now.duration_since(*since) < WINDOW);
        }
        let from = match tries.len() >= ADDRESSES && !tries.contains_key(&from) {
            true => None,
            false => from,
        };
        let (since, count) = tries.entry(from).or_insert((now, 0));
        if now.duration_since(*since) >= WINDOW {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        *count <= MOST
    }

    /// One of them let somebody in, and does not count.
    pub(super) fn forgive(&self, from: Option<IpAddr>) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = tries.get_mut(&from.map(household)) {
            *count = count.saturating_sub(1);
        }
    }
}

/// Who has one address of IPv6 has a whole network of them.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            Ipv6Addr::from_bits(network).into()
        }
        address @ IpAddr::V4(_) => address,
    }
}

/// Where a request comes from: the other end of the connection; where that is a proxy, what it says, which
/// writes the address that it saw behind all others. A proxy stands on this machine or in its own network:
/// whoever comes from elsewhere has written the header themselves.
pub(super) fn origin(headers: &HeaderMap, extensions: &Extensions) -> Option<IpAddr> {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|ConnectInfo(address)| address.ip().to_canonical());
    if peer.is_some_and(|peer| !is_near(peer)) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
    let forwarded = forwarded
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next()?.trim().parse().ok());
    forwarded.or(peer)
}

fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => it.is_loopback() || it.is_private() || it.is_link_local(),
        IpAddr::V6(it) => it.is_loopback() || it.is_unique_local() || it.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_counted_by_address_and_forgotten() {
        let tries = Tries::default();
        let start = Instant::now();
        let one = Some(IpAddr::from([10, 0, 0, 1]));
        for _ in 0..MOST {
            assert!(tries.admit(one, start));
        }
        assert!(!tries.admit(one, start));
        assert!(tries.admit(Some(IpAddr::from([10, 0, 0, 2])), start));
        assert!(tries.admit(one, start + WINDOW));
    }

    #[test]
    fn a_network_counts_once_and_only_what_failed() {
        let tries = Tries::default();
        let start = Instant::now();
        let home = |last| Some(IpAddr::from([0x2001, 0xdb8, 0, 7, 0, 0, 0, last]));
        for last in 0..MOST {
            assert!(tries.admit(home(u16::try_from(last).unwrap()), start));
        }
        assert!(!tries.admit(home(999), start));
        let mapped = Some("::ffff:10.0.0.1".parse().unwrap());
        for _ in 0..3 * MOST {
            assert!(tries.admit(mapped, start));
            tries.forgive(Some(IpAddr::from([10, 0, 0, 1])));
        }
    }

    #[test]
    fn more_addresses_than_can_be_kept_share_one_count() {
        let tries = Tries::default();
        let start = Instant::now();
        for n in 0..u32::try_from(ADDRESSES).unwrap() {
            assert!(tries.admit(Some(IpAddr::from(n.to_be_bytes())), start));
        }
        let admitted = (0..100)
            .filter(|n: &u32| tries.admit(Some(IpAddr::from((n + 1_000_000).to_be_bytes())), start))
            .count();
        assert_eq!(admitted, MOST as usize);
    }

    #[test]
    fn the_proxy_says_last_where_a_request_comes_from() {
        let mut headers = HeaderMap::new();
        let mut extensions = Extensions::new();
        assert_eq!(origin(&headers, &extensions), None);
        extensions.insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9))));
        assert_eq!(origin(&headers, &extensions), Some([127, 0, 0, 1].into()));
        headers.insert("x-forwarded-for", "1.2.3.4, 5.6.7.8".parse().unwrap());
        assert_eq!(origin(&headers, &extensions), Some([5, 6, 7, 8].into()));
        for proxy in ["172.18.0.2:9", "[::ffff:10.0.0.3]:9", "[fd00::1]:9"] {
            let proxy: SocketAddr = proxy.parse().unwrap();
            extensions.insert(ConnectInfo(proxy));
            assert_eq!(origin(&headers, &extensions), Some([5, 6, 7, 8].into()));
        }
        // Nobody from elsewhere counts as somebody else by writing the header.
        for stranger in ["203.0.113.9:9", "[::ffff:203.0.113.9]:9"] {
            let stranger: SocketAddr = stranger.parse().unwrap();
            extensions.insert(ConnectInfo(stranger));
            assert_eq!(origin(&headers, &extensions), Some([203, 0, 113, 9].into()));
        }
    }
}
