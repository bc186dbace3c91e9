-- The bytes of a file that is to leave, until its call has ended: beside the outbox, whose rows are read
-- and written far more often. Goes with its row; what a withdrawn row leaves is cleared away.
create table upload (
    outbox_id bigint not null primary key,
    content bytea not null
);
