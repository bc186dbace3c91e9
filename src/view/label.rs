//! Words for the domain's values.

use super::{Lang, time};
use crate::domain::announcement::{Circulation, Confirmation, Kind, Nature, Priority};
use crate::domain::institution::{CATEGORIES, Code};
use crate::domain::options::Deadline;
use crate::domain::role::{Area, Role};
use crate::domain::selection::{Clause, Selection};

/// `penyusun`
#[must_use]
pub fn role(lang: &Lang, role: Role) -> String {
    lang.plain(match role {
        Role::Owner => "label-owner",
        Role::Author => "label-author",
        Role::Approver => "label-approver",
        Role::Coordinator => "label-coordinator",
        Role::Officer => "label-officer",
    })
}

/// `Penting`
#[must_use]
pub fn priority(lang: &Lang, priority: Priority) -> String {
    lang.plain(match priority {
        Priority::Normal => "label-normal",
        Priority::Important => "label-important",
        Priority::Emergency => "label-emergency",
    })
}

/// `Informasi`
#[must_use]
pub fn kind(lang: &Lang, kind: Kind) -> String {
    lang.plain(match kind {
        Kind::Information => "label-information",
        Kind::Clarification => "label-clarification",
        Kind::Invitation => "label-invitation",
    })
}

/// `Publik`
#[must_use]
pub fn circulation(lang: &Lang, circulation: Circulation) -> String {
    lang.plain(match circulation {
        Circulation::Public => "label-public",
        Circulation::Internal => "label-internal",
    })
}

/// `Penting · Informasi · Publik`
#[must_use]
pub fn nature(lang: &Lang, nature: Nature) -> String {
    [
        priority(lang, nature.priority),
        kind(lang, nature.kind),
        circulation(lang, nature.circulation),
    ]
    .join(" · ")
}

/// `Diterima`: what is asked of members.
#[must_use]
pub fn confirmation(lang: &Lang, confirmation: Confirmation) -> String {
    lang.plain(match confirmation {
        Confirmation::None => "label-confirmation-none",
        Confirmation::Received => "label-received",
        Confirmation::Disseminated => "label-disseminated",
        Confirmation::Attendance => "label-attendance",
    })
}

/// `4 jam`, or `22 November 2026 12.00 WITA`
#[must_use]
pub fn deadline(lang: &Lang, deadline: Deadline) -> String {
    match deadline {
        Deadline::Within(span) => time::span(lang, span),
        Deadline::At(at) => time::full(lang, at.moment(lang.zone.0)),
    }
}

/// `kategori OPD; wilayah Kota Bontang; kecuali KPU-64.71 dan bawahannya`
#[must_use]
pub fn selection(lang: &Lang, selection: &Selection) -> String {
    if selection.is_everyone() {
        return lang.plain("label-everywhere");
    }
    let parts: Vec<String> = selection.0.iter().map(|it| clause(lang, it)).collect();
    parts.join("; ")
}

fn clause(lang: &Lang, clause: &Clause) -> String {
    let categories = |words: &[String]| {
        let names: Vec<String> = words.iter().map(|word| category(lang, word)).collect();
        names.join(", ")
    };
    let codes = |codes: &[Code]| {
        let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
        codes.join(", ")
    };
    let (key, names) = match clause {
        Clause::Categories(words) => ("label-chosen-categories", categories(words)),
        Clause::WithoutCategories(words) => ("label-without-categories", categories(words)),
        Clause::Regions(names) => ("label-chosen-regions", names.join(", ")),
        Clause::WithoutRegions(names) => ("label-without-regions", names.join(", ")),
        Clause::Within(below) => ("label-chosen-within", codes(below)),
        Clause::Without(below) => ("label-without-within", codes(below)),
        Clause::Only(alone) => ("label-chosen-only", codes(alone)),
        Clause::WithoutOnly(alone) => ("label-without-only", codes(alone)),
    };
    lang.text(key, &[("names", names.into())])
}

/// `KPU-64 dan bawahannya`
#[must_use]
pub fn area(lang: &Lang, area: &Area) -> String {
    match area {
        Area::Everywhere => lang.plain("label-everywhere"),
        Area::Subtree(code) => lang.text("label-subtree", &[("code", code.as_str().into())]),
        Area::Region(region) => lang.text("label-region", &[("region", region.into())]),
        Area::Only(code) => code.to_string(),
    }
}

/// `penyusun untuk KPU-64 dan bawahannya`. An officer belongs to one institution, whatever lies below.
#[must_use]
pub fn grant(lang: &Lang, held: Role, within: &Area) -> String {
    let reach = match held {
        Role::Officer => own(lang, within),
        Role::Owner | Role::Author | Role::Approver | Role::Coordinator => area(lang, within),
    };
    lang.text(
        "label-grant",
        &[("role", role(lang, held).into()), ("area", reach.into())],
    )
}

/// `KPU-64`: an area of which only the institution itself is meant.
pub(super) fn own(lang: &Lang, within: &Area) -> String {
    match within {
        Area::Subtree(code) => code.to_string(),
        Area::Everywhere | Area::Region(_) | Area::Only(_) => area(lang, within),
    }
}

const CATEGORY_KEYS: [&str; CATEGORIES.len()] = [
    "label-category-opd",
    "label-category-vertical",
    "label-category-forces",
    "label-category-elections",
    "label-category-campus",
    "label-category-state-owned",
    "label-category-region-owned",
    "label-category-media",
    "label-category-other",
];

/// `Penyelenggara pemilu`; a word that is no category as it is.
#[must_use]
pub fn category(lang: &Lang, stored: &str) -> String {
    CATEGORIES
        .iter()
        .position(|category| *category == stored)
        .map_or_else(|| stored.to_owned(), |at| lang.plain(CATEGORY_KEYS[at]))
}

/// `foto` for the Bot API's `photo`; what has no word here is "isi seperti itu".
#[must_use]
pub fn content(lang: &Lang, kind: &str) -> String {
    lang.plain(match kind {
        "photo" => "label-content-photo",
        "video" => "label-content-video",
        "document" => "label-content-document",
        "animation" => "label-content-animation",
        "audio" => "label-content-audio",
        "voice" => "label-content-voice",
        "video_note" => "label-content-video-note",
        "sticker" => "label-content-sticker",
        "poll" => "label-content-poll",
        "location" | "venue" => "label-content-location",
        "contact" => "label-content-contact",
        _ => "label-content-other",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::institution::Code;
    use crate::view::testing::indonesian;

    #[test]
    fn areas_and_grants_read_well() {
        let lang = indonesian();
        let subtree = Area::Subtree(Code::stored("KPU-64".into()));
        let region = Area::Region("Kota Bontang".into());
        assert_eq!(area(&lang, &Area::Everywhere), "semua lembaga");
        assert_eq!(area(&lang, &subtree), "KPU-64 dan bawahannya");
        assert_eq!(area(&lang, &region), "wilayah Kota Bontang");
        assert_eq!(
            grant(&lang, Role::Author, &subtree),
            "penyusun untuk KPU-64 dan bawahannya"
        );
        assert_eq!(
            grant(&lang, Role::Officer, &subtree),
            "petugas untuk KPU-64"
        );
        assert_eq!(
            grant(&lang, Role::Coordinator, &region),
            "koordinator untuk wilayah Kota Bontang"
        );
    }

    #[test]
    fn every_category_has_its_own_word() {
        let lang = indonesian();
        let words: Vec<String> = CATEGORIES.iter().map(|one| category(&lang, one)).collect();
        assert_eq!(words[0], "OPD");
        assert_eq!(words[2], "TNI/Polri");
        assert_eq!(words[8], "Lainnya");
        assert_eq!(category(&lang, "koperasi"), "koperasi");
    }
}
