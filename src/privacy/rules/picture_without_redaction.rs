//! Pictures that nobody has covered anything of.
//!
//! *What*: a picture that is neither redacted nor said to have nothing to cover. *Why*: screenshots show names, faces and handles that no rule for words
//! sees. *Example*: a screenshot of a discussion as it was taken.

use crate::privacy::{FileFacts, Rule};

pub(super) static RULE: PictureWithoutRedaction = PictureWithoutRedaction;

/// See the [module](self).
pub(super) struct PictureWithoutRedaction;

impl Rule for PictureWithoutRedaction {
    fn id(&self) -> &'static str {
        "picture-without-redaction"
    }

    fn label(&self) -> &'static str {
        "Picture that nobody has redacted"
    }

    fn why(&self) -> &'static str {
        "Pictures show names, faces and handles, which only you can see: cover them, or say that there is nothing to cover."
    }

    fn example(&self) -> &'static str {
        ""
    }

    fn in_file(&self, file: &FileFacts) -> Vec<String> {
        let is_picture = file.media_type.trim().to_ascii_lowercase().starts_with("image/");
        if is_picture && !file.redacted { vec![format!("Nothing is covered in {}.", super::quoted(&file.name))] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use crate::privacy::{FileFacts, check_file};

    #[test]
    fn only_pictures_as_they_were_taken() {
        for (media_type, redacted, found) in [
            ("image/png", false, 1),
            ("image/jpeg", false, 1),
            ("IMAGE/WEBP", false, 1),
            ("image/svg+xml", false, 1),
            ("image/heic", false, 1),
            ("image/png", true, 0),
            ("IMAGE/JPEG", true, 0),
            ("application/pdf", false, 0),
            ("text/plain", false, 0),
            ("audio/mpeg", false, 0),
            ("application/x-image/png", false, 0),
            ("", false, 0),
        ] {
            let file = FileFacts { name: "a.png".into(), media_type: media_type.into(), redacted, ..FileFacts::default() };
            let all = check_file(&file);
            assert_eq!(all.len(), found, "{media_type} {redacted}");
            assert!(all.iter().all(|(rule, said)| *rule == "picture-without-redaction" && said == "Nothing is covered in “a.png”."));
        }
    }
}
