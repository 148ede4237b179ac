-- A schema of temporary tables is searched first wherever it is not named: whoever could make a temporary table called
-- `sessions` would decide what a function with higher rights reads. Named last, it is.
do $$
declare
  definer regprocedure;
begin
  for definer in select oid from pg_proc where prosecdef and pronamespace = 'app'::regnamespace loop
    execute format('alter function %s set search_path = pg_catalog, public, app, pg_temp', definer);
  end loop;
end $$;
