use super::*;
use crate::domain::institution::Code;
use crate::domain::selection::Selection;
use crate::view::testing::{
    ANNOUNCEMENT, AT, URGENT, assert_sendable, indonesian, reach, read_aloud, returned,
};

fn offered<'a>(categories: &'a [(usize, i64)], regions: &'a [(String, i64)]) -> Offer<'a> {
    Offer {
        categories,
        regions,
        today: Today::new(indonesian().zone.0, AT),
    }
}

fn draft<'a>(reach: &'a Reach, options: &'a Options) -> Draft<'a> {
    Draft {
        announcement: ANNOUNCEMENT,
        version: 3,
        options,
        reach,
        parts: 1,
        pieces: 1,
        archive: Archive::default(),
        held: None,
        history: &[],
    }
}

fn chosen() -> Options {
    let mut audience = Selection::default();
    audience.toggle_category("opd");
    audience.toggle_region("Kota Bontang");
    audience.leave_out(Code::parse("KPU-64.71").into_iter().collect());
    Options {
        nature: URGENT,
        audience,
        confirmation: Confirmation::Received,
        schedule: LocalTime::in_days(1, 8, Today::new(indonesian().zone.0, AT)),
        deadline: Span::of_minutes(240).map(Deadline::Within),
        ..Options::default()
    }
}

#[test]
fn the_panel_and_its_menus_are_read_aloud() {
    let (plain, chosen, reached) = (Options::default(), chosen(), reach());
    let many = Reach {
        without_chat: (1..=10).map(|i| format!("KPU Kabupaten {i}")).collect(),
        without_chat_count: 1_012,
        ..reach()
    };
    let all = Reach {
        without_chat: vec![],
        without_chat_count: 0,
        institutions: 1,
        chats: 1,
        ..reach()
    };
    let regions: Vec<(String, i64)> = (1..=20)
        .map(|i| (format!("Kabupaten {i:02}"), i))
        .chain([("Kota Bontang".to_owned(), 3)])
        .collect();
    let categories = [(0, 40), (1, 12), (7, 3)];
    let offer = offered(&categories, &regions);
    let several = Draft {
        parts: 2,
        pieces: 3,
        archive: Archive {
            waiting: 2,
            failed: 1,
        },
        ..draft(&many, &chosen)
    };
    let history = returned();
    let evening = Draft {
        held: Some(AT),
        history: &history,
        ..draft(&reached, &plain)
    };
    let now = Options {
        send_now: true,
        ..Options::default()
    };
    read_aloud("panel", |lang| {
        let of = |options, wanted| menu(lang, &draft(&reached, options), &offer, wanted);
        let ask = |written| write(lang, ANNOUNCEMENT, 3, written);
        vec![
            ("main: one piece", of(&plain, Menu::Main)),
            ("main: all is chosen", main(lang, &several)),
            (
                "main: in quiet hours, returned before",
                main(lang, &evening),
            ),
            ("main: not held", main(lang, &draft(&reached, &now))),
            ("main: one institution", main(lang, &draft(&all, &plain))),
            ("audience", of(&plain, Menu::Audience)),
            ("audience: chosen", of(&chosen, Menu::Audience)),
            ("categories", of(&chosen, Menu::Categories)),
            ("regions: first", of(&chosen, Menu::Regions(0))),
            ("regions: last", of(&chosen, Menu::Regions(99))),
            ("priority", of(&chosen, Menu::Priority)),
            ("kind", of(&chosen, Menu::Kind)),
            ("circulation", of(&chosen, Menu::Circulation)),
            ("confirmation", of(&chosen, Menu::Confirmation)),
            ("schedule", of(&plain, Menu::Schedule)),
            ("schedule: chosen", of(&chosen, Menu::Schedule)),
            ("deadline", of(&chosen, Menu::Deadline)),
            ("write: within", ask(Written::Within)),
            ("write: only", ask(Written::Only)),
            ("write: without", ask(Written::Without)),
            ("write: schedule", ask(Written::Schedule)),
            ("write: deadline", ask(Written::Deadline)),
            ("changed", changed(lang)),
            ("trial_received", Message::plain(trial_received(lang))),
        ]
    });
}

#[test]
fn the_longest_names_still_fit() {
    let long = "Sekretariat 🌊 ".repeat(40);
    let reach = Reach {
        issuer: long.clone(),
        without_chat: vec![long.clone(); 10],
        without_chat_count: i64::MAX,
        ..reach()
    };
    let mut options = chosen();
    for i in 0..50 {
        options.audience.toggle_region(&format!("{long} {i}"));
    }
    let regions = vec![(long, i64::MAX); 9];
    let offer = offered(&[], &regions);
    for wanted in [Menu::Main, Menu::Audience, Menu::Regions(0)] {
        assert_sendable(&menu(
            &indonesian(),
            &draft(&reach, &options),
            &offer,
            wanted,
        ));
    }
}
