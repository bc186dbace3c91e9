-- The life of chats and officers after they have joined.

-- Since when a chat is in its state; before this migration nobody wrote it down.
alter table chat add column state_at bigint;
-- Whether it receives announcements: by the rule ('auto'), or 'always' or 'never' because somebody said so.
alter table chat add column receives text not null default 'auto';

-- When did this officer confirm last?
create index acknowledgement_by_person on acknowledgement (person_id, institution, at);
