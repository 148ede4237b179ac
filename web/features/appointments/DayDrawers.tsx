import { BookDrawer } from './BookDrawer.tsx'
import type { DaySearch } from './day-search.ts'
import type { DayData } from './use-day.ts'
import type { VisitActs } from './use-visit-acts.ts'
import { VisitDrawer } from './VisitDrawer.tsx'
import { WalkInDrawer } from './WalkInDrawer.tsx'

interface DayDrawersProps {
  day: DayData
  search: DaySearch
  acts: VisitActs
  onClose: () => void
  onOpen: (visitId: string) => void
}

/** The drawers of the day; the URL says which is open. */
export function DayDrawers({ day, search, acts, onClose }: DayDrawersProps) {
  const { visit, book, at, patient, walkIn } = search
  const known = day.visits.find(({ id }) => id === visit)
  return (
    <>
      <BookDrawer
        key={`book ${book} ${at} ${patient}`}
        day={day}
        place={{ book, at, patient }}
        acts={acts}
        onClose={onClose}
      />
      <WalkInDrawer key={`walk-in ${walkIn} ${patient}`} day={day} search={search} acts={acts} onClose={onClose} />
      <VisitDrawer day={day} visitId={visit} known={known} acts={acts} onClose={onClose} />
    </>
  )
}
