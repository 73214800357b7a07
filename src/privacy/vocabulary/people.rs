//! Words for people: their titles, who they are to each other, and what they are at work.

/// Whether it stands before a surname, typing errors included.
pub(in crate::privacy) fn is_title(bare: &str) -> bool {
    is_civil_title(bare) || is_professional_title(bare)
}

pub(in crate::privacy) fn is_civil_title(bare: &str) -> bool {
    matches!(bare, "mr" | "mrs" | "ms" | "miss" | "mx" | "mister" | "missus" | "madam" | "mrss" | "msr" | "mrd" | "mres" | "mis" | "misss")
        || is_other_title(bare)
}

/// Titles that are words or units in small letters: “Fr Doyle”, “Pani Nowak”.
pub(in crate::privacy) fn is_other_title(bare: &str) -> bool {
    matches!(bare, "fr" | "pani" | "mme" | "madame" | "senora" | "frau" | "herr" | "cllr" | "pastor" | "imam" | "rabbi" | "sheikh")
}

pub(in crate::privacy) fn is_professional_title(bare: &str) -> bool {
    matches!(bare, "dr" | "doctor" | "prof" | "professor" | "sister" | "nurse" | "matron" | "rev" | "reverend" | "canon" | "sir" | "dame")
}

pub(in crate::privacy) fn is_pronoun(bare: &str) -> bool {
    matches!(bare, "he" | "she" | "her" | "his" | "him" | "hers" | "herself" | "himself" | "she'd" | "he'd" | "she'll" | "he'll")
}

/// Words of care for one person.
pub(in crate::privacy) fn is_patient_word(bare: &str) -> bool {
    matches!(
        bare,
        "patient"
            | "pt"
            | "client"
            | "resident"
            | "carer"
            | "lady"
            | "woman"
            | "man"
            | "gentleman"
            | "girl"
            | "boy"
            | "child"
            | "baby"
            | "infant"
            | "toddler"
            | "teenager"
            | "lad"
            | "lass"
            | "bairn"
            | "pupil"
            | "pensioner"
            | "inpatient"
            | "outpatient"
            | "tenant"
            | "newborn"
            | "neonate"
            | "primip"
            | "survivor"
            | "veteran"
            | "caller"
            | "youngster"
            | "refugee"
            | "widow"
            | "widower"
            | "wean"
    )
}

pub(in crate::privacy) fn is_kin(bare: &str) -> bool {
    matches!(
        bare,
        "son"
            | "daughter"
            | "husband"
            | "wife"
            | "mother"
            | "mum"
            | "mam"
            | "mom"
            | "mummy"
            | "dad"
            | "daddy"
            | "father"
            | "brother"
            | "sister"
            | "twin"
            | "aunt"
            | "auntie"
            | "aunty"
            | "uncle"
            | "nan"
            | "nain"
            | "taid"
            | "mamgu"
            | "tadcu"
            | "gran"
            | "granny"
            | "grandma"
            | "grandad"
            | "granda"
            | "grandmother"
            | "grandfather"
            | "granddaughter"
            | "grandson"
            | "niece"
            | "nephew"
            | "cousin"
            | "partner"
            | "fiance"
            | "fiancee"
            | "spouse"
            | "neighbour"
            | "stepson"
            | "stepdaughter"
            | "stepfather"
            | "stepmother"
            | "boyfriend"
            | "girlfriend"
            | "foster"
            | "babcia"
            | "nani"
            | "dadi"
            | "beti"
            | "beta"
    )
}

/// People at work: their names are to be kept out like patients', but only “my mentor Bronwen” is somebody; “nurse leaders” are not.
pub(in crate::privacy) fn is_workmate(bare: &str) -> bool {
    matches!(
        bare,
        "colleague"
            | "deputy"
            | "boss"
            | "clerk"
            | "educator"
            | "coordinator"
            | "chaplain"
            | "cleaner"
            | "volunteer"
            | "radiographer"
            | "technician"
            | "anaesthetist"
            | "mentor"
            | "mentee"
            | "student"
            | "supervisee"
            | "supervisor"
            | "manager"
            | "preceptee"
            | "preceptor"
            | "registrar"
            | "hca"
            | "gp"
            | "physio"
            | "nurse"
            | "midwife"
            | "worker"
            | "assistant"
            | "therapist"
            | "receptionist"
            | "porter"
            | "matron"
            | "teacher"
            | "senco"
            | "keyworker"
            | "advocate"
            | "interpreter"
            | "pharmacist"
            | "dietitian"
            | "paramedic"
            | "crewmate"
            | "psychiatrist"
            | "psychologist"
            | "oncologist"
            | "counsellor"
            | "friend"
            | "solicitor"
            | "consultant"
            | "doctor"
            | "landlord"
            | "trainee"
            | "apprentice"
            | "buddy"
            | "dispenser"
    )
}

/// Nouns that make a sentence tell of a case.
pub(in crate::privacy) fn is_case_noun(bare: &str) -> bool {
    is_patient_word(bare) || (is_kin(bare) && !matches!(bare, "partner" | "foster" | "neighbour" | "sister" | "beta" | "twin"))
}
