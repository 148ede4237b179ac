-- A visit of support that comes within the same quarter of an hour as one before looked all the same: each visit leaves
-- rows of its own. (What somebody does outside of one has none; two nulls are the same.)
alter table patient_looks drop constraint patient_looks_pkey;
create unique index patient_looks_once on patient_looks
  (organization_id, clinic_id, patient_id, quarter, user_id, operator_id, kind, elevation_id) nulls not distinct;
create index patient_looks_visit on patient_looks (organization_id, elevation_id) where elevation_id is not null;
