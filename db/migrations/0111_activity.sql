-- The trail has an index by person of its own now; a second one only made every write dearer.
drop index audit_events_worker;
