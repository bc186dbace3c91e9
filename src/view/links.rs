//! Links of many institutions at once, and what became of earlier ones.

use super::lines::{Lines, button, cut};
use super::qr::{Code, Page};
use super::{Lang, time};
use crate::domain::action::Action;
use crate::domain::clock::Timestamp;
use crate::domain::invitation::{Invitation, Pair};
use crate::domain::message::Message;

/// Most of an institution's, a person's or a chat's name in a sentence.
const NAME: usize = 120;

/// How long links hold, and for how many.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// Until when those of groups hold; one use each.
    pub chat_expires: Timestamp,
    /// Until when those of officers hold.
    pub officer_expires: Timestamp,
    /// By how many people each of those may be used.
    pub officer_uses: i64,
}

/// Links made before, of the same institutions.
#[derive(Debug, Clone, Copy)]
pub struct Earlier {
    /// Of the batch that is older than none of them.
    pub batch: i64,
    /// How many can still be used.
    pub open: i64,
}

/// A use of a link.
#[derive(Debug, Clone, Copy)]
pub struct Use<'a> {
    /// What the link was for.
    pub what: Invitation,
    /// Who or which chat.
    pub name: &'a str,
    /// When.
    pub at: Timestamp,
}

/// Below the file of links: how many, until when, and what to do with it.
#[must_use]
pub fn file(lang: &Lang, count: usize, terms: &Terms, earlier: Earlier) -> Message {
    let mut lines = Lines::titled(&lang.text("links-file-title", &[("count", count.into())]));
    let at = time::full(lang, terms.chat_expires);
    lines.line(&lang.text("links-file-chat", &[("at", at.into())]));
    let at = time::full(lang, terms.officer_expires);
    let uses = terms.officer_uses;
    lines.line(&lang.text(
        "links-file-officer",
        &[("uses", uses.into()), ("at", at.into())],
    ));
    lines.line(&lang.plain("links-file-next"));
    with_earlier(lang, lines, earlier)
}

/// Both links of one institution, and who used earlier ones.
#[must_use]
pub fn single(
    lang: &Lang,
    pair: &Pair,
    terms: &Terms,
    used: &[Use<'_>],
    earlier: Earlier,
) -> Message {
    let institution = cut(&pair.name, NAME);
    let title = lang.text("links-single-title", &[("institution", institution.into())]);
    let mut lines = Lines::titled(&title);
    let at = time::full(lang, terms.chat_expires);
    lines.line(&lang.text("links-single-chat", &[("at", at.into())]));
    lines.line(&pair.group_url);
    let at = time::full(lang, terms.officer_expires);
    let uses = terms.officer_uses;
    lines.line(&lang.text(
        "links-single-officer",
        &[("uses", uses.into()), ("at", at.into())],
    ));
    lines.line(&pair.officer_url);
    lines.line(&lang.plain("links-single-next"));
    if !used.is_empty() {
        lines.blank().line(&lang.plain("links-used"));
    }
    for one in used {
        let (key, name) = match one.what {
            Invitation::Chat => ("links-used-chat", "title"),
            Invitation::Person(_) => ("links-used-officer", "name"),
        };
        let at = time::full(lang, one.at);
        let shown = cut(one.name, NAME);
        lines.line(&lang.text(key, &[(name, shown.into()), ("at", at.into())]));
    }
    with_earlier(lang, lines, earlier)
}

/// Below the printable file of codes.
#[must_use]
pub fn codes(lang: &Lang, count: usize, earlier: Earlier) -> Message {
    let mut lines = Lines::titled(&lang.text("links-codes-title", &[("count", count.into())]));
    lines.line(&lang.plain("links-codes-next"));
    with_earlier(lang, lines, earlier)
}

/// Below the picture of a group's code.
#[must_use]
pub fn chat_code(lang: &Lang, institution: &str, expires: Timestamp) -> Message {
    let institution = cut(institution, NAME);
    Lines::titled(&lang.text(
        "links-code-chat",
        &[
            ("institution", institution.into()),
            ("at", time::full(lang, expires).into()),
        ],
    ))
    .done()
}

/// Below the picture of the officers' code.
#[must_use]
pub fn officer_code(lang: &Lang, institution: &str, expires: Timestamp, uses: i64) -> Message {
    let institution = cut(institution, NAME);
    Lines::titled(&lang.text(
        "links-code-officer",
        &[
            ("institution", institution.into()),
            ("uses", uses.into()),
            ("at", time::full(lang, expires).into()),
        ],
    ))
    .done()
}

/// The page of an institution in the printable file.
#[must_use]
pub fn page(lang: &Lang, pair: &Pair, terms: &Terms) -> Page {
    let chat_at = time::full(lang, terms.chat_expires);
    let officer_at = time::full(lang, terms.officer_expires);
    let uses = terms.officer_uses;
    Page {
        title: cut(&pair.name, NAME),
        subtitle: lang.text("links-page-code", &[("code", pair.code.as_str().into())]),
        codes: [
            Code {
                heading: lang.plain("links-page-chat"),
                text: lang.text("links-page-chat-text", &[("at", chat_at.into())]),
                link: pair.group_url.clone(),
            },
            Code {
                heading: lang.plain("links-page-officer"),
                text: lang.text(
                    "links-page-officer-text",
                    &[("uses", uses.into()), ("at", officer_at.into())],
                ),
                link: pair.officer_url.clone(),
            },
        ],
        foot: lang.plain("links-page-foot"),
    }
}

/// So many links were taken back.
#[must_use]
pub fn revoked(lang: &Lang, count: u64) -> Message {
    Message::plain(match count {
        0 => lang.plain("links-none-open"),
        count => lang.text("links-revoked", &[("count", count.into())]),
    })
}

fn with_earlier(lang: &Lang, mut lines: Lines, earlier: Earlier) -> Message {
    if earlier.open == 0 {
        return lines.done();
    }
    let open = lang.text("links-open", &[("count", earlier.open.into())]);
    let label = lang.plain("links-revoke");
    let batch = earlier.batch;
    lines
        .blank()
        .line(&open)
        .done()
        .row([button(label, Action::RevokeLinks { batch })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::institution::Code;
    use crate::domain::message::utf16_len;
    use crate::domain::role::Role;
    use crate::view::testing::{AT, english, indonesian, read_aloud};

    const TERMS: Terms = Terms {
        chat_expires: AT,
        officer_expires: AT,
        officer_uses: 5,
    };

    fn earlier(open: i64) -> Earlier {
        Earlier { batch: 7, open }
    }

    fn pair(name: &str) -> Pair {
        Pair {
            code: Code::stored("KPU-64.74".into()),
            name: name.into(),
            group_url: "https://t.me/satupintu_bot?startgroup=abc".into(),
            officer_url: "https://t.me/satupintu_bot?start=def".into(),
        }
    }

    /// A page from top to bottom.
    fn read(page: &Page) -> Message {
        let codes = page.codes.iter();
        let codes: Vec<String> = codes
            .map(|code| format!("{}\n{}\n{}", code.heading, code.text, code.link))
            .collect();
        let parts = [&page.title, &page.subtitle, &codes.join("\n"), &page.foot];
        Message::plain(parts.map(String::as_str).join("\n"))
    }

    #[test]
    fn links_are_read_aloud() {
        read_aloud("links", |lang| {
            let uses = [
                Use {
                    what: Invitation::Chat,
                    name: "Humas KPU Bontang",
                    at: AT,
                },
                Use {
                    what: Invitation::Person(Role::Officer),
                    name: "Budi Santoso",
                    at: AT,
                },
            ];
            let bontang = pair("KPU Kota Bontang");
            vec![
                ("file", file(lang, 549, &TERMS, earlier(0))),
                ("file: again", file(lang, 549, &TERMS, earlier(1098))),
                ("single", single(lang, &bontang, &TERMS, &[], earlier(0))),
                (
                    "single: again",
                    single(lang, &bontang, &TERMS, &uses, earlier(2)),
                ),
                ("codes", codes(lang, 35, earlier(0))),
                ("codes: again", codes(lang, 35, earlier(70))),
                ("chat_code", chat_code(lang, "KPU Kota Bontang", AT)),
                (
                    "officer_code",
                    officer_code(lang, "KPU Kota Bontang", AT, 5),
                ),
                ("page", read(&page(lang, &bontang, &TERMS))),
                ("revoked", revoked(lang, 1098)),
                ("revoked: none", revoked(lang, 0)),
            ]
        });
    }

    #[test]
    fn a_caption_fits_below_a_file() {
        for lang in [indonesian(), english()] {
            let long = "🌊 Sekretariat ".repeat(60);
            for caption in [
                file(&lang, 20_000, &TERMS, earlier(40_000)),
                codes(&lang, 20_000, earlier(40_000)),
                chat_code(&lang, &long, AT),
                officer_code(&lang, &long, AT, 10_000),
            ] {
                assert!(utf16_len(&caption.text) <= 1024, "{}", caption.text);
            }
        }
    }
}
