//! The layers of `src/lib.rs`, held against the code: imports point down, siblings do not know one
//! another, and each library stays where it belongs.

use std::fs;
use std::path::{Path, PathBuf};

/// Layers from the top; those in one line are siblings.
const LAYERS: [&[&str]; 5] = [
    &["app"],
    &[
        "telegram", "http", "bot", "inbox", "outbox", "errand", "agenda",
    ],
    &["service"],
    &["store", "view"],
    &["domain"],
];

/// Libraries that one layer alone may name.
const AT_HOME: [(&str, &str); 5] = [
    ("teloxide", "telegram"),
    ("sqlx", "store"),
    ("axum", "http"),
    ("fluent_bundle", "view"),
    ("maud", "view"),
];

fn height(layer: &str) -> Option<usize> {
    LAYERS
        .iter()
        .rev()
        .position(|siblings| siblings.contains(&layer))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of a file, without comments.
fn code(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default().to_owned())
        .collect()
}

/// What a line takes from the crate: the words right behind `crate::`.
fn imports(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let group = rest
            .strip_prefix('{')
            .map(|group| group.split('}').next().unwrap_or(group));
        let names: Vec<&str> = group.map_or_else(|| vec![rest], |group| group.split(',').collect());
        for name in names {
            let word: String = name
                .trim()
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect();
            found.push(word);
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn imports_point_down() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for path in sources(&src()) {
        let inside = path.strip_prefix(src()).unwrap();
        let layer = inside.iter().next().unwrap().to_str().unwrap();
        let Some(from) = height(layer) else { continue };
        for line in code(&path) {
            for to in imports(&line).into_iter().filter(|to| to != layer) {
                let Some(level) = height(&to) else { continue };
                seen += 1;
                if level >= from {
                    wrong.push(format!("{}: {to}", inside.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(
        seen > 200,
        "only {seen} imports were understood: is this test still reading them?"
    );
}

#[test]
fn each_library_stays_at_home() {
    let mut wrong = Vec::new();
    for path in sources(&src()) {
        let inside = path.strip_prefix(src()).unwrap();
        // Tests look into the database with statements of their own.
        if inside.ends_with("tests.rs") {
            continue;
        }
        for (number, line) in code(&path).iter().enumerate() {
            for (library, home) in AT_HOME {
                // In quotes it is the name of a log target.
                let named = line.replace(&format!("\"{library}::"), "");
                if named.contains(&format!("{library}::")) && !inside.starts_with(home) {
                    wrong.push(format!("{}:{}: {library}", inside.display(), number + 1));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
