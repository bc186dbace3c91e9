-- Looking institutions up, and the menus of commands.

-- What was sought where there was more than one hit: buttons have no room for it. A number once given
-- means the same words for good, or nothing.
create table search (
    id bigint not null primary key,
    typed text not null unique,
    at bigint not null
);

-- When did this institution confirm last?
create index acknowledgement_by_institution on acknowledgement (institution, at);

-- Which menu somebody was offered last, so that another is sent only when their roles, their language or
-- the commands themselves have changed. The text's SHA-256.
create table menu (
    person_id text not null primary key references person (id),
    offered text not null
);
-- Whoever has or had a role may have a menu of it: it is offered anew, or taken back.
insert into menu (person_id, offered) select distinct person_id, '' from role_grant;
