//! `http.public_url`: where people's browsers find the pages of this bot.

use super::place::Place;
use super::problem::quoted;

/// An address of pages, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    whole: String,
    path: usize,
}

impl PublicUrl {
    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// Scheme, host and port, as a browser names where a request comes from.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.whole[..self.path]
    }

    /// From the slash after the host on; empty where there is none.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.whole[self.path..]
    }

    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong with it, in words for an operator.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let given = quoted(text);
        let place = Place::parse(text.trim_end_matches('/'), "")?;
        if !place.is_plain() || place.path.contains("//") {
            return Err(format!(
                "hanya boleh memuat huruf, angka, \"-\", \"_\", \".\", \"~\", dan \"/\" sesudah nama \
                 hos, bukan {given}"
            ));
        }
        let Place { scheme, path, .. } = place;
        // A browser leaves out the usual port, and writes hosts small.
        let usual = if scheme == "https" { 443 } else { 80 };
        let host = place.host.to_ascii_lowercase();
        let origin = match place.port.filter(|port| *port != usual) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        Ok(Self {
            path: origin.len(),
            whole: origin + path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_a_browser_writes_it() {
        for (url, origin, path) in [
            ("https://humas.go.id", "https://humas.go.id", ""),
            ("https://Humas.go.id/", "https://humas.go.id", ""),
            (
                "https://humas.go.id:443/a/b/",
                "https://humas.go.id",
                "/a/b",
            ),
            ("https://humas.go.id:8443", "https://humas.go.id:8443", ""),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", ""),
            ("http://[::1]:81/x", "http://[::1]:81", "/x"),
        ] {
            let read = PublicUrl::parse(url).unwrap();
            assert_eq!((read.origin(), read.path()), (origin, path), "{url}");
            assert_eq!(read.as_str(), format!("{origin}{path}"));
        }
    }

    #[test]
    fn any_other_is_refused_with_what_is_wrong() {
        for (url, what) in [
            ("humas.go.id", "harus alamat https://"),
            ("http://humas.go.id", "harus alamat https://"),
            ("https://", "harus alamat https://"),
            ("https://a:b@humas.go.id", "harus alamat https://"),
            ("https://humas.go.id/a?b", "hanya boleh memuat"),
            ("https://humas.go.id/a//b", "hanya boleh memuat"),
            ("https://humas.go.id/a b", "hanya boleh memuat"),
        ] {
            let said = PublicUrl::parse(url).unwrap_err();
            assert!(said.starts_with(what), "{url}: {said}");
            assert!(!said.contains("a:b@"), "{said}");
        }
    }
}
