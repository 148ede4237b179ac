-- The history of rights, modules and switches, read from the trail; a row that is none of these costs nothing.
create index audit_events_access on audit_events (organization_id, id)
  where event in ('access.rights_changed', 'access.modules_switched', 'access.own_patients_switched');
