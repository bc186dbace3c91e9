-- One schema for SQLite and PostgreSQL: times are epoch milliseconds UTC, flags are 0 or 1, ids are
-- made in the program, and texts are compared by folded keys, because collations differ.

-- Who may poll, send and write: one row, judged by the database's own clock.
create table leader (
    id bigint not null primary key check (id = 1),
    holder text not null,
    epoch bigint not null,
    until_ms bigint not null
);
insert into leader (id, holder, epoch, until_ms) values (1, '', 0, 0);

-- The brake of /bekukan: while frozen, nothing of an announcement leaves.
create table hold (
    id bigint not null primary key check (id = 1),
    frozen bigint not null,
    by_person text,
    at bigint
);
insert into hold (id, frozen) values (1, 0);

-- Registry -----------------------------------------------------------------------------------------

create table institution (
    code text not null primary key,
    name text not null,
    sort_key text not null,
    category text not null,
    region text not null,
    region_key text not null,
    parent text references institution (code),
    active bigint not null,
    -- An import leaves unchanged rows alone; this is how a test sees it.
    changed_at bigint not null
);
-- Scopes by region.
create index institution_by_region on institution (region_key);

-- Every institution with all above it and itself, so that "with everything below" is a join.
-- Rebuilt by each import.
create table lineage (
    ancestor text not null references institution (code),
    descendant text not null references institution (code),
    -- Steps from one to the other; so far only tests read the tree by it.
    depth bigint not null,
    primary key (ancestor, descendant)
);
-- "Is this institution below that one?" starts from the institution.
create index lineage_by_descendant on lineage (descendant);

-- Names and account ids; erasure may blank them, the record speaks of the key alone.
create table person (
    id text not null primary key,
    address text unique,
    name text not null,
    username text,
    language text
);

-- Roles, also those that wait for "Sahkan" and those that ended.
create table role_grant (
    id bigint not null primary key,
    person_id text not null references person (id),
    role text not null,
    area_kind text not null,
    area_value text not null,
    state text not null check (state in ('pending', 'active', 'refused', 'revoked')),
    invited_by text references person (id),
    requested_at bigint not null,
    settled_by text references person (id),
    settled_at bigint
);
-- What may this person do? Asked at every press.
create index role_grant_by_person on role_grant (person_id, state);
-- Who approves, who owns, who are the officers of …?
create index role_grant_by_role on role_grant (role, state, area_value);

-- Links that make somebody a member. Only the token's SHA-256 is kept.
create table invitation (
    token_hash text not null primary key,
    what text not null,
    area_kind text not null,
    area_value text not null,
    invited_by text references person (id),
    created_at bigint not null,
    expires_at bigint not null,
    uses_left bigint not null
);

-- Where institutions are reached. A private chat may serve two institutions, a group one.
create table chat (
    id bigint not null primary key,
    address text not null,
    -- The platform's chat: for a topic, the forum that it is in.
    room text not null,
    kind text not null check (kind in ('private', 'group', 'channel')),
    public bigint not null,
    title text not null,
    institution text not null references institution (code),
    state text not null check (state in ('active', 'unreachable', 'removed')),
    reason text,
    registered_by text references person (id),
    registered_at bigint not null,
    unique (address, institution)
);
-- Which chats does this institution have? Asked at fan-out for the whole audience.
create index chat_by_institution on chat (institution, state);
-- What is registered in this forum?
create index chat_by_room on chat (room);

-- Announcements ------------------------------------------------------------------------------------

create table announcement (
    id bigint not null primary key,
    state text not null,
    -- Counts every change of content or options; buttons carry it, approval is bound to it.
    version bigint not null,
    author text not null references person (id),
    issuer text not null references institution (code),
    area_kind text not null,
    area_value text not null,
    priority text not null,
    kind text not null,
    circulation text not null,
    title text not null,
    -- The content as submitted, and the SHA-256 of it with the options.
    content text,
    content_hash text,
    created_at bigint not null,
    -- When it was opened or returned last: what its author writes joins the newest draft.
    opened_at bigint not null,
    -- The author's message that began with /siaran: only its edits change the options.
    opening_message_id bigint not null,
    submitted_at bigint,
    decided_by text references person (id),
    decided_at bigint,
    number bigint,
    year bigint,
    revision bigint not null,
    -- When no delivery was waiting any more.
    finished_at bigint,
    unique (year, number)
);
-- The author's open draft.
create index announcement_by_author on announcement (author, state);

-- What a draft is made of, in the order it came; the source id lets edits and take-backs find it.
create table draft_piece (
    announcement_id bigint not null references announcement (id),
    message_id bigint not null,
    content text not null,
    primary key (announcement_id, message_id)
);

-- What approvers saw and chats get, rendered once.
create table revision (
    announcement_id bigint not null references announcement (id),
    revision bigint not null,
    code text not null unique,
    parts text not null,
    content_hash text not null,
    author text not null references person (id),
    approver text not null references person (id),
    approved_at bigint not null,
    primary key (announcement_id, revision)
);

-- One sequence of numbers for each year.
create table numbering (
    year bigint not null primary key,
    last bigint not null
);

-- Whom it was for, frozen at approval together with how they were filed then.
create table audience (
    announcement_id bigint not null references announcement (id),
    institution text not null references institution (code),
    has_chat bigint not null,
    category text not null,
    region text not null,
    region_key text not null,
    primary key (announcement_id, institution)
);

-- The permanent record of who was told what: one row for each chat of the audience.
create table delivery (
    announcement_id bigint not null references announcement (id),
    chat_id bigint not null references chat (id),
    institution text not null references institution (code),
    state text not null check (state in ('waiting', 'sent', 'failed')),
    should_show bigint not null,
    shows bigint not null,
    -- JSON array of message ids, part by part.
    message_ids text not null,
    -- An attempt had no answer and the message was sent again: "mungkin ganda".
    maybe_double bigint not null,
    reason text,
    sent_at bigint,
    primary key (announcement_id, chat_id)
);
-- "Has this institution got it?"
create index delivery_by_institution on delivery (announcement_id, institution, state);
-- "Is anything still waiting?", asked after every delivery.
create index delivery_by_state on delivery (announcement_id, state);

create table acknowledgement (
    announcement_id bigint not null references announcement (id),
    revision bigint not null,
    institution text not null references institution (code),
    person_id text not null references person (id),
    chat_id bigint not null references chat (id),
    at bigint not null,
    primary key (announcement_id, revision, institution, person_id)
);

-- Messages of ours that change as things go on: progress bars, requests to approvers.
create table posting (
    announcement_id bigint not null references announcement (id),
    purpose text not null,
    address text not null,
    message_id bigint not null,
    primary key (announcement_id, purpose, address)
);

-- A question to a person whose next words are the answer.
create table question (
    person_id text not null primary key references person (id),
    kind text not null,
    announcement_id bigint not null references announcement (id),
    version bigint not null,
    asked_at bigint not null
);

-- Queues -------------------------------------------------------------------------------------------

-- Whatever arrived, before it is confirmed to the platform.
create table inbox (
    bot_id bigint not null,
    update_id bigint not null,
    received_at bigint not null,
    raw text not null,
    state text not null check (state in ('waiting', 'done', 'dead')),
    faults bigint not null,
    error text,
    handled_at bigint,
    primary key (bot_id, update_id)
);
-- The worker's next batch.
create index inbox_by_state on inbox (state, received_at, update_id);

-- Whatever is to leave: one pending call each. A row goes when its outcome is recorded.
create table outbox (
    id bigint not null primary key,
    lane bigint not null,
    due_at bigint not null,
    -- Until then the pace of its chat holds it; its place in the queue stays.
    held_until bigint not null default 0,
    state text not null check (state in ('queued', 'claimed')),
    -- Null for the answer to a press, which no limit counts.
    address text,
    -- The call, or null for what is worked out when it is claimed: a delivery, a progress bar, a button.
    payload text,
    announcement_id bigint,
    chat_id bigint,
    part bigint not null,
    -- Rows that stand for the same thing: a newer one replaces a queued one.
    coalesce_key text,
    -- What the message is, where its id is wanted afterwards (see posting).
    purpose text,
    -- Attempts that ended without an answer.
    unknowns bigint not null,
    created_at bigint not null,
    claimed_at bigint,
    claimed_epoch bigint
);
-- The sender's next claim, lane by lane.
create index outbox_by_lane on outbox (state, lane, due_at, id);
-- When may the next held one go?
create index outbox_by_hold on outbox (state, lane, held_until);
-- Replacing queued rows, and re-addressing those of a chat that moved.
create index outbox_by_coalesce on outbox (coalesce_key);
create index outbox_by_address on outbox (address, lane, id);
-- "Is anything of this announcement still to leave?"
create index outbox_by_announcement on outbox (announcement_id);

-- A row for every try.
create table attempt (
    id bigint not null primary key,
    outbox_id bigint not null,
    announcement_id bigint,
    chat_id bigint,
    address text,
    part bigint not null,
    epoch bigint not null,
    started_at bigint not null,
    ended_at bigint not null,
    outcome text not null,
    reason text
);
-- What the pacer must remember after a restart: the last minute.
create index attempt_by_start on attempt (started_at);
-- The history of one delivery.
create index attempt_by_delivery on attempt (announcement_id, chat_id);

-- Waits that the platform ordered: 'all' or a chat.
create table pause (
    scope text not null primary key,
    until_ms bigint not null
);

-- Record -------------------------------------------------------------------------------------------

-- Who did what to which announcement, when. Append-only; written in the transaction of what it records.
create table event (
    id bigint not null primary key,
    at bigint not null,
    actor text,
    kind text not null,
    announcement_id bigint,
    institution text,
    detail text not null
);
-- The story of one announcement.
create index event_by_announcement on event (announcement_id, id);
