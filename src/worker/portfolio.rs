//! What the window can ask for about registrations, records and practised audits, and how it is done.

use super::Event;
use crate::domain::drill::Drill;
use crate::domain::evidence::Proof;
use crate::domain::{EntryId, Evidence, Record, RecordDraft, RecordId, Registration, RegistrationDraft, RegistrationId, Uid};
use crate::journal::{By, EntryMend, Filed, Journal, JournalError, Outcome, Touched};

/// A wish about the portfolio.
#[derive(Clone, Debug)]
pub enum PortfolioRequest {
    /// Registers; [`Event::Registered`] tells, or [`Event::Failed`] with the ticket.
    Register {
        ticket: u64,
        draft: Box<RegistrationDraft>,
    },
    SaveRegistration {
        ticket: u64,
        id: RegistrationId,
        draft: Box<RegistrationDraft>,
    },
    RemoveRegistration(Box<Registration>),
    /// Where one stands in another cycle: [`Event::Stands`] tells.
    Stands(i32),
    /// Adds a record; [`Event::RecordAdded`] tells.
    AddRecord {
        ticket: u64,
        filed: Box<Filed>,
    },
    SaveRecord {
        id: RecordId,
        filed: Box<Filed>,
    },
    /// Writes a record; the details of others that are kept apart for it stay as they are, unread.
    SaveRecordOnly {
        id: RecordId,
        draft: Box<RecordDraft>,
    },
    BinRecord {
        record: Box<Record>,
        binned: bool,
    },
    /// Somebody else's details that are kept apart: [`Event::Apart`] tells.
    Apart(Uid),
    /// Erases them for good.
    EraseApart(Box<Record>),
    /// Puts one thing of an entry right.
    Mend {
        entry: EntryId,
        mend: Box<EntryMend>,
    },
    SetProof {
        evidence: Box<Evidence>,
        proves: Option<Proof>,
    },
    /// Standards that an entry may be about, by its words: [`Event::Standards`] tells.
    Suggest(EntryId),
    /// The forms of a registration, filled in from a cycle: [`Event::Forms`] tells.
    Forms {
        registration: RegistrationId,
        number: i32,
        /// With the details of others that are kept apart.
        with_apart: bool,
    },
    StartDrill(Box<Registration>),
    EndDrill(Box<Drill>),
    RemoveDrill(Box<Drill>),
}

/// Does what is asked for.
pub(super) fn handle(journal: &mut Journal, request: PortfolioRequest, tell: super::opened::Tell<'_>) -> Result<Touched, JournalError> {
    let done = |outcome: Outcome<()>| Ok(outcome.touched);
    match request {
        PortfolioRequest::Register { ticket, draft } => {
            let Outcome { value, touched } = journal.add_registration(*draft)?;
            tell(Event::Registered { ticket, registration: Box::new(value) });
            Ok(touched)
        }
        PortfolioRequest::SaveRegistration { ticket, id, draft } => {
            let touched = journal.save_registration(id, &draft, By::Command)?.touched;
            tell(Event::Registered { ticket, registration: Box::new(Registration { id, uid: uid_of(journal, id)?, draft: *draft }) });
            Ok(touched)
        }
        PortfolioRequest::RemoveRegistration(registration) => done(journal.remove_registration(&registration)?),
        PortfolioRequest::Stands(number) => {
            tell(Event::Stands { number, stands: journal.stands(number)? });
            Ok(Touched::default())
        }
        PortfolioRequest::AddRecord { ticket, filed } => {
            let Outcome { value, touched } = journal.add_record(*filed)?;
            tell(Event::RecordAdded { ticket, record: Box::new(value) });
            Ok(touched)
        }
        PortfolioRequest::SaveRecord { id, filed } => done(journal.save_record(id, *filed, By::Autosave)?),
        PortfolioRequest::SaveRecordOnly { id, draft } => done(journal.save_record_only(id, *draft, By::Autosave)?),
        PortfolioRequest::BinRecord { record, binned } => done(journal.bin_record(&record, binned)?),
        PortfolioRequest::Apart(record) => {
            tell(Event::Apart { record, apart: journal.apart(record)? });
            Ok(Touched::default())
        }
        PortfolioRequest::EraseApart(record) => done(journal.erase_apart(&record)?),
        PortfolioRequest::Mend { entry, mend } => done(journal.mend_entry(entry, &mend)?),
        PortfolioRequest::SetProof { evidence, proves } => done(journal.set_proof(&evidence, proves)?),
        PortfolioRequest::Suggest(entry) => {
            tell(Event::Standards { entry, suggested: journal.suggested(entry)? });
            Ok(Touched::default())
        }
        PortfolioRequest::Forms { registration, number, with_apart } => {
            tell(Event::Forms { registration, number, with_apart, forms: journal.forms(registration, number, with_apart)? });
            Ok(Touched::default())
        }
        PortfolioRequest::StartDrill(registration) => Ok(journal.start_drill(&registration)?.touched),
        PortfolioRequest::EndDrill(drill) => done(journal.end_drill(&drill)?),
        PortfolioRequest::RemoveDrill(drill) => done(journal.remove_drill(&drill)?),
    }
}

fn uid_of(journal: &Journal, id: RegistrationId) -> Result<Uid, JournalError> {
    let found = journal.registrations()?.into_iter().find(|one| one.id == id).map(|one| one.uid);
    found.ok_or_else(|| JournalError::NotFound { what: crate::journal::Thing::Registration, name: String::new() })
}

/// The ticket of a wish, by which its failure is told.
pub(super) fn ticket(request: &PortfolioRequest) -> Option<u64> {
    match request {
        PortfolioRequest::Register { ticket, .. }
        | PortfolioRequest::SaveRegistration { ticket, .. }
        | PortfolioRequest::AddRecord { ticket, .. } => Some(*ticket),
        _ => None,
    }
}
