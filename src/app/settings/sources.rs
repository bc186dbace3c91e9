//! Where settings come from, laid over one another: embedded defaults, a file, the environment.
//!
//! Only values that fit are laid on: a key that the defaults have, a value of the default's kind.
//! Everything else is a problem, so that what is merged can be read without a second look.

use std::collections::BTreeMap;
use std::io;

use figment::Figment;
use figment::providers::{Format, Toml};
use figment::value::{Dict, Num, Tag, Value};

use super::DEFAULTS;
use super::environment::Environment;
use super::problem::{Problem, Problems, quoted};
use super::suggestion;
use crate::domain::distance::distance;

const FILE_VARIABLE: &str = "SATUPINTU_CONFIG";
const USUAL_FILE: &str = "config/satupintu.toml";
const PREFIX: &str = "SATUPINTU__";
const NAMED: [&str; 2] = ["SATUPINTU_OWNERS", FILE_VARIABLE];

/// The merged tree, and the file that an operator would mend.
pub(super) struct Sources {
    /// Every key has a value here, of the kind of its default.
    pub(super) tree: Value,
    /// As the operator knows it.
    pub(super) file: String,
}

/// Keys with dots, and their values.
type Flat = BTreeMap<String, Value>;

/// Reads all three.
pub(super) fn gather(environment: &Environment, problems: &mut Problems) -> Sources {
    let defaults: Dict = Toml::from_str(DEFAULTS)
        .expect("the file is part of the program, and every test of settings reads it");
    let known = flatten(&defaults);
    let file = environment
        .get(FILE_VARIABLE)
        .unwrap_or(USUAL_FILE)
        .to_owned();

    let mut figment = Figment::from(Toml::string(DEFAULTS));
    for (key, value) in from_file(environment, &file, &known, problems) {
        figment = figment.merge((key, value));
    }
    for (key, value) in from_variables(environment, &known, problems) {
        figment = figment.merge((key, value));
    }
    let merged: Dict = figment
        .extract()
        .expect("every layer is a dictionary, and a dictionary takes values of any kind");
    Sources {
        tree: Value::from(merged),
        file,
    }
}

/// The variable that sets a key.
pub(super) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_ascii_uppercase())
}

fn from_file(environment: &Environment, file: &str, known: &Flat, problems: &mut Problems) -> Flat {
    let given = match read_file(environment, file) {
        Ok(given) => given,
        Err(problem) => {
            problems.add(problem);
            return Flat::new();
        }
    };
    let mut fitting = Flat::new();
    for (key, value) in flatten(&given) {
        let Some(default) = known.get(&key) else {
            problems.add(unknown_key(&key, known, file));
            continue;
        };
        if fits(default, &value) {
            fitting.insert(key, value);
        } else {
            let what = format!("harus {}", kind(default));
            problems.add(Problem::new(key, what, format!("ubah di {file}")));
        }
    }
    fitting
}

fn read_file(environment: &Environment, file: &str) -> Result<Dict, Problem> {
    let named = environment.get(FILE_VARIABLE).is_some();
    let text = match std::fs::read_to_string(environment.resolve(file)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !named => return Ok(Dict::new()),
        Err(error) => {
            let what = match error.kind() {
                io::ErrorKind::NotFound => format!("berkas {} tidak ada", quoted(file)),
                io::ErrorKind::InvalidData => format!("berkas {} bukan teks UTF-8", quoted(file)),
                _ => format!("berkas {} tidak dapat dibaca ({error})", quoted(file)),
            };
            let (key, fix) = if named {
                (
                    FILE_VARIABLE,
                    "tunjuk berkas setelan yang dapat dibaca, atau hapus",
                )
            } else {
                (USUAL_FILE, "perbaiki berkas itu, atau pindahkan")
            };
            return Err(Problem::new(key, what, fix));
        }
    };
    // Windows editors put a byte order mark first; TOML knows none.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Toml::from_str(text).map_err(|error| {
        let message = error.to_string();
        // "TOML parse error at line 3, column 5", the line itself, and the reason last.
        let place = message.lines().next().unwrap_or_default();
        let numbers: Vec<&str> = place
            .split(|c: char| !c.is_ascii_digit())
            .filter(|number| !number.is_empty())
            .collect();
        let place = match numbers[..] {
            [line, column] => format!("baris {line} kolom {column}"),
            _ => "isinya".to_owned(),
        };
        let reason = message.lines().last().unwrap_or_default();
        Problem::new(
            file,
            format!("{place} bukan TOML yang sah ({})", reason.escape_debug()),
            "perbaiki; teks ditulis dalam tanda petik, seperti zone = \"Asia/Makassar\"",
        )
    })
}

fn from_variables(environment: &Environment, known: &Flat, problems: &mut Problems) -> Flat {
    let mut fitting = Flat::new();
    for (name, text) in environment.iter() {
        let Some(path) = name.strip_prefix(PREFIX) else {
            if let Some(meant) = slip(name, known) {
                let fix = format!("mungkin maksudnya {meant}");
                problems.add(Problem::new(name, "bukan variabel yang dikenal", fix));
            }
            continue;
        };
        let key = path.replace("__", ".").to_ascii_lowercase();
        let Some(default) = known.get(&key) else {
            problems.add(unknown_key(&key, known, name));
            continue;
        };
        if let Some(value) = typed(default, text) {
            fitting.insert(key, value);
        } else {
            let what = format!("harus {}, bukan {}", kind(default), quoted(text));
            problems.add(Problem::new(key, what, format!("ubah {name}")));
        }
    }
    fitting
}

/// The variable that was meant by one that begins like ours and is none. Only near ones: an
/// orchestrator may well set others, such as `SATUPINTU_SERVICE_HOST`.
fn slip(name: &str, known: &Flat) -> Option<String> {
    if !name.starts_with("SATUPINTU") || NAMED.contains(&name) {
        return None;
    }
    let bare = |name: &str| name.replace('_', "").to_ascii_uppercase();
    let is_near = |meant: &str| distance(&bare(name), &bare(meant)) <= 1;
    known
        .keys()
        .map(|key| variable(key))
        .chain(NAMED.map(str::to_owned))
        .find(|meant| is_near(meant))
}

fn unknown_key(key: &str, known: &Flat, place: &str) -> Problem {
    let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    let meant = suggestion::nearest(key, known.keys().map(String::as_str)).or_else(|| {
        // The right name below the wrong heading.
        let mut same = known
            .keys()
            .filter(|candidate| last(candidate) == last(key));
        same.next().map(String::as_str)
    });
    let fix = match meant {
        Some(meant) => format!("mungkin maksudnya {meant}"),
        None => "hapus, atau lihat daftar setelan di config/satupintu.toml".to_owned(),
    };
    Problem::new(key, format!("setelan tidak dikenal (di {place})"), fix)
}

/// A variable's text as a value of the default's kind; a text stays a text, whatever it looks like.
fn typed(default: &Value, text: &str) -> Option<Value> {
    let value = match default {
        Value::Bool(..) => Value::from(text.trim().parse::<bool>().ok()?),
        Value::Num(..) => Value::Num(Tag::Default, text.trim().parse::<Num>().ok()?),
        Value::Array(..) => Value::from(list(text)?),
        Value::String(..) | Value::Char(..) | Value::Dict(..) | Value::Empty(..) => {
            Value::from(text.trim())
        }
    };
    fits(default, &value).then_some(value)
}

/// `["10m", "20m"]`; also `[10m,20m]`, which is what reading a `.env` file leaves of it.
fn list(text: &str) -> Option<Vec<String>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    if inner.is_empty() {
        return Some(Vec::new());
    }
    inner
        .split(',')
        .map(|item| {
            let item = item.trim();
            let unquoted = ['"', '\'']
                .into_iter()
                .find_map(|quote| item.strip_prefix(quote)?.strip_suffix(quote));
            let item = unquoted.unwrap_or(item);
            (!item.is_empty()).then(|| item.to_owned())
        })
        .collect()
}

fn fits(default: &Value, value: &Value) -> bool {
    match (default, value) {
        (Value::String(..), Value::String(..))
        | (Value::Bool(..), Value::Bool(..))
        | (Value::Num(..), Value::Num(..)) => true,
        (Value::Array(..), Value::Array(_, items)) => {
            items.iter().all(|item| matches!(item, Value::String(..)))
        }
        _ => false,
    }
}

fn kind(default: &Value) -> &'static str {
    match default {
        Value::Bool(..) => "true atau false",
        Value::Num(..) => "angka",
        Value::Array(..) => r#"daftar teks seperti ["10m", "20m"]"#,
        Value::String(..) | Value::Char(..) | Value::Dict(..) | Value::Empty(..) => {
            r#"teks dalam tanda petik, seperti "4h""#
        }
    }
}

fn flatten(dict: &Dict) -> Flat {
    fn walk(prefix: &str, dict: &Dict, flat: &mut Flat) {
        for (name, value) in dict {
            let key = format!("{prefix}{name}");
            match value {
                Value::Dict(_, inner) => walk(&format!("{key}."), inner, flat),
                value => {
                    flat.insert(key, value.clone());
                }
            }
        }
    }
    let mut flat = Flat::new();
    walk("", dict, &mut flat);
    flat
}
