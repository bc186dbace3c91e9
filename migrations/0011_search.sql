-- Looking institutions up.

-- What was sought where there was more than one hit: buttons have no room for it. A number once given
-- means the same words for good, or nothing.
create table search (
    id bigint not null primary key,
    typed text not null unique,
    at bigint not null
);

-- When did this institution confirm last?
create index acknowledgement_by_institution on acknowledgement (institution, at);
