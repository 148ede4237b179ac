import { FormatContext } from '../lib/format.ts'
import { BrandTheme } from './BrandTheme.tsx'
import { useClinicLook } from './clinic-look.ts'
import { Frame } from './Frame.tsx'
import { usePlace } from './place.ts'
import { useFormatSettings } from './use-format-settings.ts'

/** Everything behind the sign-in: the branch's colour, zone and currency, and the frame. */
export function SignedIn() {
  const { session, clinic } = usePlace()
  const { color } = useClinicLook(clinic)
  return (
    <FormatContext value={useFormatSettings(clinic ?? session.organization)}>
      <BrandTheme color={color ?? session.organization.color}>
        <Frame />
      </BrandTheme>
    </FormatContext>
  )
}
