-- Drills have numbers of their own, so that real announcements have no gaps and a bare number never means an
-- exercise: `number` is null for a drill, and whatever asks for real ones asks for those with a number.
alter table announcement add column drill_number bigint;
create unique index announcement_by_drill on announcement (year, drill_number);

create table drill_numbering (
    year bigint not null primary key,
    last bigint not null
);
