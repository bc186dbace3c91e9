-- 1: somebody reminds by hand of evidence that is not due yet. What reminds by itself waits until it is.
alter table reminder add column early bigint not null default 0;
