//! What the program counts, and what comes with it to look at the counts.

use std::collections::BTreeSet;
use std::path::Path;

use yaml_rust2::{Yaml, YamlLoader};

use crate::office::{Office, Port};

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The names of ours in a text.
fn named(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| word.starts_with("satupintu_"))
        .map(str::to_owned)
        .collect()
}

/// All queries of the dashboard.
fn of_dashboard(panel: &serde_json::Value) -> Vec<String> {
    let targets = panel["targets"].as_array().unwrap();
    let query = |target: &serde_json::Value| target["expr"].as_str().unwrap().to_owned();
    targets.iter().map(query).collect()
}

/// What `/metrics` shows when something was sent, confirmed and sealed.
async fn shown() -> String {
    let port = Port::reserve();
    let office = Office::with_roster("bakohumas-parepare")
        .pages_at(&port)
        .open()
        .await;
    let staff = office.staff().await;
    let police = office.join_group("POLRES-PAREPARE").await;
    office.announce(&staff, "Banjir.").await;
    office.moment().await;
    let member = office.sim.user("Wati").create();
    police.add_member(&member);
    office
        .press_on(&member, &police.last().unwrap(), "Diterima")
        .await;
    // Stories beside this one count into the same.
    let revised = r#"satupintu_deliveries_total{outcome="revised"}"#;
    let before = port.measured(revised).await;
    office.say(&staff.author, "/ralat 1 Banjir surut.").await;
    office.moment().await;
    office.submit_and_approve(&staff).await;
    office.advance(std::time::Duration::from_secs(10)).await;
    assert!(port.measured(revised).await > before);
    // The queues are looked at in real time, every five seconds from the start on.
    let mut page = port.metrics().await;
    for _ in 0..200 {
        if page.contains("satupintu_outbox_queued{") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        page = port.metrics().await;
    }
    office.close().await;
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn dashboard_and_alerts_ask_for_what_the_program_shows() {
    let page = shown().await;
    let series: BTreeSet<&str> = page
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split(['{', ' ']).next())
        .collect();

    let dashboard: serde_json::Value =
        serde_json::from_str(&file("config/grafana/satupintu.json")).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let mut queries: Vec<String> = panels.iter().flat_map(of_dashboard).collect();
    assert!(queries.len() >= 20, "{queries:?}");

    let alerts = YamlLoader::load_from_str(&file("config/prometheus/alerts.yml")).unwrap();
    let rules = alerts[0]["groups"][0]["rules"].as_vec().unwrap();
    let operations = file("docs/operations.md");
    for rule in rules {
        let name = rule["alert"].as_str().unwrap();
        assert!(
            operations.contains(&format!("`{name}`")),
            "{name} is not in docs/operations.md"
        );
        assert!(rule["annotations"]["summary"].as_str().is_some(), "{name}");
        assert!(rule["labels"]["severity"] != Yaml::BadValue, "{name}");
        queries.push(rule["expr"].as_str().unwrap().to_owned());
    }
    assert!(rules.len() >= 10);

    for query in &queries {
        let names = named(query);
        assert!(!names.is_empty(), "{query}");
        for name in names {
            assert!(
                series.contains(name.as_str()),
                "{name} of {query} is not in\n{page}"
            );
        }
        assert_eq!(
            query.matches('(').count(),
            query.matches(')').count(),
            "{query}"
        );
    }
    // Each family is explained.
    for family in page.lines().filter_map(|line| line.strip_prefix("# TYPE ")) {
        let name = family.split(' ').next().unwrap();
        assert!(
            operations.contains(&format!("`{name}`")),
            "{name} is not in docs/operations.md"
        );
    }
}

#[test]
fn every_table_is_in_the_list_of_what_is_kept() {
    let operations = file("docs/operations.md");
    let mut folder: Vec<_> =
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
    folder.sort();
    let mut tables = BTreeSet::new();
    for path in folder {
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("create table ") {
                tables.insert(rest.split(' ').next().unwrap().to_owned());
            }
            if let Some(rest) = line.strip_prefix("drop table ") {
                tables.remove(rest.trim_end_matches(';'));
            }
        }
    }
    let missing: Vec<_> = tables
        .iter()
        .filter(|table| !operations.contains(&format!("`{table}`")))
        .collect();
    assert!(
        tables.len() > 30 && missing.is_empty(),
        "not in docs/operations.md: {missing:?}"
    );
}
