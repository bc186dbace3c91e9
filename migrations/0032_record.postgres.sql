
-- Not even this program can change what owners were told.
create trigger seal_told_stays before update or delete or truncate on seal_told
    for each statement execute function record_is_append_only();
