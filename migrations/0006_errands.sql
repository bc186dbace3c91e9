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
