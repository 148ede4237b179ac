import type pg from 'pg'

/** A line of the printed schema and the table it belongs to. */
export interface Line {
  subject: string
  line: string
}

// pg-boss keeps its own schema; ours are the product's.
const ours = `n.nspname in ('public', 'app', 'migrations')
  and not exists (select from pg_depend d where d.objid = o.oid and d.deptype = 'e')`

/** Columns, constraints, indexes and grants of every table and view, in the order of their names. */
export async function describeTables(admin: pg.Client): Promise<{ name: string; lines: string[] }[]> {
  const { rows } = await admin.query<{ name: string; lines: string[] }>(`
    select n.nspname || '.' || o.relname as name,
        array(select line from (${[columns, walls, constraints, indexes, grants, view].join(' union all ')}) parts order by part, place, line) as lines
      from pg_class o join pg_namespace n on n.oid = o.relnamespace
     where o.relkind in ('r', 'p', 'v') and not o.relispartition and ${ours}
     order by n.nspname, o.relname`)
  return rows
}

const columns = `
  select 1 as part, a.attnum::int as place, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case when a.attidentity <> '' then ' generated as identity'
              when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ')'
              when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end as line
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped`

const walls = `
  select 2, 0, case when o.relforcerowsecurity then 'row level security, forced' else 'row level security' end where o.relrowsecurity`

const constraints = `
  select 3, strpos('pufxct', c.contype::text), 'constraint ' || c.conname || ' ' || pg_get_constraintdef(c.oid)
    from pg_constraint c where c.conrelid = o.oid and c.contype <> 'n'`

const indexes = `
  select 4, 0, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (\\S+) ON (ONLY )?\\S+', 'index \\2')
      || case when i.indisunique then ' unique' else '' end
    from pg_index i where i.indrelid = o.oid and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`

const grants = `
  select 6, 0, 'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) || ' to ' || coalesce(r.rolname, 'public')
    from aclexplode(o.relacl) g left join pg_roles r on r.oid = g.grantee
   where g.grantee <> o.relowner group by r.rolname
  union all
  select 6, 1, 'grant ' || lower(g.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ') to ' || coalesce(r.rolname, 'public')
    from pg_attribute a cross join aclexplode(a.attacl) g left join pg_roles r on r.oid = g.grantee
   where a.attrelid = o.oid and not a.attisdropped group by r.rolname, g.privilege_type`

const view = `
  select 7, 0, coalesce(array_to_string(o.reloptions, ', ') || ' ', '') || 'as ' || pg_get_viewdef(o.oid) where o.relkind = 'v'`

export async function describePolicies(admin: pg.Client): Promise<Line[]> {
  return lines(
    admin,
    `
    select n.nspname || '.' || o.relname as subject, 'policy ' || p.polname
        || case p.polcmd when 'r' then ' for select' when 'a' then ' for insert' when 'w' then ' for update' when 'd' then ' for delete' else '' end
        || case when p.polpermissive then '' else ' as restrictive' end
        || case when p.polroles = '{0}' then '' else ' to ' || (select string_agg(rolname, ', ' order by rolname) from pg_roles where oid = any (p.polroles)) end
        || coalesce(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
        || coalesce(' with check ' || pg_get_expr(p.polwithcheck, p.polrelid), '') as line
      from pg_policy p join pg_class o on o.oid = p.polrelid join pg_namespace n on n.oid = o.relnamespace
     where ${ours} order by 1, p.polname`,
  )
}

export async function describeTriggers(admin: pg.Client): Promise<Line[]> {
  return lines(
    admin,
    `
    select n.nspname || '.' || o.relname as subject,
        regexp_replace(pg_get_triggerdef(t.oid), '^CREATE (CONSTRAINT )?TRIGGER', 'trigger') as line
      from pg_trigger t join pg_class o on o.oid = t.tgrelid join pg_namespace n on n.oid = o.relnamespace
     where not t.tgisinternal and ${ours} order by 1, t.tgname`,
  )
}

/** Functions as they are, with their owner and who may run them. */
export async function describeFunctions(admin: pg.Client): Promise<Line[]> {
  return lines(
    admin,
    `
    select '' as subject, '-- ' || n.nspname || '.' || o.proname || ': owner ' || pg_get_userbyid(o.proowner) || ', may run: '
        || coalesce((select string_agg(coalesce(r.rolname, 'public'), ', ' order by coalesce(r.rolname, 'public'))
             from aclexplode(coalesce(o.proacl, acldefault('f', o.proowner))) g left join pg_roles r on r.oid = g.grantee
            where g.privilege_type = 'EXECUTE' and g.grantee <> o.proowner), 'nobody else')
        || E'\\n' || rtrim(pg_get_functiondef(o.oid)) as line
      from pg_proc o join pg_namespace n on n.oid = o.pronamespace
     where o.prokind in ('f', 'p') and ${ours}
     order by n.nspname, o.proname, pg_get_function_identity_arguments(o.oid)`,
  )
}

async function lines(admin: pg.Client, sql: string): Promise<Line[]> {
  return (await admin.query<Line>(sql)).rows
}
