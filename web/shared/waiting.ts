/** From so many minutes on a wait stands out, at the desk and on the doctor's list. */
export const longWaitMinutes = 30

/** Whole minutes since an instant, never negative; `now` in epoch milliseconds. */
export function waitedMinutes(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
}
