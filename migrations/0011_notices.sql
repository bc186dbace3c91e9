-- What coordinators and owners are told of those who come and go.

-- Who is told of new officers, and in which message: those who join within a moment share one.
create table newcomer (
    -- Who is told.
    person_id text not null references person (id),
    -- The notice that names the officer, and when that leaves, or left.
    notice bigint not null,
    leaves_at bigint not null,
    grant_id bigint not null references role_grant (id),
    -- Whose role it was until then, by a hand-over.
    predecessor text references person (id),
    -- Which is somebody's newest notice, and whom does it name?
    primary key (person_id, notice, grant_id)
);
-- Which have served their time?
create index newcomer_by_time on newcomer (leaves_at);

-- A stay that began when a chat was let go: of which institution it was.
alter table uninvited add column released_from text references institution (code);

-- A file may have registered a chat that the bot was to leave: it stays.
delete from outbox where state = 'queued' and coalesce_key in (
    select 'leave:' || cast(u.id as text) from uninvited u where u.state = 'open'
    and exists (select 1 from chat c where c.room = u.room and c.state <> 'removed'));
update uninvited set state = 'registered', institution =
    (select max(c.institution) from chat c where c.room = uninvited.room and c.state <> 'removed')
    where state = 'open'
    and exists (select 1 from chat c where c.room = uninvited.room and c.state <> 'removed');
