//! The rules, one file each.

use super::Rule;

/// Declares the module of each rule and puts it on the list. Of findings that are equally long the earlier rule's is told.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// Every rule.
        pub static ALL: &[&dyn Rule] = &[$(&$name::RULE),*];
    };
}

rules! {
    nhs_number,
    chi_number,
    health_and_care_number,
    pps_number,
    email,
    telephone,
    handle,
    web_profile,
    birth_date,
    great_age,
    postcode,
    address,
    hospital_number,
    vehicle_plate,
    picture_without_redaction,
    file_author,
    file_place,
    file_unread,
    person_name,
    contact,
    initials,
    ward,
    place_of_care,
    jigsaw,
}

pub(in crate::privacy) use contact::Names;

/// The name of a file in a sentence.
fn quoted(name: &str) -> String {
    if name.trim().is_empty() { "The file".to_owned() } else { format!("“{}”", name.trim()) }
}

#[cfg(test)]
mod tests;
