//! Mistakes that have others follow, and what is only in doubt.

use crate::catalogue::Weight;

/// What is changed, what is told, and the mend.
type InTwoPlaces = (Weight, &'static [(&'static str, &'static str)], &'static str, &'static str);

/// Cases in which one mistake has others follow.
pub(super) const WITH_OTHERS: &[(&str, &str, &str, &str)] = &[
    ("key = \"B1\"\n", "key = §\"\"\n", "key is empty", "key = \"S1\""),
    ("effect = \"prorates\"", "effect = §\"prorate\"", "there is no effect “prorate”", "did you mean prorates?"),
    ("id = \"rank\"", "id = §\"tower\"", "the id “tower” is there twice", "line 61 has it already"),
    ("code = \"skills.rope\"", "code = §\"skills rope\"", "the code “skills rope” is not made of", "code = \"1.2\""),
    ("[cycle]\n", "[cycle§\n", "unclosed table", "[[requirements]]"),
    (
        "# A framework of an invented register that uses everything a file can say.\nformat = 1",
        "§# One",
        "format is missing",
        "add a line format = 1",
    ),
    ("[[sources]]\nkey = \"B1\"", "§[[sources]]", "source 1: key is missing", "add a line key"),
    ("key = \"B2\"", "key = §\"B1\"", "the key “B1” is there twice", "line 23 has it already"),
    ("code = \"skills.rope\"", "code = §\"skills.1\"", "the code “skills.1” is there twice", "has it already"),
    ("id = \"rest\"\nlabel = \"Rest\"", "id = §\"visit\"\nlabel = \"Rest\"", "the id “visit” is there twice", "has it already"),
    ("id = \"visit\"\nlabel = \"Visit\"", "id = §\"entry\"\nlabel = \"Visit\"", "“entry” means an entry", "my-entry"),
];

/// The file is used; something in it has no effect.
pub(super) const DOUBTFUL: &[(&str, &str, &str, &str)] = &[
    ("supersedes = \"bells-2023\"", "supersedes = §\"bells-2022\"", "there is no framework “bells-2022”", "did you mean bells-2023?"),
    ("opens_months = 2", "opens_months = §40", "it opens before the cycle begins", "opens_months = 36 or less"),
    ("kinds = [\"video\"]", "kinds = [§\"vidio\"]", "there is no kind of activity “vidio”", "did you mean video?"),
    ("words = [\"Strik\", \"même\"]", "words = [§\"S\", \"même\"]", "fits almost every text", "more of the word"),
    (
        "code = \"skills.rope\"\nlabel = \"Care of ropes\"",
        "code = \"skills.rope\"\nlabel = \"Care of ropes\"\nkinds = §[\"video\"]",
        "means an earlier category already",
        "one of them",
    ),
    (
        "value = \"answer:gibbs.feelings\"",
        "value = §\"answer:gibbs.felings\"",
        "the model gibbs has no question “felings”",
        "did you mean feelings?",
    ),
    (
        "kind = \"declaration\"\nfrom = [\"record:visit\", \"goals\"]",
        "kind = §\"declaration\"",
        "a declaration is counted from learning",
        "record:declaration",
    ),
    (
        "group = \"skills\"\nunit = \"skills\"",
        "group = \"skills\"\nmost = §5\nunit = \"skills\"",
        "most has no effect where kind is distinct",
        "hours, points, count",
    ),
    ("last_months = 12", "last_months = §48", "the cycle has only 36 months", "leave last_months out"),
    ("condition = \"benefit\"", "group = §\"skills\"\ncondition = \"benefit\"", "group has no effect where look is lacks", "one-category"),
    (
        "refers_to_records = [\"visit\", \"rest\"]",
        "refers_to_records = [\"visit\", §\"rst\"]",
        "no kind of record is called “rst”",
        "did you mean rest?",
    ),
    ("amount = 12\n", "amount = §0\n", "it asks for nothing", "leave the requirement out"),
];

/// Mistakes in two places: what is said of one depends on the other.
pub(super) const IN_TWO_PLACES: &[InTwoPlaces] = &[
    (
        Weight::LeftOut,
        &[("anchor = \"known\"", "anchor = §\"known\""), ("tower = [\"south\"] }\nstarts", "tower = [\"north\"] }\nstarts")],
        "no window holds for tower = [\"south\"]",
        "when = { tower = [\"south\"] }, or one without when",
    ),
    (
        Weight::LeftOut,
        &[
            ("anchor = \"known\"", "anchor = §\"known\""),
            ("[[cycle.windows]]\nwhen = { tower = [\"north\"] }\nstarts = 2026-05-01\n", ""),
            ("[[cycle.windows]]\nwhen = { tower = [\"south\"] }\nstarts = 2026-09-01\n", ""),
        ],
        "the first day of no cycle is known",
        "add [[cycle.windows]]",
    ),
    (
        Weight::LeftOut,
        &[
            ("wants = [\"evidence\", \"learnt", "subset_of = §\"share_of_peals\"\nwants = [\"evidence\", \"learnt"),
            ("of = \"peals\"", "of = \"with_others\""),
        ],
        "“total” would be counted from itself",
        "may not lead back",
    ),
    (
        Weight::LeftOut,
        &[
            ("[[records.fields]]\nid = \"weekly\"", "[[records.fields]]\nid = \"weekly\""),
            ("kind = \"weekly-hours\"", "kind = \"number\""),
            ("measure = \"hours\"\namount", "measure = §\"hours\"\namount"),
        ],
        "records of the kind rest have no hours",
        "a field of the kind \"hours\"",
    ),
    (
        Weight::Doubt,
        &[("anchor = \"known\"", "anchor = \"personal\""), ("[[cycle.windows]]", "§[[cycle.windows]]")],
        "windows have no effect",
        "anchor = \"known\"",
    ),
    (
        Weight::Doubt,
        &[("effect = \"prorates\"", "effect = \"extends\""), ("prorated = true", "prorated = §true")],
        "no recorded time makes it less",
        "[[cycle.effects]]",
    ),
    (
        Weight::Doubt,
        &[("sub_months = 12\n", ""), ("period = \"years:2\"", "period = §\"years:2\"")],
        "the cycle has no years",
        "add sub_months = 12",
    ),
    (
        Weight::Doubt,
        &[("lasts = true", "lasts = false"), ("record = \"rest\"\neffect", "record = §\"rest\"\neffect")],
        "last for one day",
        "lasts from one day",
    ),
    (
        Weight::Doubt,
        &[("lasts = true", "lasts = false"), ("kind = \"weekly-hours\"", "kind = §\"weekly-hours\"")],
        "it has no last day",
        "lasts = true",
    ),
    (
        Weight::Doubt,
        &[("kind = \"line\"", "kind = \"text\""), ("values = [ { id = \"ely\"", "values = §[ { id = \"ely\"")],
        "only a choice or a line has values",
        "kind = \"choice\"",
    ),
    (
        Weight::Doubt,
        &[("kind = \"text\"", "kind = \"day\""), ("most_words = 50\n", "most_words = §50\n")],
        "only a text is counted in words",
        "kind = \"text\"",
    ),
];
