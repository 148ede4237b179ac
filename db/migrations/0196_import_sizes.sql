-- An import fills tables faster than the server counts them: as long as it holds a table for empty, it takes any index
-- for as good as another, and then looks through a whole branch for each foreign key. The first import of a new
-- installation, and its undo, ran into their time limits by that.

-- Counts the tables an import fills that are twice as large as when they were counted last. One that somebody else is
-- counting already is left to him.
create function app.learn_sizes() returns void language plpgsql security definer
set search_path = pg_catalog, public, app, pg_temp as $$
declare
  grown regclass;
begin
  for grown in select c.oid from pg_class c
      where c.oid = any (array['patients', 'patient_alerts', 'patient_field_values', 'appointments', 'bookings',
          'import_rows']::regclass[])
        and pg_relation_size(c.oid) / current_setting('block_size')::int > 2 * greatest(c.relpages, 20) loop
    execute format('analyze (skip_locked) %s', grown);
  end loop;
end $$;
revoke execute on function app.learn_sizes() from public;
grant execute on function app.learn_sizes() to polyclinic_app;
