//! Words for the domain's values.

use super::Lang;
use crate::domain::announcement::{Circulation, Kind, Nature, Priority};
use crate::domain::institution::CATEGORIES;
use crate::domain::role::{Area, Role};

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
