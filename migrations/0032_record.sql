-- What somebody was refused is written down, but not each time that they press: how often it was lately is
-- asked of the record itself. The index holds refusals alone, so that other lines cost nothing more.
create index event_refused on event (actor, at) where kind = 'request.refused';

-- The hash that owners were told, as it was told: a chain that was reckoned anew has another one.
alter table seal_told add column hash text;
update seal_told set hash = (select seal.hash from seal where seal.number = seal_told.seal);
