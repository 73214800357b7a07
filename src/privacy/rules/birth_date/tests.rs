//! Days of birth that are found, and days that are left.

use super::super::tests::{check_finds, check_leaves, check_mends};

#[test]
fn found() {
    check_finds(
        "birth-date",
        &[
            ("DOB 12/3/1950", "DOB 12/3/1950"),
            ("(dob: 12.03.50)", "dob: 12.03.50"),
            ("D.O.B. 3 March 1948", "D.O.B. 3 March 1948"),
            ("d/o/b 3-3-48", "d/o/b 3-3-48"),
            ("date of birth 1948-03-03", "date of birth 1948-03-03"),
            ("His date of birth is 3rd March 1948.", "3rd March 1948"),
            ("born on 3 March 1948", "on 3 March 1948"),
            ("She was born in March 1948 at home", "in March 1948"),
            ("a baby born at 14:05 on 3 March", "on 3 March"),
            ("born 3/3/2019", "3/3/2019"),
            ("her birthday, 3 March,", "3 March"),
            ("celebrated a birthday on 3 March 1948", "on 3 March 1948"),
            ("Mrs P (b. 12/3/1950)", "b. 12/3/1950"),
            ("gave birth on 4 May 2021", "on 4 May 2021"),
            ("DOB: 12th of May, 1961", "DOB: 12th of May, 1961"),
            ("Born on Boxing Day 1941 in a pit village", "on Boxing Day 1941"),
            ("dob 3.vi.19, 2nd centile", "dob 3.vi.19"),
            ("Date of birth: 140261", "Date of birth: 140261"),
            ("Triplets 120523, all on donor milk", "120523"),
            ("baby boy 120523 still jaundiced", "120523"),
            ("It was her eighteenth birthday on the second of May 2022", "on the second of May 2022"),
            ("his 18th birthday, 3 May, came", "3 May"),
            ("She turned 18 on 3 May and I lost her to adult services", "on 3 May"),
            ("He came of age on 4 June 2023.", "on 4 June 2023"),
            ("Born in a taxi outside the chip shop by the bridge on 3 Feb", "on 3 Feb"),
            ("Born the fifth of May, nineteen twenty-nine, in Cork", "fifth of May, nineteen twenty-nine"),
            ("Her birthday's the 4th of July", "4th of July"),
            ("She'll be 18 on 4 July and leaves us", "on 4 July"),
            ("brother b 3/4/61 of hers", "b 3/4/61"),
            ("Triplets, 31+4, arrived in the small hours of 2/9/22, all girls.", "2/9/22"),
            ("The baby was delivered by section on 4 May 2023.", "on 4 May 2023"),
            ("She delivered of a girl on 4 May and bled.", "on 4 May"),
            ("We toasted her seventieth, 3 May, on the ward.", "3 May"),
            ("His 80th was on Friday the 4th of June, with a cake.", "4th of June"),
            ("On her own birthday, Monday 12 May, she fell.", "12 May"),
            ("He turned 70, 3 March, and asked for a new knee.", "3 March"),
            ("She’s 80 on 9 June and has booked the hall.", "on 9 June"),
            ("ganwyd 3 Ebrill 1961 yn y Bala", "3 Ebrill 1961"),
            ("dyddiad geni 3/4/1961", "dyddiad geni 3/4/1961"),
        ],
    );
}

#[test]
fn left() {
    check_leaves(
        "birth-date",
        &[
            "The webinar on 12/3/2024 was good.",
            "The NHS was born on 5 July 1948.",
            "Nightingale, born on 12 May 1820",
            "Kolb was born in 1939.",
            "born out of frustration in 2014",
            "The chat was born in March 2012",
            "an idea born on 3 March 2014",
            "NHS birthday on 5 July",
            "a birth plan, updated 3 March 2024",
            "babies born before 37 weeks",
            "born at 38+4 weeks",
            "a newborn at 5 days",
            "UK-born nurses, 2014 to 2019",
            "We were not born leaders. On 3 March 2024 we met.",
            "date of publication 12/3/1950",
            "bob 12/3/1950",
            "The college came of age on 3 May 2012 as a journal.",
            "The NHS turned 70 on 5 July 2018.",
            "babies under 290224",
            "The baby clinic moved in 2019, ward 2.",
            "Twin studies since 1990, n = 300422",
            "The DOB field is mandatory since 1 May 2021.",
            "Turn 90 degrees on landing.",
            "There will be 20 on 4 July in the room.",
            "Born to Run, a talk on Christmas jumpers",
            "The chat’s 10th birthday on 3 May",
            "Benner, born 31 August 1919; From Novice to Expert, 1984.",
            "Isabel Menzies, b. 12 September 1917, on anxiety",
            "The twins’ new wheelchair arrived on 3 May 2023.",
            "I delivered the newborn teaching on 12/03/2024.",
            "Her third dose, 4 May, was late.",
            "The incubators for the babies arrived on 12/03/2024.",
            "His 12th session on 4 May went well.",
        ],
    );
}

#[test]
fn what_is_said_instead() {
    check_mends(
        "birth-date",
        &[
            ("The wristband said DOB 12/3/1950.", "The wristband said born in the 1950s."),
            ("DOB: 12/3/1950, seen at home", "Born in the 1950s, seen at home"),
            ("Her date of birth is 12/3/1950.", "Her date of birth is in the 1950s."),
            ("She was born on 3 March 1948.", "She was born in the 1940s."),
            ("He was born 3/3/29.", "He was born in the spring."),
            ("He was born on 3 March 1929.", "He was born before 1940."),
            ("A girl, born on 3 March", "A girl, born in the spring"),
            ("on her birthday, 3 March 1960", "on her birthday, in the spring"),
        ],
    );
}
