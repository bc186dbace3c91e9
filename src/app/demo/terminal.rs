//! How the story looks on a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use satupintu_simulator::SentMessage;

use super::proof::Claims;
use super::stage::Stage;
use crate::domain::clock::Clock;
use crate::view::{Lang, Locale, time};

/// Lines of a long list that tell what it is.
const BRIEF: usize = 14;

/// A bar that shows what has really happened so far.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn sending(stage: &Stage) -> Self {
        Self::new(stage, "  Mengirim  {bar:40} {pos}/{len}  {elapsed}")
    }

    pub(super) fn confirming(stage: &Stage) -> Self {
        Self::new(stage, "  Diterima  {bar:40} {pos}/{len}")
    }

    fn new(stage: &Stage, template: &str) -> Self {
        let length = u64::try_from(stage.offices.len()).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stdout());
        let style = ProgressStyle::with_template(template);
        bar.set_style(
            style
                .unwrap_or_else(|_| ProgressStyle::default_bar())
                .progress_chars("█▉▊▋▌▍▎▏░"),
        );
        Self(bar)
    }

    pub(super) fn show(&self, done: i64) {
        self.0.set_position(u64::try_from(done).unwrap_or(0));
    }

    pub(super) fn done(self) {
        self.0.abandon();
    }
}

fn styled(code: &str, text: &str) -> String {
    if std::io::stdout().is_terminal() {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

fn bold(text: &str) -> String {
    styled("1", text)
}

fn faint(text: &str) -> String {
    styled("2", text)
}

fn time_of(stage: &Stage) -> String {
    let lang = Lang {
        locale: Locale::Id,
        zone: stage.zone,
    };
    time::of_day(&lang, stage.clock.now())
}

fn indented(text: &str, most: usize) {
    let lines: Vec<&str> = text.lines().collect();
    for line in lines.iter().take(most) {
        println!("  {} {line}", faint("│"));
    }
    if lines.len() > most {
        println!(
            "  {} {}",
            faint("│"),
            faint(&format!("… dan {} baris lagi", lines.len() - most))
        );
    }
}

fn chapter(title: &str) {
    println!("\n{}", bold(title));
}

pub(super) fn opening(stage: &Stage) {
    println!(
        "{}",
        bold("Satu Pintu: satu siaran, dua orang, 548 kantor KPU")
    );
    println!(
        "Bot yang sebenarnya, dengan Telegram tiruan di komputer ini: {} grup kantor terdaftar.\n\
         KPU RI yang bersiaran; ia sendiri tidak punya saluran.",
        stage.offices.len()
    );
    chapter("1. Penyusun menulis siaran");
}

/// Somebody writes to the bot.
pub(super) fn said(stage: &Stage, who: &str, text: &str) {
    println!("\n  {} {}", faint(&time_of(stage)), bold(who));
    indented(text, usize::MAX);
}

/// The bot writes to somebody.
pub(super) fn answered(stage: &Stage, whom: &str, message: &SentMessage) {
    show(stage, whom, message, usize::MAX);
}

/// The same, of a long list only its beginning.
pub(super) fn answered_briefly(stage: &Stage, whom: &str, message: &SentMessage) {
    show(stage, whom, message, BRIEF);
}

fn show(stage: &Stage, whom: &str, message: &SentMessage, most: usize) {
    println!(
        "\n  {} {}",
        faint(&time_of(stage)),
        bold(&format!("Bot kepada {whom}"))
    );
    indented(&message.text, most);
    for row in &message.buttons {
        let labels: Vec<String> = row
            .iter()
            .map(|button| format!("[ {} ]", button.label))
            .collect();
        println!("  {} {}", faint("│"), bold(&labels.join(" ")));
    }
}

pub(super) fn pressed(stage: &Stage, who: &str, label: &str) {
    println!(
        "\n  {} {}",
        faint(&time_of(stage)),
        bold(&format!("{who} menekan \"{label}\""))
    );
    match label {
        "Ajukan" => chapter("2. Orang kedua menyetujui"),
        "Ya, kirim" => {
            chapter("3. Siaran berangkat, secepat yang diizinkan Telegram: 30 pesan per detik");
        }
        _ => {}
    }
}

pub(super) fn sent(stage: &Stage, took: Duration) {
    println!(
        "  {} kantor dalam {:.1} detik.",
        stage.offices.len(),
        took.as_secs_f64()
    );
}

pub(super) fn thinking(_stage: &Stage, watch: Duration, speed: u32) {
    chapter("4. Petugas membaca dan mengonfirmasi");
    println!(
        "  {} menit berikutnya diputar {speed} kali lebih cepat.",
        watch.as_secs() / 60
    );
}

pub(super) fn popped_up(stage: &Stage, text: &str) {
    println!(
        "  {} yang dilihat penekan pertama: {}",
        faint(&time_of(stage)),
        bold(text)
    );
    chapter("5. Koordinator bertanya: siapa yang belum?");
}

/// The end: what was checked, and how it came out.
pub(super) fn verdict(stage: &Stage, claims: &Claims, broken: &[String]) {
    let offices = stage.offices.len();
    chapter("Diperiksa terhadap catatan Telegram tiruan");
    if broken.is_empty() {
        println!(
            "  Setiap kantor menerima tepat satu salinan ({offices}/{offices}), {} konfirmasi tercatat,\n  \
             dikirim dalam {:.1} detik tanpa satu pun penolakan 429. Semua benar.",
            claims.confirmed,
            claims.sending.as_secs_f64(),
        );
    } else {
        for what in broken {
            println!("  TIDAK BENAR: {what}");
        }
    }
}
