//! Waiters: the methods that repeat a call, and the members of the answer by which they know the ends.

use quote::quote;
use serde::Serialize;

use crate::diagnostic::Severity;
use crate::emit::Error;
use crate::emit::docs;
use crate::emit::markdown::{code, inline};
use crate::emit::model::{Condition, Outcome, Parameter, Ty, Waiter};
use crate::emit::names::{Case, RESERVED_SETTERS, assign, token};
use crate::ir::{self, End, Literal};

use super::Scope;
use super::operation::{Names, usage};
use super::way::Answer;

/// The facts of the documentation of a waiter's method.
#[derive(Serialize)]
struct WaiterFacts {
    name: String,
    success: Vec<String>,
    failure: Vec<String>,
    interval: u64,
    max_interval: u64,
    deadline: u64,
    example: String,
}

/// The names of the waiters' methods, in their order.
pub fn methods(operation: &ir::Operation) -> Vec<String> {
    let wires: Vec<String> = operation.waiters.iter().map(|waiter| format!("wait_until_{}", waiter.name)).collect();
    assign(wires.iter().map(String::as_str), Case::Snake, RESERVED_SETTERS)
}

/// The waiters of an operation; what cannot be told from its answer is reported and left out.
pub fn annotate(
    scope: &mut Scope<'_>,
    operation: &ir::Operation,
    names: &Names,
    parameters: &[Parameter],
    answer: &Answer<'_>,
) -> Result<Vec<Waiter>, Error> {
    let mut waiters: Vec<Waiter> = Vec::new();
    for (waiter, method) in operation.waiters.iter().zip(methods(operation)) {
        let is_twin = waiters.iter().any(|known| known.method == method);
        let outcomes = if is_twin { Err("its name comes twice".to_owned()) } else { outcomes(waiter, answer) };
        match outcomes {
            Ok(outcomes) => {
                let docs = method_docs(scope, waiter, &method, names, parameters)?;
                let ir::Waiter { interval, max_interval, deadline, .. } = *waiter;
                waiters.push(Waiter { method, interval, max_interval, deadline, outcomes, docs });
            }
            Err(problem) => {
                let file = scope.operation_file(&operation.operation);
                let message = format!("the waiter {:?} is left out: {problem}", docs::excerpt(&waiter.name));
                scope.report(Severity::Warning, "waiter-not-emitted", file, message, "correct it in overrides.yaml");
            }
        }
    }
    Ok(waiters)
}

fn outcomes(waiter: &ir::Waiter, answer: &Answer<'_>) -> Result<Vec<Outcome>, String> {
    let condition = |(path, value): (&String, &Literal)| match answer.find(path) {
        Some((way, ty)) if scalar(&ty).is_some_and(|ty| value.fits(ty)) => Ok(Condition { way, value: value.clone() }),
        _ => Err(format!("{path:?} of the answer cannot be {value}")),
    };
    let outcome = |outcome: &ir::Outcome| {
        if outcome.when.is_empty() {
            return Err(format!("its state {:?} has no condition", docs::excerpt(&outcome.state)));
        }
        Ok(Outcome {
            state: outcome.state.clone(),
            is_success: outcome.end == End::Success,
            conditions: outcome.when.iter().map(condition).collect::<Result<_, String>>()?,
        })
    };
    waiter.outcomes.iter().map(outcome).collect()
}

/// The type of the specification that a type of Rust with conditions stands for.
fn scalar(ty: &Ty) -> Option<ir::Type> {
    match ty {
        Ty::Boolean => Some(ir::Type::Boolean),
        Ty::Int32 => Some(ir::Type::Int32),
        Ty::Int64 => Some(ir::Type::Int64),
        Ty::Text => Some(ir::Type::String),
        _ => None,
    }
}

fn method_docs(
    scope: &Scope<'_>,
    waiter: &ir::Waiter,
    method: &str,
    names: &Names,
    parameters: &[Parameter],
) -> Result<String, Error> {
    let method = token(method);
    let example = usage(&scope.module, names, parameters, |call| {
        quote! {
            match #call.#method().wait().await {
                Ok(output) => println!("{output:?}"),
                Err(error) => println!("{error}"),
            }
        }
    })?;
    let states = |end: End| {
        let states = waiter.outcomes.iter().filter(move |outcome| outcome.end == end);
        states.map(|outcome| code(&docs::excerpt(&outcome.state))).collect()
    };
    let facts = WaiterFacts {
        name: inline(&docs::excerpt(&waiter.name)),
        success: states(End::Success),
        failure: states(End::Failure),
        interval: waiter.interval,
        max_interval: waiter.max_interval,
        deadline: waiter.deadline,
        example,
    };
    docs::render(scope.templates, "docs/waiter.md", &facts)
}
