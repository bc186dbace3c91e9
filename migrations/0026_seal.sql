-- The seals of the record. Each takes in the lines that were written since the one before, and its hash
-- stands on that of the one before: a line that is changed, taken out or put in afterwards shows.
-- Nothing here is ever changed or deleted. What is hashed how: src/domain/seal.rs, docs/adr/0007.

create table seal (
    -- 1, 2, 3 …
    number bigint not null primary key,
    -- How it was reckoned.
    version bigint not null,
    sealed_at bigint not null,
    -- The highest id of all lines that are sealed with it and before.
    upto bigint not null,
    -- In hexadecimal digits.
    previous text not null,
    hash text not null unique,
    -- For each line in turn its id (8 bytes) and the digest over all its columns (32 bytes): what says
    -- which line it was that changed.
    digests bytea not null
);
-- Which seals may hold the lines of the last hour: a line may be committed after one with a higher id.
create index seal_by_upto on seal (upto);

-- What owners were told on which day of the office: the last hash of that moment.
create table seal_told (
    -- Days since the year 1, as chrono counts.
    day bigint not null primary key,
    seal bigint not null references seal (number),
    told_at bigint not null
);
