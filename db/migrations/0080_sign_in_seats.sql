-- Failures are counted by where they come from as well: whoever guesses somebody's password locks the door for
-- himself, and not for the person at her own desk.
alter table sign_in_failures add column seat_hash bytea not null default '';
alter table sign_in_failures alter column seat_hash drop default;

drop function app.find_sign_in(text);
drop function app.note_sign_in_failure(text);

-- seat: the network address that asks. failures_here: of this name from this seat, within a quarter of an hour;
-- failures_anywhere: of this name from all seats.
create function app.find_sign_in(login text, seat text) returns table
  (user_id uuid, password_hash text, status text, failures_here bigint, failures_anywhere bigint)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select u.id, u.password_hash, u.status, f.here, f.anywhere
  from (select count(*) as anywhere, count(*) filter (where seat_hash = sha256(convert_to(seat, 'UTF8'))) as here
        from sign_in_failures
        where login_hash = sha256(convert_to(lower(login), 'UTF8')) and failed_at > now() - interval '15 minutes') f
  left join users u on u.email = lower(login) or u.username = lower(login)
$$;
alter function app.find_sign_in(text, text) owner to polyclinic_lookup;

create function app.note_sign_in_failure(login text, seat text) returns void
language sql security definer set search_path = pg_catalog, public, app as $$
  insert into sign_in_failures (login_hash, seat_hash) values (sha256(convert_to(lower(login), 'UTF8')), sha256(convert_to(seat, 'UTF8')));
  delete from sign_in_failures where failed_at < now() - interval '1 day';
$$;
grant execute on function app.find_sign_in(text, text), app.note_sign_in_failure(text, text) to polyclinic_app;

-- Somebody who may not sign in any more, or whose password was changed, is signed out everywhere at once.
create function app.end_sessions_of_user() returns trigger language plpgsql
set search_path = pg_catalog, public, app as $$
begin
  update sessions set ended_at = now(), end_reason = case when new.status = 'active' then 'password_changed' else 'disabled' end
  where user_id = new.id and ended_at is null;
  return null;
end $$;
create trigger users_end_sessions after update on users for each row
when (new.status <> 'active' or new.password_hash is distinct from old.password_hash)
execute function app.end_sessions_of_user();
