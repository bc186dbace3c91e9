//! Everything that stands in the database, as text.

use std::collections::BTreeMap;

use super::Office;

impl Office {
    /// All tables but these, each with its rows, sorted; a table without rows is not there.
    pub async fn dump(&self, but: &[&str]) -> BTreeMap<String, Vec<String>> {
        let rows_of = self.rows_of.get_or_init(|| self.every_table()).await;
        let wanted = rows_of
            .iter()
            .filter(|(table, _)| !but.contains(&table.as_str()));
        let rows: Vec<&str> = wanted.map(|(_, rows)| rows.as_str()).collect();
        let mut dump: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in self.texts(&rows.join(" union all ")).await {
            let (table, row) = row.split_once(' ').unwrap();
            dump.entry(table.to_owned())
                .or_default()
                .push(row.to_owned());
        }
        dump.values_mut().for_each(|rows| rows.sort());
        dump
    }

    /// Each table, and what selects its name and all that is in one of its rows.
    async fn every_table(&self) -> Vec<(String, String)> {
        let postgres = self.database.url().starts_with("postgres");
        let tables = if postgres {
            "select cast(table_name as text) from information_schema.tables where table_schema = 'public'"
        } else {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        };
        let mut every = Vec::new();
        for table in self.texts(tables).await {
            if table.starts_with("_sqlx") {
                continue;
            }
            let row = if postgres {
                format!("cast(row_to_json({table}) as text)")
            } else {
                let names = format!("select name from pragma_table_info('{table}')");
                let columns: Vec<String> = self.texts(&names).await;
                let quoted: Vec<String> = columns.iter().map(|it| format!("quote({it})")).collect();
                quoted.join(" || ',' || ")
            };
            let rows = format!("select '{table} ' || {row} from {table}");
            every.push((table, rows));
        }
        every
    }
}
