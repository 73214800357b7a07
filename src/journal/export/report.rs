//! Entries and goals of a selection, with everything they refer to, as a [`Report`].

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::goals::{goal_shares, report_goals};
use super::{Selection, parts};
use crate::catalogue::Catalogue;
use crate::domain::counting::{self, Counting, Share};
use crate::domain::entry::TimeSpent;
use crate::domain::names::NamesLeft;
use crate::domain::report::{FoundLater, ItemOf, LinkedGoal, MadeOf, ReportAnswer, ReportEntry, ReportEvidence, ReportItem};
use crate::domain::text::folded;
use crate::domain::{ActionDraft, Entry, EntryHeader, EntryId, Evidence, Goal, LookBack, LookBackDraft, Person, Report, Uid};
use crate::journal::{Journal, JournalError, RollUp, Thing};

/// What claims are made of, and which claim an item is in.
struct Claims {
    items: HashMap<EntryId, Vec<EntryHeader>>,
    /// Claims that are not in the bin.
    claims: HashMap<EntryId, (Uid, String, NaiveDate)>,
    /// Entries of the report.
    taken: HashSet<EntryId>,
}

impl Claims {
    /// From all headers; which of them the report has is still to be told.
    fn of(headers: &[EntryHeader]) -> Self {
        let mut items: HashMap<EntryId, Vec<EntryHeader>> = HashMap::new();
        for header in headers.iter().filter(|header| !header.state.is_binned()) {
            if let Some(claim) = header.rolled_into {
                items.entry(claim).or_default().push(header.clone());
            }
        }
        let claims = headers.iter().filter(|header| header.items > 0 && !header.state.is_binned());
        let claims = claims.map(|header| (header.id, (header.uid, header.name.clone(), header.date))).collect();
        Self { items, claims, taken: HashSet::new() }
    }

    fn made_of(&mut self, claim: EntryId) -> Option<MadeOf> {
        let items = self.items.remove(&claim);
        let sum = RollUp::of(items.or_else(|| self.claims.contains_key(&claim).then(Vec::new))?);
        let item = |header: &EntryHeader| ReportItem {
            uid: header.uid,
            date: header.date,
            title: header.name.clone(),
            minutes: header.total,
            interactive: header.interactive,
        };
        let sentence = if sum.items.is_empty() { "All items of this claim are in the bin.".to_owned() } else { sum.sentence() };
        Some(MadeOf { items: sum.items.iter().map(item).collect(), sum: sentence })
    }

    fn item_of(&self, header: &EntryHeader) -> Option<ItemOf> {
        let claim = header.rolled_into?;
        let (uid, title, date) = self.claims.get(&claim)?.clone();
        Some(ItemOf { uid, title, date, counted_there: self.taken.contains(&claim) })
    }
}

/// What a report says of people: all names, or the professions that are known, each once.
fn named(names: Vec<String>, people: &[Person], with_names: bool) -> (Vec<String>, Vec<String>) {
    if with_names {
        return (names, Vec::new());
    }
    let mut professions: Vec<String> = Vec::new();
    for name in &names {
        let known = people.iter().find(|person| person.draft.is_called(name)).map(|person| &person.draft.profession);
        if let Some(profession) = known.filter(|profession| !profession.is_empty())
            && !professions.iter().any(|other| folded(other) == folded(profession))
        {
            professions.push(profession.clone());
        }
    }
    (Vec::new(), professions)
}

impl Journal {
    /// The document that a selection makes.
    ///
    /// # Errors
    /// [`JournalError::NotFound`] when the goal is not there, [`JournalError::NotUnderstood`] or [`JournalError::NothingAsked`] of the query, or
    /// the journal cannot be read.
    pub fn report(&self, selection: &Selection) -> Result<Report, JournalError> {
        Ok(self.whole_report(selection)?.0)
    }

    /// The same, with the people whom the journal knows.
    pub(super) fn whole_report(&self, selection: &Selection) -> Result<(Report, Vec<Person>), JournalError> {
        let selection = &self.within(selection.clone())?;
        let read = self.store.read();
        let found = selection.query.as_deref().map(|text| self.meant(text)).transpose()?;
        let found: Option<HashSet<EntryId>> = found.map(|found| found.entries.into_iter().collect());
        let mut all = read.headers(crate::store::Which::All)?;
        let called = self.called(selection.parts, selection.depth)?;
        for header in &mut all {
            if let Some(name) = called.get(&header.id) {
                header.name.clone_from(name);
            }
        }
        let mut claims = Claims::of(&all);
        let counting = Counting::of(&all);
        let mut headers: Vec<&EntryHeader> = all.iter().collect();
        headers.retain(|header| selection.takes(header) && found.as_ref().is_none_or(|found| found.contains(&header.id)));
        claims.taken = headers.iter().map(|header| header.id).collect();
        let people = read.people()?;
        headers.sort_by_key(|header| (header.date, header.time, header.id));
        let goals = read.goals()?;
        let only_goal = match selection.goal {
            Some(id) => Some(
                goals
                    .iter()
                    .find(|goal| goal.id == id)
                    .map(|goal| (goal.uid, goal.draft.title.clone()))
                    .ok_or_else(|| JournalError::NotFound { what: Thing::Goal, name: format!("number {}", id.row()) })?,
            ),
            None => None,
        };
        let mut actions: HashMap<EntryId, Vec<ActionDraft>> = HashMap::new();
        for action in read.actions()? {
            actions.entry(action.entry).or_default().push(action.draft);
        }
        let mut later = found_later(read.look_backs()?);
        let communities: HashMap<_, _> = read.communities()?.into_iter().map(|one| (one.id, one.draft.name)).collect();
        let all_evidence = read.evidence()?;
        let mut of_entry: HashMap<EntryId, Vec<&Evidence>> = HashMap::new();
        for one in &all_evidence {
            for entry in &one.entries {
                of_entry.entry(*entry).or_default().push(one);
            }
        }
        let mut evidence: Vec<ReportEvidence> = Vec::new();
        let mut places: HashMap<&Uid, usize> = HashMap::new();
        let mut entries = Vec::with_capacity(headers.len());
        for header in &headers {
            let Some(entry) = read.entry(header.id)? else { continue };
            let mut proofs = Vec::new();
            for one in of_entry.get(&entry.id).into_iter().flatten() {
                let place = *places.entry(&one.uid).or_insert_with(|| {
                    evidence.push(report_evidence(one));
                    evidence.len() - 1
                });
                proofs.push(place);
            }
            let community = entry.draft.community.and_then(|id| communities.get(&id)).cloned().unwrap_or_default();
            let actions = actions.remove(&header.id).unwrap_or_default();
            let mut entry = report_entry((&self.catalogue, self.here()), entry, community, actions, proofs, &goals);
            if let Some(name) = called.get(&header.id) {
                entry.title.clone_from(name);
            }
            (entry.people, entry.learnt_with) = named(entry.people, &people, selection.people);
            entry.made_of = claims.made_of(header.id);
            entry.item_of = claims.item_of(header);
            entry.found_later = later.remove(&header.id).unwrap_or_default();
            if let (Some(made), Some(_)) = (&mut entry.made_of, selection.goal) {
                let Share { total, interactive, .. } = counting.share(header, selection.goal);
                made.sum.push_str(&format!(" {total} of it belong to this goal, and count here."));
                entry.share = Some(TimeSpent { taking_part: total, interactive, ..TimeSpent::default() });
            }
            entries.push(entry);
        }
        let charts = if selection.charts { self.report_charts(selection, &all, found.as_ref(), &goals)? } else { Vec::new() };
        let profile = read.profile()?;
        let period = selection.period();
        let mut report = Report {
            id: Uid::from_text(&format!("cpd-journal:report:{selection:?}:{}", profile.name)),
            title: if profile.name.is_empty() { "CPD record".to_owned() } else { format!("CPD record of {}", profile.name) },
            registrant: profile,
            period,
            only_goal: only_goal.as_ref().map(|(_, title)| title.clone()),
            only_query: selection.query.clone().filter(|text| !text.trim().is_empty()),
            only_walk: selection.chosen.as_ref().map(|chosen| chosen.walk.clone()),
            only_counted: selection.counting.is_some(),
            note: selection.chosen.as_ref().map(|chosen| chosen.note.clone()).unwrap_or_default(),
            made_on: self.today(),
            language: "en-GB".to_owned(),
            goals: report_goals(goals, read.reviews()?, &entries, &goal_shares(&counting, &headers), only_goal.map(|(uid, _)| uid)),
            entries,
            evidence,
            charts,
            depth: selection.depth,
            parts: selection.parts,
            handles: selection.handles.unwrap_or_default(),
            standings: Vec::new(),
            records: Vec::new(),
            asks: Vec::new(),
            authorship: None,
            volumes: selection.volumes,
            split_at: selection.split_at,
            twice: counting.twice(headers.iter().copied().filter(|header| counting::counts(header)), selection.goal),
            names_left: NamesLeft::default(),
        };
        let records = self.records_leaving(selection)?;
        let own = &report.registrant;
        let withheld = if selection.people { None } else { Some(self.names_to_withhold(&people, &own.handles, &own.name)?) };
        let taken = self.taken(selection, (&headers, &report.goals, &records), (withheld, called))?;
        if selection.parts.requirements || selection.parts.forms {
            report.standings = self.report_standings(selection, &taken)?;
        }
        report.records = self.report_records(selection, &records, &taken);
        report.asks = self.report_asks(&report.standings)?;
        if selection.parts.authorship {
            report.authorship = Some(self.authorship(&report)?);
        }
        parts::leave_out(&mut report);
        self.withhold(&mut report, &people, selection.people)?;
        Ok((report, people))
    }
}

/// What was found later, by entry, the earliest first: not that somebody wants to be asked another day, or never.
fn found_later(looks: Vec<LookBack>) -> HashMap<EntryId, Vec<FoundLater>> {
    let mut later: HashMap<EntryId, Vec<FoundLater>> = HashMap::new();
    for look in looks.into_iter().filter(|look| look.draft.found.is_said()) {
        let LookBackDraft { month, day, found, text, until: _ } = look.draft;
        later.entry(look.entry).or_default().push(FoundLater { date: day, month, found, text });
    }
    later
}

fn report_evidence(one: &Evidence) -> ReportEvidence {
    ReportEvidence {
        uid: one.uid,
        digest: one.digest,
        name: one.name.clone(),
        media_type: one.media_type.clone(),
        bytes: one.bytes,
        caption: one.caption.clone(),
        alt: one.alt.clone(),
        captured: one.captured,
        source_url: one.source_url.clone(),
        proves: one.proves,
    }
}

fn report_entry(
    (catalogue, here): (&Catalogue, Tz),
    entry: Entry,
    community: String,
    actions: Vec<ActionDraft>,
    evidence: Vec<usize>,
    goals: &[Goal],
) -> ReportEntry {
    let Entry { id: _, uid, draft, state, created, changed, linked } = entry;
    let goals = linked
        .iter()
        .filter_map(|(goal, at)| {
            let goal = goals.iter().find(|other| other.id == *goal)?;
            let planned = linked_on(*at, &draft.zone, here) < draft.date;
            Some(LinkedGoal { uid: goal.uid, title: goal.draft.title.clone(), planned })
        })
        .collect();
    let template = catalogue.template(&draft.reflection.template);
    ReportEntry {
        uid,
        // The whole of it: a list may cut it, the document must not.
        title: if draft.title.trim().is_empty() { draft.name() } else { draft.title.clone() },
        kind: catalogue.kind_label(&draft.kind).to_owned(),
        kind_id: draft.kind,
        date: draft.date,
        time: draft.time,
        zone: draft.zone,
        minutes: draft.minutes,
        how: draft.how,
        platform: draft.platform,
        url: draft.url,
        handle: draft.handle,
        hashtag: draft.hashtag,
        community,
        learnt: draft.learnt,
        changed: draft.changed,
        benefit: draft.benefit,
        template: template.map_or_else(|| draft.reflection.template.clone(), |template| template.label.clone()),
        template_id: draft.reflection.template.clone(),
        answers: answers(catalogue, &draft.reflection),
        goals,
        actions,
        tags: draft.tags,
        people: draft.people,
        learnt_with: Vec::new(),
        standards: draft.standards.iter().map(|code| catalogue.standard_label(code).to_owned()).collect(),
        amounts: draft.amounts,
        used: draft.used,
        role: draft.role,
        found_later: Vec::new(),
        claim: draft.claim,
        ai_help: draft.ai_help,
        made_of: None,
        item_of: None,
        share: None,
        evidence,
        state,
        created,
        changed_at: changed,
    }
}

/// The civil day of an instant, in the entry's own zone or else the registrant's.
pub(in crate::journal) fn linked_on(at: chrono::DateTime<chrono::Utc>, zone: &str, here: Tz) -> NaiveDate {
    let zone = if zone.is_empty() { Ok(here) } else { zone.parse::<Tz>() };
    zone.map_or_else(|_| at.date_naive(), |zone| at.with_timezone(&zone).date_naive())
}

/// Answers in the order of the template's prompts, then the rest by where they come from.
fn answers(catalogue: &Catalogue, reflection: &crate::domain::Reflection) -> Vec<ReportAnswer> {
    let mut list = Vec::new();
    if let Some(template) = catalogue.template(&reflection.template) {
        for prompt in &template.prompts {
            if let Some(answer) = reflection.answer(&template.id, &prompt.id) {
                list.push(ReportAnswer { prompt_id: prompt.id.clone(), label: prompt.label.clone(), text: answer.text.clone() });
            }
        }
    }
    for answer in &reflection.answers {
        let own = answer.template == reflection.template;
        let shown = catalogue.template(&answer.template).is_some_and(|template| template.prompt(&answer.prompt).is_some());
        if own && shown {
            continue;
        }
        let from = catalogue.template(&answer.template).map_or(answer.template.as_str(), |template| &template.label);
        let label = if own { answer.label.clone() } else { format!("from {from}: {}", answer.label) };
        list.push(ReportAnswer { prompt_id: format!("{}.{}", answer.template, answer.prompt), label, text: answer.text.clone() });
    }
    list
}
