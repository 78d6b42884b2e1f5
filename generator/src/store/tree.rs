//! Brings a folder to a set of files: all of them, or none.
//!
//! What changes is first written beside the folder, then each file is renamed into its place. A rename replaces a file in
//! one step, so whoever looks, and whatever breaks, sees every file old or new, and whole. When a rename fails, those
//! before it are undone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use similar::TextDiff;

use crate::diagnostic::Diagnostic;

/// How many lines of one file's diff are shown.
const DIFF_LINES: usize = 80;
/// How long one diff may search for the shortest form before it settles for a longer one.
const DIFF_TIME: Duration = Duration::from_secs(1);

/// What brings a folder to a set of files.
#[derive(Clone, Debug)]
pub struct Plan {
    target: PathBuf,
    changes: Vec<Change>,
    unchanged: usize,
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

/// A file that differs: its path, what it holds and what it should hold.
#[derive(Clone, Debug)]
struct Change {
    path: String,
    old: Option<Vec<u8>>,
    new: Option<String>,
}

/// Brings the folder `target` to hold `files`, by relative path; see [`plan`]. On an error the folder is as it was.
pub fn write(
    target: &Path,
    files: &BTreeMap<String, String>,
    owned: impl Fn(&str, &[u8]) -> bool,
) -> Result<Summary, Diagnostic> {
    plan(target, files, owned)?.apply()
}

/// Compares the folder `target` with the `files` that it should hold, by relative path with `/`, and changes nothing.
///
/// A file that is in the folder only is surplus if `owned` says so, given its path and content; others are left alone.
/// Hidden files and folders are not looked at. An error: a path that leaves the folder, or what cannot be read.
pub fn plan(
    target: &Path,
    files: &BTreeMap<String, String>,
    owned: impl Fn(&str, &[u8]) -> bool,
) -> Result<Plan, Diagnostic> {
    let mut plan = Plan { target: target.to_owned(), changes: Vec::new(), unchanged: 0 };
    for (path, content) in files {
        check_path(path).map_err(|reason| refused(target, path, reason))?;
        check_parents(target, path)?;
        let old = read_existing(&target.join(path))?;
        if old.as_deref() == Some(content.as_bytes()) {
            plan.unchanged += 1;
        } else {
            plan.changes.push(Change { path: path.clone(), old, new: Some(content.clone()) });
        }
    }
    let mut found = Vec::new();
    list(target, "", &mut found)?;
    for path in found {
        if files.contains_key(&path) {
            continue;
        }
        let old = read_existing(&target.join(&path))?;
        if owned(&path, old.as_deref().unwrap_or_default()) {
            plan.changes.push(Change { path, old, new: None });
        }
    }
    plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(plan)
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
    fn apply_with(&self, rename: impl Fn(&Path, &Path) -> io::Result<()>) -> Result<Summary, Diagnostic> {
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

/// What is stale, missing and surplus, each with its diff.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in &self.changes {
            let state = match (&change.old, &change.new) {
                (None, _) => "missing",
                (_, None) => "surplus",
                _ => "stale",
            };
            writeln!(f, "{state}: {}", self.target.join(&change.path).display())?;
        }
        for change in &self.changes {
            write_diff(f, change)?;
        }
        Ok(())
    }
}

fn write_diff(f: &mut fmt::Formatter<'_>, change: &Change) -> fmt::Result {
    let old = String::from_utf8_lossy(change.old.as_deref().unwrap_or_default());
    let new = change.new.as_deref().unwrap_or_default();
    let diff = TextDiff::configure().timeout(DIFF_TIME).diff_lines(old.as_ref(), new);
    let name =
        |side: &str, exists: bool| if exists { format!("{side}/{}", change.path) } else { "/dev/null".to_owned() };
    let text = diff
        .unified_diff()
        .context_radius(3)
        .header(&name("a", change.old.is_some()), &name("b", change.new.is_some()))
        .to_string();
    let lines = text.lines().count();
    writeln!(f)?;
    for line in text.lines().take(DIFF_LINES) {
        writeln!(f, "{line}")?;
    }
    if lines > DIFF_LINES {
        writeln!(f, "… {} more lines", lines - DIFF_LINES)?;
    }
    Ok(())
}

/// The staging folder beside the target, and what was done so far.
struct Transaction {
    folder: PathBuf,
    /// The files that are in their place: index, path, whether there was one before.
    done: Vec<(usize, PathBuf, bool)>,
    /// The folders that were made, outer ones first.
    made: Vec<PathBuf>,
}

impl Transaction {
    /// Makes the staging folder, which also keeps a second writer out.
    fn begin(target: &Path) -> Result<Self, Diagnostic> {
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

    fn staged(&self, index: usize) -> PathBuf {
        self.folder.join(format!("{index}.new"))
    }

    fn kept(&self, index: usize) -> PathBuf {
        self.folder.join(format!("{index}.old"))
    }

    fn removed(&self, index: usize) -> PathBuf {
        self.folder.join(format!("{index}.removed"))
    }

    fn create_parents(&mut self, file: &Path) -> Result<(), Diagnostic> {
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
    fn roll_back(self, mut failure: Diagnostic) -> Diagnostic {
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

    fn end(self) {
        if !self.folder.as_os_str().is_empty() {
            // A leftover is reported by the next run.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Writes a file whose content is on the disk before it gets its final name, lest a loss of power leave an empty one.
fn write_durably(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(content)?;
    file.sync_data()
}

/// Refuses paths that are not plain relative ones on every system.
fn check_path(path: &str) -> Result<(), &'static str> {
    if path.is_empty() {
        return Err("it is empty");
    }
    if path.contains(['\0', '\\', ':']) || path.chars().any(char::is_control) {
        return Err("it contains a character that separates or ends paths on some systems");
    }
    if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
        return Err("it is absolute, or has an empty part, `.` or `..`");
    }
    if Path::new(path).components().any(|component| !matches!(component, Component::Normal(_))) {
        return Err("it leaves the folder");
    }
    Ok(())
}

/// Refuses a path that leads through a link or a file.
fn check_parents(target: &Path, path: &str) -> Result<(), Diagnostic> {
    for (end, _) in path.match_indices('/') {
        let folder = target.join(&path[..end]);
        match fs::symlink_metadata(&folder) {
            Ok(metadata) if !metadata.is_dir() => {
                return Err(refused(target, path, &format!("`{}` is not a folder", &path[..end])));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The content of a file; none if there is no file.
fn read_existing(path: &Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path, &error)),
    }
}

/// Lists the files below a folder; links are files here, whatever they lead to.
fn list(target: &Path, prefix: &str, out: &mut Vec<String>) -> Result<(), Diagnostic> {
    let folder = target.join(prefix);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(&folder, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| failed(&folder, &error))?;
        let kind = entry.file_type().map_err(|error| failed(&folder, &error))?;
        // A name that is not UTF-8 is none of ours.
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if kind.is_dir() {
            list(target, &path, out)?;
        } else if kind.is_file() {
            out.push(path);
        }
    }
    Ok(())
}

fn refused(target: &Path, path: &str, reason: &str) -> Diagnostic {
    let message = format!("the path {path:?} is refused: {reason}");
    diagnostic(
        target,
        "path-refused",
        message,
        "Rename what the path is made from; paths stay below the folder and are joined by `/`.",
    )
}

fn not_writable(path: &Path, reason: &str) -> Diagnostic {
    let message = format!("cannot write: {reason}");
    diagnostic(path, "not-writable", message, "Make the place writable, or choose another one.")
}

fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    diagnostic(
        path,
        "write-failed",
        error.to_string(),
        "Check the path, its permissions and the space that is left, and run again.",
    )
}

fn diagnostic(path: &Path, code: &'static str, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(path.display().to_string(), code, message, help)
}

#[cfg(test)]
mod tests;
