-- What an institution gave for a revision, also what was replaced: when it first did, and how many of its people.
create index dissemination_by_institution on dissemination (announcement_id, revision, institution, at);

-- 1: it is asked no more. The row stays for a while, so that its link says so instead of passing for a guess.
alter table evidence_request add column closed bigint not null default 0;
