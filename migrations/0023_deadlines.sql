-- "Until when is the first institution to confirm?", asked every two seconds while bars are kept up to date.
create index chase_by_due on chase (announcement_id, revision, due_at);
