//! The clipboard's HTML, read where it can make nobody wait: whoever owns the clipboard is another program, which may be slow or dead.
#![expect(clippy::disallowed_methods, reason = "threads are named and live here")]

use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

/// So long the window waits for the HTML of what is pasted. The owner has given its plain text a moment before, so that hardly any needs
/// more than a few milliseconds; on X11 the library itself would wait for four seconds.
const PATIENCE: Duration = Duration::from_millis(150);

/// More is not rich text but a whole document: its plain text is pasted.
const MOST: usize = 1 << 20;

/// Reads the HTML on the clipboard.
#[derive(Debug, Default)]
pub struct RichClipboard {
    /// An answer that did not come in time. As long as it is due nobody else is asked.
    due: Option<Receiver<Option<String>>>,
}

impl RichClipboard {
    /// The HTML on the clipboard; `None` when there is none, or none in time. Takes 150 ms at most.
    pub fn html(&mut self) -> Option<String> {
        self.asked(PATIENCE, read)
    }

    fn asked(&mut self, patience: Duration, read: fn() -> Option<String>) -> Option<String> {
        if let Some(due) = self.due.take()
            && matches!(due.try_recv(), Err(TryRecvError::Empty))
        {
            self.due = Some(due);
            return None;
        }
        let (tell, told) = channel();
        // Where the system gives no thread, the plain text is pasted.
        let asked = thread::Builder::new().name("clipboard".to_owned()).spawn(move || drop(tell.send(read())));
        asked.ok()?;
        match told.recv_timeout(patience) {
            Ok(html) => html.filter(|html| html.len() <= MOST && !html.trim().is_empty()),
            Err(RecvTimeoutError::Timeout) => {
                self.due = Some(told);
                None
            }
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }
}

fn read() -> Option<String> {
    arboard::Clipboard::new().ok()?.get().html().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_an_owner_that_does_not_answer() {
        let mut clipboard = RichClipboard::default();
        let slow = || {
            thread::sleep(Duration::from_millis(300));
            Some("<b>late</b>".to_owned())
        };
        assert_eq!(clipboard.asked(Duration::from_millis(20), slow), None);
        assert_eq!(clipboard.asked(Duration::from_secs(5), || Some("<b>soon</b>".to_owned())), None, "one is asked already");
        thread::sleep(Duration::from_millis(500));
        let again = clipboard.asked(Duration::from_secs(5), || Some("<b>soon</b>".to_owned()));
        assert_eq!(again.as_deref(), Some("<b>soon</b>"), "what came too late is not pasted later");
    }

    #[test]
    fn what_is_no_rich_text_is_none() {
        let patience = Duration::from_secs(5);
        for read in [|| None, || Some(" \n".to_owned()), || Some("x".repeat(MOST + 1)), || panic!("a driver")] {
            assert_eq!(RichClipboard::default().asked(patience, read), None);
        }
    }
}
