//! What the attributes of an element say about how it looks.

use html5ever::Attribute;
use markup5ever_rcdom::{Handle, NodeData};

/// The name of an element in small letters; nothing for text and comments.
pub(super) fn name(node: &Handle) -> Option<&str> {
    if let NodeData::Element { name, .. } = &node.data { Some(&name.local) } else { None }
}

pub(super) fn attribute(node: &Handle, wanted: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    attrs.iter().find(|Attribute { name, .. }| &*name.local == wanted).map(|Attribute { value, .. }| value.to_string())
}

/// A number in an attribute, at most `most`.
pub(super) fn number(node: &Handle, wanted: &str, most: usize) -> Option<usize> {
    attribute(node, wanted)?.trim().parse().ok().map(|number: usize| number.min(most))
}

/// A style as names and values in small letters.
#[derive(Debug, Default)]
pub(super) struct Style(Vec<(String, String)>);

impl Style {
    pub fn of(node: &Handle) -> Self {
        let text = attribute(node, "style").unwrap_or_default().to_lowercase();
        let pairs = text.split(';').filter_map(|pair| pair.split_once(':'));
        Self(pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().replace("!important", "").trim().to_owned())).collect())
    }

    /// The last one counts.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.value(name).is_some_and(|own| own == value)
    }

    /// Whether the element is in the page but not to be seen, as preheaders of mails are.
    pub fn hides(&self) -> bool {
        let zero = |name| self.value(name).is_some_and(|value| matches!(value, "0" | "0px" | "0pt" | "0em"));
        self.is("display", "none")
            || self.is("visibility", "hidden")
            || self.is("mso-hide", "all")
            || zero("font-size")
            || zero("opacity")
            || (zero("max-height") && self.is("overflow", "hidden"))
    }

    /// Bold or expressly not.
    pub fn bold(&self) -> Option<bool> {
        let value = self.value("font-weight")?;
        match value {
            "bold" | "bolder" => Some(true),
            "normal" | "lighter" => Some(false),
            _ => value.parse::<u32>().ok().map(|weight| weight >= 600),
        }
    }

    pub fn italic(&self) -> Option<bool> {
        match self.value("font-style")? {
            "italic" | "oblique" => Some(true),
            "normal" => Some(false),
            _ => None,
        }
    }

    pub fn struck(&self) -> Option<bool> {
        let value = self.value("text-decoration").or_else(|| self.value("text-decoration-line"))?;
        if value.contains("line-through") { Some(true) } else { None }
    }

    pub fn keeps_blanks(&self) -> bool {
        self.value("white-space").is_some_and(|value| value.starts_with("pre"))
    }

    /// The level of an item of a word processor's list, from 1: `mso-list:l0 level2 lfo1`.
    pub fn item_level(&self) -> Option<usize> {
        let value = self.value("mso-list")?;
        let level = value.split_whitespace().find_map(|word| word.strip_prefix("level"))?;
        level.parse().ok().filter(|level| (1..=9).contains(level))
    }

    /// The bullet or number that stands before an item's words.
    pub fn is_item_sign(&self) -> bool {
        self.is("mso-list", "ignore")
    }

    /// The line above the header of an answered mail.
    pub fn has_rule_above(&self) -> bool {
        self.value("border-top").is_some_and(|value| value.contains("solid"))
    }

    /// The margin on the left in points.
    pub fn left(&self) -> Option<f32> {
        let value = self.value("margin-left")?;
        let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number: f32 = digits.parse().ok()?;
        let points = match value.get(digits.len()..)? {
            "in" => 72.0,
            "cm" => 28.35,
            "px" => 0.75,
            _ => 1.0,
        };
        Some(number * points)
    }

    /// An indent that looks like a quote only to the markup.
    pub fn is_borderless_indent(&self) -> bool {
        self.value("border").is_some_and(|value| value.starts_with("none")) && self.value("margin").is_some()
    }
}

/// Whether one of the classes begins so; mail programs put `x_` before foreign ones.
pub(super) fn has_class(node: &Handle, start: &str) -> bool {
    let classes = attribute(node, "class").unwrap_or_default();
    classes.split_whitespace().any(|class| class.trim_start_matches("x_").starts_with(start))
}

/// All words in an element.
pub(super) fn text(node: &Handle) -> String {
    let mut out = String::new();
    let mut open = vec![node.clone()];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => out.push_str(&contents.borrow()),
            NodeData::Element { .. } if name(&node) == Some("br") => out.push('\n'),
            _ => open.extend(node.children.borrow().iter().rev().cloned()),
        }
    }
    out
}

/// The header of an answered mail in Outlook: everything behind it is the old mail.
pub(super) fn begins_answered(node: &Handle, style: &Style) -> bool {
    if attribute(node, "id").is_some_and(|id| id.trim_start_matches("x_") == "divRplyFwdMsg") {
        return true;
    }
    style.has_rule_above() && ["From:", "Oddi wrth:", "Sent:", "Von:", "De:"].iter().any(|start| text(node).trim_start().starts_with(start))
}

/// Whether an element stands directly in a list.
pub(super) fn node_parent_is_list(node: &Handle) -> bool {
    let parent = node.parent.take();
    let is_list = parent.as_ref().and_then(|parent| parent.upgrade()).is_some_and(|parent| matches!(name(&parent), Some("ul" | "ol")));
    node.parent.set(parent);
    is_list
}
