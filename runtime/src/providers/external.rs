//! Credentials that a program prints.

use std::fmt;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::key_response;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::{CachingProvider, CredentialProvider, Credentials, ProviderContext, through_cache};
use crate::variables::Variables;

const DISABLED: &str = "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS";
const LIMIT: Duration = Duration::from_secs(60);
/// The longest output of a program that is read.
const LONGEST: u64 = 64 * 1024;
/// The interval of looking whether the program has ended.
const LOOK: Duration = Duration::from_millis(10);
/// The lifetime of credentials without an expiry.
const LIFETIME: Duration = Duration::from_secs(3600);

/// Runs a program and reads what it prints, and does so again before that expires, or after an hour.
///
/// The command is split into words as a shell does it, with quotes and backslashes, but no shell runs it: there are no
/// variables, pipes or wildcards. The program gets no input, its error output is that of this process, and it is killed
/// after 60 seconds (it alone, not what it started). It prints a JSON object with `mode` (`AK` or `StsToken`),
/// `access_key_id`, `access_key_secret`, `sts_token` and `expiration`. It runs in a thread of its own, so it holds up
/// no executor.
///
/// Errors: `ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS=true`; the command cannot be split or started; the program fails,
/// takes too long, or prints something else. No error holds what it printed, or the command's arguments.
#[derive(Clone)]
pub struct ExternalProvider(CachingProvider<Source>);

#[derive(Clone)]
struct Source {
    variables: Variables,
    command: String,
    limit: Duration,
}

impl ExternalProvider {
    /// Runs this command.
    pub fn new(command: impl Into<String>) -> Self {
        Self::with(Variables::of_process(), command.into())
    }

    pub(crate) fn with(variables: Variables, command: String) -> Self {
        Self(CachingProvider::with_lifetime(Source { variables, command, limit: LIMIT }, LIFETIME))
    }

    /// Limits the run of the program.
    pub fn timeout(self, limit: Duration) -> Self {
        Self(self.0.with(|source| source.limit = limit))
    }
}

through_cache!(ExternalProvider);

/// Leaves the command out: an argument may be a password.
impl fmt::Debug for ExternalProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExternalProvider").field("timeout", &self.0.source().limit).finish_non_exhaustive()
    }
}

impl CredentialProvider for Source {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async {
            enabled(&self.variables)?;
            let words = split(&self.command).map_err(Error::credentials)?;
            let program = words[0].clone();
            let failed = |problem: String| {
                Error::credentials(format!("the program `{}` for credentials {problem}", program.escape_default()))
            };
            let (sender, receiver) = oneshot::channel();
            let limit = self.limit;
            // A thread and not the runtime's pool: it works without a runtime, and the end of one does not wait for it.
            let started = thread::Builder::new().name("alicloud-external".to_owned()).spawn(move || {
                let outcome = run(&words, limit, || sender.is_closed());
                let _ = sender.send(outcome);
            });
            started.map_err(|error| failed(format!("cannot be waited for: {error}")))?;
            let printed = match receiver.await {
                Ok(outcome) => outcome.map_err(failed)?,
                Err(_) => return Err(failed("could not be run".to_owned())),
            };
            let read = key_response::external(&printed);
            Ok(read.map_err(|problem| failed(format!("ran, but what it printed {problem}")))?.provided_by("external"))
        })
    }
}

/// Refuses to run programs, or to ask addresses of profiles, where the environment forbids it.
pub(super) fn enabled(variables: &Variables) -> Result<(), Error> {
    if variables.is_true(DISABLED)? {
        return Err(Error::credentials(format!(
            "{DISABLED} forbids to run programs or to ask addresses that a profile names; choose another profile"
        )));
    }
    Ok(())
}

/// The words of a command; at least one.
pub(crate) fn split(command: &str) -> Result<Vec<String>, String> {
    let words = shlex::split(command)
        .ok_or("the command for credentials has a quote that is not closed, or ends in a backslash; correct it")?;
    if words.first().is_none_or(String::is_empty) {
        return Err("the command for credentials is empty; name a program".to_owned());
    }
    Ok(words)
}

/// Runs a program to its end, its limit, or until nobody wants its output any more. The error reads on after its name.
fn run(words: &[String], limit: Duration, unwanted: impl Fn() -> bool) -> Result<Zeroizing<Vec<u8>>, String> {
    let begun = Instant::now();
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = Guard(command.spawn().map_err(|error| format!("cannot be started: {error}"))?);
    let mut output = child.0.stdout.take().ok_or("has no output")?;
    // Read beside the wait, since a program whose output nobody takes does not end; and not waited for after the limit,
    // since a program that it started may keep the output open.
    let (sender, printed) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST as usize + 1));
        let read = output.by_ref().take(LONGEST + 1).read_to_end(&mut bytes);
        let _ = sender.send(read.map(|_| bytes));
    });
    let status = loop {
        if let Some(status) = child.0.try_wait().map_err(|error| format!("cannot be waited for: {error}"))? {
            break status;
        }
        if begun.elapsed() >= limit || unwanted() {
            return Err(format!("did not end within {limit:?} and was killed"));
        }
        thread::sleep(LOOK);
    };
    let rest = if status.success() { limit.saturating_sub(begun.elapsed()) } else { Duration::ZERO };
    let bytes = printed.recv_timeout(rest.max(LOOK));
    // Asked first: a program whose output is not read to its end may fail because of that.
    if matches!(&bytes, Ok(Ok(bytes)) if bytes.len() as u64 > LONGEST) {
        return Err(format!("printed more than {LONGEST} bytes"));
    }
    if !status.success() {
        return Err(format!("failed ({status}); run it by hand to see why"));
    }
    let bytes = bytes.map_err(|_| format!("did not close its output within {limit:?}"))?;
    bytes.map_err(|error| format!("ran, but its output cannot be read: {error}"))
}

/// A running program, which ends when this is dropped.
struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_command_is_split_as_a_shell_would() {
        let words = split(r#"/opt/my\ tool --name 'a b' "c 'd'""#).unwrap();
        assert_eq!(words, ["/opt/my tool", "--name", "a b", "c 'd'"]);
        assert!(split("a 'hidden").unwrap_err().contains("quote that is not closed"));
        for empty in ["", "  ", "''"] {
            assert!(split(empty).unwrap_err().contains("is empty"), "{empty:?}");
        }
    }

    proptest! {
        #[test]
        fn no_command_makes_the_splitter_panic(command: String) {
            let _ = split(&command);
        }
    }

    #[cfg(unix)]
    mod on_unix {
        use super::*;
        use crate::testing::{Temporary, World, run};

        fn get(variables: &[(&str, &str)], command: &str) -> Result<Credentials, Error> {
            let provider = ExternalProvider::with(Variables::of(variables), command.to_owned());
            assert!(!format!("{provider:?}").contains("hidden"));
            let limit = if command.contains("sleep") { Duration::from_millis(100) } else { LIMIT };
            run(provider.timeout(limit).credentials(&World::new().context()))
        }

        #[test]
        fn what_a_program_prints_is_read() {
            let made = get(
                &[],
                r#"printf '{"mode":"StsToken","access_key_id":"id","access_key_secret":"s","sts_token":"t","expiration":"2100-01-01T00:00:00Z"}'"#,
            )
            .unwrap();
            assert_eq!((made.access_key_id(), made.provider()), ("id", "external"));
            assert!(made.expiration().is_some());
        }

        #[test]
        fn failures_do_not_show_output_or_arguments() {
            let cases = [
                ("/nowhere/program hidden", "cannot be started"),
                ("sh -c 'echo hidden; exit 3'", "exit status: 3"),
                ("echo hidden", "what it printed is not valid JSON"),
                (r#"echo '{"access_key_secret":"hidden"}'"#, "no `access_key_id`"),
                ("sh -c 'echo hidden; sleep 1'", "did not end within 100ms"),
                ("sh -c 'sleep 1 & echo hidden'", "did not close its output"),
                ("sh -c 'head -c 100000 /dev/zero'", "more than 65536 bytes"),
                ("'hidden", "quote that is not closed"),
            ];
            for (command, expected) in cases {
                let error = get(&[], command).unwrap_err();
                let text = format!("{error} {error:?}");
                assert!(text.contains(expected) && !text.contains("hidden"), "{command}: {text}");
            }
            let error = get(&[(DISABLED, "true")], "true").unwrap_err().to_string();
            assert!(error.contains(DISABLED), "{error}");
        }

        #[test]
        fn a_caller_who_gives_up_ends_the_program() {
            let file = Temporary::new("");
            let command = format!("sh -c 'echo $$ > {}; exec sleep 60'", file.path());
            let provider = ExternalProvider::with(Variables::of(&[]), command);
            let world = World::new();
            let context = world.context();
            let mut asking = provider.credentials(&context);
            let waker = std::task::Waker::noop();
            assert!(asking.as_mut().poll(&mut std::task::Context::from_waker(waker)).is_pending());
            let id = || std::fs::read_to_string(file.path()).unwrap().trim().to_owned();
            until("the program runs", || !id().is_empty());
            drop(asking);
            let is_there =
                || Command::new("kill").args(["-0", &id()]).stderr(Stdio::null()).status().unwrap().success();
            until("the program is gone", || !is_there());
        }

        /// Waits until something is so; panics if that does not happen.
        fn until(what: &str, is_so: impl Fn() -> bool) {
            let hangs = Instant::now() + Duration::from_secs(20);
            while !is_so() {
                assert!(Instant::now() < hangs, "it never came to this: {what}");
                thread::sleep(LOOK);
            }
        }
    }
}
