import type { Routes } from '../../core/route.ts'
import { openSeal, type Seal } from '../../core/seal.ts'
import { type Accounts, openAccounts } from './account-queries.ts'
import { type Hashing, openHashing } from './hashing.ts'
import type { Lookups } from './lookups.ts'

/** What signing in needs beside the request: handed through its files as one. */
export interface Door {
  routes: Routes
  lookups: Lookups
  accounts: Accounts
  hashing: Hashing
  seal: Seal
}

export function openDoor(routes: Routes, lookups: Lookups): Door {
  const accounts = openAccounts(routes.databases.control)
  return { routes, lookups, accounts, hashing: openHashing(), seal: openSeal(routes.env.secret) }
}
