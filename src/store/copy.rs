//! A consistent copy of a live journal.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::StoreError;

/// Makes a verified copy beside a journal before it is brought to a newer shape: `name.of-v1.cpd`. An earlier copy of the
/// same name is kept, and the new one gets a number.
pub(super) fn beside(db: &Connection, path: &Path, version: i64) -> Result<PathBuf, StoreError> {
    let stem = path.file_stem().map_or_else(|| "journal".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let target = (1..10_000)
        .map(|n| if n == 1 { format!("{stem}.of-v{version}.cpd") } else { format!("{stem}.of-v{version}-{n}.cpd") })
        .map(|name| path.with_file_name(name))
        .find(|target| !target.exists())
        .ok_or_else(|| StoreError::Io("no free name for the copy".to_owned()))?;
    verified(db, &target)?;
    Ok(target)
}

/// Copies the whole journal into a new file and reads it back before it gets its name.
pub(super) fn verified(db: &Connection, target: &Path) -> Result<(), StoreError> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let draft = tempfile::Builder::new().prefix(".copy-").tempdir_in(folder).map_err(|error| StoreError::from_io(&error, target))?;
    let path = draft.path().join("copy.cpd");
    db.execute("VACUUM INTO ?1", [path.to_string_lossy()])?;
    let copy = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(StoreError::Damaged(verdict));
    }
    drop(copy);
    let file = std::fs::File::open(&path).and_then(|file| file.sync_all());
    file.and_then(|()| std::fs::rename(&path, target)).map_err(|error| StoreError::from_io(&error, target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_copy_is_kept() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("mine.cpd");
        let db = Connection::open(&path).expect("file");
        db.execute_batch("CREATE TABLE kept (a); INSERT INTO kept VALUES (42)").expect("a row");
        for name in ["mine.of-v3.cpd", "mine.of-v3-2.cpd"] {
            let made = beside(&db, &path, 3).expect("copy");
            assert_eq!(made, folder.path().join(name));
            let copy = Connection::open(made).expect("copy opens");
            assert_eq!(copy.query_row("SELECT a FROM kept", [], |row| row.get::<_, i64>(0)).expect("row"), 42);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 3);
    }
}
