import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { getReceiptPdf, type Payment } from '#contract/billing.ts'
import { requestFor } from '../../lib/api.ts'
import { PrintButton } from '../../shared/PrintButton.tsx'
import { useClinic } from '../../shared/place.ts'
import { Money } from '../../ui/Money.tsx'
import classes from './PayDrawer.module.css'

interface ReceiptGivenProps {
  payment: Payment
  /** Cash to hand back. */
  changeMinor: number
  onClose: () => void
}

/** The money is taken: the receipt's number, what goes back, what stays due. Enter prints. */
export function ReceiptGiven({ payment, changeMinor, onClose }: ReceiptGivenProps) {
  const { t } = useTranslation('billing')
  const { id: clinicId } = useClinic()
  const print = useRef<HTMLButtonElement>(null)
  useEffect(() => print.current?.focus(), [])

  return (
    <div className={classes.given}>
      <div role="status" className={classes.receipt}>
        <IconCircleCheck size={32} stroke={1.5} aria-hidden className={classes.check} />
        <div className={classes.label}>{t('receipt.number')}</div>
        <bdi className={`ltr ${classes.receiptNumber}`}>{payment.number}</bdi>
        <div>
          {t('receipt.from', { name: payment.patientName })} ·{' '}
          <Money minor={payment.amountMinor} currency={payment.currency} /> · {t(`method.${payment.method}`)}
        </div>
        <div className={classes.number}>
          {payment.balanceMinor > 0 ? (
            <>
              {t('receipt.stillDue')} <Money minor={payment.balanceMinor} currency={payment.currency} />
            </>
          ) : (
            t('receipt.settled')
          )}
        </div>
        {changeMinor > 0 && (
          <div className={classes.giveBack}>
            {t('pay.change')}{' '}
            <strong>
              <Money minor={changeMinor} currency={payment.currency} />
            </strong>
          </div>
        )}
      </div>
      <div className={classes.footer}>
        <PrintButton
          ref={print}
          variant="filled"
          label={t('receipt.print')}
          path={(language) => requestFor(getReceiptPdf, { clinicId, paymentId: payment.id, language }).url}
        />
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('receipt.done')}
        </Button>
      </div>
    </div>
  )
}
