import { titled } from './diagnosis.ts'

/** ICD-10 (WHO, 2019) rubrics met in general practice and in a dental patient's history; titles as published. */
export const generalDiagnoses = titled(`
A01.0 Typhoid fever
A06.0 Acute amoebic dysentery
A08.4 Viral intestinal infection, unspecified
A09.0 Other and unspecified gastroenteritis and colitis of infectious origin
A15.0 Tuberculosis of lung, confirmed by sputum microscopy with or without culture
A16.2 Tuberculosis of lung, without mention of bacteriological or histological confirmation
A49.9 Bacterial infection, unspecified
A69.0 Necrotizing ulcerative stomatitis
A69.1 Other Vincent infections
A90 Dengue fever [classical dengue]
B00.1 Herpesviral vesicular dermatitis
B00.2 Herpesviral gingivostomatitis and pharyngotonsillitis
B00.9 Herpesviral infection, unspecified
B01.9 Varicella without complication
B02.9 Zoster without complication
B05.9 Measles without complication
B08.4 Enteroviral vesicular stomatitis with exanthem
B08.5 Enteroviral vesicular pharyngitis
B15.9 Hepatitis A without hepatic coma
B18.1 Chronic viral hepatitis B without delta-agent
B18.2 Chronic viral hepatitis C
B26.9 Mumps without complication
B34.9 Viral infection, unspecified
B35.4 Tinea corporis
B37.0 Candidal stomatitis
B37.9 Candidiasis, unspecified
B50.9 Plasmodium falciparum malaria, unspecified
B54 Unspecified malaria
B86 Scabies
C00.9 Malignant neoplasm: Lip, unspecified
C02.9 Malignant neoplasm: Tongue, unspecified
C03.9 Malignant neoplasm: Gum, unspecified
C06.0 Malignant neoplasm: Cheek mucosa
D10.3 Benign neoplasm: Other and unspecified parts of mouth
D16.5 Benign neoplasm: Lower jaw bone
D50.9 Iron deficiency anaemia, unspecified
D51.9 Vitamin B12 deficiency anaemia, unspecified
D56.1 Beta thalassaemia
D64.9 Anaemia, unspecified
D66 Hereditary factor VIII deficiency
D69.6 Thrombocytopenia, unspecified
E03.9 Hypothyroidism, unspecified
E05.9 Thyrotoxicosis, unspecified
E10.9 Type 1 diabetes mellitus: Without complications
E11.9 Type 2 diabetes mellitus: Without complications
E55.9 Vitamin D deficiency, unspecified
E66.9 Obesity, unspecified
E78.0 Pure hypercholesterolaemia
E78.5 Hyperlipidaemia, unspecified
E86 Volume depletion
F17.2 Mental and behavioural disorders due to use of tobacco: Dependence syndrome
F32.9 Depressive episode, unspecified
F40.2 Specific (isolated) phobias
F41.1 Generalized anxiety disorder
F41.9 Anxiety disorder, unspecified
F45.8 Other somatoform disorders
F51.0 Nonorganic insomnia
G40.9 Epilepsy, unspecified
G43.9 Migraine, unspecified
G44.2 Tension-type headache
G47.3 Sleep apnoea
G50.0 Trigeminal neuralgia
G50.1 Atypical facial pain
G51.0 Bell palsy
H10.9 Conjunctivitis, unspecified
H52.1 Myopia
H60.9 Otitis externa, unspecified
H66.9 Otitis media, unspecified
H92.0 Otalgia
I10 Essential (primary) hypertension
I20.9 Angina pectoris, unspecified
I25.9 Chronic ischaemic heart disease, unspecified
I48.9 Atrial fibrillation and atrial flutter, unspecified
I50.9 Heart failure, unspecified
I64 Stroke, not specified as haemorrhage or infarction
I83.9 Varicose veins of lower extremities without ulcer or inflammation
K64.9 Haemorrhoids, unspecified
I88.9 Nonspecific lymphadenitis, unspecified
I95.1 Orthostatic hypotension
J00 Acute nasopharyngitis [common cold]
J01.0 Acute maxillary sinusitis
J01.9 Acute sinusitis, unspecified
J02.9 Acute pharyngitis, unspecified
J03.9 Acute tonsillitis, unspecified
J06.9 Acute upper respiratory infection, unspecified
J18.9 Pneumonia, unspecified
J20.9 Acute bronchitis, unspecified
J30.4 Allergic rhinitis, unspecified
J32.0 Chronic maxillary sinusitis
J35.0 Chronic tonsillitis
J40 Bronchitis, not specified as acute or chronic
J44.9 Chronic obstructive pulmonary disease, unspecified
J45.9 Asthma, unspecified
K21.9 Gastro-oesophageal reflux disease without oesophagitis
K25.9 Gastric ulcer: Unspecified as acute or chronic, without haemorrhage or perforation
K29.7 Gastritis, unspecified
K30 Functional dyspepsia
K35.8 Acute appendicitis, other and unspecified
K40.9 Unilateral or unspecified inguinal hernia, without obstruction or gangrene
K52.9 Noninfective gastroenteritis and colitis, unspecified
K58.9 Irritable bowel syndrome without diarrhoea
K59.0 Constipation
K76.0 Fatty (change of) liver, not elsewhere classified
K80.2 Calculus of gallbladder without cholecystitis
L02.0 Cutaneous abscess, furuncle and carbuncle of face
L03.2 Cellulitis of face
L20.9 Atopic dermatitis, unspecified
L23.9 Allergic contact dermatitis, unspecified cause
L30.9 Dermatitis, unspecified
L40.9 Psoriasis, unspecified
L43.9 Lichen planus, unspecified
L50.9 Urticaria, unspecified
L70.0 Acne vulgaris
M06.9 Rheumatoid arthritis, unspecified
M10.9 Gout, unspecified
M13.9 Arthritis, unspecified
M17.9 Gonarthrosis, unspecified
M19.9 Arthrosis, unspecified
M25.5 Pain in joint
M35.0 Sicca syndrome [Sjögren]
M54.2 Cervicalgia
M54.5 Low back pain
M79.1 Myalgia
M81.9 Osteoporosis, unspecified
N18.9 Chronic kidney disease, unspecified
N20.0 Calculus of kidney
N30.9 Cystitis, unspecified
N39.0 Urinary tract infection, site not specified
N40 Hyperplasia of prostate
N92.0 Excessive and frequent menstruation with regular cycle
N94.6 Dysmenorrhoea, unspecified
O99.0 Anaemia complicating pregnancy, childbirth and the puerperium
Q35.9 Cleft palate, unspecified
Q36.9 Cleft lip, unilateral
Q38.1 Ankyloglossia
R05 Cough
R07.4 Chest pain, unspecified
R10.4 Other and unspecified abdominal pain
R11 Nausea and vomiting
R13 Dysphagia
R19.6 Halitosis
R22.0 Localized swelling, mass and lump, head
R25.2 Cramp and spasm
R42 Dizziness and giddiness
R43.2 Parageusia
R50.9 Fever, unspecified
R51 Headache
R52.0 Acute pain
R52.9 Pain, unspecified
R53 Malaise and fatigue
R55 Syncope and collapse
R68.2 Dry mouth, unspecified
S00.5 Superficial injury of lip and oral cavity
S01.5 Open wound of lip and oral cavity
S02.4 Fracture of malar and maxillary bones
S02.5 Fracture of tooth
S02.6 Fracture of mandible
S03.0 Dislocation of jaw
S03.2 Dislocation of tooth
T78.1 Other adverse food reactions, not elsewhere classified
T78.4 Allergy, unspecified
T81.0 Haemorrhage and haematoma complicating a procedure, not elsewhere classified
T81.4 Infection following a procedure, not elsewhere classified
T88.7 Unspecified adverse effect of drug or medicament
Z01.2 Dental examination
Z09.8 Follow-up examination after other treatment for other conditions
Z29.8 Other specified prophylactic measures
Z34.9 Supervision of normal pregnancy, unspecified
Z41.1 Other plastic surgery for unacceptable cosmetic appearance
Z46.3 Fitting and adjustment of dental prosthetic device
Z46.4 Fitting and adjustment of orthodontic device
Z48.0 Attention to surgical dressings and sutures
Z71.3 Dietary counselling and surveillance
Z72.0 Tobacco use
Z88.0 Personal history of allergy to penicillin
Z92.1 Personal history of long-term (current) use of anticoagulants
Z97.2 Presence of dental prosthetic device
Z98.8 Other specified postsurgical states
`)
