-- Where a try went that is no part of the record matters to the pace for a minute, and is blanked after an
-- hour: which are due? Without it each look would read all that are kept for operators.
create index attempt_by_passing_address on attempt (started_at) where passing = 1 and address is not null;

-- Of an update that was handled only its kind, its numbers and its time are kept from now on, because words
-- in it may be the token of a link, and people in it may have been forgotten since. Of earlier ones nothing.
update inbox set raw = '{}' where state = 'done';
