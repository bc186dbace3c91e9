-- What an author decides besides content and nature: audience, schedule, deadline … as canonical JSON
-- without what is as ever. It is approved with the content; `priority`, `kind` and `circulation` stay
-- columns, because lists and reports ask for them.
alter table announcement add column options text not null default '{}';

-- The line of options behind /siaran as it was read last: only an edit that changes it changes options, so
-- that mending a word of the content leaves alone what was set by buttons.
alter table announcement add column options_line text not null default '';
