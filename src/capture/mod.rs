//! What people paste, read without a network: links, and transcripts of chats. It knows no clock (the time is handed in), no journal and no window; it
//! proposes, and the person decides.

pub mod calendar;
pub mod links;
pub mod shortcut;
pub mod transcript;
