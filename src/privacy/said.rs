//! What the words before a number say already: “NHS number [removed]” reads better than “NHS number [NHS number]”.

use super::text::Prose;

/// What stands for a number whose kind the words before it say.
const REMOVED: &str = "[removed]";

/// What stands for a number or an address, and the words that say the same.
const KINDS: &[(&str, &[&str])] = &[
    ("[NHS number]", &["nhs", "nhsno", "nhsnumber"]),
    ("[CHI number]", &["chi"]),
    ("[Health and Care number]", &["hcn", "hc", "h+c", "care"]),
    ("[PPS number]", &["pps", "ppsn", "ppsno"]),
    (
        "[hospital number]",
        &[
            "mrn",
            "mrns",
            "crn",
            "hospno",
            "unitno",
            "urn",
            "umrn",
            "uhid",
            "ihi",
            "pps",
            "ppsn",
            "nino",
            "id",
            "identifier",
            "ref",
            "reference",
            "chart",
            "hospital",
            "hosp",
            "unit",
            "record",
        ],
    ),
    ("[postcode]", &["postcode", "postcodes", "eircode", "postal"]),
    ("[telephone number]", &["telephone", "tel", "phone", "mobile", "mob", "landline", "whatsapp", "cell", "fax", "extension", "bleep"]),
    ("[e-mail address]", &["e-mail", "email", "mail", "address", "mailbox"]),
    ("[registration plate]", &["registration", "plate", "plates", "reg"]),
    ("[handle]", &["handle", "username", "account"]),
];

/// Words between what it is called and the number itself; they tell no kind by themselves.
const BETWEEN: &[&str] = &["is", "was", "as", "code", "reads", "being", "number", "numbers", "no", "nos", "num"];

/// The suggestion for what begins at a byte, without what the words before it say.
pub(super) fn without_what_is_said(prose: &Prose<'_>, start: usize, instead: String) -> String {
    let Some((_, said)) = KINDS.iter().find(|(kind, _)| *kind == instead) else { return instead };
    let mut from = start;
    for word in prose.before(start).take(4) {
        let gap = prose.text.get(word.range.end..from).unwrap_or_default().trim();
        let word_ends = matches!(word.folded.as_str(), "no" | "nos" | "tel" | "mob" | "ref" | "reg" | "num");
        if !(matches!(gap, "" | ":" | "(" | "[" | "#" | "=") || (word_ends && matches!(gap, "." | ".:"))) {
            break;
        }
        if said.contains(&word.folded.as_str()) {
            return REMOVED.to_owned();
        }
        if !BETWEEN.contains(&word.folded.as_str()) {
            break;
        }
        from = word.range.start;
    }
    instead
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_not_said_twice() {
        for (before, instead, wanted) in [
            ("Her NHS number ", "[NHS number]", "[removed]"),
            ("NHS no: ", "[NHS number]", "[removed]"),
            ("NHS No. ", "[NHS number]", "[removed]"),
            ("The bottle said ", "[NHS number]", "[NHS number]"),
            ("It was the wrong number. ", "[NHS number]", "[NHS number]"),
            ("the notes (MRN ", "[hospital number]", "[removed]"),
            ("hospital number was ", "[hospital number]", "[removed]"),
            ("Postcode: ", "[postcode]", "[removed]"),
            ("The post code is ", "[postcode]", "[postcode]"),
            ("call her mobile (", "[telephone number]", "[removed]"),
            ("call her on ", "[telephone number]", "[telephone number]"),
            ("her e-mail address is ", "[e-mail address]", "[removed]"),
            ("her telephone number is ", "a patient", "a patient"),
            ("number ", "[name]", "[name]"),
            ("The number is ", "[NHS number]", "[NHS number]"),
            ("No. ", "[telephone number]", "[telephone number]"),
            ("She has no ", "[telephone number]", "[telephone number]"),
            ("phone no. is ", "[telephone number]", "[removed]"),
        ] {
            let text = format!("{before}1234");
            let said = without_what_is_said(&Prose::of(&text), before.len(), instead.to_owned());
            assert_eq!(said, wanted, "{before}");
        }
    }
}
