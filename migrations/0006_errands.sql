-- Questions to the messenger whose answer is worked on: fetching a file, looking at a chat. No call may
-- happen inside a transaction, so the question is a row first; its finding ends the row in the
-- transaction of whatever follows from it. Asking twice changes nothing at the messenger.
create table errand (
    id bigint not null primary key,
    -- JSON: what is asked, and for whom.
    what text not null,
    -- Two rows with the same subject would find the same; null: of its own.
    subject text unique,
    -- 0: somebody waits for it; 1: it has time.
    urgency bigint not null,
    due_at bigint not null,
    -- How often it was begun: what ends the program each time is given up.
    tries bigint not null default 0,
    created_at bigint not null,
    -- Set while it is under way.
    taken_at bigint
);
-- What is due is looked for at every ring and every moment that was waited for.
create index errand_by_due on errand (urgency, due_at);

-- What an import would change, as its uploader was shown it, until "Terapkan", "Batal" or the end of its
-- time. One for each person: a newer file takes the place of an older one.
create table roster_preview (
    id bigint not null primary key,
    person_id text not null unique references person (id),
    -- JSON: the rows of the file, read and without mistakes.
    file text not null,
    -- SHA-256 of every change that was counted: another one would be another import.
    outcome text not null,
    expires_at bigint not null
);
