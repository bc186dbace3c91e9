-- A running broadcast under control: paused, stopped, failing, sent again.

-- While paused nothing of it is claimed. Nobody paused it where the bot did so itself; `paused_why`
-- holds the words of the last failure then.
alter table announcement add column paused_at bigint;
alter table announcement add column paused_by text;
alter table announcement add column paused_why text;
-- Stopped for good: what had not left never will.
alter table announcement add column stopped_at bigint;
alter table announcement add column stopped_by text;
-- Unexpected failures since it began, was resumed or sent again; and those without a success between.
alter table announcement add column failures bigint not null default 0;
alter table announcement add column failures_in_a_row bigint not null default 0;

-- Why it failed, in one word: 'unreachable', 'rejected', 'unanswered', 'revoked', 'stopped'. `reason`
-- keeps the words.
alter table delivery add column cause text;
update delivery set cause = case
    when reason = 'officer''s role was revoked' then 'revoked'
    when chat_id in (select id from chat where state = 'unreachable') then 'unreachable'
    else 'rejected' end
where state = 'failed';

-- Lost chats that stand in somebody's notice while it is gathered, and until the next one is begun.
create table loss (
    address text not null,
    chat_id bigint not null references chat (id),
    at bigint not null,
    primary key (address, chat_id)
);
