//! Cases of the rule, apart from it because they are many.

use super::*;

#[test]
fn pieces_tell_only_together() {
    for (text, want) in [
        ("A child with Batten disease moved to Llandeilo in March 2023.", vec![("Batten disease", "a rare inherited condition")]),
        ("She has Moyamoya disease. She came from Tenby last Tuesday.", vec![("Moyamoya disease", "a rare neurological condition")]),
        ("A man, aged 34, was hurt in the crash near Selkirk.", vec![("the crash near Selkirk", "an event in the news")]),
        ("A girl with progeria in Rookby asked me how long.", vec![("progeria", "a rare inherited condition")]),
        ("She was winched off the cliff at Rookby the night of the storm.", vec![("Rookby", "a town")]),
        ("A farrier struck by lightning near Rookby in June; burns.", vec![("A farrier", "Somebody in a craft")]),
        ("A child with Batten disease taught me patience.", vec![]),
        ("The lottery of care in England in 2019 was his theme.", vec![]),
        ("A conference talk on Batten disease in Cardiff in March 2023 named no child.", vec![]),
        ("A patient with asthma moved to Tenby in March.", vec![]),
        ("Batten disease research met in Tenby in March 2023.", vec![]),
    ] {
        let hits = RULE.in_text(&Prose::of(text), &Known::default());
        let got: Vec<_> = hits.iter().map(|hit| (&text[hit.range.clone()], hit.instead.as_deref().unwrap_or_default())).collect();
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn roles_and_work_tell_with_a_place() {
    for (text, want) in [
        ("It was the curate of Rookby who calmed her.", vec![("the curate of Rookby", "a member of the clergy")]),
        ("Our Rookby postman has diabetes.", vec![("Our Rookby postman", "Somebody with a local job")]),
        ("The widow of the lock keeper at Rookby wept.", vec![("the lock keeper at Rookby", "somebody who works by the water")]),
        ("K.B., the retired headmistress, cannot swallow.", vec![("the retired headmistress", "somebody in education")]),
        ("The councillor who held Rookby took an overdose.", vec![("The councillor who held Rookby", "Somebody in public life")]),
        ("I nurse the last piper from the Rookby school.", vec![("the last piper from the Rookby school", "somebody who makes music")]),
        ("She is the only Thai girl in Rookby.", vec![("the only Thai girl in Rookby", "somebody")]),
        ("The sole male midwife in the Rookby unit cried.", vec![("The sole male midwife in the Rookby unit", "A colleague")]),
        ("He is the trust's one audiologist.", vec![("the trust's one audiologist", "somebody")]),
        ("There’s only one thatcher on my caseload, he jokes.", vec![("only one thatcher on my caseload", "somebody in a craft")]),
        ("Nobody else in Rookby has her condition.", vec![("in Rookby", "nearby")]),
        ("My heart sank when the island's first woman judge wept.", vec![("the island's first woman judge", "somebody")]),
        (
            "The practice's one Manx-speaking nurse is off sick and told me why.",
            vec![("The practice's one Manx-speaking nurse", "A colleague")],
        ),
        ("I asked him to interpret for the other Tigrinya speaker.", vec![("the other Tigrinya speaker", "somebody")]),
        (
            "I cared for a retired bishop with dementia at the home in Rookby.",
            vec![("a retired bishop with dementia at the home in Rookby", "a member of the clergy")],
        ),
        (
            "The Ghanaian pastor from the chapel on Rookby Road came in with angina.",
            vec![("The Ghanaian pastor from the chapel on Rookby Road", "A member of the clergy")],
        ),
        ("My patient used to be the mayor of the town.", vec![("the mayor of the town", "somebody in public life")]),
        (
            "I was short with the late provost's widow, who only asked when.",
            vec![("the late provost's widow", "somebody close to somebody in public life")],
        ),
        (
            "I still think about the locum vet on Rookby Isle, arm in a baler.",
            vec![("the locum vet on Rookby Isle", "somebody who works with animals")],
        ),
        (
            "The webinar was good, and then the piper who comes to us in Rookby rang.",
            vec![("the piper who comes to us in Rookby", "somebody who makes music")],
        ),
        ("The sexton at Rookby cannot swallow.", vec![("The sexton at Rookby", "Somebody from a church")]),
        ("Our unit in Rookby has one man on dialysis who knits.", vec![("in Rookby", "in the area")]),
        ("Our team in Rookby has a patient leaflet with pictures.", vec![]),
        ("The late mayor's widow chairs the charity.", vec![]),
        ("The hospital's first nurse consultant was appointed in 1999 and she led it.", vec![]),
        ("Mary Seacole was not the city's first woman nurse, whatever she wrote.", vec![]),
        ("The team's one aim is that she goes home.", vec![]),
        ("The other Welsh speaker on the panel was funny about my patient.", vec![]),
        ("A bishop with ideas on the home in the novel made her laugh.", vec![]),
        ("The mayor's wife opened the unit and thanked her.", vec![]),
        ("The mayor of the town opened our ward for my patient.", vec![]),
        ("We only have one school nurse in Rookby for a child to see.", vec![]),
        ("She works nights at the Rookby creamery.", vec![("the Rookby creamery", "a creamery")]),
        ("He drives a lorry for Rookby council.", vec![("Rookby council", "a council")]),
        ("The lad from the abattoir in Rookby cut his hand.", vec![("the abattoir in Rookby", "an abattoir")]),
        ("Her son stacks shelves, shift after shift, at Tesco in Rookby.", vec![("Tesco in Rookby", "a local employer")]),
        ("A vicar once said that a patient waits for two things.", vec![]),
        ("The only thing in Rookby that helped her was the sea.", vec![]),
        ("I was the only physio on the island when she fell.", vec![]),
        ("A webinar by the vicar of Rookby was about the dying patient.", vec![]),
        ("The minister for health in England met a patient.", vec![]),
        ("The only survey of her patients in Ireland is old.", vec![]),
        ("She works for Macmillan and taught us to listen.", vec![]),
        ("The council in Rookby buys home care for her.", vec![]),
        ("We gave her vaccine at the depot in Rookby.", vec![]),
        ("The podcast guest works for Rookby council, and she was kind.", vec![]),
    ] {
        let hits = RULE.in_text(&Prose::of(text), &Known::default());
        let got: Vec<_> = hits.iter().map(|hit| (&text[hit.range.clone()], hit.instead.as_deref().unwrap_or_default())).collect();
        assert_eq!(got, want, "{text}");
    }
}
