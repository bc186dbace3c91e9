-- Two corrections in a row may leave messages of three revisions in one copy: what each of them shows decides
-- whether it can be edited, and how.

-- For each of `message_ids` the revision that it was made for; below zero: it says that it holds no longer;
-- 0: replaced. Null where nothing was recorded: those before `step` are of `revising`, the others of `was`.
alter table delivery add column made text;
-- 1: an edit was not answered, so that a message may show another medium than the record says.
alter table delivery add column unsure bigint not null default 0;

-- Copies that have begun and that a correction has overtaken: looked up while their announcement is held.
create index delivery_overtaken on delivery (announcement_id, chat_id)
    where state = 'waiting' and should_show > 1 and (message_ids <> '[]' or maybe_double = 1);
