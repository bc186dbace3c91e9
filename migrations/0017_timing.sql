-- A schedule is a moment on the wall: no row of the outbox carries it, because those are moved when a clock
-- is set back. While this is set nothing of the announcement leaves; the agenda takes it away at its moment.
-- What was called off before that keeps it.
alter table announcement add column begins_at bigint;
-- The moment passed while nobody could send: only somebody in charge lets it go now.
alter table announcement add column missed_at bigint;
-- 1: its author chose, and its approvers agreed, that quiet hours do not hold it.
alter table announcement add column wakes bigint not null default 0;

-- What goes in quiet hours too of an announcement that they hold: the rest of a copy that has begun, and
-- what is no copy. Else every look would go through all that is held.
create index outbox_at_night on outbox (announcement_id, due_at, id)
    where lane = 3 and (part > 0 or payload is not null or purpose is not null);

-- Who has approved which version, where it takes more than one. Stays with the announcement.
create table approval (
    announcement_id bigint not null references announcement (id),
    version bigint not null,
    person_id text not null references person (id),
    at bigint not null,
    primary key (announcement_id, version, person_id)
);

-- What was scheduled before there was such a mark, and has not begun: its rows carried the moment.
update announcement set begins_at = (
        select min(o.due_at) from outbox o where o.announcement_id = announcement.id
        and o.payload is null and o.purpose is null)
    where state = 'approved' and finished_at is null and options like '%"schedule":%'
    and not exists (select 1 from delivery d where d.announcement_id = announcement.id
        and (d.state <> 'waiting' or d.message_ids <> '[]'))
    and not exists (select 1 from attempt t where t.announcement_id = announcement.id)
    and exists (select 1 from outbox o where o.announcement_id = announcement.id
        and o.payload is null and o.purpose is null and o.due_at > o.created_at);
insert into agenda (id, task, subject, at_ms)
    select id, '{"begin":{"announcement":' || id || '}}', 'begin:' || id, begins_at
    from announcement where begins_at is not null;
update outbox set due_at = created_at where payload is null and purpose is null
    and announcement_id in (select id from announcement where begins_at is not null);
