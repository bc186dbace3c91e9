
-- Not even this program can change what is written down.
create function record_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the record is append-only';
end
$$;
create trigger event_stays before update or delete or truncate on event
    for each statement execute function record_is_append_only();
create trigger seal_stays before update or delete or truncate on seal
    for each statement execute function record_is_append_only();
