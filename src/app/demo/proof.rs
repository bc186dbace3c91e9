//! Whether what was told is true: the bot's word against the simulator's record.

use std::time::Duration;

use super::stage::Stage;

/// What the story says happened, to be held against what the simulator saw.
#[derive(Debug, Clone)]
pub(super) struct Claims {
    pub(super) content: String,
    pub(super) card: String,
    pub(super) missing: String,
    pub(super) confirmed: usize,
    /// Real time from the approver's press to the last office.
    pub(super) sending: Duration,
}

/// What was not true, in words; empty when all was.
pub(super) async fn broken(stage: &Stage, claims: &Claims) -> Vec<String> {
    let mut broken = Vec::new();
    let mut check = |true_of_it: bool, what: String| {
        if !true_of_it {
            broken.push(what);
        }
    };
    let offices = stage.offices.len();
    let mut copies = 0;
    for office in &stage.offices {
        let with_content = office
            .group
            .inbox()
            .into_iter()
            .filter(|message| message.from_bot && message.text.contains(&claims.content))
            .count();
        copies += with_content;
        check(
            with_content == 1,
            format!("{}: {with_content} salinan, bukan 1", office.code),
        );
    }
    check(
        copies == offices,
        format!("{copies} salinan untuk {offices} kantor"),
    );
    for line in [
        format!("Terkirim {offices}/{offices}"),
        "Gagal 0".to_owned(),
        format!("Diterima {}/{offices}", claims.confirmed),
        "Tanpa saluran 1".to_owned(),
    ] {
        let shown = claims.card.lines().any(|shown| shown == line);
        check(shown, format!("kartu tidak memuat baris \"{line}\""));
    }
    let missing = offices - claims.confirmed;
    check(
        claims.missing.contains(&missing.to_string()),
        format!("daftar tidak menyebut {missing} lembaga"),
    );
    let stats = stage.sim.stats();
    check(
        stats.too_many_requests == 0,
        format!("{} kali ditolak 429", stats.too_many_requests),
    );
    let violations = stage.sim.violations();
    check(
        violations.is_empty(),
        format!("panggilan yang salah: {violations:?}"),
    );
    let seconds = claims.sending.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "548 offices")]
    let least = offices as f64 / 30.0 - 1.0;
    check(
        seconds >= least,
        format!("{seconds:.1} detik: lebih cepat daripada batas Telegram"),
    );
    broken
}
