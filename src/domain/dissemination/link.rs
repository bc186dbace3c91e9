//! A link as evidence: whether it can lead anywhere, and which links are the same page.

use url::{Host, Url};

use crate::domain::invitation::masked;
use crate::domain::message::utf16_len;
use crate::domain::refusal::Refusal;

/// Longest link, in UTF-16 units.
pub const LONGEST_LINK: usize = 1000;

/// Most of a bad link that is shown back.
const LONGEST_SHOWN: usize = 60;

/// What apps add to a link so that somebody learns who shared it; it leads to the same page without.
const TRACKING: [&str; 6] = ["fbclid", "gclid", "igsh", "igshid", "mibextid", "share_id"];

/// Sites where `si` is such; elsewhere it may be the number of a page.
const TRACKING_BY_SI: [&str; 4] = ["youtube.com", "youtu.be", "spotify.com", "m.youtube.com"];

/// A link to a page of the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its address, without who shared it: it outlasts the one who gave it.
    pub url: String,
    /// The same for all links to one page.
    pub key: String,
}

impl Link {
    /// Reads a link as it was typed; without `https://` it is meant all the same.
    ///
    /// # Errors
    /// [`Refusal::BadLink`] for anything that is no page of the web, or carries somebody's password or an
    /// invitation of ours: both would stay in the record.
    pub fn parse(typed: &str) -> Result<Self, Refusal> {
        let bad = || Refusal::BadLink {
            typed: shown(typed),
        };
        if utf16_len(typed) > LONGEST_LINK {
            return Err(bad());
        }
        let url = match has_scheme(typed) {
            true => Url::parse(typed),
            false => Url::parse(&format!("https://{typed}")),
        };
        let url = url.map_err(|_| bad())?;
        let plain = url.username().is_empty() && url.password().is_none() && !invites(&url);
        let host = host(&url).filter(|_| plain && matches!(url.scheme(), "http" | "https"));
        let host = host.ok_or_else(bad)?.to_owned();
        let key = key(&url, &host);
        let mut url = url;
        if url
            .query()
            .is_some_and(|it| it.split('&').any(|pair| tracks(&host, pair)))
        {
            let kept = kept(&url, &host).join("&");
            url.set_query(Some(kept.as_str()).filter(|it| !it.is_empty()));
        }
        // Letters beyond ASCII become longer; what cannot be shown as a link is none.
        let url = String::from(url);
        match url.len() <= LONGEST_LINK * 2 {
            true => Ok(Self { url, key }),
            false => Err(bad()),
        }
    }

    /// Whether both lead to the same page.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// The name of the site that an address leads to, as it is shown; the whole if it is none.
#[must_use]
pub fn site(url: &str) -> String {
    let parsed = Url::parse(url).ok();
    let site = parsed.as_ref().and_then(host).map(bare);
    site.map_or_else(|| url.to_owned(), str::to_owned)
}

fn has_scheme(typed: &str) -> bool {
    let scheme = typed.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|it| {
        ["http", "https"]
            .iter()
            .any(|own| it.eq_ignore_ascii_case(own))
            || typed.contains("://")
    })
}

/// A name with a dot in it, as sites of the public web have; no number, which is a machine's.
fn host(url: &Url) -> Option<&str> {
    let Some(Host::Domain(host)) = url.host() else {
        return None;
    };
    let host = host.trim_end_matches('.');
    let (name, top) = host.rsplit_once('.')?;
    let named = name.split('.').all(|label| !label.is_empty());
    (named && top.len() > 1).then_some(host)
}

/// Whether it opens a conversation with a bot by a key, as invitations do.
fn invites(url: &Url) -> bool {
    let telegram = ["t.me", "telegram.me", "telegram.dog"];
    let host = host(url).map(bare).unwrap_or_default();
    let ours = telegram
        .iter()
        .any(|it| host == *it || host.ends_with(&format!(".{it}")));
    ours && url.query_pairs().any(|(name, _)| name.starts_with("start"))
}

/// Without the `www.` that sites have or have not.
fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The address without what differs between links to one page: `http` or `https`, `www.`, a slash at the
/// end, a place in the page, and who shared it.
fn key(url: &Url, host: &str) -> String {
    let mut key = bare(host).to_owned();
    if let Some(port) = url.port() {
        key.push_str(&format!(":{port}"));
    }
    key.push_str(url.path().trim_end_matches('/'));
    let kept = kept(url, host);
    if !kept.is_empty() {
        key.push('?');
        key.push_str(&kept.join("&"));
    }
    // Some sites keep their pages behind the mark: "#/berita/1" is a page, "#komentar" a place in one.
    let page = url.fragment().filter(|it| it.starts_with(['/', '!']));
    if let Some(page) = page {
        key.push('#');
        key.push_str(page.trim_end_matches('/'));
    }
    key
}

/// What of the query says which page it is.
fn kept<'a>(url: &'a Url, host: &str) -> Vec<&'a str> {
    let query = url.query().unwrap_or_default().split('&');
    query
        .filter(|it| !it.is_empty() && !tracks(host, it))
        .collect()
}

fn tracks(host: &str, pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_lowercase();
    let host = bare(host);
    name.starts_with("utm_")
        || TRACKING.contains(&name.as_str())
        || (name == "si" && (TRACKING_BY_SI.contains(&host) || host.ends_with(".spotify.com")))
}

/// Of a link that is none, only where it seems to lead: the rest may be a password or a key.
fn shown(typed: &str) -> String {
    let rest = match typed.split_once("://") {
        Some((_, rest)) => rest,
        None if has_scheme(typed) => typed.split_once(':').map_or(typed, |(_, rest)| rest),
        None => typed,
    };
    let rest = rest.trim_start_matches(['/', '\\']);
    let place = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = match place.rsplit_once('@') {
        Some((_, host)) => host,
        None => place,
    };
    let host = host.split(':').next().unwrap_or_default();
    match host.is_empty() || masked(host) != host {
        true => "…".to_owned(),
        false => host.chars().take(LONGEST_SHOWN).collect(),
    }
}

/// What in a text is meant as a link. A text that is nothing but an address may leave out its beginning.
pub(super) fn in_text(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().map(trimmed).collect();
    let alone = words.len() == 1;
    let meant = |word: &&str| {
        let lower = word.to_lowercase();
        let begins = ["http:", "https:", "www."];
        begins.iter().any(|it| lower.starts_with(it))
            || lower.contains("://")
            || (alone && is_address(word))
    };
    words.into_iter().filter(meant).collect()
}

/// `kominfo.go.id/berita`: a dot before the first slash.
fn is_address(word: &str) -> bool {
    let (host, _) = word.split_once('/').unwrap_or((word, ""));
    let has_page = word.len() > host.len();
    let labels = host.split('.').count();
    // A single word with a dot in it may be a typing error: "Sudah.Terima kasih" is none, "kota.go.id" is.
    !host.contains('@')
        && (has_page && labels > 1 || labels > 2)
        && host.split('.').all(|label| !label.is_empty())
}

/// Without the brackets and stops around it.
fn trimmed(word: &str) -> &str {
    let word = word.trim_start_matches(['(', '[', '<', '"', '“', '‘', '\'']);
    let stops = ['.', ',', ';', ':', '!', '?', ']', '>', '"', '”', '’', '\''];
    let word = word.trim_end_matches(stops);
    // Some addresses end in a bracket, which they also open.
    match word.contains('(') {
        true => word,
        false => word.trim_end_matches(')').trim_end_matches(stops),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(typed: &str) -> String {
        Link::parse(typed).unwrap_or_else(|_| panic!("{typed}")).key
    }

    #[test]
    fn links_to_one_page_are_one() {
        let page = key_of("https://kominfo.go.id/berita/banjir?id=7");
        for same in [
            "http://kominfo.go.id/berita/banjir?id=7",
            "HTTPS://WWW.Kominfo.GO.ID/berita/banjir/?id=7#komentar",
            "https://kominfo.go.id:443/berita/banjir?utm_source=wa&id=7&fbclid=x",
            "kominfo.go.id./berita/banjir?id=7&UTM_medium=social",
        ] {
            assert_eq!(key_of(same), page, "{same}");
        }
        for other in [
            "https://kominfo.go.id/berita/banjir?id=8",
            "https://kominfo.go.id/berita/Banjir?id=7",
            "https://kominfo.go.id:8443/berita/banjir?id=7",
            "https://diskominfo.go.id/berita/banjir?id=7",
            "https://kominfo.go.id/berita/banjir?id=7#/lanjut",
        ] {
            assert_ne!(key_of(other), page, "{other}");
        }
        assert!(Link::parse("https://t.me/humas_kota/7?single").is_ok());
        assert_eq!(key_of("https://kota.go.id/"), key_of("https://kota.go.id"));
    }

    #[test]
    fn what_is_no_page_of_the_web_is_no_link() {
        for bad in [
            "ftp://kominfo.go.id/berita",
            "javascript://kominfo.go.id/%0aalert(1)",
            "https://kominfo",
            "https://localhost/berita",
            "https://127.0.0.1/berita",
            "https://0x7f.1/berita",
            "https://[::1]/berita",
            "https://kominfo.go.id@evil.example/berita",
            "https://budi:rahasia@kominfo.go.id/",
            "https://",
            "https://.go.id/",
            "https://kominfo..id/",
            "https://kominfo.go.id:berita/",
            "tg://resolve?domain=bot",
            "https://t.me/satupintu_bot?start=0123456789abcdef0123456789abcdef01234567",
            "HTTP://Telegram.me/satupintu_bot?x=1&startgroup=0123456789abcdef",
            "https://satupintu_bot.t.me/?start=0123456789abcdef",
        ] {
            assert!(Link::parse(bad).is_err(), "{bad}");
        }
        let long = format!("https://kominfo.go.id/{}", "a".repeat(LONGEST_LINK));
        assert!(Link::parse(&long).is_err());
        let wide = format!("https://kominfo.go.id/{}", "é".repeat(LONGEST_LINK / 2));
        assert!(Link::parse(&wide).is_err());
    }

    #[test]
    fn of_a_bad_link_no_secret_is_repeated() {
        let secret = "0123456789abcdef0123456789abcdef01234567";
        for (typed, shown) in [
            ("https://budi:rahasia@kominfo.go.id/", "kominfo.go.id"),
            ("https://budi:raha/sia@kominfo.go.id/", "budi"),
            ("https:budi:rahasia@kominfo.go.id", "kominfo.go.id"),
            ("ftp://kominfo.go.id/rahasia", "kominfo.go.id"),
            ("https://t.me/satupintu_bot?start=rahasia", "t.me"),
            ("t.me/satupintu_bot?start=rahasia", "t.me"),
            (&format!("https://{secret}"), "…"),
            ("https://", "…"),
        ] {
            let refusal = Link::parse(typed).unwrap_err();
            let typed_shown = shown.to_owned();
            assert_eq!(refusal, Refusal::BadLink { typed: typed_shown }, "{typed}");
            assert!(!format!("{refusal:?}").contains("rahasia"), "{typed}");
        }
    }

    #[test]
    fn who_shared_a_link_is_not_kept() {
        for (typed, kept) in [
            (
                "https://kominfo.go.id/b?utm_source=wa&id=7&fbclid=x#atas",
                "https://kominfo.go.id/b?id=7#atas",
            ),
            (
                "https://www.instagram.com/p/A/?igsh=x",
                "https://www.instagram.com/p/A/",
            ),
            (
                "https://youtu.be/abc?si=wer&t=7",
                "https://youtu.be/abc?t=7",
            ),
            (
                "https://kota.go.id/?si=7&share_id=x",
                "https://kota.go.id/?si=7",
            ),
            ("https://kota.go.id/?a&&b=", "https://kota.go.id/?a&&b="),
        ] {
            assert_eq!(Link::parse(typed).unwrap().url, kept);
        }
    }

    #[test]
    fn links_are_found_in_what_people_write() {
        for (text, found) in [
            ("Sudah dimuat di portal.", vec![]),
            ("Sudah.", vec![]),
            ("Sudah.Terima kasih", vec![]),
            ("budi@kominfo.go.id", vec![]),
            ("kominfo.go.id", vec!["kominfo.go.id"]),
            ("instagram.com/p/AbC", vec!["instagram.com/p/AbC"]),
            ("Lihat www.kota.go.id, ya", vec!["www.kota.go.id"]),
            ("(https://a.go.id/x_(y)).", vec!["https://a.go.id/x_(y))"]),
            ("Ini “https://a.go.id/x”!", vec!["https://a.go.id/x"]),
            ("ftp://a.go.id/x", vec!["ftp://a.go.id/x"]),
            (
                "https://a.go.id/x\nhttps://b.go.id/y",
                vec!["https://a.go.id/x", "https://b.go.id/y"],
            ),
        ] {
            assert_eq!(in_text(text), found, "{text}");
        }
    }

    #[test]
    fn a_site_is_shown_by_the_name_that_is_reached() {
        assert_eq!(site("https://www.kominfo.go.id/berita"), "kominfo.go.id");
        // Letters that look like others show as what they are.
        let odd = Link::parse("https://kоminfo.go.id/").unwrap().url;
        assert!(site(&odd).starts_with("xn--"), "{odd}");
    }
}
