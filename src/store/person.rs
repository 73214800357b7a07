//! People and sources in the file. Entries name them by words of their own; renaming somebody renames them there, too.

use rusqlite::{Row, params};

use super::sql_types::uid;
use super::{Reader, StoreError, Tx};
use crate::domain::{EntryId, Person, PersonDraft, PersonId, Uid};

fn from_row(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: PersonId::from_row(row.get(0)?),
        uid: uid(row, 1)?,
        draft: PersonDraft {
            name: row.get(2)?,
            handle: row.get(3)?,
            profession: row.get(4)?,
            place: row.get(5)?,
            organisation: row.get(6)?,
        },
    })
}

impl Reader<'_> {
    /// Everybody who is known, by name.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn people(&self) -> Result<Vec<Person>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, uid, name, handle, profession, place, organisation FROM person ORDER BY iif(name = '', handle, name) COLLATE NOCASE, id",
        )?;
        Ok(statement.query_map([], from_row)?.collect::<Result<_, _>>()?)
    }

    /// Every name that entries have for people, with how many entries that are not in the bin name it, the most often named first.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn named_people(&self) -> Result<Vec<(String, u32)>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, count(*) FROM entry_person JOIN entry ON entry.id = entry_person.entry WHERE binned_at IS NULL
             GROUP BY name ORDER BY count(*) DESC, name COLLATE NOCASE",
        )?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// Every name that any entry has for somebody.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn names_in_entries(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT DISTINCT name FROM entry_person ORDER BY name")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The entries that name somebody so.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn entries_naming(&self, name: &str) -> Result<Vec<EntryId>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT entry FROM entry_person WHERE name = ?1 ORDER BY entry")?;
        Ok(statement.query_map([name], |row| row.get(0).map(EntryId::from_row))?.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Adds somebody.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn insert_person(&self, uid: Uid, draft: &PersonDraft) -> Result<PersonId, StoreError> {
        let PersonDraft { name, handle, profession, place, organisation } = draft;
        self.db
            .prepare_cached("INSERT INTO person (uid, name, handle, profession, place, organisation) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![uid.to_string(), name, handle, profession, place, organisation])?;
        Ok(PersonId::from_row(self.db.last_insert_rowid()))
    }

    /// Writes what is known of somebody.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn update_person(&self, id: PersonId, draft: &PersonDraft) -> Result<(), StoreError> {
        let PersonDraft { name, handle, profession, place, organisation } = draft;
        self.db
            .prepare_cached("UPDATE person SET name = ?2, handle = ?3, profession = ?4, place = ?5, organisation = ?6 WHERE id = ?1")?
            .execute(params![id.row(), name, handle, profession, place, organisation])?;
        Ok(())
    }

    /// Forgets what is known of somebody; entries keep the name.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn delete_person(&self, id: PersonId) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM person WHERE id = ?1")?.execute([id.row()])?;
        Ok(())
    }

    /// What was known of somebody when the step began that is being written; `None` when nothing of it was changed in that step yet.
    ///
    /// # Errors
    /// [`StoreError`] when the ledger cannot be read.
    pub fn person_before(&self, id: PersonId) -> Result<Option<PersonDraft>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT json_extract(before, '$.name'), json_extract(before, '$.handle'), json_extract(before, '$.profession'),
                    json_extract(before, '$.place'), json_extract(before, '$.organisation') FROM change
             WHERE step = (SELECT step FROM ledger_now) AND tbl = 'person' AND row = ?1 AND op = 'update' ORDER BY id LIMIT 1",
        )?;
        let mut rows = statement.query([id.row()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(PersonDraft {
            name: row.get(0)?,
            handle: row.get(1)?,
            profession: row.get(2)?,
            place: row.get(3)?,
            organisation: row.get(4)?,
        }))
    }

    /// Gives another name to what was renamed earlier in the step that is being written.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn rename_again(&self, new: &str) -> Result<(), StoreError> {
        const RENAMED: &str =
            "id IN (SELECT row FROM change WHERE step = (SELECT step FROM ledger_now) AND tbl = 'entry_person' AND op = 'update')";
        self.db
            .prepare_cached(&format!(
                "DELETE FROM entry_person WHERE {RENAMED} AND name <> ?1
                    AND EXISTS (SELECT 1 FROM entry_person AS other WHERE other.entry = entry_person.entry AND other.name = ?1)"
            ))?
            .execute([new])?;
        self.db.prepare_cached(&format!("UPDATE entry_person SET name = ?1 WHERE {RENAMED} AND name <> ?1"))?.execute([new])?;
        Ok(())
    }

    /// Gives somebody another name in every entry; an entry that has it already loses the old one only.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be written.
    pub fn rename_in_entries(&self, old: &str, new: &str) -> Result<(), StoreError> {
        if old == new {
            return Ok(());
        }
        self.db
            .prepare_cached("DELETE FROM entry_person WHERE name = ?1 AND entry IN (SELECT entry FROM entry_person WHERE name = ?2)")?
            .execute([old, new])?;
        self.db.prepare_cached("UPDATE entry_person SET name = ?2 WHERE name = ?1")?.execute([old, new])?;
        Ok(())
    }
}
