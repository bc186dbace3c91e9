
-- Not even this program can change what is written down.
create trigger event_stays before update on event begin
    select raise(abort, 'the record is append-only');
end;
create trigger event_remains before delete on event begin
    select raise(abort, 'the record is append-only');
end;
create trigger seal_stays before update on seal begin
    select raise(abort, 'the record is append-only');
end;
create trigger seal_remains before delete on seal begin
    select raise(abort, 'the record is append-only');
end;
