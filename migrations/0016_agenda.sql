-- What is to be done at a moment of the office's day: a draft expires, an approver is reminded, a
-- schedule comes. Unlike the queues these are times on the wall: a clock that is set back is set back to
-- what they go by, so nobody moves them. Each row ends, or is put to its next moment, in the transaction
-- that does what it asks for.
create table agenda (
    id bigint not null primary key,
    -- JSON: what is to be done, and about what.
    task text not null,
    -- Two rows with the same subject would do the same: the newer moment holds.
    subject text not null unique,
    at_ms bigint not null,
    -- How often it failed in a row.
    tries bigint not null default 0
);
create index agenda_by_time on agenda (at_ms, id);

-- What was handed over before there was an agenda: due at once, and put off there to when it is.
insert into agenda (id, task, subject, at_ms)
    select id, '{"expire":{"announcement":' || id || '}}', 'expire:' || id, 0
    from announcement where state = 'submitted';
