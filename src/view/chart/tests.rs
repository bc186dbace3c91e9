use super::*;
use crate::domain::announcement::Nature;
use crate::domain::options::Options;
use crate::view::testing::{AT, DRILL, URGENT, a_card, indonesian, read_aloud};

const MINUTE: Duration = Duration::from_secs(60);

fn timeline(minutes: u32, confirmed: &[u32]) -> Timeline {
    Timeline {
        began: AT,
        now: AT.plus(MINUTE * minutes),
        confirmed: confirmed.iter().map(|at| AT.plus(MINUTE * *at)).collect(),
        institutions: 8,
        due: Some(AT.plus(MINUTE * 30)),
    }
}

#[test]
fn the_words_of_a_chart_are_read_aloud() {
    read_aloud("chart", |lang| {
        let (_, caption) = picture(lang, &a_card(), &timeline(40, &[1, 2, 30]));
        vec![("caption", caption)]
    });
}

#[test]
fn time_ends_at_what_there_is_to_see() {
    let minutes = |timeline: &Timeline| Axis::of(timeline).to.since(AT).as_secs() / 60;
    assert_eq!(minutes(&timeline(5, &[])), 5, "the deadline is far");
    assert_eq!(minutes(&timeline(12, &[1])), 30, "the deadline is near");
    assert_eq!(minutes(&timeline(40, &[1, 35])), 40, "some are missing");
    let day = 24 * 60;
    assert_eq!(
        minutes(&timeline(day, &[1, 40])),
        80,
        "nothing happens any more"
    );
    assert_eq!(
        minutes(&timeline(day, &[1, 2, 3, 4, 5, 6, 7, 40])),
        40,
        "all have"
    );
    assert_eq!(minutes(&timeline(0, &[])), 1);
}

#[test]
fn a_curve_of_thousands_ends_where_they_do() {
    let many = Timeline {
        confirmed: (0..20_000)
            .map(|at| AT.plus(Duration::from_millis(at * 30)))
            .collect(),
        institutions: 20_000,
        ..timeline(12, &[])
    };
    let steps = steps(&many, &Axis::of(&many));
    assert!(steps.len() <= STEPS + 1, "{}", steps.len());
    assert_eq!(steps.last().map(|(_, y)| *y), Some(1.0));
    assert!(steps.is_sorted());
}

#[test]
fn times_below_are_round_and_few() {
    let lang = indonesian();
    for (minutes, expected) in [
        (7, vec!["08.32", "08.34", "08.36", "08.38"]),
        (50, vec!["08.45", "09.00", "09.15"]),
        (240, vec!["09.00", "10.00", "11.00", "12.00"]),
        (3 * 24 * 60, vec!["22/11", "23/11", "24/11"]),
    ] {
        let far = Timeline {
            due: None,
            ..timeline(minutes, &[minutes])
        };
        let labels: Vec<String> = Axis::of(&far)
            .ticks(&lang)
            .into_iter()
            .map(|(_, label)| label)
            .collect();
        assert_eq!(labels, expected, "{minutes}");
    }
}

/// The colours of a drawn picture: width, height, and how many pixels are of one.
fn pixels(card: &Card, timeline: &Timeline) -> (u32, u32, impl Fn([u8; 3]) -> usize + use<>) {
    let (file, _) = picture(&indonesian(), card, timeline);
    let drawn = crate::view::drawn(file).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(&*drawn.content.0))
        .read_info()
        .unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut data).unwrap();
    let (width, height) = (reader.info().width, reader.info().height);
    (width, height, move |colour| {
        data.chunks(3).filter(|pixel| *pixel == colour).count()
    })
}

#[test]
fn the_picture_shows_the_curve_the_deadline_and_the_shares() {
    const DONE: [u8; 3] = [0x1b, 0x66, 0xc9];
    const LATE: [u8; 3] = [0xb4, 0x43, 0x0b];
    let mut card = a_card();
    card.options = Options {
        nature: URGENT,
        ..Options::default()
    };
    // Of one region: the bar is that of the category.
    card.regions.truncate(1);
    let few = timeline(40, &[1, 2, 3]);
    let (width, height, count) = pixels(&card, &few);
    assert_eq!(width, 1080);
    let (done, late) = (count(DONE), count(LATE));
    assert!(done > 1_000 && late > 100, "{done} {late}");

    card.categories[0].confirmed = 0;
    let (_, _, count) = pixels(&card, &few);
    assert!(count(DONE) + 1_000 < done, "a bar less");
    let (_, _, count) = pixels(
        &card,
        &Timeline {
            due: None,
            ..few.clone()
        },
    );
    assert_eq!(count(LATE), 0, "no deadline");
    card.categories = vec![card.categories[0].clone(); 9];
    let (_, taller, _) = pixels(&card, &few);
    assert!(taller > height);

    // However long the words and however large the numbers: it is drawn.
    card.number = DRILL;
    card.options.drill = true;
    card.options.nature = Nature::default();
    card.title = "Rapat koordinasi 🌊 persiapan ".repeat(30);
    (card.confirmed, card.institutions) = (9_999_999, 99_999_999);
    let (width, _, _) = pixels(&card, &few);
    assert_eq!(width, 1080);
}

#[test]
fn where_all_are_of_one_category_the_bars_say_where_it_lags() {
    let share = |name: &str, confirmed| Share {
        name: name.into(),
        confirmed,
        institutions: 4,
    };
    let regions = |count: usize| -> Vec<Share> {
        let one = |at: usize| share(&format!("Kabupaten {at}"), (at % 5) as i64);
        (0..count).map(one).collect()
    };
    let of = |categories: Vec<Share>, count| {
        let card = Card {
            categories,
            regions: regions(count),
            branches: vec![],
            ..a_card()
        };
        let (title, bars) = shares(&indonesian(), &card);
        let names = bars.into_iter().map(|bar| bar.name).collect::<Vec<_>>();
        (title, names)
    };
    let one = || vec![share("penyelenggara-pemilu", 3)];
    let (title, names) = of(one(), 12);
    assert_eq!(title, indonesian().plain("status-regions-lowest"));
    assert_eq!(names.len(), BARS);
    assert_eq!(names[..3], ["Kabupaten 0", "Kabupaten 5", "Kabupaten 10"]);
    let (title, names) = of(one(), 2);
    assert_eq!(title, indonesian().plain("status-regions"));
    assert_eq!(names, ["Kabupaten 0", "Kabupaten 1"]);
    assert_eq!(
        of(one(), 1).1,
        ["Penyelenggara pemilu"],
        "one place is none"
    );
    let several = vec![share("opd", 1), share("media", 2)];
    assert_eq!(of(several, 12).1, ["OPD", "Media"]);
}
