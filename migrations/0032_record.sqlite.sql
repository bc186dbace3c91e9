
-- Not even this program can change what owners were told.
create trigger seal_told_stays before update on seal_told begin
    select raise(abort, 'the record is append-only');
end;
create trigger seal_told_remains before delete on seal_told begin
    select raise(abort, 'the record is append-only');
end;
