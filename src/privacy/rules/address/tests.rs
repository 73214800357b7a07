//! Cases of the rule, apart from it because they are many.

use crate::privacy::rules::tests::{check_finds, check_leaves, check_mends};

#[test]
fn found() {
    check_finds(
        "address",
        &[
            ("at 14 Bramley Road,", "14 Bramley Road"),
            ("14a High St, Leeds", "14a High St"),
            ("2 St John's Close", "2 St John's Close"),
            ("Flat 3, 20 Mill Lane", "Flat 3, 20 Mill Lane"),
            ("Flat 12B Elm Court", "Flat 12B Elm Court"),
            ("went to Flat 3.", "Flat 3"),
            ("3 Heol y Bryn", "3 Heol y Bryn"),
            ("27 Maes yr Haf", "27 Maes yr Haf"),
            ("12-14 Queen Victoria Street", "12-14 Queen Victoria Street"),
            ("lives at 9 mill lane", "9 mill lane"),
            ("She lives on Bramley Road", "Bramley Road"),
            ("He lives alone at Rose Cottage", "Rose Cottage"),
            ("Address: 101 Station Rd", "101 Station Rd"),
            ("her home in Mill Lane", "Mill Lane"),
            ("77 Oak Drive was cold", "77 Oak Drive"),
            ("lives at flat 4, Elm Court", "flat 4, Elm Court"),
            ("Oxygen to 14 mill rd by noon", "14 mill rd"),
            ("parcel for apt 6, 31 quay view gdns", "apt 6, 31 quay view gdns"),
            ("Bins out at Number 3, The Meadows, Rookby", "Number 3, The Meadows"),
            ("No 12 at Heol y Bryn has rats", "No 12 at Heol y Bryn"),
            ("Number 5 in Mill Lane would not open", "Number 5 in Mill Lane"),
            ("He waits in the porch of the house called Hafan Deg.", "the house called Hafan Deg"),
            ("Her bungalow, known as Sea Pinks, is damp.", "Her bungalow, known as Sea Pinks"),
            ("No ramp fits a boat, least of all the Heron at Rookby Lock.", "the Heron at Rookby Lock"),
            ("She is moored by us, on the Grey Goose in Rookby Marina.", "the Grey Goose in Rookby Marina"),
            ("Derw Goch, just past the chapel, no rail at the steps.", "Derw Goch, just past the chapel"),
            ("Bryn-y-Coed, left after the chapel, mind the dog.", "Bryn-y-Coed, left after the chapel"),
            ("We visit on board the Swan at Rookby Basin.", "the Swan at Rookby Basin"),
            ("He is in the end terrace at Rookby with his oxygen.", "the end terrace at Rookby"),
            ("Tablets for Number 7, Quay Cottages", "Number 7, Quay Cottages"),
            ("He lives on the corner of Mill Road and Gas Lane in Rookby.", "on the corner of Mill Road and Gas Lane in Rookby"),
            ("She was moved above the bakery in Rookby.", "above the bakery in Rookby"),
            ("His room over the chip shop in Rookby is cold.", "over the chip shop in Rookby"),
            ("Third house after the chapel on the Rookby road", "Third house after the chapel on the Rookby road"),
            ("The lady has the last croft before Loch Rook.", "the last croft before Loch Rook"),
            ("He sleeps on the narrowboat Heron at Rookby Lock.", "the narrowboat Heron at Rookby Lock"),
            ("Her caravan at Rookby Sands is damp.", "Her caravan at Rookby Sands"),
            ("The widower up at the Rookby lighthouse cottage fell.", "the Rookby lighthouse cottage"),
        ],
    );
}

#[test]
fn left() {
    check_leaves(
        "address",
        &[
            "the 6 Minute Walk Test",
            "10 Ways to listen",
            "3 Horizons on the road to recovery",
            "On 14 March Street Medicine met.",
            "2 steps along the way",
            "a 10 metre walk",
            "in 2019 Harley Street changed",
            "10 Downing Street",
            "a flat 3 months ago",
            "the mood was flat 2 days later",
            "12 nurses took the long road",
            "section 4 Right Place",
            "We walked 5 miles down the lane.",
            "4 Square Step Test",
            "The webinar was on King Street culture.",
            "no. 3 of 10 green flags",
            "https://example.org/14 road",
            "5 mg, 10 mg and a drive home",
            "Page 12: Getting It Right First Time",
            "lives at home",
            "lives in Leeds",
            "The child stood in the corner of the room.",
            "We met in the cafe above the shop in Leeds, said one patient's son.",
            "The last house on the left is a film that he likes.",
            "Number 4 Right Place, Right Time",
            "The house called Hill House in the novel gave her a fright.",
            "We had lunch in the Heron at Rookby Wharf after the study day.",
            "The hotel, just past the chapel, has no rail at the steps.",
            "A house called Fernside was the first hospice in the county.",
            "The last house at Rookby was sold.",
            "Costa, opposite the station, is where our journal club meets.",
            "The venue is 3 Queen Square, and the talks begin at ten.",
            "Number 3 in the series was on grief.",
            "Number 1 at the conference in Park Royal",
            "2 out of 3rd rd voters",
            "Chapter 7, The Meadows, is short.",
            "The first cottage hospital opened in 1859.",
            "Above all she was at home in Leeds.",
            "At the end of the road her family decides.",
            "A caravan of mobile clinics crossed Kenya.",
            "Opposite the college in Dublin is a bookshop.",
        ],
    );
}

#[test]
fn what_is_said_instead() {
    check_mends(
        "address",
        &[
            ("We met at 14 Bramley Road.", "We met at a private address."),
            ("She lives on Bramley Road now.", "She lives on a nearby street now."),
            ("Address: 14 Bramley Road", "Address: [address]"),
            ("the 14 Bramley Road visit", "the private address visit"),
        ],
    );
}
