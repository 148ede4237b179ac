-- An edit of one's own account says what it changed.
create or replace function app.edit_my_account(session uuid, new_phone text, new_language text, trace text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app, pg_temp as $$
declare
  me record;
  was users;
  changed jsonb := '{}';
begin
  select * into me from app.my_account(session, false);
  select * into was from users u where u.id = me.user_id for update;
  update users u set phone = new_phone, language = new_language where u.id = me.user_id;
  if was.phone is distinct from new_phone then
    changed := changed || jsonb_build_object('phone', jsonb_build_object('from', was.phone, 'to', new_phone));
  end if;
  if was.language is distinct from new_language then
    changed := changed || jsonb_build_object('language', jsonb_build_object('from', was.language, 'to', new_language));
  end if;
  perform app.record_account(me.organization_id, me.user_id, 'account.edited', changed, trace);
end $$;
