//! What brings a folder to a set of files, and doing it: all of it, or nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::{failed, not_writable};
use super::transaction::{Transaction, write_durably};
use crate::diagnostic::Diagnostic;

/// What brings a folder to a set of files.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) target: PathBuf,
    pub(super) changes: Vec<Change>,
    pub(super) unchanged: usize,
}

/// A file that differs: its path, what it holds and what it should hold.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) path: String,
    pub(super) old: Option<Vec<u8>>,
    pub(super) new: Option<String>,
}

/// What became of the files, as paths relative to the folder with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The files that were written: new ones and those that differed.
    pub written: Vec<String>,
    /// How many files already were as they should be.
    pub unchanged: usize,
    /// The files that were removed.
    pub removed: Vec<String>,
}

impl Plan {
    /// Whether the folder already is as it should be.
    pub fn is_fresh(&self) -> bool {
        self.changes.is_empty()
    }

    /// The files that exist and should hold something else.
    pub fn stale(&self) -> impl Iterator<Item = &str> {
        self.paths(|change| change.old.is_some() && change.new.is_some())
    }

    /// The files that should exist.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.paths(|change| change.old.is_none())
    }

    /// The files that should not exist.
    pub fn surplus(&self) -> impl Iterator<Item = &str> {
        self.paths(|change| change.new.is_none())
    }

    fn paths(&self, choose: impl Fn(&Change) -> bool) -> impl Iterator<Item = &str> {
        self.changes.iter().filter(move |change| choose(change)).map(|change| change.path.as_str())
    }

    /// Brings the folder to what was planned. On an error the folder is as it was.
    pub fn apply(&self) -> Result<Summary, Diagnostic> {
        self.apply_with(|from, to| fs::rename(from, to))
    }

    /// [`Plan::apply`] with another way to rename, for the tests to make it fail.
    pub(super) fn apply_with(&self, rename: impl Fn(&Path, &Path) -> io::Result<()>) -> Result<Summary, Diagnostic> {
        let mut summary = Summary { unchanged: self.unchanged, ..Summary::default() };
        if !self.is_fresh() {
            let mut transaction = Transaction::begin(&self.target)?;
            let result = self
                .check_writable()
                .and_then(|()| self.stage(&transaction))
                .and_then(|()| self.rename_all(&mut transaction, &rename));
            if let Err(failure) = result {
                return Err(transaction.roll_back(failure));
            }
            transaction.end();
            self.remove_empty_folders();
        }
        for change in &self.changes {
            let list = if change.new.is_some() { &mut summary.written } else { &mut summary.removed };
            list.push(change.path.clone());
        }
        Ok(summary)
    }

    /// Finds out, before anything is changed, what cannot be.
    pub fn check_writable(&self) -> Result<(), Diagnostic> {
        let mut folders = BTreeSet::new();
        for change in &self.changes {
            let file = self.target.join(&change.path);
            if fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.permissions().readonly()) {
                return Err(not_writable(&file, "the file is read-only"));
            }
            let existing = file.ancestors().skip(1).find(|folder| folder.exists());
            folders.extend(existing.map(Path::to_owned));
        }
        for folder in folders {
            if fs::metadata(&folder).is_ok_and(|metadata| metadata.permissions().readonly()) {
                return Err(not_writable(&folder, "the folder is read-only"));
            }
            let probe = folder.join(format!(".writable-{}", std::process::id()));
            fs::write(&probe, "").map_err(|error| not_writable(&folder, &error.to_string()))?;
            fs::remove_file(&probe).map_err(|error| not_writable(&folder, &error.to_string()))?;
        }
        Ok(())
    }

    /// Writes what is new into the staging folder, and keeps what is there now.
    fn stage(&self, transaction: &Transaction) -> Result<(), Diagnostic> {
        for (index, change) in self.changes.iter().enumerate() {
            let file = self.target.join(&change.path);
            if change.old.is_some() {
                let kept = transaction.kept(index);
                fs::hard_link(&file, &kept)
                    .or_else(|_| fs::copy(&file, &kept).map(drop))
                    .map_err(|error| failed(&file, &error))?;
            }
            if let Some(content) = &change.new {
                let staged = transaction.staged(index);
                write_durably(&staged, content.as_bytes()).map_err(|error| failed(&staged, &error))?;
                if let Ok(metadata) = fs::metadata(&file) {
                    fs::set_permissions(&staged, metadata.permissions()).map_err(|error| failed(&staged, &error))?;
                }
            }
        }
        Ok(())
    }

    fn rename_all(
        &self,
        transaction: &mut Transaction,
        rename: &impl Fn(&Path, &Path) -> io::Result<()>,
    ) -> Result<(), Diagnostic> {
        for (index, change) in self.changes.iter().enumerate() {
            let file = self.target.join(&change.path);
            if change.new.is_some() {
                transaction.create_parents(&file)?;
                rename(&transaction.staged(index), &file).map_err(|error| failed(&file, &error))?;
            } else {
                rename(&file, &transaction.removed(index)).map_err(|error| failed(&file, &error))?;
            }
            transaction.done.push((index, file, change.old.is_some()));
        }
        Ok(())
    }

    /// Folders that lost their last file go with it; that one stays is no error.
    fn remove_empty_folders(&self) {
        for change in self.changes.iter().filter(|change| change.new.is_none()) {
            let file = self.target.join(&change.path);
            for folder in file.ancestors().skip(1).take_while(|folder| *folder != self.target) {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
    }
}
