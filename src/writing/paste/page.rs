//! Blocks of Markdown below each other, in quotes and in lists.

/// What blocks stand in. `used`: its first line has been written.
#[derive(Debug, Clone)]
enum Frame {
    Quote { used: bool },
    Item { list: usize, marker: String, used: bool },
}

/// A page of Markdown that grows at its end.
#[derive(Debug, Default)]
pub(super) struct Page {
    out: String,
    frames: Vec<Frame>,
    /// The outermost list of the block before.
    last_list: Option<usize>,
    lists: usize,
}

impl Page {
    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Goes out of frames until there are so many.
    pub fn leave(&mut self, depth: usize) {
        self.frames.truncate(depth);
    }

    pub fn quote(&mut self) {
        self.frames.push(Frame::Quote { used: false });
    }

    /// A number for a new list.
    pub fn list(&mut self) -> usize {
        self.lists += 1;
        self.lists
    }

    pub fn item(&mut self, list: usize, marker: String) {
        self.frames.push(Frame::Item { list, marker, used: false });
    }

    /// Goes on under an item that was left already.
    pub fn under(&mut self, list: usize, marker: &str) {
        self.frames.push(Frame::Item { list, marker: marker.to_owned(), used: true });
    }

    /// Writes a block below the last one. Items of a list follow each other without a blank line.
    pub fn block(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let outer = self.frames.iter().find_map(|frame| if let Frame::Item { list, .. } = frame { Some(*list) } else { None });
        let begins = self.frames.iter().any(|frame| matches!(frame, Frame::Item { used: false, .. }));
        if !self.out.is_empty() {
            let is_tight = begins && outer.is_some() && outer == self.last_list;
            if !is_tight {
                let gap = self.gap();
                self.out.push_str(&gap);
                self.out.push('\n');
            }
        }
        for line in text.lines() {
            let start = self.start();
            let line = format!("{start}{line}");
            self.out.push_str(if line.trim().is_empty() { "" } else { &line });
            self.out.push('\n');
        }
        self.last_list = outer;
    }

    /// A blank line, as far as the frames go on.
    fn gap(&self) -> String {
        let mut line = String::new();
        for frame in &self.frames {
            match frame {
                Frame::Quote { used: true } => line.push_str("> "),
                Frame::Item { used: true, marker, .. } => line.push_str(&" ".repeat(marker.len())),
                _ => break,
            }
        }
        line.trim_end().to_owned()
    }

    /// What stands before the next line.
    fn start(&mut self) -> String {
        let mut line = String::new();
        for frame in &mut self.frames {
            match frame {
                Frame::Quote { used } => {
                    *used = true;
                    line.push_str("> ");
                }
                Frame::Item { used: true, marker, .. } => line.push_str(&" ".repeat(marker.len())),
                Frame::Item { used, marker, .. } => {
                    *used = true;
                    line.push_str(marker);
                }
            }
        }
        line
    }

    pub fn into_text(self) -> String {
        self.out.trim_end().to_owned()
    }
}
