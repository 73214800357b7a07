//! Who keeps the journal.

/// The registrant, as printed on the cover of what is exported. Everything may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub profession: String,
    /// Registration numbers, one a line, with the register's name: “Register of Bell Ringers 000000”.
    pub registrations: String,
    pub employer: String,
    /// Own names on social media, one a line: these mark own lines in transcripts.
    pub handles: String,
}

impl Profile {
    /// The fields by the names that the command line uses, in the order shown.
    pub const FIELDS: [&'static str; 5] = ["name", "profession", "registrations", "employer", "handles"];

    /// A field by its name.
    pub fn field(&self, name: &str) -> Option<&str> {
        Some(match name {
            "name" => &self.name,
            "profession" => &self.profession,
            "registrations" => &self.registrations,
            "employer" => &self.employer,
            "handles" => &self.handles,
            _ => return None,
        })
    }

    /// A field to write to by its name.
    pub fn field_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "name" => &mut self.name,
            "profession" => &mut self.profession,
            "registrations" => &mut self.registrations,
            "employer" => &mut self.employer,
            "handles" => &mut self.handles,
            _ => return None,
        })
    }
}
