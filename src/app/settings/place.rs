//! Addresses of pages and of the webhook: both are `https://`, and `http://` on this machine alone.

use super::problem::quoted;

/// An address in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place<'a> {
    pub(super) scheme: &'a str,
    pub(super) host: &'a str,
    /// If one is named.
    pub(super) port: Option<u16>,
    /// From the slash after the host on.
    pub(super) path: &'a str,
    /// On this machine.
    pub(super) local: bool,
}

impl<'a> Place<'a> {
    /// Reads an address; `like` is the path of an example of a right one.
    ///
    /// # Errors
    /// What is wrong with it, in words for an operator.
    pub(super) fn parse(text: &'a str, like: &str) -> Result<Self, String> {
        let place = Self::parts(text);
        place.ok_or_else(|| {
            format!(
                "harus alamat https:// (http:// hanya untuk mesin ini sendiri), seperti \
                 https://humas.contoh.go.id{like}, bukan {}",
                quoted(text)
            )
        })
    }

    fn parts(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let (host, port) = host_and_port(authority)?;
        let local = is_loopback(host);
        (scheme == "https" || scheme == "http" && local).then_some(Self {
            scheme,
            host,
            port,
            path,
            local,
        })
    }

    /// Whether its path has nothing but letters, digits and `-._~/`.
    pub(super) fn is_plain(&self) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
        self.path.chars().all(plain)
    }
}

/// A host's name or address, and the port if one is named.
fn host_and_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let end = authority.rfind(']').map_or(0, |at| at + 1);
    let (host, port) = match authority[end..].find(':') {
        Some(at) => {
            let (host, port) = authority.split_at(end + at);
            (host, Some(port[1..].parse().ok()?))
        }
        None => (authority, None),
    };
    let letters = |c: char| c.is_ascii_alphanumeric() || "-.[]:".contains(c);
    (!host.is_empty() && host.chars().all(letters)).then_some((host, port))
}

fn is_loopback(host: &str) -> bool {
    let v4 = host.parse::<std::net::Ipv4Addr>();
    host == "localhost" || host == "[::1]" || v4.is_ok_and(|ip| ip.is_loopback())
}
