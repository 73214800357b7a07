//! Where a picture was taken.
//!
//! *What*: latitude and longitude within a file. *Why*: telephones write them into pictures, to a few metres: a ward, a home. *Example*: a photograph with
//! “51.50, −0.12” among its details.

use crate::privacy::{FileFacts, Rule};

pub(super) static RULE: FilePlace = FilePlace;

/// See the [module](self).
pub(super) struct FilePlace;

impl Rule for FilePlace {
    fn id(&self) -> &'static str {
        "file-place"
    }

    fn label(&self) -> &'static str {
        "File that says where it was made"
    }

    fn why(&self) -> &'static str {
        "Telephones write into pictures where they were taken, to a few metres: a ward, a home."
    }

    fn example(&self) -> &'static str {
        ""
    }

    fn in_file(&self, file: &FileFacts) -> Vec<String> {
        let place = file.place.trim();
        if place.is_empty() { Vec::new() } else { vec![format!("{} says where it was made: {place}.", super::quoted(&file.name))] }
    }
}

#[cfg(test)]
mod tests {
    use crate::privacy::{FileFacts, check_file};

    #[test]
    fn a_place_is_told_even_of_what_is_redacted() {
        for (place, said) in [("51.50, −0.12", Some("“a.jpg” says where it was made: 51.50, −0.12.")), ("", None), ("  ", None)] {
            let file = FileFacts {
                name: "a.jpg".into(),
                media_type: "image/jpeg".into(),
                redacted: true,
                place: place.into(),
                ..FileFacts::default()
            };
            let all = check_file(&file);
            assert_eq!(
                all.iter().map(|(rule, said)| (*rule, said.as_str())).collect::<Vec<_>>(),
                said.map(|said| ("file-place", said)).into_iter().collect::<Vec<_>>()
            );
        }
    }
}
