//! Counts, shares and bars, in the words that cards and progress have in common.

use super::lines::cut;
use super::{Lang, time};
use crate::domain::announcement::Confirmation;
use crate::domain::clock::Timestamp;
use crate::domain::options::Options;
use crate::domain::report::{Attendance, Deadlines, Failures, Late, Spread};

/// Blocks of a bar.
const BAR: i64 = 20;
/// Most of what the platform said, in a line of counts.
const WORDS: usize = 200;

/// `1.500`: digits in groups of three.
#[must_use]
pub fn grouped(number: i64, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// `55%`, rounded down: 100% is said only when nobody is missing.
pub(super) fn percent(part: i64, whole: i64) -> String {
    match share(part, whole, 100) {
        Some(percent) => format!("{percent}%"),
        None => "–".to_owned(),
    }
}

/// `▓▓▓▓▓░░░░░`, full only when nothing is missing.
pub(super) fn bar(part: i64, whole: i64) -> String {
    let full = share(part, whole, BAR).unwrap_or(BAR);
    (0..BAR)
        .map(|block| if block < full { '▓' } else { '░' })
        .collect()
}

/// `part` of `whole` on a scale of `scale`, rounded down; nothing of nothing has no share.
fn share(part: i64, whole: i64, scale: i64) -> Option<i64> {
    (whole > 0).then(|| part.clamp(0, whole) * scale / whole)
}

/// `Terkirim 548/548`
pub(super) fn sent(lang: &Lang, sent: i64, chats: i64) -> String {
    lang.text(
        "figure-sent",
        &[("sent", sent.into()), ("chats", chats.into())],
    )
}

/// `Gagal 0`
pub(super) fn failed(lang: &Lang, failed: i64) -> String {
    lang.text("figure-failed", &[("count", failed.into())])
}

/// `• tidak dapat dijangkau: 5`, a line for each reason there was.
pub(super) fn failures(lang: &Lang, failures: &Failures) -> Vec<String> {
    let words = failures.rejected_words.as_deref().unwrap_or_default();
    let words = cut(words.trim(), WORDS);
    let counts = [
        ("figure-failed-unreachable", failures.unreachable),
        ("figure-failed-forbidden", failures.forbidden),
        ("figure-failed-rejected", failures.rejected),
        ("figure-failed-unanswered", failures.unanswered),
        ("figure-failed-revoked", failures.revoked),
    ];
    counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| {
            let arguments = [("count", count.into()), ("words", words.as_str().into())];
            lang.text(key, &arguments)
        })
        .collect()
}

/// `Batas konfirmasi: 21 November 2026 08.31 WITA`
pub(super) fn due(lang: &Lang, due: Timestamp) -> String {
    lang.text("figure-due", &[("at", time::full(lang, due).into())])
}

/// The next deadline, who should have confirmed by now, and who did too late.
pub(super) fn deadlines(lang: &Lang, options: &Options, deadlines: &Deadlines) -> Vec<String> {
    let mut lines = Vec::new();
    if options.confirmation == Confirmation::None {
        return lines;
    }
    if let Some((at, left)) = deadlines.next {
        let (at, left) = (time::full(lang, at), time::lapse(lang, left));
        let arguments = [("at", at.into()), ("left", left.into())];
        lines.push(lang.text("figure-due-in", &arguments));
    }
    for (key, count) in [
        ("figure-overdue", deadlines.overdue),
        ("figure-confirmed-late", deadlines.late),
    ] {
        if count > 0 {
            lines.push(lang.text(key, &[("count", count.into())]));
        }
    }
    lines
}

/// `Dihentikan: 200 tidak dikirim`
pub(super) fn stopped(lang: &Lang, count: i64) -> String {
    lang.text("figure-stopped", &[("count", count.into())])
}

/// `Diterima 300/548`
pub(super) fn confirmed(
    lang: &Lang,
    options: &Options,
    confirmed: i64,
    institutions: i64,
) -> String {
    if options.confirmation == Confirmation::None {
        return lang.plain("figure-not-asked");
    }
    lang.text(
        "figure-confirmed",
        &[
            ("confirmed", confirmed.into()),
            ("institutions", institutions.into()),
        ],
    )
}

/// `Tanpa saluran 1`
pub(super) fn without_chat(lang: &Lang, count: i64) -> String {
    lang.text("figure-without-chat", &[("count", count.into())])
}

/// `Hadir 12 · Tidak hadir 3 · Belum 5`
pub(super) fn attendance(lang: &Lang, answers: Attendance, institutions: i64) -> String {
    let open = (institutions - answers.attending - answers.absent).max(0);
    lang.text(
        "figure-attendance",
        &[
            ("attending", answers.attending.into()),
            ("absent", answers.absent.into()),
            ("open", open.into()),
        ],
    )
}

/// `Disebarluaskan 300/548`
pub(super) fn disseminated(lang: &Lang, disseminated: i64, institutions: i64) -> String {
    lang.text(
        "figure-disseminated",
        &[
            ("disseminated", disseminated.into()),
            ("institutions", institutions.into()),
        ],
    )
}

/// How far it is passed on: the count, who still has to say how, until when, and who did not in time.
pub(super) fn spread(lang: &Lang, spread: &Spread, institutions: i64) -> Vec<String> {
    let mut lines = vec![disseminated(lang, spread.disseminated, institutions)];
    if spread.waiting > 0 {
        lines.push(lang.text(
            "figure-evidence-awaited",
            &[("count", spread.waiting.into())],
        ));
    }
    if let Some((at, left)) = spread.next {
        let (at, left) = (time::full(lang, at), time::lapse(lang, left));
        let arguments = [("at", at.into()), ("left", left.into())];
        lines.push(lang.text("figure-disseminate-by", &arguments));
    }
    for (key, count) in [
        ("figure-disseminate-overdue", spread.overdue),
        ("figure-disseminated-late", spread.late),
    ] {
        if count > 0 {
            lines.push(lang.text(key, &[("count", count.into())]));
        }
    }
    lines
}

/// `Menyusul 3 (diterima 1)`, or where it is to be passed on `Menyusul 3 (diterima 1, disebarluaskan 1)`
pub(super) fn late(lang: &Lang, late: Late, to_pass_on: bool) -> String {
    let key = match to_pass_on {
        true => "figure-late-disseminated-too",
        false => "figure-late",
    };
    lang.text(
        key,
        &[
            ("institutions", late.institutions.into()),
            ("confirmed", late.confirmed.into()),
            ("disseminated", late.disseminated.into()),
        ],
    )
}

/// `Mungkin ganda 3`
pub(super) fn maybe_double(lang: &Lang, count: i64) -> String {
    lang.text("figure-maybe-double", &[("count", count.into())])
}

/// That sending is frozen.
pub(super) fn frozen(lang: &Lang) -> String {
    lang.plain("figure-frozen")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_500, "1.500"),
            (20_000, "20.000"),
            (-1_234_567, "-1.234.567"),
        ] {
            assert_eq!(grouped(number, '.'), text);
        }
    }

    #[test]
    fn all_is_said_only_when_nobody_is_missing() {
        assert_eq!(percent(547, 548), "99%");
        assert_eq!(percent(548, 548), "100%");
        assert_eq!(percent(0, 0), "–");
        assert!(bar(547, 548).ends_with('░'));
        assert!(!bar(548, 548).contains('░'));
        assert!(!bar(0, 548).contains('▓'));
        assert_eq!(bar(274, 548), "▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░");
    }
}
