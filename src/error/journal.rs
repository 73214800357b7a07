//! What may go wrong with the journal.

use super::{Explanation, USAGE, leaving, plain, store, with_path};
use crate::domain::entry::DraftError;
use crate::journal::{JournalError, Thing};

pub(super) fn explain(error: &JournalError) -> Explanation {
    let message = error.to_string();
    match error {
        JournalError::Store(error) => store::explain(error),
        JournalError::Draft(DraftError::Nothing) => plain(message, "give it a title", USAGE, "nothing_to_keep"),
        JournalError::Draft(DraftError::TooInteractive { .. }) => {
            plain(message, "interactive minutes are part of the total: lower them, or raise the time spent", USAGE, "too_interactive")
        }
        JournalError::Draft(DraftError::UnknownZone(_)) => {
            plain(message, "use a name like Europe/London or Africa/Lagos", USAGE, "unknown_zone")
        }
        JournalError::Export(error) => leaving::explain(error),
        JournalError::Sample(_) => plain(message, "leave --profession out to get the physiotherapist’s", USAGE, "sample"),
        JournalError::NotFound { what, .. } => plain(
            message,
            match what {
                Thing::Entry => "`cpd-journal list` shows all entries with their ids",
                Thing::Goal => "`cpd-journal goal list` shows all goals",
                Thing::Action => "`cpd-journal action list` shows all actions",
                Thing::Community => "`cpd-journal community list` shows all communities",
                Thing::Chat => "`cpd-journal chat list` shows all chats that come",
                Thing::KnownCommunity => "`cpd-journal community known` lists those that are known",
                Thing::Person => "`cpd-journal person list` shows everybody who is known",
                Thing::Evidence => "`cpd-journal evidence list` shows all evidence",
                Thing::Kind => "`cpd-journal kind list` shows all kinds",
                Thing::Template | Thing::Prompt => "`cpd-journal templates list` shows all templates and their prompts",
                Thing::Format => "formats are: pdf, markdown, html, docx, csv, csv-semicolon, json, pack",
                Thing::Finding => "`cpd-journal privacy` shows all findings with their ids",
                Thing::Batch => "`cpd-journal import --batches` shows what was taken in",
                Thing::Need => "`cpd-journal need list` shows all strengths and needs",
                Thing::Review => "`cpd-journal goal show GOAL` shows all reviews of a goal",
                Thing::LookBack => "`cpd-journal look-back list` shows all that was found later",
                Thing::Waymark => "`cpd-journal path` shows all marks on the way",
                Thing::Word => "`cpd-journal words list` shows all your words",
                Thing::Framework => "`cpd-journal frameworks` lists those that are known",
                Thing::Registration => "`cpd-journal registration list` shows yours; `cpd-journal registration add FRAMEWORK` adds one",
                Thing::Record => "`cpd-journal record list` shows all records",
                Thing::RecordKind => "`cpd-journal record kinds` lists the kinds of records",
                Thing::Walk => "`cpd-journal walk list` shows all walks; `cpd-journal walk start` begins one",
                Thing::Impact => "`cpd-journal impact list` shows all impact stories",
                Thing::Drill => "`cpd-journal drill FRAMEWORK` begins one",
                Thing::Tag => "`cpd-journal tag list` shows all tags",
                Thing::SavedSearch => "`cpd-journal saved list` shows all that are kept",
            },
            if matches!(what, Thing::Kind | Thing::Template | Thing::Prompt | Thing::Format | Thing::Framework | Thing::RecordKind) {
                USAGE
            } else {
                1
            },
            "not_found",
        ),
        JournalError::Ambiguous { candidates, .. } => {
            Explanation { details: candidates.clone(), ..plain(message, "say more of the title, or use the id", 1, "ambiguous") }
        }
        JournalError::NoSlot => {
            plain(message, "give a community its usual day and time, or log one of its chats by hand first", 1, "no_slot")
        }
        JournalError::TimerRuns { .. } => {
            plain(message, "stop it first, with what counts of it, or drop it: there is one timer", 1, "timer_runs")
        }
        JournalError::ClaimIsTimed(_) => {
            plain(message, "change or time one of its items, or an entry of its own; nothing was changed", 1, "claim_is_timed")
        }
        JournalError::TooMuchTime { .. } => plain(message, "count less of it, or drop the timer, which goes on", 1, "too_much_time"),
        JournalError::NoTimer => plain(
            message,
            "it may have been stopped elsewhere, or its entry is gone; `cpd-journal timer start` starts one, and nothing was counted",
            1,
            "no_timer",
        ),
        JournalError::InBin { .. } => plain(message, "take it out of the bin first", 1, "in_bin"),
        JournalError::GoesOnAlready { next, uid, .. } => Explanation {
            details: vec![format!("{uid}  {next}")],
            ..plain(message, "carry that one over, or edit it; nothing was changed", 1, "goes_on_already")
        },
        JournalError::SameName { .. } => plain(message, "change that one, or use another name; nothing was changed", USAGE, "same_name"),
        JournalError::WalkIsFinished { .. } => {
            plain(message, "`cpd-journal walk reopen` takes it up again; nothing was changed", USAGE, "walk_is_finished")
        }
        JournalError::NotUnderstood { mend, instead, .. } => {
            let write = instead.as_ref().map(|text| format!("write {text}; ")).unwrap_or_default();
            plain(message, &format!("{write}nothing was done, where a search would go on: {mend}"), USAGE, "not_understood")
        }
        JournalError::NothingAsked => {
            plain(message, "give words or filters as for `search`, or leave the query out; nothing was done", USAGE, "nothing_asked")
        }
        JournalError::NotOneTag(_) => plain(message, "a tag is a few words without commas", USAGE, "not_one_tag"),
        JournalError::SamePerson { .. } => plain(message, "change what is known of them, or use another name", 1, "same_person"),
        JournalError::NeedsChoice { id, values, .. } => {
            plain(message, &format!("give it with --option {id}=…, one of: {}", values.join(", ")), USAGE, "needs_choice")
        }
        JournalError::NeedsCycleStart { note, .. } => {
            plain(message, format!("give it with --cycle-start YYYY-MM-DD. {note}").trim(), USAGE, "needs_cycle_start")
        }
        JournalError::NoChoice { known, .. } if known.is_empty() => {
            plain(message, "it has no options: leave --option out", USAGE, "no_option")
        }
        JournalError::NoChoice { known, .. } => plain(message, &format!("its options are: {}", known.join(", ")), USAGE, "no_option"),
        JournalError::NoValue { known, .. } => plain(message, &format!("it is one of: {}", known.join(", ")), USAGE, "no_value"),
        JournalError::RegisteredAlready { uid, .. } => {
            plain(message, &format!("`cpd-journal registration edit {uid}` changes it; nothing was added"), 1, "registered_already")
        }
        JournalError::NoCycle { .. } => plain(message, "0 is the current cycle, -1 the one before", USAGE, "no_cycle"),
        JournalError::WeighsNoEntries { .. } => plain(message, "leave out --only-counted; nothing was written", USAGE, "weighs_no_entries"),
        JournalError::NoAudit { .. } => plain(message, "nothing was changed", 1, "no_audit"),
        JournalError::Record { mend, .. } => plain(message, mend, USAGE, "record"),
        JournalError::Unsettled(found) => leaving::unsettled(message, found),
        JournalError::ChangedMeanwhile(_) => plain(message, "look at it again; nothing was changed", 1, "changed_meanwhile"),
        JournalError::NotMendable(_) => {
            plain(message, "cover or replace the file in the entry, or change the words where they were written", 1, "not_mendable")
        }
        JournalError::ChangedSince { things, .. } => Explanation {
            details: leaving::some_of(things.clone()),
            ..plain(
                message,
                "keep what came and bin what you do not want (`cpd-journal bin UID`), or take these changes back first (`cpd-journal history UID` tells them); nothing was changed",
                1,
                "changed_since",
            )
        },
        JournalError::TakenBackAlready { .. } => {
            plain(message, "`cpd-journal import --batches` shows what was taken in; nothing was changed", 1, "nothing")
        }
        JournalError::NoWalk => plain(
            message,
            "`cpd-journal walk start` begins one, `cpd-journal walk next` goes through its entries; without --walk all entries are meant",
            1,
            "not_found",
        ),
        JournalError::Import(error) => with_path(message, leaving::import_hint(error), 1, "import"),
        JournalError::BadDossier { .. } => {
            plain(message, "the file was changed by hand or is damaged; nothing was taken in", 1, "bad_file")
        }
        JournalError::TooFewItems => plain(message, "choose at least two different entries", USAGE, "too_few_items"),
        JournalError::CannotRollUp { .. } => plain(message, "leave it out; nothing was changed", 1, "cannot_roll_up"),
        JournalError::NotAClaim(_) => plain(message, "only what was rolled up can be taken apart; nothing was changed", 1, "not_a_claim"),
        JournalError::NoItemsLeft(_) => plain(message, "roll the items up again to make a new claim of them", 1, "no_items_left"),
        JournalError::Needs { .. } => plain(message, "nothing was changed", USAGE, "needs_more"),
        JournalError::Output { .. } => plain(message, "choose another folder", 1, "output"),
        JournalError::NoContent { .. } => plain(message, "`cpd-journal verify` tells what else is wrong", 1, "no_content"),
        JournalError::TooLarge { .. } => plain(message, "save a copy of it, make that smaller, and attach it", 1, "too_large"),
        JournalError::NotCovered { .. } => {
            plain(message, "pictures in PNG, JPEG, GIF and WebP can be covered; nothing was changed", 1, "not_covered")
        }
        JournalError::CoverOutside { .. } => plain(
            message,
            "boxes count from the left and the top of the picture as it is shown; nothing was changed",
            USAGE,
            "cover_outside",
        ),
        JournalError::File { .. } => with_path(message, "check the path, and that you may read the file", 1, "file"),
    }
}
