//! What the confidentiality check suggests, read in its sentence: all suggestions taken, the sentence is still English and nobody is in it.

use cpd_journal::privacy::{Known, check};

#[test]
fn sentences_read_on_when_all_that_is_suggested_is_taken() {
    let mut odd = Vec::new();
    for (text, wanted) in SENTENCES {
        let mut mended = (*text).to_owned();
        for finding in check(text, &Known::default()).into_iter().rev() {
            mended.replace_range(finding.range, &finding.instead.unwrap_or_default());
        }
        if mended != *wanted {
            odd.push(format!("{text}\n  is {mended}\n not {wanted}"));
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

/// As written, and as mended.
const SENTENCES: &[(&str, &str)] = &[
    (
        "Sat with my patient Gwenllian for an hour tonight because the family could not get across from Bala before morning.",
        "Sat with my patient for an hour tonight because the family could not get across from Bala before morning.",
    ),
    (
        "Baby Okonkwo lost nine per cent of birth weight by day three and I did not escalate until handover.",
        "Baby lost nine per cent of birth weight by day three and I did not escalate until handover.",
    ),
    (
        "Mr Ó Súilleabháin's daughter rang the unit again about the missing hearing aids.",
        "A patient’s daughter rang the unit again about the missing hearing aids.",
    ),
    ("I rang Dr Siobhán Ní Bhriain, his own GP, and she had never had the letter.", "I rang his own GP and she had never had the letter."),
    (
        "The interpreter never arrived so Fatima, her daughter, did the talking, which I know is poor practice.",
        "The interpreter never arrived so her daughter did the talking, which I know is poor practice.",
    ),
    (
        "Patient's name was Agnieszka and I kept getting it wrong in front of her husband.",
        "Patient's name was [name] and I kept getting it wrong in front of her husband.",
    ),
    ("Master Obi was six and terrified of the cannula.", "A patient was six and terrified of the cannula."),
    (
        "Little Zainab would only let me change the dressing if the teddy had one too.",
        "A patient would only let me change the dressing if the teddy had one too.",
    ),
    (
        "Today I discharged Mohammed A. from caseload after fourteen months.",
        "Today I discharged a patient from caseload after fourteen months.",
    ),
    ("Lady in side room, Olwen, had not been turned since 2 am.", "Lady in side room had not been turned since 2 am."),
    ("Wee Hamish was four days old and jaundiced.", "A patient was four days old and jaundiced."),
    ("Nan Beryl, as everyone called my patient, died on the Tuesday.", "Nan, as everyone called my patient, died on the Tuesday."),
    ("Mr. T.J. Brennan asked for me by name.", "A patient asked for me by name."),
    ("Dad (Declan) fainted at the delivery.", "Dad fainted at the delivery."),
    (
        "Fr. Doherty, a retired priest on our list, would not take his clozapine.",
        "A patient, a retired priest on our list, would not take his clozapine.",
    ),
    ("J.S. in bay 3 pulled out his catheter on my break.", "A patient in a bay pulled out his catheter on my break."),
    ("Pt A.O'B on the acute stroke unit failed her swallow screen.", "Pt on the acute stroke unit failed her swallow screen."),
    (
        "The lady in bed 6 on Ward 9B went into retention and I did not scan her.",
        "The lady on a ward went into retention and I did not scan her.",
    ),
    (
        "Bed 14 on Ysbyty Glan Clwyd's stroke unit was never empty for more than ten minutes.",
        "A bed on a hospital’s stroke unit was never empty for more than ten minutes.",
    ),
    ("Patient came to us from the Royal Gwent with a broken hip.", "Patient came to us from a hospital with a broken hip."),
    (
        "She was readmitted to Beaumont Hospital within two days of my discharge.",
        "She was readmitted to a hospital within two days of my discharge.",
    ),
    (
        "We transferred him to Altnagelvin for surgery and I never heard what became of him.",
        "We transferred him to a hospital for surgery and I never heard what became of him.",
    ),
    ("Chart no. 55091 went to clinic without the ECG.", "Chart no. [removed] went to clinic without the ECG."),
    (
        "IHI 8003 6081 6669 0503 was printed on the discharge summary that I left behind.",
        "IHI [removed] was printed on the discharge summary that I left behind.",
    ),
    (
        "He gave his date of birth as the 5th of May 1944 and I realised I had the wrong chart.",
        "He gave his date of birth as [date] and I realised I had the wrong chart.",
    ),
    (
        "The baby was born at 03:42 on 17 October 2025 and I was alone with her mother.",
        "The baby was born at 03:42 in the autumn and I was alone with her mother.",
    ),
    (
        "Patient b. 12.4.1971 with newly diagnosed motor neurone disease.",
        "Patient born in the 1970s with newly diagnosed motor neurone disease.",
    ),
    (
        "This lady, in her 91st year, still wanted to know every result.",
        "This lady, in her nineties or beyond, still wanted to know every result.",
    ),
    (
        "At 96 she had never spent a night in hospital before that one.",
        "At 90 or over she had never spent a night in hospital before that one.",
    ),
    ("The oldest was a woman of 104 who asked me to sing to her.", "The oldest was a woman of 90 or over who asked me to sing to her."),
    ("He had just celebrated his hundredth birthday on the ward.", "He had just celebrated his special birthday on the ward."),
    ("F/98 with sepsis and I was late with the antibiotics.", "Woman aged 90 or over with sepsis and I was late with the antibiotics."),
    ("Eircode D08 NHY1 was on the envelope.", "Eircode [removed] was on the envelope."),
    ("She lives at 14 Heol-y-Bont and the steps are treacherous.", "She lives at a private address and the steps are treacherous."),
    ("Flat 3b, 112 Kilburn Lane, was so cold that I kept my coat on.", "A private address was so cold that I kept my coat on."),
    ("He lives at 8 The Crescent with his sister and no heating.", "He lives at a private address with his sister and no heating."),
    ("4/12 Dalry Road, top floor, oxygen cylinders on the stair.", "A private address, top floor, oxygen cylinders on the stair."),
    ("Unit 5/18 Banksia Street was locked and I could hear her calling.", "A private address was locked and I could hear her calling."),
    (
        "Delivered dressings to 2 Bóthar na Trá and found the door open.",
        "Delivered dressings to a private address and found the door open.",
    ),
    (
        "Rose Cottage, Mill Lane, was where I found her on the kitchen floor.",
        "A private address was where I found her on the kitchen floor.",
    ),
    ("Contact her on 0412 345 678, prefers texts.", "Contact her on [telephone number], prefers texts."),
    ("Landline (01) 555 0178 is answered by the neighbour.", "Landline [removed] is answered by the neighbour."),
    ("The mother tweets as @bethan.and.twins and had named our unit.", "The mother tweets as [handle] and had named our unit."),
    (
        "Her registration 191-D-12345 was noted by the guard after the crash.",
        "Her registration [removed] was noted by the guard after the crash.",
    ),
    (
        "A farmer near Ballina with Q fever endocarditis was admitted on 12 November.",
        "A farmer near Ballina with a rare infection of the heart was admitted on 12 November.",
    ),
    (
        "The twins from Lerwick with maple syrup urine disease were flown in on 3 April 2024.",
        "The twins from Lerwick with a rare inherited condition were flown in on 3 April 2024.",
    ),
    (
        "His sister Oluwaseun phoned each evening at eight and each evening I had nothing new.",
        "His sister phoned each evening at eight and each evening I had nothing new.",
    ),
    ("Grandmother, Mrs Begum, feeds him through the gastrostomy.", "Grandmother feeds him through the gastrostomy."),
    ("I still think about Callum, 19, and the ligature.", "I still think about a teenager, and the ligature."),
    ("Student of mine, Ngozi, found the error before I did.", "Student of mine found the error before I did."),
    ("Consultant Mr Venkataraman shouted at me in front of the family.", "A consultant shouted at me in front of the family."),
    ("Nurse in charge, Kasia, had already filled in the incident form.", "Nurse in charge had already filled in the incident form."),
    ("The Hassan family asked that only women examine her.", "The family asked that only women examine her."),
    (
        "Old Mr Trethewey on the list of no fixed abode died in the doorway of the bank.",
        "A patient on the list of no fixed abode died in the doorway of the bank.",
    ),
    ("The student (Shreya) was in tears after Mr Boyle shouted.", "The student was in tears after a patient shouted."),
    ("Mo Farouk, our new HCA, was called a name by the patient's brother.", "Our new HCA was called a name by the patient's brother."),
    ("Kept calling her Margaret when her name was Maureen.", "Kept calling her [name] when her name was [name]."),
    (
        "My buddy on nights, Lakshmi, counted the controlled drugs with me and we were one short.",
        "My buddy on nights counted the controlled drugs with me and we were one short.",
    ),
    ("The patient was stepped down to Maple.", "The patient was stepped down to another ward."),
    (
        "He collapsed in the car park of Tesco in Carmarthen on 3 May after his first cycle of chemotherapy for cardiac sarcoma.",
        "He collapsed in the car park of Tesco in Carmarthen on 3 May after his first cycle of chemotherapy for a rare condition.",
    ),
    ("X-number X204417 was mine to check and I did not.", "X-number [hospital number] was mine to check and I did not."),
    ("94 y/o male, hip #", "Male aged 90 or over, hip #"),
    ("He turned 91 on the ward.", "He reached a great age on the ward."),
    ("Both sisters, aged 90 and 92, live together without heating.", "Both sisters, aged 90 or over, live together without heating."),
    ("home visit, 66 Gladstone Tce, no answer", "home visit, a private address, no answer"),
    ("Her address is fionnuala99 at example dot ie and she checks it weekly.", "Her address is [removed] and she checks it weekly."),
    ("Reg no. 12-KY-4471 outside the house meant he was in.", "Reg no. [removed] outside the house meant he was in."),
    ("Had a hard talk with Mr and Mrs Oyelaran about withdrawing care.", "Had a hard talk with a couple about withdrawing care."),
    (
        "Meinir, 61, told me that her breast lump had been there for a year.",
        "A woman in her sixties told me that her breast lump had been there for a year.",
    ),
    ("The Doyles asked me to stay.", "The family asked me to stay."),
    ("The twins, Aadhya and Advik, were in different rooms.", "The twins were in different rooms."),
    ("I shouted at Gareth the porter in front of a patient.", "I shouted at a colleague in front of a patient."),
    ("LMcG, side room 1, C. diff positive, door left open.", "A patient, side room 1, C. diff positive, door left open."),
    ("Born on the 12th of July 1936 in a byre.", "Born before 1940 in a byre."),
    ("He will be a hundred next week.", "He will be 90 or over next week."),
    ("Lady, 92, from own home, septic.", "Lady, aged 90 or over, from own home, septic."),
    ("I visited Dilys on Tuesday. Dilys was cold.", "I visited a patient on Tuesday. The patient was cold."),
    (
        "I tweeted a picture in which NHS number 943 476 5919 could be read.",
        "I tweeted a picture in which NHS number [removed] could be read.",
    ),
    ("Her telephone number is 07700 900461.", "Her telephone number is [removed]."),
    ("The hospital number 1234567 was wrong.", "The hospital number [removed] was wrong."),
    ("The postcode LL57 2PW was old.", "The postcode [removed] was old."),
    ("My manager Priya wrote an article about it.", "My manager wrote an article about it."),
    ("Our ward sister Tendai posted the rota on Facebook.", "Our ward sister posted the rota on Facebook."),
    ("The consultant, Dr Okonkwo, tweeted about his own patient.", "The consultant tweeted about his own patient."),
    (
        "My consultant, Mr Marsden, wrote the article and I looked after the case in it.",
        "My consultant wrote the article and I looked after the case in it.",
    ),
    ("My brother-in-law Lorcan is the nurse in that video.", "My brother-in-law is the nurse in that video."),
    ("I asked Staff Nurse Okafor to check my patient's drip.", "I asked a nurse to check my patient's drip."),
    ("Our Staff Nurse Okafor missed her insulin.", "Our nurse missed her insulin."),
    ("Staff Nurse Okafor missed her insulin.", "A nurse missed her insulin."),
    ("I told Junior Doctor Griffiths that she was septic.", "I told a doctor that she was septic."),
    ("The twins, Aadhya and Advik\u{a0}, were in bay 2.", "The twins were in bay 2."),
    ("Her number is 07700 900461.", "Her number is [telephone number]."),
    ("She has no 07700 900461 on file.", "She has no [telephone number] on file."),
];
