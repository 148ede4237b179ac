import { Button, Checkbox, Select, SimpleGrid, TextInput } from '@mantine/core'
import { IconCalendarPlus, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { ApiError } from '../../lib/api-error.ts'
import { DataTable } from '../DataTable.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { FormDrawer } from '../FormDrawer.tsx'
import { FormModal } from '../FormModal.tsx'
import { KeyHints } from '../KeyHints.tsx'
import { MiniBar } from '../MiniBar.tsx'
import { Money } from '../Money.tsx'
import { Page } from '../Page.tsx'
import { Refusal } from '../Refusal.tsx'
import { RowsSkeleton } from '../Skeletons.tsx'
import { StatRow, StatTile } from '../StatTile.tsx'
import { StatusBadge } from '../StatusBadge.tsx'
import { toast } from '../toasts.tsx'
import { columns, visits } from './samples.tsx'

/** Every ui part on one page, for those who build screens. Only in development. */
export function Gallery() {
  const [drawer, setDrawer] = useState<string>()
  const [modal, setModal] = useState(false)

  return (
    <Page
      title="Appointments"
      aside="Saturday, 21 November"
      action={
        <Button leftSection={<IconPlus size={17} />} onClick={() => setModal(true)}>
          Book
        </Button>
      }
      toolbar={
        <>
          <TextInput size="xs" placeholder="Find in this list" w={220} />
          <Select size="xs" placeholder="All doctors" data={['Dr Ayesha Malik', 'Dr Bilal Ahmed']} w={180} />
          <Button
            size="xs"
            variant="default"
            onClick={() => toast.done('Moved to 10:30 with Dr Malik', { undo: () => {} })}
          >
            Move
          </Button>
          <Button
            size="xs"
            variant="light"
            onClick={() => toast.refused(new ApiError(409, 'slot_taken', 'That time is already taken.'))}
          >
            Refuse
          </Button>
          <Checkbox label="Cancelled too" size="xs" />
        </>
      }
    >
      <StatRow>
        <StatTile label="Booked today" value="46" change={{ words: '+6 on a usual Saturday', tone: 'good' }}>
          <MiniBar
            total={46}
            parts={[
              { label: 'Done', value: 18, tone: 'good' },
              { label: 'Here', value: 7, tone: 'accent' },
            ]}
          />
        </StatTile>
        <StatTile label="No-shows" value="19.6%" change={{ words: '+8 points over its own usual', tone: 'bad' }} />
        <StatTile
          label="Taken today"
          value={<Money minor={18_450_000} />}
          change={{ words: 'as usual', tone: 'plain' }}
        />
        <StatTile label="Due" value={<Money minor={4_210_050} />} />
      </StatRow>
      <div style={{ marginBlock: '1.25rem' }}>
        <DataTable
          label="Appointments"
          columns={columns}
          rows={visits}
          rowKey={({ id }) => id}
          onOpen={({ id }) => setDrawer(id)}
          selected={drawer}
          isMuted={({ state }) => state === 'cancelled'}
          initialSort={{ id: 'time' }}
          empty={null}
        />
      </div>
      <KeyHints
        hints={[
          ['ArrowDown', 'next row'],
          ['Enter', 'open'],
          ['m', 'move'],
        ]}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} mt="lg">
        <Refusal error={new ApiError(409, 'slot_taken', 'That time is already taken.')}>
          Dr Malik is taken at 10:30. She is free at 10:45 and 11:15.
        </Refusal>
        <Refusal
          error={
            new ApiError(
              500,
              'internal',
              'Something went wrong on our side. It has been noted under the trace number.',
              null,
              '7f3a-11c9',
            )
          }
          onRetry={() => {}}
        />
        <EmptyState
          icon={<IconCalendarPlus size={22} stroke={1.6} />}
          title="No appointments on this day"
          action={<Button variant="light">Book the first</Button>}
        >
          Type a phone number anywhere, or press B, to book one.
        </EmptyState>
        <RowsSkeleton rows={5} />
      </SimpleGrid>
      <FormDrawer
        opened={drawer !== undefined}
        onClose={() => setDrawer(undefined)}
        title="Appointment"
        onSubmit={(event) => event.preventDefault()}
        error={new ApiError(409, 'slot_taken', 'That time is already taken.')}
        submitLabel="Move"
      >
        <TextInput label="Patient" defaultValue="Sana Iqbal" />
        <Select label="Doctor" data={['Dr Ayesha Malik', 'Dr Bilal Ahmed']} defaultValue="Dr Ayesha Malik" />
        <StatusBadge tone="info" shape="half">
          Arrived
        </StatusBadge>
      </FormDrawer>
      <FormModal
        opened={modal}
        onClose={() => setModal(false)}
        title="Book"
        onSubmit={(event) => event.preventDefault()}
        submitLabel="Book"
      >
        <TextInput label="Name" required description="As on the identity card" />
        <TextInput label="Phone" error="That is not a phone number." defaultValue="0300" />
      </FormModal>
    </Page>
  )
}
