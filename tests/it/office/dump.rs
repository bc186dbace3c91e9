//! Everything that stands in the database, as text.

use std::collections::BTreeMap;

use super::Office;

impl Office {
    /// All tables but these, each with its rows, sorted.
    pub async fn dump(&self, but: &[&str]) -> BTreeMap<String, Vec<String>> {
        let postgres = self.database.url().starts_with("postgres");
        let tables = if postgres {
            "select table_name from information_schema.tables where table_schema = 'public'"
        } else {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        };
        let mut dump = BTreeMap::new();
        for table in self.texts(tables).await {
            if table.starts_with("_sqlx") || but.contains(&table.as_str()) {
                continue;
            }
            let rows = if postgres {
                format!("select cast(row_to_json(t) as text) from {table} t")
            } else {
                let names = format!("select name from pragma_table_info('{table}')");
                let columns: Vec<String> = self.texts(&names).await;
                let quoted: Vec<String> = columns.iter().map(|it| format!("quote({it})")).collect();
                format!("select {} from {table}", quoted.join(" || ',' || "))
            };
            let mut rows = self.texts(&rows).await;
            rows.sort();
            dump.insert(table, rows);
        }
        dump
    }
}
