import {
  IconBuildingBank,
  IconCash,
  IconCreditCard,
  IconDeviceMobile,
  IconDeviceMobileMessage,
  IconWritingSign,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PaymentMethod } from '#contract/billing.ts'
import classes from './PayDrawer.module.css'
import { methods } from './pay-model.ts'

const icons: Record<PaymentMethod, typeof IconCash> = {
  cash: IconCash,
  card: IconCreditCard,
  bank_transfer: IconBuildingBank,
  jazzcash: IconDeviceMobile,
  easypaisa: IconDeviceMobileMessage,
  cheque: IconWritingSign,
}

interface PayMethodsProps {
  chosen: PaymentMethod | null
  onChoose: (method: PaymentMethod) => void
  missing: boolean
}

/**
 * Six tiles, keys 1–6. Native radio buttons: arrows move, Enter sends the form. None is chosen beforehand, because
 * a wrong method would only be found when the day's cash is counted.
 */
export function PayMethods({ chosen, onChoose, missing }: PayMethodsProps) {
  const { t } = useTranslation('billing')
  return (
    <div role="radiogroup" aria-label={t('pay.method')} aria-required className={classes.methods}>
      <div className={classes.label} aria-hidden>
        {t('pay.method')}
      </div>
      <div className={classes.tiles}>
        {methods.map((method, index) => {
          const Icon = icons[method]
          return (
            <label key={method} className={classes.tile} data-chosen={chosen === method || undefined}>
              <input
                type="radio"
                name="method"
                value={method}
                checked={chosen === method}
                onChange={() => onChoose(method)}
                data-autofocus={index === 0 || undefined}
              />
              <Icon size={20} stroke={1.6} aria-hidden />
              <span>{t(`method.${method}`)}</span>
              <kbd aria-hidden>{index + 1}</kbd>
            </label>
          )
        })}
      </div>
      {missing && (
        <div role="alert" className={classes.fault}>
          {t('pay.methodMissing')}
        </div>
      )}
    </div>
  )
}
