-- Cards of announcements that were shown to somebody: which picture stands above each, and whether it still
-- follows what happens.
create table card (
    address text not null,
    message_id bigint not null,
    announcement_id bigint not null references announcement (id),
    -- The message of its picture.
    picture_id bigint,
    -- 1: the message shows the card, not a list that it was turned into, and is the newest such there.
    follows bigint not null,
    -- It is left as it is after that.
    follow_until bigint not null,
    -- It is not edited before that.
    next_at bigint not null,
    -- Digests of what card and picture show, where that is certain: what would show the same is not sent.
    shown text,
    drawn text,
    primary key (address, message_id)
);
-- Which cards follow this announcement?
create index card_by_announcement on card (announcement_id, address, follows);
