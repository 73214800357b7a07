use super::super::tests::{check_finds, check_leaves, check_mends};

#[test]
fn found() {
    check_finds(
        "great-age",
        &[
            ("the 93-year-old was", "93-year-old"),
            ("a 93 year old woman", "a 93 year old woman"),
            ("My 94 yo patient", "94 yo patient"),
            ("94yo lady", "94yo lady"),
            ("a 90 y/o man", "a 90 y/o man"),
            ("92F with COPD", "92F"),
            ("aged 91,", "91"),
            ("age: 101", "101"),
            ("She was 91 years old", "91 years old"),
            ("at 91 years of age he", "91 years of age"),
            ("ninety-three-year-old widow", "ninety-three-year-old widow"),
            ("He turned 100 in May", "turned 100"),
            ("She is 92 and lives alone", "92"),
            ("Mrs Patel, 92, fell", "92"),
            ("a retired nurse (94) who", "94"),
            ("two residents aged 92", "92"),
            ("her 100th birthday", "100th"),
            ("The gentleman is 97 and walks", "97"),
            ("At the age of 91 he learned", "91"),
            ("93-yr-old retired miner", "93-yr-old retired miner"),
        ],
    );
}

#[test]
fn left() {
    check_leaves(
        "great-age",
        &[
            "a 74-year-old woman",
            "aged 89",
            "people aged 90 and over",
            "aged 90 or over",
            "adults aged 65 to 95",
            "aged 18-90 years",
            "mean age 91 years",
            "a median age of 92",
            "a 100-year-old hospital",
            "the over 90s",
            "saturation was 92% on air",
            "He was 94 on air",
            "95 years of experience",
            "a score of 92, out of 100",
            "BP was 120/90",
            "90 minutes, 100 mg, 95% CI",
            "in her late nineties",
            "a 90-year follow-up",
            "over the age of 90",
            "women aged 90 live longer",
            "a ninety-minute webinar",
            "a hundred years ago",
            "page 92, figure 3",
            "aged 90+",
            "older than 95 years old",
            "from under the age of 90 to above the age of 95",
            "a mean age of 91",
        ],
    );
}

#[test]
fn what_is_said_instead() {
    check_mends(
        "great-age",
        &[
            ("A 93-year-old woman came in.", "A woman aged 90 or over came in."),
            ("I saw a 93-year-old aunt of his.", "I saw an aunt aged 90 or over of his."),
            ("The 93-year-old was glad.", "The person aged 90 or over was glad."),
            ("A 94 yo frail lady fell.", "A frail lady aged 90 or over fell."),
            ("He, aged 91, walked.", "He, aged 90 or over, walked."),
            ("She is 92 and well.", "She is 90 or over and well."),
            ("She was 91 years old.", "She was 90 or over."),
            ("Mrs P, 92, fell.", "Mrs P, aged 90 or over, fell."),
            ("92F with COPD", "Woman aged 90 or over with COPD"),
            ("after her 100th birthday", "after her special birthday"),
        ],
    );
}
