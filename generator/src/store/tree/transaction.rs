//! The staging folder of a write: what was done, and how it is undone.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::failure::{diagnostic, failed, not_writable};
use crate::diagnostic::Diagnostic;

/// The staging folder beside the target, and what was done so far.
pub(super) struct Transaction {
    folder: PathBuf,
    /// The files that are in their place: index, path, whether there was one before.
    pub(super) done: Vec<(usize, PathBuf, bool)>,
    /// The folders that were made, outer ones first.
    made: Vec<PathBuf>,
}

impl Transaction {
    /// Makes the staging folder, which also keeps a second writer out.
    pub(super) fn begin(target: &Path) -> Result<Self, Diagnostic> {
        let mut transaction = Self { folder: PathBuf::new(), done: Vec::new(), made: Vec::new() };
        let absolute = std::path::absolute(target).map_err(|error| failed(target, &error))?;
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(not_writable(target, "it has no parent folder to write beside it"));
        };
        if let Err(failure) = transaction.create_folders(parent) {
            return Err(transaction.roll_back(failure));
        }
        let folder = parent.join(format!(".{}.writing", name.to_string_lossy()));
        if let Err(error) = fs::create_dir(&folder) {
            let failure = if error.kind() == io::ErrorKind::AlreadyExists {
                let message = "another run is writing, or one was interrupted".to_owned();
                let help = "Wait for the other run; if there is none, remove this folder and run again.";
                diagnostic(&folder, "folder-in-use", message, help)
            } else {
                not_writable(parent, &error.to_string())
            };
            return Err(transaction.roll_back(failure));
        }
        transaction.folder = folder;
        Ok(transaction)
    }

    pub(super) fn staged(&self, index: usize) -> PathBuf {
        self.folder.join(format!("{index}.new"))
    }

    pub(super) fn kept(&self, index: usize) -> PathBuf {
        self.folder.join(format!("{index}.old"))
    }

    pub(super) fn removed(&self, index: usize) -> PathBuf {
        self.folder.join(format!("{index}.removed"))
    }

    pub(super) fn create_parents(&mut self, file: &Path) -> Result<(), Diagnostic> {
        file.parent().map_or(Ok(()), |parent| self.create_folders(parent))
    }

    fn create_folders(&mut self, folder: &Path) -> Result<(), Diagnostic> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|error| failed(folder, &error))?;
            self.made.push(folder.to_owned());
        }
        Ok(())
    }

    /// Undoes what was done, the last first. What is left of the staging folder is named if that fails too.
    pub(super) fn roll_back(self, mut failure: Diagnostic) -> Diagnostic {
        let mut broken = Vec::new();
        for (index, file, existed) in self.done.iter().rev() {
            let undone = if *existed { fs::rename(self.kept(*index), file) } else { fs::remove_file(file) };
            if undone.is_err() {
                broken.push(file.display().to_string());
            }
        }
        for folder in self.made.iter().rev() {
            // Whatever else is in it by now is not ours.
            let _ = fs::remove_dir(folder);
        }
        if broken.is_empty() {
            failure.message.push_str("; nothing was changed");
            self.end();
        } else {
            failure.message.push_str("; undoing the changes before it failed as well");
            failure.help = format!(
                "Restore from version control, or from the folder {}, which keeps the old content: {}",
                self.folder.display(),
                broken.join(", ")
            );
        }
        failure
    }

    pub(super) fn end(self) {
        if !self.folder.as_os_str().is_empty() {
            // A leftover is reported by the next run.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Writes a file whose content is on the disk before it gets its final name, lest a loss of power leave an empty one.
pub(super) fn write_durably(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(content)?;
    file.sync_data()
}
