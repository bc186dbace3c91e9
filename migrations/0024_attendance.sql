-- Whether an institution comes, where it was invited: the last answer counts, and each is in the record.
create table attendance (
    announcement_id bigint not null references announcement (id),
    revision bigint not null,
    institution text not null references institution (code),
    attends bigint not null,
    person_id text not null references person (id),
    chat_id bigint not null references chat (id),
    at bigint not null,
    primary key (announcement_id, revision, institution)
);
