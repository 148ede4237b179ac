import { useQueryClient } from '@tanstack/react-query'
import { type Clinic, getClinic, removeLogo, setLogo } from '#contract/clinics.ts'
import { callApi, uploadFile } from '../../lib/api.ts'
import { keyOf } from '../../lib/query.ts'
import { useClinicLogo } from '../../shared/clinic-look.ts'
import { LogoBox } from './LogoBox.tsx'

/** The branch's logo: on its screens and papers. */
export function LogoField({ clinic, onChanged }: { clinic: Clinic; onChanged: (clinic: Clinic) => void }) {
  const client = useQueryClient()
  const { id: clinicId } = clinic
  return (
    <LogoBox<Clinic>
      logo={useClinicLogo(clinic)}
      upload={(file) => uploadFile(setLogo, { clinicId }, file)}
      remove={() => callApi(removeLogo, { clinicId })}
      onChanged={(next) => {
        client.setQueryData(keyOf(getClinic, { clinicId }), next)
        onChanged(next)
      }}
    />
  )
}
