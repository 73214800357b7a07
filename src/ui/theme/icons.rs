//! The icons, drawn from two fonts: an outline, and a filled form for what is selected.
//!
//! An icon is a character, so it has the colour, the size and the sharpness of text. It must not know
//! where it stands. An icon alone is no name: a control that shows only an icon wants an accessible name.

use egui::{Align2, Color32, FontFamily, FontId, Response, RichText, Sense, Ui, Vec2};

/// The family of outlined icons.
pub const ICONS: &str = "icons";
/// The family of filled icons.
pub const ICONS_FILLED: &str = "icons-filled";

/// Makes the enum from one line for each icon: its name here, its character, and its name in the fonts.
macro_rules! icons {
    ($($icon:ident = $character:literal $phosphor:literal,)*) => {
        /// One picture of the icon fonts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Icon {
            $(#[doc = concat!("Phosphor’s `", $phosphor, "`.")] $icon,)*
        }

        impl Icon {
            /// Every icon, for tests and for a gallery.
            pub const ALL: &'static [Self] = &[$(Self::$icon,)*];

            /// The character that stands for the icon in both icon fonts.
            pub const fn char(self) -> char {
                match self {
                    $(Self::$icon => $character,)*
                }
            }
        }
    };
}

icons! {
    // Places in the program
    Today = '\u{e2c6}' "house-simple",
    Journal = '\u{e34e}' "notebook",
    Goals = '\u{e47c}' "target",
    Network = '\u{e68e}' "users-three",
    Review = '\u{e156}' "chart-line-up",
    Portfolio = '\u{e0ee}' "briefcase",
    Import = '\u{e010}' "tray-arrow-down",
    Export = '\u{eaf0}' "export",
    Settings = '\u{e272}' "gear-six",
    Search = '\u{e30c}' "magnifying-glass",
    Inbox = '\u{e4aa}' "tray",
    Bin = '\u{e4a6}' "trash",
    // Kinds of learning
    Chat = '\u{e17e}' "chats-circle",
    Thread = '\u{e2f4}' "list-dashes",
    Podcast = '\u{e2a6}' "headphones",
    Video = '\u{e3d2}' "play-circle",
    WebinarLive = '\u{e0f2}' "broadcast",
    WebinarRecorded = '\u{e740}' "video",
    Article = '\u{e0a8}' "article",
    Community = '\u{e68c}' "users-four",
    Hashtag = '\u{e2a2}' "hash",
    Poll = '\u{e152}' "chart-bar-horizontal",
    BookClub = '\u{e758}' "books",
    Course = '\u{e62c}' "graduation-cap",
    Meeting = '\u{e582}' "handshake",
    Book = '\u{e0e6}' "book-open",
    Blog = '\u{e344}' "newspaper",
    Conference = '\u{e656}' "presentation-chart",
    Teaching = '\u{e600}' "chalkboard-teacher",
    Feedback = '\u{e166}' "chat-centered-text",
    Research = '\u{e79e}' "flask",
    Case = '\u{e7ea}' "stethoscope",
    Other = '\u{ec5e}' "shapes",
    // What an entry is made of
    Tag = '\u{e478}' "tag",
    Person = '\u{e4c2}' "user",
    People = '\u{e4d6}' "users",
    Link = '\u{e2e6}' "link-simple",
    Paperclip = '\u{e39a}' "paperclip",
    Calendar = '\u{e10a}' "calendar-blank",
    Clock = '\u{e19a}' "clock",
    Timer = '\u{e492}' "timer",
    Target = '\u{e1d6}' "crosshair",
    Flag = '\u{e244}' "flag",
    Star = '\u{e46a}' "star",
    Bookmark = '\u{e0ea}' "bookmark-simple",
    Note = '\u{e34c}' "note-pencil",
    Idea = '\u{e2dc}' "lightbulb",
    Certificate = '\u{e766}' "certificate",
    Standard = '\u{e606}' "seal-check",
    Image = '\u{e2cc}' "image-square",
    Globe = '\u{e28e}' "globe-simple",
    At = '\u{e0ac}' "at",
    // State
    Check = '\u{e182}' "check",
    CheckCircle = '\u{e184}' "check-circle",
    Circle = '\u{e18a}' "circle",
    CircleDashed = '\u{e602}' "circle-dashed",
    CircleHalf = '\u{e18c}' "circle-half",
    Warning = '\u{e4e0}' "warning",
    WarningCircle = '\u{e4e2}' "warning-circle",
    Info = '\u{e2ce}' "info",
    Question = '\u{e3e8}' "question",
    Bell = '\u{e0d0}' "bell-simple",
    Lock = '\u{e308}' "lock-simple",
    LockOpen = '\u{e30a}' "lock-simple-open",
    Key = '\u{e2d6}' "key",
    Shield = '\u{e40c}' "shield-check",
    Eye = '\u{e220}' "eye",
    EyeSlash = '\u{e224}' "eye-slash",
    Cloud = '\u{e1b0}' "cloud-check",
    Saved = '\u{e248}' "floppy-disk",
    Hourglass = '\u{e2b8}' "hourglass-medium",
    Sun = '\u{e472}' "sun",
    Moon = '\u{e330}' "moon",
    Monitor = '\u{e32e}' "monitor",
    // Doing things
    Add = '\u{e3d4}' "plus",
    AddCircle = '\u{e3d6}' "plus-circle",
    Minus = '\u{e32a}' "minus",
    Edit = '\u{e3b4}' "pencil-simple",
    Undo = '\u{e08a}' "arrow-u-up-left",
    Redo = '\u{e08c}' "arrow-u-up-right",
    Restore = '\u{e038}' "arrow-counter-clockwise",
    Refresh = '\u{e094}' "arrows-clockwise",
    History = '\u{e1a0}' "clock-counter-clockwise",
    Copy = '\u{e1cc}' "copy-simple",
    Download = '\u{e20c}' "download-simple",
    Upload = '\u{e4c0}' "upload-simple",
    Share = '\u{e408}' "share-network",
    Print = '\u{e3dc}' "printer",
    Filter = '\u{e268}' "funnel-simple",
    Sort = '\u{e444}' "sort-ascending",
    Command = '\u{e1c4}' "command",
    Keyboard = '\u{e2d8}' "keyboard",
    Close = '\u{e4f6}' "x",
    CloseCircle = '\u{e4f8}' "x-circle",
    Dots = '\u{e1fe}' "dots-three",
    DragHandle = '\u{eae2}' "dots-six-vertical",
    SignOut = '\u{e42a}' "sign-out",
    Send = '\u{e398}' "paper-plane-tilt",
    Archive = '\u{e00c}' "archive",
    Merge = '\u{ed3e}' "arrows-merge",
    OpenOutside = '\u{e5de}' "arrow-square-out",
    Sidebar = '\u{ec24}' "sidebar-simple",
    Focus = '\u{e1d0}' "corners-out",
    FocusEnd = '\u{e1ce}' "corners-in",
    Play = '\u{e3d0}' "play",
    Pause = '\u{e39e}' "pause",
    Stop = '\u{e46c}' "stop",
    // Writing
    Bold = '\u{e5be}' "text-b",
    Italic = '\u{e5c0}' "text-italic",
    Heading = '\u{e6ba}' "text-h",
    List = '\u{e2f2}' "list-bullets",
    ListNumbers = '\u{e2f6}' "list-numbers",
    ListChecks = '\u{eadc}' "list-checks",
    Quote = '\u{e660}' "quotes",
    Table = '\u{e476}' "table",
    Code = '\u{e1be}' "code-simple",
    Paragraph = '\u{e960}' "paragraph",
    TextSize = '\u{e6ee}' "text-aa",
    // Files
    File = '\u{e230}' "file",
    FileText = '\u{e23a}' "file-text",
    FilePdf = '\u{e702}' "file-pdf",
    FileImage = '\u{ea24}' "file-image",
    FileZip = '\u{e958}' "file-zip",
    FileTable = '\u{eb1c}' "file-csv",
    Folder = '\u{e25a}' "folder-simple",
    FolderOpen = '\u{e256}' "folder-open",
    Database = '\u{e1de}' "database",
    // Pointing
    CaretDown = '\u{e136}' "caret-down",
    CaretUp = '\u{e13c}' "caret-up",
    CaretLeft = '\u{e138}' "caret-left",
    CaretRight = '\u{e13a}' "caret-right",
    ArrowLeft = '\u{e058}' "arrow-left",
    ArrowRight = '\u{e06c}' "arrow-right",
    ArrowUp = '\u{e08e}' "arrow-up",
    ArrowDown = '\u{e03e}' "arrow-down",
    TrendUp = '\u{e4ae}' "trend-up",
    TrendDown = '\u{e4ac}' "trend-down",
}

impl Icon {
    /// The icon in outline, `size` points high.
    pub fn text(self, size: f32) -> RichText {
        RichText::new(self.char()).font(self.font(size))
    }

    /// The filled icon, for the place or the state that is selected.
    pub fn filled(self, size: f32) -> RichText {
        RichText::new(self.char()).font(self.filled_font(size))
    }

    /// Shows the icon as decoration: it is seen, and not read out. A word must stand beside it.
    pub fn mark_ui(self, ui: &mut Ui, size: f32, color: Color32) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, self.char(), self.font(size), color);
        response
    }

    /// The icon before a word, as one text: for menus and buttons that take a single string.
    pub fn with(self, word: &str) -> String {
        format!("{}\u{2002}{word}", self.char())
    }

    /// The font that draws the outline, for a painter or a layout job.
    pub fn font(self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(ICONS.into()))
    }

    /// The font that draws the filled form.
    pub fn filled_font(self, size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(ICONS_FILLED.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_icons_share_a_character() {
        let mut chars: Vec<char> = Icon::ALL.iter().map(|icon| icon.char()).collect();
        chars.sort_unstable();
        let all = chars.len();
        chars.dedup();
        assert_eq!(chars.len(), all);
    }
}
