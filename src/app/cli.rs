//! The command line: what can be asked of the program, and how it answers.
//!
//! Exit codes, for service managers and scripts:
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done, or stopped on request |
//! | 1 | the job failed, or something broke on the way |
//! | 2 | it could not start: command line, settings, token, database |

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::domain::announcement::Number;
use crate::domain::seal::{Digest, NotADigest};

/// The job failed, or something broke on the way.
pub const FAILED: u8 = 1;
/// Command line, settings, token or database are not as they must be.
pub const UNUSABLE: u8 = 2;

/// What is asked of the program.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum Command {
    /// Menjalankan bot; juga tanpa perintah apa pun
    Run,
    /// Mencoba bot tanpa token, dengan server Telegram tiruan
    #[cfg(feature = "demo")]
    Demo {
        /// Mainkan satu skenario, tampilkan hasilnya, lalu selesai
        #[arg(long)]
        once: bool,
    },
    /// Memeriksa setelan, basis data, dan token
    Check,
    /// Memasukkan data dari berkas CSV
    Import(ImportArgs),
    /// Menyimpan cadangan seluruh data ke berkas baru; bot boleh tetap berjalan
    Backup {
        /// Berkas cadangan yang akan dibuat
        #[arg(value_name = "BERKAS", help_heading = "Isian")]
        file: PathBuf,
    },
    /// Memulihkan cadangan ke basis data kosong; pengiriman ditahan sampai pemilik melanjutkan
    #[command(override_usage = "satupintu restore [PILIHAN] <BERKAS>")]
    Restore {
        /// Berkas dari perintah backup
        #[arg(value_name = "BERKAS", help_heading = "Isian")]
        file: PathBuf,
        /// Nomor siaran terakhir yang sudah beredar, misalnya 15/2026, jika cadangan belum memuatnya
        #[arg(long = "nomor-terakhir", value_name = "NOMOR", help_heading = "Pilihan", value_parser = number)]
        last_number: Option<Number>,
    },
    /// Memeriksa catatan: apakah ada baris yang diubah, dihapus, atau disisipkan
    Audit(AuditArgs),
    /// Melihat kabar yang gagal diolah, dan mengolahnya ulang
    Inbox(InboxArgs),
    /// Menanyai /healthz program yang sedang berjalan; untuk pemeriksaan kontainer
    #[command(hide = true)]
    Health,
}

/// What is done with the record; nothing else than to verify it.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct AuditArgs {
    /// What is done.
    #[command(subcommand)]
    pub action: Option<AuditAction>,
}

/// What is done with the record.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum AuditAction {
    /// Menghitung ulang segel seluruh catatan, dan menyebut baris yang tidak cocok
    Verify {
        /// Hash dari pesan harian kepada pemilik: apakah catatan masih yang disegel hari itu
        #[arg(long, value_name = "HASH", help_heading = "Pilihan", value_parser = hash)]
        hash: Option<Digest>,
    },
}

/// The 64 digits of a hash.
fn hash(text: &str) -> Result<Digest, NotADigest> {
    text.parse()
}

/// What is done with updates that were given up; nothing: they are listed.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct InboxArgs {
    /// What is done.
    #[command(subcommand)]
    pub action: Option<InboxAction>,
}

/// What is done with updates that were given up.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum InboxAction {
    /// Menampilkan satu kabar seutuhnya beserta galatnya
    Show {
        /// Nomor kabar, misalnya U123
        #[arg(value_name = "NOMOR", help_heading = "Isian", value_parser = update_id)]
        id: i64,
    },
    /// Mengembalikan kabar ke antrean, untuk diolah ulang
    Retry(Which),
}

/// One update, or all.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[group(required = true, multiple = false)]
pub struct Which {
    /// Nomor kabar, misalnya U123
    #[arg(value_name = "NOMOR", help_heading = "Isian", value_parser = update_id)]
    pub id: Option<i64>,
    /// Semua kabar yang gagal
    #[arg(long, help_heading = "Pilihan")]
    pub all: bool,
}

/// `U123`, as users were told it, or the number alone.
fn update_id(text: &str) -> Result<i64, &'static str> {
    let digits = text.strip_prefix(['U', 'u']).unwrap_or(text);
    digits.parse().map_err(|_| "not the number of an update")
}

/// `15/2026`.
fn number(text: &str) -> Result<Number, &'static str> {
    let read = |text: &str| text.parse().ok().filter(|number: &i64| *number > 0);
    text.split_once('/')
        .and_then(|(number, year)| read(number).zip(read(year)))
        .filter(|(_, year)| (2000..3000).contains(year))
        .map(|(number, year)| Number::real(number, year))
        .ok_or("not the number of an announcement")
}

/// What is imported.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ImportArgs {
    /// Which registry.
    #[command(subcommand)]
    pub registry: Import,
}

/// A registry file.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum Import {
    /// Daftar lembaga: kode,nama,kategori,wilayah,induk
    #[command(name = "lembaga")]
    Institutions {
        /// Berkas CSV
        #[arg(value_name = "BERKAS", help_heading = "Isian")]
        file: PathBuf,
    },
    /// Saluran yang sudah dikenal: kode,chat_id,jenis,topik
    #[command(name = "saluran")]
    Chats {
        /// Berkas CSV
        #[arg(value_name = "BERKAS", help_heading = "Isian")]
        file: PathBuf,
    },
}

#[derive(Parser)]
#[command(
    name = "satupintu",
    version,
    about = "Satu pintu untuk siaran resmi: bot Telegram yang mengirim, mencatat, dan mengingatkan",
    after_help = "Setelan: config/satupintu.toml dan lingkungan (lihat .env.example).",
    next_help_heading = "Pilihan",
    disable_help_flag = true,
    disable_version_flag = true
)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
    /// Tampilkan bantuan ini
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Tampilkan versi
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

/// Why there is no command to carry out: help was asked for, or the line makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCommand {
    text: String,
    asked_for: bool,
}

impl NoCommand {
    /// Prints help on standard output, a mistake on standard error, and gives the code to end with.
    #[must_use]
    pub fn report(&self) -> ExitCode {
        if self.asked_for {
            println!("{self}");
            ExitCode::SUCCESS
        } else {
            eprintln!("{self}");
            ExitCode::from(UNUSABLE)
        }
    }
}

impl fmt::Display for NoCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Reads the arguments of this process, the program's own name first; none means [`Command::Run`].
///
/// # Errors
/// [`NoCommand`], which knows how to report itself.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, NoCommand> {
    let read = definition()
        .try_get_matches_from(arguments)
        .and_then(|matches| Line::from_arg_matches(&matches));
    match read {
        Ok(line) => Ok(line.command.unwrap_or(Command::Run)),
        Err(error) => Err(no_command(&error)),
    }
}

fn definition() -> clap::Command {
    /// clap hands a template down to no subcommand by itself.
    fn indonesian(command: clap::Command) -> clap::Command {
        command
            .help_template("{about}\n\nPemakaian: {usage}\n\n{all-args}{after-help}")
            .subcommand_help_heading("Perintah")
            .subcommand_value_name("PERINTAH")
            .mut_subcommands(indonesian)
    }
    indonesian(Line::command())
}

fn no_command(error: &clap::Error) -> NoCommand {
    if !error.use_stderr() {
        return NoCommand {
            text: error.to_string().trim_end().to_owned(),
            asked_for: true,
        };
    }
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!(
                "Perintah {} tidak dikenal",
                context(error, ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::UnknownArgument => {
            format!(
                "Pilihan {} tidak dikenal",
                context(error, ContextKind::InvalidArg)
            )
        }
        ErrorKind::ValueValidation => {
            format!(
                "Isian {} tidak dapat dibaca",
                context(error, ContextKind::InvalidValue)
            )
        }
        ErrorKind::MissingRequiredArgument => {
            format!("Masih kurang {}", context(error, ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Masih kurang satu kata: lembaga atau saluran".to_owned()
        }
        _ => "Perintah tidak dapat dibaca".to_owned(),
    };
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg]
        .into_iter()
        .find(|kind| error.get(*kind).is_some())
        .map(|kind| format!(" (mungkin maksudnya {})", context(error, kind)))
        .unwrap_or_default();
    NoCommand {
        text: format!("{what}{meant}; lihat `satupintu --help`."),
        asked_for: false,
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(value)) => format!("{value:?}"),
        Some(ContextValue::Strings(values)) => values.join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
