//! Who looks, and what they may see: looked up anew at every request.

use std::sync::Arc;

use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::guard::Framed;
use super::{Board, Reading, assets};
use crate::domain::board::{Viewer, Way};
use crate::domain::clock::{Timestamp, millis};
use crate::domain::refusal::Refusal;
use crate::service::board::enter;
use crate::service::{Error, Rules};
use crate::store::Fault;
use crate::view::board::{Frame, No};
use crate::view::{self, Lang};

/// Sets the proof of a form apart from any other hash of a token.
const LABEL: &[u8] = b"satupintu board form 1\0";

/// Somebody who is known, and the database as they see it.
pub(super) struct Sight {
    pub(super) read: Reading,
    pub(super) rules: Arc<Rules>,
    pub(super) viewer: Viewer,
    pub(super) lang: Lang,
    pub(super) now: Timestamp,
    /// What proves that a form is ours.
    pub(super) proof: String,
}

impl Board {
    /// The rules, once they are known.
    pub(super) fn rules(&self) -> Option<&Arc<Rules>> {
        self.rules.get()
    }

    /// Who shows which cookie, with the roles in effect now; else the page that is for everybody else.
    pub(super) async fn sight(&self, headers: &HeaderMap) -> Result<Sight, Response> {
        let Some(rules) = self.rules().cloned() else {
            return Err(self.no(headers, StatusCode::SERVICE_UNAVAILABLE, No::NotNow));
        };
        match self.look(headers, rules).await {
            Ok(Some(sight)) => Ok(sight),
            Ok(None) => Err(self.signed_out(headers)),
            Err(fault) => Err(self.fault(headers, &fault)),
        }
    }

    async fn look(&self, headers: &HeaderMap, rules: Arc<Rules>) -> Result<Option<Sight>, Fault> {
        let now = self.setup.clock.now();
        let Some(token) = self.token(headers) else {
            return Ok(None);
        };
        let mut read = self.read().await?;
        let viewer = enter::who(&mut read.tx, &token, now).await?;
        Ok(viewer.map(|viewer| Sight {
            read,
            lang: rules.lang(viewer.language.as_deref()),
            rules,
            viewer,
            now,
            proof: proof(&token),
        }))
    }

    /// A page's frame for whoever looks.
    pub(super) fn frame<'a>(&'a self, sight: &'a Sight, wall: bool) -> Frame<'a> {
        Frame {
            base: &self.base,
            version: assets::version(),
            viewer: Some((&sight.viewer, &sight.proof)),
            wall,
            now: sight.now,
        }
    }

    /// The frame for somebody who is not known.
    pub(super) fn bare_frame(&self) -> Frame<'_> {
        Frame {
            base: &self.base,
            version: assets::version(),
            viewer: None,
            wall: false,
            now: self.setup.clock.now(),
        }
    }

    /// The language of somebody who is not known: their browser's.
    pub(super) fn guest_lang(&self, headers: &HeaderMap) -> Lang {
        let tag = headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split([',', ';']).next());
        match self.rules() {
            Some(rules) => rules.lang(tag),
            None => Lang {
                locale: view::Locale::of(tag),
                zone: view::Zone(chrono_tz::Tz::UTC),
            },
        }
    }

    /// A page of somebody's, or the "no" in its place.
    pub(super) fn shown(
        &self,
        headers: &HeaderMap,
        sight: &Sight,
        page: Result<String, Error>,
    ) -> Response {
        let response = match page {
            Ok(page) => Html(page).into_response(),
            Err(Error::Fault(fault)) => return self.fault(headers, &fault),
            // What is foreign looks like what does not exist.
            Err(Error::Refused(_)) => {
                let frame = self.frame(sight, false);
                let page = view::board::refused(&sight.lang, &frame, No::NotFound);
                (StatusCode::NOT_FOUND, Html(page)).into_response()
            }
        };
        match sight.viewer.session.way {
            Way::MiniApp => framed(response),
            Way::Link => response,
        }
    }

    /// A "no" to somebody who need not be known.
    pub(super) fn no(&self, headers: &HeaderMap, status: StatusCode, no: No<'_>) -> Response {
        let lang = self.guest_lang(headers);
        let page = view::board::refused(&lang, &self.bare_frame(), no);
        framed((status, Html(page)).into_response())
    }

    /// Why somebody does not come in.
    pub(super) fn refused(&self, headers: &HeaderMap, refusal: &Refusal) -> Response {
        let status = match refusal {
            Refusal::BoardLinkOver => StatusCode::GONE,
            _ => StatusCode::FORBIDDEN,
        };
        self.no(headers, status, No::Refused(refusal))
    }

    /// A page's fault is told as that alone: what works on the bot's behalf says how the database fares.
    pub(super) fn fault(&self, headers: &HeaderMap, fault: &Fault) -> Response {
        tracing::warn!(%fault, "a page of the board could not be shown");
        self.no(headers, StatusCode::SERVICE_UNAVAILABLE, No::NotNow)
    }

    /// Nothing is shown here that somebody else's page could make use of, so any frame may have it; the
    /// messenger's does, where its browser keeps no cookies.
    fn signed_out(&self, headers: &HeaderMap) -> Response {
        let lang = self.guest_lang(headers);
        let bot = self.rules().map_or("", |rules| rules.bot_username.as_str());
        let page = view::board::signed_out(&lang, &self.bare_frame(), bot);
        framed((StatusCode::FORBIDDEN, Html(page)).into_response())
    }

    /// Browsers take the prefix only from where nobody between could have set the cookie.
    fn cookie_name(&self) -> &'static str {
        match self.is_secure() {
            true => "__Host-papan",
            false => "papan",
        }
    }

    /// The token that a browser shows.
    pub(super) fn token(&self, headers: &HeaderMap) -> Option<String> {
        let name = self.cookie_name();
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, token)| token.to_owned())
    }

    /// To the first page, with a session of so long; none ends it.
    pub(super) fn onward(&self, way: Way, token: Option<&str>) -> Response {
        let lasts = self
            .rules()
            .and_then(|rules| rules.board.as_ref())
            .map_or(0, |board| millis(board.session_expires) / 1000);
        let (token, lasts) = token.map_or(("", 0), |token| (token, lasts));
        // Inside of the messenger's web client the page is a third party's; the cookie is then one for that
        // place alone.
        let place = match (self.is_secure(), way) {
            (true, Way::MiniApp) => "; Secure; SameSite=None; Partitioned",
            (true, Way::Link) => "; Secure; SameSite=Lax",
            (false, _) => "; SameSite=Lax",
        };
        let name = self.cookie_name();
        let cookie = format!("{name}={token}; Path=/; Max-Age={lasts}; HttpOnly{place}");
        let mut response = StatusCode::SEE_OTHER.into_response();
        for (header, value) in [(SET_COOKIE, cookie), (LOCATION, self.base.clone())] {
            if let Ok(mut value) = HeaderValue::from_str(&value) {
                value.set_sensitive(header == SET_COOKIE);
                response.headers_mut().insert(header, value);
            }
        }
        framed(response)
    }
}

/// May be shown inside of the messenger's web client.
pub(super) fn framed(mut response: Response) -> Response {
    response.extensions_mut().insert(Framed);
    response
}

/// A picture.
pub(super) fn picture(content: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "image/png")], content).into_response()
}

/// What proves that a form was made for this session.
pub(super) fn proof(token: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(LABEL);
    hash.update(token.as_bytes());
    let digits = hash.finalize();
    digits[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
