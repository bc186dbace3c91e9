//! `SATUPINTU_OWNERS`: who runs the bot.

use super::environment::Environment;
use super::problem::{Problem, Problems, quoted};

const NAME: &str = "SATUPINTU_OWNERS";

/// User ids separated by commas; ascending, each once. Every bad piece is a problem of its own.
pub(super) fn read(environment: &Environment, problems: &mut Problems) -> Vec<i64> {
    let given = environment.get(NAME).unwrap_or_default();
    let mut owners = Vec::new();
    for piece in given.split(',').map(str::trim) {
        if piece.is_empty() {
            continue;
        }
        match piece.parse::<i64>() {
            Ok(id) if id > 0 => owners.push(id),
            Ok(_) => problems.add(refused(piece, "bukan id orang (id grup bernilai negatif)")),
            Err(_) => problems.add(refused(piece, "bukan id pengguna Telegram")),
        }
    }
    owners.sort_unstable();
    owners.dedup();
    owners
}

fn refused(piece: &str, why: &str) -> Problem {
    Problem::new(
        NAME,
        format!("{} {why}", quoted(piece)),
        "isi dengan angka id dipisah koma, seperti 123456789,987654321 \
         (bot memberi tahu id siapa pun yang mengirim /id)",
    )
}
