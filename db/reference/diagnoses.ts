import { generalDiagnoses } from './diagnoses-general.ts'
import { type Diagnosis, titled } from './diagnosis.ts'

/**
 * ICD-10 (WHO, 2019) K00-K14, diseases of the oral cavity, salivary glands and jaws, to the fourth character.
 * Titles as the classification words them.
 */
const oral = titled(`
K00.0 Anodontia
K00.1 Supernumerary teeth
K00.2 Abnormalities of size and form of teeth
K00.3 Mottled teeth
K00.4 Disturbances in tooth formation
K00.5 Hereditary disturbances in tooth structure, not elsewhere classified
K00.6 Disturbances in tooth eruption
K00.7 Teething syndrome
K00.8 Other disorders of tooth development
K00.9 Disorder of tooth development, unspecified
K01.0 Embedded teeth
K01.1 Impacted teeth
K02.0 Caries limited to enamel
K02.1 Caries of dentine
K02.2 Caries of cementum
K02.3 Arrested dental caries
K02.4 Odontoclasia
K02.5 Caries with pulp exposure
K02.8 Other dental caries
K02.9 Dental caries, unspecified
K03.0 Excessive attrition of teeth
K03.1 Abrasion of teeth
K03.2 Erosion of teeth
K03.3 Pathological resorption of teeth
K03.4 Hypercementosis
K03.5 Ankylosis of teeth
K03.6 Deposits [accretions] on teeth
K03.7 Posteruptive colour changes of dental hard tissues
K03.8 Other specified diseases of hard tissues of teeth
K03.9 Disease of hard tissues of teeth, unspecified
K04.0 Pulpitis
K04.1 Necrosis of pulp
K04.2 Pulp degeneration
K04.3 Abnormal hard tissue formation in pulp
K04.4 Acute apical periodontitis of pulpal origin
K04.5 Chronic apical periodontitis
K04.6 Periapical abscess with sinus
K04.7 Periapical abscess without sinus
K04.8 Radicular cyst
K04.9 Other and unspecified diseases of pulp and periapical tissues
K05.0 Acute gingivitis
K05.1 Chronic gingivitis
K05.2 Acute periodontitis
K05.3 Chronic periodontitis
K05.4 Periodontosis
K05.5 Other periodontal diseases
K05.6 Periodontal disease, unspecified
K06.0 Gingival recession
K06.1 Gingival enlargement
K06.2 Gingival and edentulous alveolar ridge lesions associated with trauma
K06.8 Other specified disorders of gingiva and edentulous alveolar ridge
K06.9 Disorder of gingiva and edentulous alveolar ridge, unspecified
K07.0 Major anomalies of jaw size
K07.1 Anomalies of jaw-cranial base relationship
K07.2 Anomalies of dental arch relationship
K07.3 Anomalies of tooth position
K07.4 Malocclusion, unspecified
K07.5 Dentofacial functional abnormalities
K07.6 Temporomandibular joint disorders
K07.8 Other dentofacial anomalies
K07.9 Dentofacial anomaly, unspecified
K08.0 Exfoliation of teeth due to systemic causes
K08.1 Loss of teeth due to accident, extraction or local periodontal disease
K08.2 Atrophy of edentulous alveolar ridge
K08.3 Retained dental root
K08.8 Other specified disorders of teeth and supporting structures
K08.9 Disorder of teeth and supporting structures, unspecified
K09.0 Developmental odontogenic cysts
K09.1 Developmental (nonodontogenic) cysts of oral region
K09.2 Other cysts of jaw
K09.8 Other cysts of oral region, not elsewhere classified
K09.9 Cyst of oral region, unspecified
K10.0 Developmental disorders of jaws
K10.1 Giant cell granuloma, central
K10.2 Inflammatory conditions of jaws
K10.3 Alveolitis of jaws
K10.8 Other specified diseases of jaws
K10.9 Disease of jaws, unspecified
K11.0 Atrophy of salivary gland
K11.1 Hypertrophy of salivary gland
K11.2 Sialoadenitis
K11.3 Abscess of salivary gland
K11.4 Fistula of salivary gland
K11.5 Sialolithiasis
K11.6 Mucocele of salivary gland
K11.7 Disturbances of salivary secretion
K11.8 Other diseases of salivary glands
K11.9 Disease of salivary gland, unspecified
K12.0 Recurrent oral aphthae
K12.1 Other forms of stomatitis
K12.2 Cellulitis and abscess of mouth
K12.3 Oral mucositis (ulcerative)
K13.0 Diseases of lips
K13.1 Cheek and lip biting
K13.2 Leukoplakia and other disturbances of oral epithelium, including tongue
K13.3 Hairy leukoplakia
K13.4 Granuloma and granuloma-like lesions of oral mucosa
K13.5 Oral submucous fibrosis
K13.6 Irritative hyperplasia of oral mucosa
K13.7 Other and unspecified lesions of oral mucosa
K14.0 Glossitis
K14.1 Geographic tongue
K14.2 Median rhomboid glossitis
K14.3 Hypertrophy of tongue papillae
K14.4 Atrophy of tongue papillae
K14.5 Plicated tongue
K14.6 Glossodynia
K14.8 Other diseases of tongue
K14.9 Disease of tongue, unspecified
`)

/** Everything the diagnosis search offers in the sample group: oral diseases first, then common general ones. */
export const diagnoses: Diagnosis[] = [...oral, ...generalDiagnoses]
