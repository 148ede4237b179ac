/** The dental group's service catalogue: durations in minutes, prices in whole PKR (the loader writes paisa). */
export interface Service {
  code: string
  name: string
  category: string
  minutes: number
  pricePkr: number
  /** How often it is what a visit is for; 0 = only added during a visit. */
  weight: number
  /** Performed on single teeth, so a bill line names one. */
  perTooth: boolean
}

const catalogue = `
CONS  | Consultation                       | Diagnosis     | 15 |   1500 | 20 | no
FOLL  | Follow-up visit                    | Diagnosis     | 15 |    800 | 16 | no
EMER  | Emergency visit                    | Diagnosis     | 30 |   2500 |  4 | no
XRPA  | Periapical X-ray                   | Imaging       | 15 |    700 |  2 | yes
XRBW  | Bitewing X-rays (pair)             | Imaging       | 15 |   1200 |  0 | no
OPG   | X-ray OPG (panoramic)              | Imaging       | 15 |   2500 |  2 | no
CBCT  | CBCT scan, one jaw                 | Imaging       | 30 |   9000 |  0 | no
SCAL  | Scaling and polishing              | Prevention    | 30 |   4500 | 12 | no
FLUO  | Fluoride varnish                   | Prevention    | 15 |   2500 |  2 | no
SEAL  | Fissure sealant                    | Prevention    | 15 |   2000 |  1 | yes
FILC  | Composite filling, one surface     | Restorative   | 30 |   5000 |  9 | yes
FILM  | Composite filling, several surfaces| Restorative   | 45 |   7000 |  5 | yes
FILG  | Glass ionomer filling              | Restorative   | 30 |   3500 |  2 | yes
FILT  | Temporary filling                  | Restorative   | 15 |   1500 |  0 | yes
RCT1  | Root canal, front tooth            | Endodontics   | 45 |  12000 |  3 | yes
RCT2  | Root canal, premolar               | Endodontics   | 45 |  15000 |  4 | yes
RCT3  | Root canal, molar                  | Endodontics   | 60 |  20000 |  6 | yes
RETX  | Root canal re-treatment            | Endodontics   | 60 |  25000 |  1 | yes
PULP  | Pulpotomy, milk tooth              | Endodontics   | 30 |   6000 |  2 | yes
CRPF  | Crown, porcelain fused to metal    | Prosthetics   | 45 |  14000 |  4 | yes
CRZR  | Crown, zirconia                    | Prosthetics   | 45 |  28000 |  3 | yes
CREC  | Crown re-cementation               | Prosthetics   | 15 |   2000 |  1 | yes
BRDG  | Bridge, per unit                   | Prosthetics   | 45 |  16000 |  1 | yes
VENE  | Veneer, porcelain                  | Prosthetics   | 45 |  30000 |  1 | yes
DENF  | Complete denture, both jaws        | Prosthetics   | 45 |  55000 |  1 | no
DENP  | Partial denture, acrylic           | Prosthetics   | 30 |  15000 |  1 | no
EXTR  | Extraction, simple                 | Surgery       | 30 |   4000 |  6 | yes
EXTS  | Extraction, surgical               | Surgery       | 45 |  10000 |  2 | yes
EXTW  | Wisdom tooth removal, impacted     | Surgery       | 60 |  22000 |  3 | yes
EXTM  | Extraction, milk tooth             | Surgery       | 15 |   2000 |  2 | yes
IMPL  | Implant placement                  | Surgery       | 60 | 110000 |  1 | yes
DRES  | Dry socket dressing                | Surgery       | 15 |   1500 |  1 | yes
SUTR  | Suture removal                     | Surgery       | 15 |    500 |  1 | no
ORTC  | Orthodontic consultation           | Orthodontics  | 30 |   3000 |  2 | no
ORTF  | Braces fitting, metal              | Orthodontics  | 60 |  90000 |  1 | no
ORTA  | Braces adjustment                  | Orthodontics  | 30 |   5000 |  9 | no
RETN  | Retainer                           | Orthodontics  | 30 |  12000 |  1 | no
WHIT  | Teeth whitening, in clinic         | Cosmetic      | 60 |  25000 |  2 | no
SRPQ  | Root planing, per quadrant         | Periodontics  | 45 |   8000 |  3 | no
GINC  | Gingivectomy, per quadrant         | Periodontics  | 45 |  12000 |  1 | no
`

export const services: Service[] = catalogue
  .trim()
  .split('\n')
  .map((line) => {
    const [code, name, category, minutes, price, weight, perTooth] = line.split('|').map((cell) => cell.trim())
    return {
      code: code!,
      name: name!,
      category: category!,
      minutes: Number(minutes),
      pricePkr: Number(price),
      weight: Number(weight),
      perTooth: perTooth === 'yes',
    }
  })

export const serviceByCode = new Map(services.map((service) => [service.code, service]))

/** Services a patient books; the rest are added in the chair. */
export const bookableServices = services.filter((service) => service.weight > 0)
