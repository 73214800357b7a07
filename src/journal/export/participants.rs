//! Other participants under letters: the same person is the same letter in every text, transcript and list that leaves.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};

use super::links;
use crate::capture::transcript::{Hints, read};
use crate::domain::names::{Names, handles};
use crate::domain::portfolio::Handles;
use crate::domain::text::folded;
use crate::domain::{Digest, Person, Report};
use crate::dossier::{Dossier, Of, Place};
use crate::journal::{Journal, JournalError};
use crate::media::text_of;

/// The largest text in which names are changed, in bytes.
const LARGEST: u64 = 5_000_000;

/// What stands for a participant who has no letter.
pub(super) const SOMEBODY: &str = "a participant";

/// A name as it is compared.
fn bare(name: &str) -> String {
    folded(name.trim().trim_start_matches('@'))
}

/// Everybody who may take part, each with all ways in which they are called.
#[derive(Default)]
struct Participants {
    all: Vec<Vec<String>>,
    known: HashMap<String, usize>,
}

impl Participants {
    /// Takes somebody in, who may be known by one of these names already.
    fn meet(&mut self, called: &[&str]) {
        let called: Vec<&str> = called.iter().copied().filter(|name| !bare(name).is_empty()).collect();
        let mut known: Vec<usize> = called.iter().filter_map(|name| self.known.get(&bare(name)).copied()).collect();
        known.sort_unstable();
        known.dedup();
        let Some((first, others)) = known.split_first() else {
            if !called.is_empty() {
                let at = self.all.len();
                self.known.extend(called.iter().map(|name| (bare(name), at)));
                self.all.push(called.into_iter().map(str::to_owned).collect());
            }
            return;
        };
        // The name was somebody and the handle was somebody: they are one.
        let mut more: Vec<String> = Vec::new();
        for other in others {
            more.extend(self.all.get_mut(*other).map(std::mem::take).unwrap_or_default());
        }
        for way in &more {
            self.known.insert(bare(way), *first);
        }
        let here = self.all.get(*first).cloned().unwrap_or_default();
        for name in called {
            self.known.insert(bare(name), *first);
            let same = |way: &String| folded(way.trim()) == folded(name.trim());
            if !here.iter().chain(&more).any(same) {
                more.push(name.to_owned());
            }
        }
        if let Some(ways) = self.all.get_mut(*first) {
            ways.append(&mut more);
        }
    }

    /// Finders of all of them: everywhere, and in transcripts and lists of people, where somebody may be called by one plain word. Nobody is
    /// found where somebody stands who is not to be changed.
    fn names(&self, instead: &[String], stay: &[String]) -> (Names, Names) {
        let is_plain = |name: &&str| !name.starts_with('@') && !name.trim().contains(char::is_whitespace);
        let said = |at: usize| instead.get(at).map_or(SOMEBODY, String::as_str);
        let whole = self.all.iter().enumerate().map(|(at, ways)| (ways.iter().map(String::as_str).collect::<Vec<_>>(), said(at)));
        let everywhere = whole.clone().map(|(ways, said)| {
            let handle = |way: &&str| ways.iter().any(|other| other.trim_start_matches('@') == *way && other.starts_with('@'));
            (ways.iter().copied().filter(|way| !is_plain(way) || handle(way)).collect::<Vec<_>>(), said)
        });
        (Names::instead_of(everywhere, stay), Names::instead_of(whole, stay))
    }
}

/// A, B … Z, AA, AB …
fn letters(mut number: usize) -> String {
    let mut letters = String::new();
    loop {
        let letter = u8::try_from(number % 26).unwrap_or(0) + b'A';
        letters.insert(0, char::from(letter));
        match number / 26 {
            0 => return letters,
            more => number = more - 1,
        }
    }
}

/// Whether a text of a dossier is made of names: “Dai and Mair”.
fn is_list(place: &Place) -> bool {
    matches!((place.of, place.field.as_str()), (Of::Action, "shared_with") | (Of::Entry, "claim who"))
}

/// The same texts of a report.
fn each_list(report: &mut Report, change: &mut dyn FnMut(&mut String)) {
    for entry in &mut report.entries {
        entry.people.iter_mut().for_each(&mut *change);
        entry.actions.iter_mut().map(|action| &mut action.shared_with).for_each(&mut *change);
        change(&mut entry.claim.who);
    }
}

/// A transcript that leaves, as it is.
struct Transcript {
    /// Its place among the evidence of the report.
    at: usize,
    text: String,
}

impl Journal {
    /// Puts letters, or nobody, in the place of other participants: in the report, in the dossier, and in transcripts, whose contents are then
    /// others and are put into `changed`.
    pub(super) fn rename_participants(
        &self,
        handles_become: Handles,
        people: &[Person],
        report: &mut Report,
        dossier: &mut Dossier,
        changed: &mut HashMap<Digest, Vec<u8>>,
    ) -> Result<(), JournalError> {
        let known = self.known_to_privacy()?;
        let own = known.own().to_vec();
        let stay: Vec<String> = own.iter().chain(known.communities()).cloned().collect();
        let public: HashSet<String> = known
            .communities()
            .iter()
            .map(|name| folded(name.trim().trim_start_matches(['@', '#'])))
            .filter(|name| !name.is_empty())
            .collect();
        let is_public = |name: &str| public.contains(&folded(name.trim().trim_start_matches(['@', '#'])));
        let mut participants = Participants::default();
        for person in people.iter().filter(|person| !is_public(&person.draft.name) && !is_public(&person.draft.handle)) {
            participants.meet(&[&person.draft.name, &person.draft.handle]);
        }
        for name in known.contacts().iter().filter(|name| !is_public(name)) {
            participants.meet(&[name]);
        }
        let mut texts: Vec<String> = Vec::new();
        let mut lists: Vec<String> = Vec::new();
        dossier.texts(&mut |place, text| if is_list(&place) { &mut lists } else { &mut texts }.push(text.clone()));
        lists.extend(dossier.entries.iter().flat_map(|entry| entry.people.iter().cloned()));
        each_list(report, &mut |text| lists.push(text.clone()));
        report.each_text(&mut |text| texts.push(text.clone()));
        for text in texts.iter().chain(&lists) {
            for handle in handles(text).filter(|handle| !is_public(handle)) {
                participants.meet(&[&format!("@{handle}")]);
            }
        }
        let transcripts = self.transcripts_leaving(report);
        let hints = Hints { own: own.clone(), zone: Some(self.here()), day: None, today: self.today() };
        for transcript in &transcripts {
            for one in read(&transcript.text, &hints).people.into_iter().filter(|one| !one.own) {
                if !is_public(&one.speaker.name) && !is_public(&one.speaker.handle) {
                    participants.meet(&[&one.speaker.name, &one.speaker.handle]);
                }
            }
            for handle in handles(&transcript.text).filter(|handle| !is_public(handle)) {
                participants.meet(&[&format!("@{handle}")]);
            }
        }
        // Letters in the order in which they are met by a reader.
        let (everywhere, in_files) = participants.names(&[], &stay);
        let mut order: Vec<usize> = Vec::new();
        let mut seen: HashSet<usize> = HashSet::new();
        let found = texts.iter().flat_map(|text| everywhere.whom(text));
        let found = found.chain(lists.iter().flat_map(|text| in_files.whom(text)));
        let found = found.chain(transcripts.iter().flat_map(|one| in_files.whom(&one.text)));
        for who in found {
            if seen.insert(who) {
                order.push(who);
            }
        }
        let mut instead = vec![SOMEBODY.to_owned(); participants.all.len()];
        if handles_become == Handles::Pseudonym {
            for (letter, who) in order.into_iter().enumerate() {
                if let Some(said) = instead.get_mut(who) {
                    *said = format!("participant {}", letters(letter));
                }
            }
        }
        let (everywhere, in_files) = participants.names(&instead, &stay);
        let without = |names: &Names, text: &mut String| {
            if let std::borrow::Cow::Owned(other) = links::without_names(names, &instead, text) {
                *text = other;
            }
        };
        dossier.texts(&mut |place, text| without(if is_list(&place) { &in_files } else { &everywhere }, text));
        dossier.entries.iter_mut().flat_map(|entry| &mut entry.people).for_each(|name| without(&in_files, name));
        dossier.people.clear();
        dossier.left_out.push("handles".to_owned());
        each_list(report, &mut |text| without(&in_files, text));
        report.each_text(&mut |text| without(&everywhere, text));
        report.handles = handles_become;
        let mut done: HashSet<usize> = HashSet::new();
        for Transcript { at, text } in transcripts {
            let std::borrow::Cow::Owned(other) = links::without_names(&in_files, &instead, &text) else { continue };
            let bytes = other.into_bytes();
            let digest = Digest(Sha256::digest(&bytes).into());
            let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let Some(piece) = report.evidence.get_mut(at) else { continue };
            let of = piece.uid.to_string();
            (piece.digest, piece.bytes) = (digest, length);
            for one in dossier.evidence.iter_mut().filter(|one| one.uid == of) {
                (one.sha256, one.bytes) = (digest.to_string(), length);
            }
            changed.insert(digest, bytes);
            done.insert(at);
        }
        report.names_left.files.retain(|file| !done.contains(&file.evidence));
        Ok(())
    }

    /// Texts among the evidence of a report that are small enough to be read.
    fn transcripts_leaving(&self, report: &Report) -> Vec<Transcript> {
        let texts = report.evidence.iter().enumerate().filter(|(_, one)| one.media_type.starts_with("text/") && one.bytes <= LARGEST);
        let read = texts.filter_map(|(at, one)| {
            // What cannot be read is told by the export itself.
            let bytes = self.evidence_bytes(&one.digest, LARGEST).ok()?;
            let text = match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(other) => text_of(&one.media_type, &one.name, other.as_bytes())?.text,
            };
            Some(Transcript { at, text })
        });
        read.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on() {
        for (number, shown) in [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(number), shown);
        }
    }

    #[test]
    fn the_same_person_by_two_names() {
        let mut all = Participants::default();
        all.meet(&["Siân Rees", "@sianrees"]);
        all.meet(&["@SianRees"]);
        all.meet(&["", "@kofi"]);
        all.meet(&["Kofi", "@kofi"]);
        all.meet(&["", " "]);
        assert_eq!(all.all, [vec!["Siân Rees".to_owned(), "@sianrees".to_owned()], vec!["@kofi".to_owned(), "Kofi".to_owned()]]);
        let (everywhere, in_files) = all.names(&["participant A".to_owned(), "participant B".to_owned()], &[]);
        assert_eq!(
            everywhere.replaced("@sianrees told @kofi. Kofi wrote to Siân Rees"),
            "participant A told participant B. Kofi wrote to participant A"
        );
        assert_eq!(in_files.replaced("Kofi: hello"), "participant B: hello");
    }

    #[test]
    fn a_name_and_a_handle_that_turn_out_to_be_one() {
        let mut all = Participants::default();
        all.meet(&["Mair Gwynedd"]);
        all.meet(&["@other"]);
        all.meet(&["@mairg"]);
        all.meet(&["Mair Gwynedd", "@mairg"]);
        all.meet(&["", "@mairg"]);
        assert_eq!(all.all, [vec!["Mair Gwynedd".to_owned(), "@mairg".to_owned()], vec!["@other".to_owned()], Vec::new()]);
        let letters = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(all.names(&letters, &[]).0.replaced("@mairg is Mair Gwynedd, not @other"), "A is A, not B");
    }

    #[test]
    fn a_handle_is_no_word_and_longer_names_stay() {
        let mut all = Participants::default();
        for handle in ["@NHS", "@bron", "@ann_owen"] {
            all.meet(&["", handle]);
        }
        let instead = ["A", "B", "C"].map(str::to_owned);
        let (everywhere, in_files) = all.names(&instead, &["@bron_nurse".to_owned(), "Bron Talk".to_owned()]);
        for (text, wanted) in [
            ("the NHS and @NHS and @nhs", "the NHS and A and A"),
            ("@bron, @bron_nurse, bron_nurse and Bron Talk", "B, @bron_nurse, bron_nurse and Bron Talk"),
            ("https://x.com/bron/status/1 linkedin.com/in/bron and/bron", "https://x.com/B/status/1 linkedin.com/in/B and/bron"),
            ("https://social.example/@bron", "https://social.example/B"),
            ("chat-ann_owen.txt", "chat-C.txt"),
        ] {
            assert_eq!(everywhere.replaced(text), wanted);
            assert_eq!(in_files.replaced(text), wanted);
        }
    }
}
