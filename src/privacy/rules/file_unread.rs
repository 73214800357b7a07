//! Files that could not be looked at.
//!
//! *What*: a file that is too large to be looked through, or that cannot be read. *Why*: that nothing was found in it says nothing then. *Example*: a
//! recording of an hour. The journal tells it, which alone knows the contents: there is nothing to be found in what is known of a file.

use crate::privacy::Rule;

pub(super) static RULE: FileUnread = FileUnread;

/// See the [module](self).
pub(super) struct FileUnread;

impl Rule for FileUnread {
    fn id(&self) -> &'static str {
        "file-unread"
    }

    fn label(&self) -> &'static str {
        "File that could not be looked at"
    }

    fn why(&self) -> &'static str {
        "Nobody has looked for names and numbers in it: look yourself, and say that it is fine."
    }

    fn example(&self) -> &'static str {
        ""
    }
}
