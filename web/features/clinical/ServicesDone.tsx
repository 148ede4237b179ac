import { ActionIcon, NumberInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitService, VisitSheet } from '#contract/encounters.ts'
import { useKeys } from '../../ui/keys.ts'
import { Money } from '../../ui/Money.tsx'
import { Adder, type AdderOption } from './Adder.tsx'
import classes from './Section.module.css'
import { ToothPicker } from './ToothPicker.tsx'

interface ServicesDoneProps {
  sheet: VisitSheet
  value: readonly VisitService[]
  onChange: (services: VisitService[]) => void
}

/** What was done; the invoice is drafted from it. The service that was booked is offered first. */
export function ServicesDone({ sheet, value, onChange }: ServicesDoneProps) {
  const { t } = useTranslation('clinical')
  const box = useRef<HTMLInputElement>(null)
  const open = () => {
    box.current?.focus()
    box.current?.click()
  }
  useKeys(t('visit'), [{ keys: 's', label: t('services.title'), run: open }])

  const change = (place: number, patch: Partial<VisitService>) =>
    onChange(value.map((one, index) => (index === place ? { ...one, ...patch } : one)))
  const total = value.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0)

  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('services.title')}</h2>
      {value.length > 0 && (
        <>
          <ul className={classes.items}>
            {value.map((service, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same service may be done on two teeth
              <li key={`${service.serviceId} ${place}`} className={classes.item}>
                <span>
                  {service.name}{' '}
                  <span className={classes.quiet}>
                    <Money minor={service.unitMinor * service.quantity} />
                  </span>
                </span>
                <ToothPicker
                  value={service.tooth}
                  of={service.name}
                  bornOn={sheet.patient.bornOn}
                  onChange={(tooth) => change(place, { tooth })}
                />
                <NumberInput
                  aria-label={t('services.quantity', { service: service.name })}
                  size="xs"
                  w={64}
                  min={1}
                  max={100}
                  allowDecimal={false}
                  value={service.quantity}
                  onChange={(quantity) =>
                    change(place, { quantity: Math.min(Math.max(Number(quantity) || 1, 1), 100) })
                  }
                />
                <ActionIcon
                  aria-label={t('remove', { what: service.name })}
                  onClick={() => onChange(value.filter((_, index) => index !== place))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </li>
            ))}
          </ul>
          <div className={classes.total}>
            {t('services.total')}
            <strong>
              <Money minor={total} />
            </strong>
          </div>
        </>
      )}
      <Adder
        ref={box}
        label={t('services.add')}
        placeholder={t('services.placeholder')}
        icon={<IconPlus size={16} aria-hidden />}
        options={grouped(sheet, t('services.booked'), t('services.other'))}
        nothing={t('services.nothing')}
        onPick={(id) => {
          const service = sheet.services.find((one) => one.id === id)
          if (service)
            onChange([
              ...value,
              { serviceId: id, name: service.name, tooth: null, quantity: 1, unitMinor: service.priceMinor },
            ])
        }}
      />
    </section>
  )
}

function grouped({ services, appointment }: VisitSheet, booked: string, other: string): AdderOption[] {
  const isBooked = ({ id }: { id: string }) => id === appointment.serviceId
  return [...services.filter(isBooked), ...services.filter((service) => !isBooked(service))].map((service) => ({
    value: service.id,
    label: service.name,
    group: isBooked(service) ? booked : service.category || other,
  }))
}
