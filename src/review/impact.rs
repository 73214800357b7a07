//! An impact story as a sheet: what taking part brought, from chosen chains, in the registrant's own words and figures. Nothing is invented:
//! what is not written is left out, and said to be missing.

use std::collections::HashSet;

use super::chains::{Chain, ChainLink, Changed, Source, Whom};
use super::occasions::{number_of, period, plain_day, quoted};
use super::{Days, Material};
use crate::domain::counting::{Share, counts};
use crate::domain::names::Names;
use crate::domain::sheet::Block;
use crate::domain::story::Link;
use crate::domain::{EntryId, ImpactDraft, Minutes, Sheet, Uid};

/// The most entries that are proposed.
const MOST_PROPOSED: usize = 5;

/// What an impact story could still tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The entry in which to write it; none when it belongs to the story itself.
    pub entry: Option<EntryId>,
    /// A sentence.
    pub what: String,
}

/// An impact story, put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub sheet: Sheet,
    /// What is left out because nobody wrote it, and what to read once more.
    pub missing: Vec<Missing>,
}

/// Entries to choose, the most complete chains first, those that somebody but the registrant had something of; five at most, none of the
/// chosen.
pub fn proposed(changed: &Changed, chosen: &[Uid]) -> Vec<EntryId> {
    let wanted =
        |chain: &&Chain| !chosen.contains(&chain.uid) && chain.has(Link::Change) && (chain.has(Link::Benefit) || chain.has(Link::Feedback));
    changed.chains.iter().filter(wanted).take(MOST_PROPOSED).map(|chain| chain.entry).collect()
}

/// The sheet of a story. `id` is that of the story, the same in every copy; `chains` are those of the chosen entries, as far as these are
/// there; `changed` is everything that came of learning, for the figures.
pub fn told(material: &Material<'_>, draft: &ImpactDraft, id: Uid, chains: &[Chain], changed: &Changed) -> Told {
    let days = Days { from: draft.from, to: draft.until };
    let own: Vec<String> = material.profile.handles.lines().chain([material.profile.name.as_str()]).map(str::to_owned).collect();
    let named: HashSet<&str> = material.entries.iter().flat_map(|entry| &entry.people).map(String::as_str).collect();
    let names = Names::new(material.people, named, &own);
    let mut story = Story { material, names, blocks: Vec::new(), missing: Vec::new() };
    if draft.opening.trim().is_empty() {
        story.lacks(None, "There is no opening: say why you tell this, and to whom.");
    } else {
        story.blocks.push(Block::Text(draft.opening.trim().to_owned()));
    }
    story.figures(days, changed);
    let mut found: HashSet<Uid> = HashSet::new();
    for chosen in &draft.chosen {
        match chains.iter().find(|chain| chain.uid == *chosen) {
            Some(chain) if found.insert(*chosen) => story.chain(chain),
            Some(_) => {}
            None => story.lacks(None, "An entry that was chosen is in the bin or gone."),
        }
    }
    if found.is_empty() {
        story.lacks(None, "No entry is chosen whose story is told.");
    }
    if draft.closing.trim().is_empty() {
        story.lacks(None, "There is no closing: say what you ask for, or what comes next.");
    } else {
        story.blocks.push(Block::Heading("What comes next".to_owned()));
        story.blocks.push(Block::Text(draft.closing.trim().to_owned()));
    }
    story.blocks.push(Block::Text(format!(
        "Put together on {} from the journal in which I note what I learn. The words in quotation marks and the figures are from it.",
        plain_day(material.today)
    )));
    story.names_told(draft);
    let Story { blocks, missing, .. } = story;
    let whom = draft.reader.trim();
    let for_whom = (!whom.is_empty()).then(|| format!("For {whom}"));
    let when = (days != Days::default()).then(|| format!("figures {}", period(days)));
    let subtitle = [for_whom, when].into_iter().flatten().collect::<Vec<_>>().join("; ");
    let sheet = Sheet {
        id,
        title: draft.title.trim().to_owned(),
        subtitle,
        author: material.profile.name.clone(),
        language: "en-GB".to_owned(),
        made_on: material.today,
        blocks,
    };
    Told { sheet, missing }
}

struct Story<'m, 's> {
    material: &'s Material<'m>,
    names: Names,
    blocks: Vec<Block>,
    missing: Vec<Missing>,
}

impl Story<'_, '_> {
    fn lacks(&mut self, entry: Option<EntryId>, what: impl Into<String>) {
        self.missing.push(Missing { entry, what: what.into() });
    }

    fn figures(&mut self, days: Days, changed: &Changed) {
        let entries: Vec<_> = self.material.entries.iter().filter(|entry| counts(entry) && days.has(entry.date)).collect();
        let sum = entries.iter().fold(Share::default(), |sum, entry| sum.plus(Share::whole(entry)));
        let occasions = super::occasions::occasions(self.material, days);
        let communities: HashSet<_> = occasions.iter().filter_map(|entry| entry.community).collect();
        let on_days = |day: Option<chrono::NaiveDate>| day.is_some_and(|day| days.has(day));
        let done = self.material.actions.iter().filter(|action| on_days(action.draft.done)).count();
        let shared = self.material.actions.iter().filter(|action| on_days(action.draft.shared_on)).count();
        let with = |link: Link| {
            let told = |chain: &&Chain| chain.links.iter().any(|one| one.link == link && days.has(one.day));
            changed.chains.iter().filter(told).map(|chain| chain.piece).collect::<HashSet<_>>().len()
        };
        let mut figures = vec![(sum.total.to_string(), "of learning".to_owned())];
        if sum.interactive > Minutes::ZERO {
            figures.push((sum.interactive.to_string(), "of it with others".to_owned()));
        }
        for (count, one, many) in [
            (communities.len(), "community", "communities"),
            (done, "action done", "actions done"),
            (with(Link::Change), "piece of learning that changed something", "pieces of learning that changed something"),
            (with(Link::Benefit), "piece of learning that somebody benefited from", "pieces of learning that somebody benefited from"),
            (with(Link::Feedback), "piece of learning with feedback", "pieces of learning with feedback"),
            (shared, "time shared with others", "times shared with others"),
        ] {
            if count > 0 {
                figures.push((crate::domain::text::number(count), if count == 1 { one } else { many }.to_owned()));
            }
        }
        if sum.entries > 0 {
            self.blocks.push(Block::Text(format!("In figures, {}:", period(days))));
            self.blocks.push(Block::Figures(figures));
        } else {
            self.lacks(None, "There are no figures: no entry is on the days of the story.");
        }
    }

    fn chain(&mut self, chain: &Chain) {
        self.blocks.push(Block::Heading(chain.name.clone()));
        let kind = self.material.kinds.iter().find(|kind| kind.id == chain.kind).map(|kind| kind.label.clone());
        let time = (chain.minutes > Minutes::ZERO).then(|| chain.minutes.to_string());
        let part = [kind, Some(plain_day(chain.date)), time].into_iter().flatten().collect::<Vec<_>>().join(", ");
        self.blocks.push(Block::Text(format!("**What I took part in:** {part}.")));
        let mut said = 0;
        for (title, link, whom, lacking) in [
            ("What I learnt", Link::Learning, None, Some("what you learnt")),
            ("What changed for me", Link::Change, Some(Whom::Me), None),
            ("What changed in my service", Link::Change, Some(Whom::Service), None),
            ("Who benefited", Link::Benefit, None, Some("who benefited")),
            ("What others say", Link::Feedback, None, None),
        ] {
            let links: Vec<&ChainLink> =
                chain.links.iter().filter(|one| one.link == link && whom.is_none_or(|whom| one.whom == Some(whom))).collect();
            if links.is_empty() {
                if let Some(lacking) = lacking {
                    self.lacks(Some(chain.entry), format!("“{}” does not say {lacking}.", chain.name));
                }
                continue;
            }
            said += usize::from(link == Link::Change);
            self.blocks.push(Block::Text(format!("**{title}**")));
            for one in links {
                self.link(chain, one);
            }
        }
        if said == 0 {
            self.lacks(Some(chain.entry), format!("“{}” does not say what changed.", chain.name));
        }
    }

    fn link(&mut self, chain: &Chain, one: &ChainLink) {
        // Whom something was shared with is the name of somebody more often than not.
        let words = match one.source {
            Source::Shared(_) => self.names.replaced(&one.text).into_owned(),
            // How it came to be learnt may be a page; what came of it is told in whole.
            _ if one.link == Link::Learning => quoted(&one.text),
            _ => one.text.clone(),
        };
        let when = plain_day(one.day);
        let from = match one.source {
            Source::Entry => format!("from the entry of {when}"),
            Source::Action(_) => format!("an action done, {when}"),
            Source::Shared(_) => format!("an action shared, {when}"),
            Source::LookBack(_) => format!("found later, {when}"),
        };
        self.blocks.push(Block::Quote { words, from, entry: Some(chain.entry) });
    }

    /// Names that leave in the registrant's own words.
    fn names_told(&mut self, draft: &ImpactDraft) {
        let mut in_entries: Vec<EntryId> = Vec::new();
        for block in &self.blocks {
            if let Block::Quote { words, entry: Some(entry), .. } = block
                && !in_entries.contains(entry)
                && self.names.are_in(words)
            {
                in_entries.push(*entry);
            }
        }
        if !in_entries.is_empty() {
            let what = format!(
                "{} somebody you know, in your own words: read {} once more before you show it.",
                number_of(in_entries.len(), "quoted entry names", "quoted entries name"),
                if in_entries.len() == 1 { "it" } else { "them" }
            );
            self.lacks(in_entries.first().copied(), what);
        }
        if [&draft.opening, &draft.closing, &draft.title].into_iter().any(|text| self.names.are_in(text)) {
            self.lacks(None, "Title, opening or closing name somebody you know: read them once more before you show it.");
        }
    }
}
