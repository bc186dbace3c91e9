//! The file of institutions: `kode,nama,kategori,wilayah,induk`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::near::near;
use super::page::{self, Page};
use super::problem::{Problem, ProblemKind};
use super::table::{Fields, Table};
use super::tree::Link;
use crate::domain::institution::{CATEGORIES, Code, Institution};

/// An institution and the line on which it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstitutionRow {
    /// From 1.
    pub line: u64,
    /// What the row says.
    pub institution: Institution,
}

/// A file of institutions, read.
#[derive(Debug, Default)]
pub struct InstitutionFile {
    rows: Vec<InstitutionRow>,
    links: Vec<Link>,
    problems: Vec<Problem>,
}

pub(super) const COLUMNS: [&str; 5] = ["kode", "nama", "kategori", "wilayah", "induk"];
const CODE: usize = 0;
const NAME: usize = 1;
const CATEGORY: usize = 2;
const REGION: usize = 3;
const PARENT: usize = 4;

impl InstitutionFile {
    /// Reads a file's bytes.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut problems = Vec::new();
        let (page, _) = page::find(bytes, &[&COLUMNS], &mut problems);
        Self::of(page, problems)
    }

    /// Reads a page; `problems` were found on the way to it.
    pub(super) fn of(page: Page, problems: Vec<Problem>) -> Self {
        let mut file = Self {
            problems,
            ..Self::default()
        };
        if let Some(table) = Table::read(page, COLUMNS, false, &mut file.problems) {
            let mut seen = HashMap::new();
            for fields in table.rows() {
                file.take(&fields, &mut seen);
            }
            // Those below a row that cannot be read are not to blame for it.
            let codes = table.broken().filter_map(|fields| fields.code(CODE));
            file.links
                .extend(
                    codes
                        .filter(|(_, code)| !seen.contains_key(code))
                        .map(|(line, code)| Link {
                            line,
                            code,
                            parent: None,
                        }),
                );
        }
        file.problems.sort_by_key(|problem| problem.line);
        file
    }

    /// A file without mistakes, from rows that were kept.
    #[must_use]
    pub fn of_rows(rows: Vec<InstitutionRow>) -> Self {
        let links = rows.iter().map(|row| Link {
            line: row.line,
            code: row.institution.code.clone(),
            parent: row.institution.parent.clone(),
        });
        Self {
            links: links.collect(),
            rows,
            problems: Vec::new(),
        }
    }

    /// The rows in which nothing is wrong; all of them when there are no [problems](Self::problems).
    #[must_use]
    pub fn rows(&self) -> &[InstitutionRow] {
        &self.rows
    }

    /// Who stands below whom, also from rows in which something else is wrong. Without problems, one for
    /// each row, in the same order.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Everything that is wrong with the file in itself, by line.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn take(&mut self, fields: &Fields<'_, 5>, seen: &mut HashMap<Code, u64>) {
        let problems = &mut self.problems;
        let code = new_code(fields, seen, problems);
        let name = fields.name(NAME, problems);
        let category = category(fields, problems);
        let region = fields.name(REGION, problems);
        let parent = parent(fields, problems);
        let line = fields.line;
        let Some(code) = code else { return };
        self.links.push(Link {
            line,
            code: code.clone(),
            parent: parent.clone().flatten(),
        });
        if let (Some(name), Some(category), Some(region), Some(parent)) =
            (name, category, region, parent)
        {
            let institution = Institution {
                code,
                name,
                category: category.to_owned(),
                region,
                parent,
            };
            self.rows.push(InstitutionRow { line, institution });
        }
    }
}

/// The code of the row, unless an earlier one has it.
fn new_code(
    fields: &Fields<'_, 5>,
    seen: &mut HashMap<Code, u64>,
    problems: &mut Vec<Problem>,
) -> Option<Code> {
    let typed = fields.filled(CODE, problems)?;
    let Some(code) = Code::parse(&typed) else {
        problems.push(fields.problem(CODE, ProblemKind::BadCode { typed }));
        return None;
    };
    if let Some(&first) = seen.get(&code) {
        problems.push(fields.problem(CODE, ProblemKind::DuplicateCode { code, first }));
        return None;
    }
    seen.insert(code.clone(), fields.line);
    Some(code)
}

fn category(fields: &Fields<'_, 5>, problems: &mut Vec<Problem>) -> Option<&'static str> {
    let typed = fields.filled(CATEGORY, problems)?;
    let lower = typed.to_lowercase();
    let known = CATEGORIES.iter().find(|category| **category == lower);
    if known.is_none() {
        let near = near(&lower, &CATEGORIES);
        problems.push(fields.problem(CATEGORY, ProblemKind::UnknownCategory { typed, near }));
    }
    known.copied()
}

/// The code above, or that there is none; nothing when it cannot be read.
#[expect(clippy::option_option, reason = "unreadable is not the same as absent")]
fn parent(fields: &Fields<'_, 5>, problems: &mut Vec<Problem>) -> Option<Option<Code>> {
    let typed = fields.text(PARENT, problems)?;
    if typed.is_empty() {
        return Some(None);
    }
    let code = Code::parse(&typed);
    if code.is_none() {
        problems.push(fields.problem(PARENT, ProblemKind::BadCode { typed }));
    }
    code.map(Some)
}
