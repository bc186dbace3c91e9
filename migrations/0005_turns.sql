-- What a process that waits for its turn must know of the one that has it, and what the next one must
-- know of the clock it went by.

-- For how long the holder took its turn, in milliseconds: whoever saw the row unchanged for longer, by a
-- clock of its own, knows that the holder is gone, whatever the database's clock says.
alter table leader add column lease_ms bigint not null default 0;

-- The time that the holder's own clock showed when it last renewed its turn. A later turn that finds
-- itself before it knows by how much the clock was set back.
alter table leader add column clock_ms bigint not null default 0;
