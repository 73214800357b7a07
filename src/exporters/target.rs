//! The temporary place beside the target, and the rename at the end.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir, TempPath};

use super::{ExportError, Form, Replace, sums};
use crate::domain::Digest;

/// The page that every folder of ours begins with; its front matter has [`MARK`].
pub(super) const INDEX: &str = "index.md";

/// The line in the front matter of [`INDEX`] by which a folder is known to be ours.
pub(super) const MARK: &str = "cpd_journal: 1";

/// The same line where the folder holds tables: no data of ours is in it that could be taken in again.
pub(super) const MARK_OF_TABLES: &str = "cpd_journal_tables: 1";

/// Files that systems put into folders by themselves.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

const PREFIX: &str = ".cpd-export-";

/// An export on its way: written at [`Self::place`], moved by [`Self::land`], removed when dropped before.
pub(super) struct Landing {
    target: PathBuf,
    folder: PathBuf,
    replace: Replace,
    temporary: Temporary,
}

enum Temporary {
    File(TempPath),
    Folder(TempDir),
}

impl Landing {
    /// Looks at the target and makes an empty place beside it.
    pub(super) fn prepare(target: &Path, form: Form, replace: Replace) -> Result<Self, ExportError> {
        let target = resolved(target, replace)?;
        if target.file_name().is_none() {
            return Err(ExportError::NoName(target));
        }
        let folder = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        match fs::metadata(&folder) {
            Ok(there) if there.is_dir() => {}
            Ok(_) => return Err(ExportError::NotAFolder(folder)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(ExportError::NoFolder(folder)),
            Err(error) => return Err(ExportError::io(&folder, error)),
        }
        obstacle(&target, form, replace)?;
        let mut builder = Builder::new();
        builder.prefix(PREFIX).suffix(".tmp");
        // As any program saves: the user's own umask decides who may read it.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(if form == Form::File { 0o666 } else { 0o777 }));
        let temporary = match form {
            Form::File => builder.tempfile_in(&folder).map(|file| Temporary::File(file.into_temp_path())),
            Form::Folder => builder.tempdir_in(&folder).map(Temporary::Folder),
        };
        let temporary = temporary.map_err(|source| ExportError::io(&folder, source))?;
        Ok(Self { target, folder, replace, temporary })
    }

    /// Where to write.
    pub(super) fn place(&self) -> &Path {
        match &self.temporary {
            Temporary::File(path) => path,
            Temporary::Folder(folder) => folder.path(),
        }
    }

    /// Where it will be.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// Completes what was written: lists the files of a folder, and has everything on the disk. Gives size and digest.
    pub(super) fn seal(&self) -> Result<(u64, Digest), ExportError> {
        let inner = || match &self.temporary {
            Temporary::File(path) => {
                sync(path)?;
                let (digest, bytes) = sums::of_file(path)?;
                Ok((bytes, digest))
            }
            Temporary::Folder(folder) => {
                let sealed = sums::seal(folder.path())?;
                let paths = sums::files(folder.path()).map_err(|source| ExportError::io(folder.path(), source))?;
                paths.keys().try_for_each(|path| sync(&folder.path().join(path)))?;
                Ok(sealed)
            }
        };
        inner().map_err(|error: ExportError| error.at(&self.target))
    }

    /// Puts it where it belongs.
    pub(super) fn land(self) -> Result<PathBuf, ExportError> {
        let Self { target, folder, replace, temporary } = self;
        match temporary {
            Temporary::File(path) => {
                let landed = match replace {
                    Replace::Allow => path.persist(&target),
                    Replace::Refuse => path.persist_noclobber(&target),
                };
                landed.map_err(|error| ExportError::io(&target, error.error))?;
            }
            Temporary::Folder(new) => {
                // Somebody may have put something there in the meantime.
                obstacle(&target, Form::Folder, replace)?;
                swap(&new, &target, &folder).map_err(|source| ExportError::io(&target, source))?;
                // It has another name now; there is nothing to remove.
                let _ = new.keep();
            }
        }
        // The rename itself is on the disk only when its folder is. Not every system can do that, and none loses the file by it.
        let _ = File::open(&folder).and_then(|folder| folder.sync_all());
        Ok(target)
    }
}

/// Where a link leads, so that replacing writes the file and not the link.
fn resolved(target: &Path, replace: Replace) -> Result<PathBuf, ExportError> {
    match fs::symlink_metadata(target) {
        Ok(there) if there.is_symlink() && replace == Replace::Allow => {
            fs::canonicalize(target).map_err(|source| ExportError::io(target, source))
        }
        _ => Ok(target.to_owned()),
    }
}

/// Whether something at the target is in the way.
fn obstacle(target: &Path, form: Form, replace: Replace) -> Result<(), ExportError> {
    let there = match fs::symlink_metadata(target) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(ExportError::io(target, error)),
    };
    let path = target.to_owned();
    match form {
        Form::File if there.is_dir() => Err(ExportError::IsAFolder(path)),
        Form::Folder if there.is_dir() => {
            let files = sums::files(target).map_err(|source| ExportError::io(target, source))?;
            if files.keys().all(|file| LITTER.contains(&file.as_str())) && is_bare(target) {
                Ok(())
            } else if replace == Replace::Refuse {
                Err(ExportError::Exists(path))
            } else {
                ours(target, files.keys())
            }
        }
        _ if replace == Replace::Refuse => Err(ExportError::Exists(path)),
        Form::Folder if there.is_file() => Err(ExportError::NotAFolder(path)),
        _ if !there.is_file() => Err(ExportError::Special(path)),
        Form::File | Form::Folder => Ok(()),
    }
}

/// Whether there are no folders in a folder either.
fn is_bare(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut items| !items.any(|item| item.is_ok_and(|item| item.path().is_dir())))
}

/// Whether we wrote a folder, and every file in it.
fn ours<'a>(folder: &Path, files: impl Iterator<Item = &'a String>) -> Result<(), ExportError> {
    let not_ours = || ExportError::NotOurs(folder.to_owned());
    let index = fs::read_to_string(folder.join(INDEX)).map_err(|_| not_ours())?;
    let list = fs::read_to_string(folder.join(sums::LIST)).map_err(|_| not_ours())?;
    let listed = sums::listed(&list).ok_or_else(not_ours)?;
    if !index.starts_with("---\n")
        || !index.lines().skip(1).take_while(|line| *line != "---").any(|line| [MARK, MARK_OF_TABLES].contains(&line))
    {
        return Err(not_ours());
    }
    let known = |file: &str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        file == sums::LIST || listed.contains(&file) || LITTER.contains(&name)
    };
    match files.into_iter().find(|file| !known(file)) {
        Some(stranger) => Err(ExportError::Strangers { path: folder.to_owned(), stranger: stranger.clone() }),
        None => Ok(()),
    }
}

/// Puts a folder in the place of another one, and takes that back if it does not work.
fn swap(new: &TempDir, target: &Path, folder: &Path) -> io::Result<()> {
    if fs::symlink_metadata(target).is_err() {
        return fs::rename(new.path(), target);
    }
    let old = Builder::new().prefix(PREFIX).suffix(".old").tempdir_in(folder)?;
    let kept = old.path().join("kept");
    fs::rename(target, &kept)?;
    if let Err(error) = fs::rename(new.path(), target) {
        // Should even this fail, what was there must not be removed with its temporary folder.
        if fs::rename(&kept, target).is_err() {
            let _ = old.keep();
        }
        return Err(error);
    }
    Ok(())
}

/// Has a file on the disk.
fn sync(path: &Path) -> Result<(), ExportError> {
    File::options().write(true).open(path).and_then(|file| file.sync_all()).map_err(|source| ExportError::io(path, source))
}
