//! Both locales say the same things, and the code says all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::lang::{ENGLISH, INDONESIAN, Source};

type Keys = BTreeMap<String, BTreeSet<String>>;

/// Keys with the variables that their texts mention, selectors included.
fn keys(sources: &[Source]) -> Keys {
    let mut keys = Keys::new();
    for (area, source) in sources {
        let mut current = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if !line.starts_with([' ', '}']) && !line.is_empty() {
                let key = line.split('=').next().unwrap().trim();
                assert!(
                    key.starts_with(&format!("{area}-")),
                    "{key} stands in the file of {area}"
                );
                current = key.to_owned();
                assert!(
                    keys.insert(current.clone(), BTreeSet::new()).is_none(),
                    "{key} stands there twice"
                );
            }
            for variable in line.split('$').skip(1) {
                let end = variable
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(variable.len());
                keys.get_mut(&current)
                    .unwrap()
                    .insert(variable[..end].to_owned());
            }
        }
    }
    keys
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// String literals of the code here that can only be keys: they begin with an area's name.
fn literals() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut paths = vec![root().join("src/view")];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let inside = std::fs::read_dir(&path).unwrap();
            paths.extend(inside.map(|file| file.unwrap().path()));
            continue;
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let code = std::fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
        for literal in code.split('"') {
            let key = literal.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            let area = literal.split_once('-').map(|(area, _)| area);
            if key && INDONESIAN.iter().any(|(name, _)| Some(*name) == area) {
                found.insert(literal.to_owned());
            }
        }
    }
    found
}

#[test]
fn both_locales_have_the_same_keys_with_the_same_variables() {
    let (indonesian, english) = (keys(INDONESIAN), keys(ENGLISH));
    assert!(indonesian.len() > 100, "{}", indonesian.len());
    for (key, variables) in &indonesian {
        assert_eq!(Some(variables), english.get(key), "{key}");
    }
    assert_eq!(indonesian.len(), english.len());
}

#[test]
fn every_key_in_the_code_exists_and_none_is_unused() {
    let written: BTreeSet<String> = keys(INDONESIAN).into_keys().collect();
    let used = literals();
    let missing: Vec<_> = used.difference(&written).collect();
    assert!(missing.is_empty(), "no text: {missing:?}");
    let unused: Vec<_> = written.difference(&used).collect();
    assert!(unused.is_empty(), "never said: {unused:?}");
}

#[test]
fn every_file_is_read_and_parses() {
    for (locale, sources) in [("id", INDONESIAN), ("en", ENGLISH)] {
        let folder = root().join("config/locales").join(locale);
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        let named: BTreeSet<String> = sources
            .iter()
            .map(|(area, _)| format!("{area}.ftl"))
            .collect();
        assert_eq!(files, named, "{locale}");
        for (area, source) in sources {
            let parsed = fluent_bundle::FluentResource::try_new((*source).to_owned());
            assert!(
                parsed.is_ok(),
                "{locale}/{area}: {:?}",
                parsed.err().map(|e| e.1)
            );
        }
    }
}
