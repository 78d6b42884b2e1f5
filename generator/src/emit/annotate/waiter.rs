//! Waiters: the methods that repeat a call, and the members of the answer by which they know the ends.

use std::collections::BTreeMap;

use quote::quote;
use serde::Serialize;

use crate::diagnostic::Severity;
use crate::emit::Error;
use crate::emit::docs;
use crate::emit::markdown::{code, inline};
use crate::emit::model::{Condition, Outcome, Parameter, Struct, StructField, Ty, Waiter};
use crate::emit::names::{Case, RESERVED_SETTERS, assign};
use crate::ir::{self, End, Literal};

use super::Scope;
use super::operation::{Names, usage};
use super::paging::find;

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
    output: &[StructField],
    types: &BTreeMap<String, Struct>,
) -> Result<Vec<Waiter>, Error> {
    let mut waiters: Vec<Waiter> = Vec::new();
    for (waiter, method) in operation.waiters.iter().zip(methods(operation)) {
        let is_twin = waiters.iter().any(|known| known.method == method);
        let outcomes = if is_twin { Err("its name comes twice".to_owned()) } else { outcomes(waiter, output, types) };
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

fn outcomes(
    waiter: &ir::Waiter,
    output: &[StructField],
    types: &BTreeMap<String, Struct>,
) -> Result<Vec<Outcome>, String> {
    let condition = |(path, value): (&String, &Literal)| match find(output, types, path) {
        Some((way, ty)) if fits(&ty, value) => Ok(Condition { way, value: value.clone() }),
        _ => Err(format!("{path:?} of the answer cannot be {value}")),
    };
    let outcome = |outcome: &ir::Outcome| {
        Ok(Outcome {
            state: outcome.state.clone(),
            is_success: outcome.end == End::Success,
            conditions: outcome.when.iter().map(condition).collect::<Result<_, String>>()?,
        })
    };
    waiter.outcomes.iter().map(outcome).collect()
}

fn fits(ty: &Ty, value: &Literal) -> bool {
    match value {
        Literal::Boolean(_) => *ty == Ty::Boolean,
        Literal::Whole(value) => *ty == Ty::Int64 || (*ty == Ty::Int32 && i32::try_from(*value).is_ok()),
        Literal::Text(_) => *ty == Ty::Text,
    }
}

fn method_docs(
    scope: &Scope<'_>,
    waiter: &ir::Waiter,
    method: &str,
    names: &Names,
    parameters: &[Parameter],
) -> Result<String, Error> {
    let method = crate::emit::print::ident(method);
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
