-- Corrections (ralat) and withdrawals (cabut). Each is an announcement of its own that names the one it
-- changes, so that drafts, approvers, hashes and returns work for it as for any other. When it is approved
-- it becomes the next revision of that one and has neither number nor audience.

-- Which announcement it changes, the newest revision of that when it was written, and what it does:
-- 'correction' or 'withdrawal'.
alter table announcement add column replaces bigint references announcement (id);
alter table announcement add column replaces_revision bigint;
alter table announcement add column change text;
-- "What else is open against this one?"
create index announcement_by_replaced on announcement (replaces, state);
-- Since when nothing of it holds any more.
alter table announcement add column withdrawn_at bigint;

-- How a revision came about, and the announcement it was written as; null for the first.
alter table revision add column change text;
alter table revision add column source bigint references announcement (id);

-- A copy is brought to a revision step by step: which revision, and how many steps are done.
alter table delivery add column revising bigint not null default 0;
-- The one before that.
alter table delivery add column was bigint not null default 0;
alter table delivery add column step bigint not null default 0;
-- The platform's chat that the messages are in: ids mean nothing after a group has moved. Of a message
-- that can be edited no more the id is below zero.
alter table delivery add column room text;
-- The revision that it shows was sent anew, because the copy before could not be edited.
alter table delivery add column uneditable bigint not null default 0;
-- What has changed is still to be pointed out there, and the message that did so last.
alter table delivery add column owes_notice bigint not null default 0;
alter table delivery add column notice_id bigint;
-- When it came to show a revision in the place of another.
alter table delivery add column revised_at bigint;
-- Why it cannot be brought to the newest revision, in one word, as in `cause`.
alter table delivery add column outdated text;
update delivery set revising = should_show,
    step = 1 + length(message_ids) - length(replace(message_ids, ',', '')),
    room = (select c.room from chat c where c.id = delivery.chat_id)
where message_ids <> '[]';

-- The same, with what bars count every two seconds.
drop index delivery_by_state;
create index delivery_by_state on delivery (announcement_id, state, should_show, shows, outdated);

-- What the try was for, where it was not the sending of a copy.
alter table attempt add column purpose text;
