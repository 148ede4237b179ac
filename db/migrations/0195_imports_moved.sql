-- When an import last got on. One whose process was killed stands still, and a person may have it go on at once
-- instead of waiting until the queue notices; bin/import has no queue behind it at all.
alter table imports add column moved_at timestamptz;
