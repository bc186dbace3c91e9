//! Which tables a backup consists of.

/// A table, as copying sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// The order of its rows where they refer to one another; empty where they do not.
    pub(super) order: &'static str,
}

/// What a new database has in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing.
    Empty,
    /// Rows that the migrations wrote and a restore replaces.
    Seeded,
    /// Who may work on this very database: never taken from another.
    Own,
    /// Nothing; and nothing is taken from another: who is signed in here is not signed in there.
    Here,
}

const fn table(name: &'static str, kind: Kind) -> Table {
    Table {
        name,
        kind,
        order: "",
    }
}

/// All tables, each after those that it refers to. A test holds it against the schema.
pub(super) const TABLES: &[Table] = &[
    table("leader", Kind::Own),
    table("hold", Kind::Seeded),
    Table {
        // An institution above another has fewer above it.
        order: "order by (select count(*) from lineage l where l.descendant = institution.code), code",
        ..table("institution", Kind::Empty)
    },
    table("lineage", Kind::Empty),
    table("person", Kind::Empty),
    table("roster_preview", Kind::Empty),
    table("staged_institution", Kind::Empty),
    table("staged_chat", Kind::Empty),
    table("role_grant", Kind::Empty),
    table("board_link", Kind::Here),
    table("board_session", Kind::Here),
    table("invitation", Kind::Empty),
    table("chat", Kind::Empty),
    table("redemption", Kind::Empty),
    table("loss", Kind::Empty),
    table("newcomer", Kind::Empty),
    table("uninvited", Kind::Empty),
    table("registering", Kind::Empty),
    table("transfer", Kind::Empty),
    table("succession", Kind::Empty),
    Table {
        // A correction comes after what it corrects, which is no correction.
        order: "order by replaces is not null, id",
        ..table("announcement", Kind::Empty)
    },
    table("media", Kind::Empty),
    table("media_portion", Kind::Empty),
    table("attachment", Kind::Empty),
    table("draft_piece", Kind::Empty),
    table("revision", Kind::Empty),
    table("approval", Kind::Empty),
    table("numbering", Kind::Empty),
    table("drill_numbering", Kind::Empty),
    table("agenda", Kind::Empty),
    table("audience", Kind::Empty),
    table("delivery", Kind::Empty),
    table("late_joiner", Kind::Empty),
    table("newly_joined", Kind::Empty),
    table("acknowledgement", Kind::Empty),
    table("attendance", Kind::Empty),
    table("dissemination", Kind::Empty),
    table("evidence_request", Kind::Empty),
    table("chase", Kind::Empty),
    table("reminder", Kind::Empty),
    table("escalation", Kind::Empty),
    table("escalation_notice", Kind::Empty),
    table("posting", Kind::Empty),
    table("question", Kind::Empty),
    table("template", Kind::Empty),
    table("filling", Kind::Empty),
    table("inbox", Kind::Empty),
    table("outbox", Kind::Empty),
    table("upload", Kind::Empty),
    table("attempt", Kind::Empty),
    table("errand", Kind::Empty),
    table("pace", Kind::Empty),
    table("pause", Kind::Empty),
    table("event", Kind::Empty),
    table("seal", Kind::Empty),
    table("seal_told", Kind::Empty),
    table("restoration", Kind::Empty),
    table("search", Kind::Empty),
    table("menu", Kind::Empty),
    table("finding", Kind::Empty),
    table("checkup", Kind::Empty),
    table("checkup_round", Kind::Empty),
    table("checkup_look", Kind::Empty),
];
