//! Calls every operation of a product, and looks at what arrived and at what came back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use alicloud_core::wire::{self, Mismatch, Wire};
use alicloud_core::{Config, Credentials, SignatureVersion, call};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::call::Call;
use crate::expected::Expected;
use crate::keys::Keys;
use crate::server::Server;

use super::compare::differences;
use super::sent::{Sent, wrong};

/// How an operation is called with a client of its product, and what becomes of the response.
pub struct Case<C> {
    /// The name on the wire.
    pub operation: &'static str,
    /// What becomes of the response.
    pub kind: Kind,
    /// A call with everything set.
    pub call: fn(&C) -> call::Call,
}

/// What becomes of a response.
pub enum Kind {
    /// It is read as JSON into such a value.
    Json(fn() -> Box<dyn Wire>),
    /// Its body is handed out.
    Body,
    /// Its body is ignored.
    Nothing,
}

/// What is known of an operation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    operation: String,
    method: String,
    /// The file of the example.
    example: Option<String>,
    /// The places of the response that the specification knows.
    #[serde(default)]
    known: Vec<String>,
    /// What must have arrived.
    sent: Vec<Sent>,
    /// Where the example contradicts the specification.
    #[serde(default)]
    mismatches: Vec<Known>,
}

/// A value of an example that is not what the specification says.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// Where it stands.
    path: String,
    /// The kind of what stands there.
    found: String,
}

impl Known {
    fn is(&self, mismatch: &Mismatch) -> bool {
        (self.path.as_str(), self.found.as_str()) == (mismatch.path(), mismatch.found())
    }
}

/// The tests of one product.
pub struct Suite {
    server: Server,
    data: BTreeMap<String, Data>,
    examples: PathBuf,
}

impl Suite {
    /// The tests of the product whose specification is in `specification`, by the data that lies below the folder of the
    /// emitted crate.
    ///
    /// # Panics
    ///
    /// When a file cannot be read, as a test should.
    pub fn load(specification: &str, generated: &str, module: &str) -> Self {
        let tests = Path::new(generated).join("tests");
        let data: Vec<Data> = read(&tests.join(format!("operations/{module}.json")));
        Self {
            server: Server::start(Expected::load(specification), Keys::new("testId", "testSecret")),
            data: data.into_iter().map(|data| (data.operation.clone(), data)).collect(),
            examples: tests.join("examples").join(module),
        }
    }

    /// Makes every call under both signatures, and looks at what arrived and at what came back.
    ///
    /// # Panics
    ///
    /// With everything that is wrong, operation by operation, as a test should.
    pub fn check<C>(&self, client: fn(&Config) -> C, cases: &[Case<C>]) {
        let clients = [SignatureVersion::V3, SignatureVersion::V1].map(|signature| client(&self.config(signature)));
        let calls = cases.iter().map(|case| (case.operation, &case.kind, clients.each_ref().map(case.call)));
        self.check_calls(calls.collect());
    }

    fn config(&self, signature: SignatureVersion) -> Config {
        let config = Config::builder()
            .region("cn-hangzhou")
            .credentials(Credentials::new("testId", "testSecret"))
            .endpoint(self.server.url())
            .signature(signature);
        config.build().expect("the configuration is complete")
    }

    fn check_calls(&self, calls: Vec<(&str, &Kind, [call::Call; 2])>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        assert_eq!(calls.len(), self.data.len(), "every operation is called");
        let mut failures = Vec::new();
        for (operation, kind, calls) in calls {
            let Some(data) = self.data.get(operation) else {
                failures.push(format!("{operation}: there is no data"));
                continue;
            };
            let example = data.example.as_ref().map(|file| self.example(file));
            for call in calls {
                match runtime.block_on(call.send::<Vec<u8>>()) {
                    Ok(body) => failures.extend(answered(data, kind, example.as_deref(), &body)),
                    Err(error) => failures.push(format!("{operation}: {error}")),
                }
            }
        }
        failures.extend(self.arrived());
        failures.dedup();
        assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    }

    fn example(&self, file: &str) -> String {
        let path = self.examples.join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// What is wrong with what arrived.
    fn arrived(&self) -> Vec<String> {
        let calls = self.server.calls();
        let mut by_operation: BTreeMap<&str, Vec<&Call>> = BTreeMap::new();
        for call in &calls {
            by_operation.entry(&call.operation).or_default().push(call);
        }
        let of = |data: &Data| {
            let calls = by_operation.get(data.operation.as_str()).map(Vec::as_slice).unwrap_or_default();
            let mut kinds: Vec<&str> = calls.iter().map(|call| call.signature).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let mut failures = Vec::new();
            if kinds.len() != 2 {
                failures.push(format!("{}: arrived under {kinds:?} in the place of two signatures", data.operation));
            }
            for call in calls {
                let wrong = wrong(call, &data.method, &data.sent);
                failures
                    .extend(wrong.iter().map(|wrong| format!("{} under {}: {wrong}", data.operation, call.signature)));
            }
            failures
        };
        self.data.values().flat_map(of).collect()
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is wrong with what came back.
fn answered(data: &Data, kind: &Kind, example: Option<&str>, body: &[u8]) -> Vec<String> {
    let operation = &data.operation;
    match (kind, example) {
        (Kind::Nothing, _) => Vec::new(),
        (Kind::Body, None) if body.is_empty() => vec![format!("{operation}: nothing came")],
        (_, Some(example)) if body.trim_ascii_end() != example.trim_end().as_bytes() => {
            vec![format!("{operation}: what came is not the example")]
        }
        (Kind::Body, _) => Vec::new(),
        (Kind::Json(empty), _) => decoded(data, empty(), body),
    }
}

/// Where a response is not what comes back from its type.
fn decoded(data: &Data, mut value: Box<dyn Wire>, body: &[u8]) -> Vec<String> {
    let operation = &data.operation;
    let mismatches = match wire::read(body, &mut *value) {
        Ok(mismatches) => mismatches,
        Err(problem) => return vec![format!("{operation}: the example is not read: {problem}")],
    };
    let mut failures = Vec::new();
    for mismatch in &mismatches {
        if !data.mismatches.iter().any(|known| known.is(mismatch)) {
            failures.push(format!("{operation}: {mismatch}"));
        }
    }
    for known in &data.mismatches {
        if !mismatches.iter().any(|mismatch| known.is(mismatch)) {
            failures.push(format!("{operation}: no mismatch is told: {known:?}"));
        }
    }
    let parse = |text: &[u8]| serde_json::from_slice::<Value>(text);
    let written = wire::json(value.node());
    match (parse(body), parse(written.as_bytes())) {
        (Ok(expected), Ok(actual)) => {
            let differences = differences(&expected, &actual, &data.known);
            // A member whose name is in another case comes back under the known one, and one item alone in a list.
            let is_below = |place: &str, path: &str| {
                let [place, path] = [place, path].map(|place| place.replace("[0]", ""));
                place.get(..path.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(&path))
            };
            let told = |place: &str| mismatches.iter().any(|mismatch| is_below(place, mismatch.path()));
            let untold = differences.iter().filter(|difference| !told(&difference.place));
            failures.extend(untold.map(|difference| format!("{operation}: {difference}")));
        }
        (Err(error), _) => failures.push(format!("{operation}: the example is no JSON: {error}")),
        (_, Err(error)) => failures.push(format!("{operation}: what is written is no JSON: {error}: {written}")),
    }
    failures
}
