/** PostgreSQL settings by name, as in postgresql.conf. */
export type Settings = Record<string, string>

/** For a clinic group's small server: a quarter of a gigabyte of cache, and connections for several processes. */
export const serverSettings: Settings = {
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  // Compiling a query costs more than running it, when it reads fifty rows.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_duration_statement: '2000',
  log_lock_waits: 'on',
}

/** For tests: nothing survives a power cut, and nothing waits for the disk. */
export const testSettings: Settings = {
  ...serverSettings,
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  log_min_duration_statement: '-1',
}

/** What no caller may change: this server speaks to its own machine only. */
export const fixedSettings: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
}

export function settingFlags(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
