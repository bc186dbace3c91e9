-- Texts that are used again, with {{fields}} to fill in. Options are kept as the line that is typed behind
-- /siaran, so that "besok 08.00" is the day after it is used, and an audience is held against the scope of
-- whoever uses it.
create table template (
    id bigint not null primary key,
    name text not null,
    -- Two of one name could not be told apart.
    name_key text not null unique,
    options_line text not null,
    content text not null,
    made_by text not null references person (id),
    made_at bigint not null
);

-- Who is filling one in: a question to a person whose next words are the next value.
create table filling (
    person_id text not null primary key references person (id),
    template_id bigint not null references template (id),
    -- JSON array of the values so far.
    filled text not null,
    asked_at bigint not null
);
