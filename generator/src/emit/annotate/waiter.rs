//! Waiters: the methods that repeat a call, and the members of the response by which they know the ends.

use crate::emit::markdown::inline;
use crate::emit::model::{Condition, Outcome, Ty, Waiter, WaiterDocs};
use crate::emit::names::{Case, RESERVED_SETTERS, assign};
use crate::ir::{self, End, Literal};

use super::context::Context;
use super::docs::{excerpt, name_code};
use super::member::Members;
use super::output::without_fields;

/// The names of the waiters' methods, in their order.
pub fn methods(operation: &ir::Operation) -> Vec<String> {
    let wires: Vec<String> = operation.waiters.iter().map(|waiter| format!("wait_until_{}", waiter.name)).collect();
    assign(wires.iter().map(String::as_str), Case::Snake, RESERVED_SETTERS)
}

/// The waiters of an operation; what its response does not hold is reported and left out.
pub fn annotate(context: &mut Context<'_>, operation: &ir::Operation, members: &Members<'_>) -> Vec<Waiter> {
    let mut waiters: Vec<Waiter> = Vec::new();
    for (waiter, method) in operation.waiters.iter().zip(methods(operation)) {
        let is_twin = waiters.iter().any(|known| known.method == method);
        let outcomes = match without_fields(operation) {
            Some(problem) => Err(problem),
            None if is_twin => Err("its name comes twice".to_owned()),
            None => outcomes(waiter, members),
        };
        match outcomes {
            Ok(outcomes) => {
                let ir::Waiter { interval, max_interval, deadline, .. } = *waiter;
                waiters.push(Waiter { method, interval, max_interval, deadline, outcomes, docs: docs(waiter) });
            }
            Err(problem) => {
                let file = context.operation_file(&operation.operation);
                let message = format!("the waiter {:?} is left out: {problem}", excerpt(&waiter.name));
                context.report("waiter-not-emitted", file, message, "correct it in overrides.yaml");
            }
        }
    }
    waiters
}

fn outcomes(waiter: &ir::Waiter, members: &Members<'_>) -> Result<Vec<Outcome>, String> {
    let condition = |(path, value): (&String, &Literal)| match members.find(path) {
        Some((member, ty)) if scalar(&ty).is_some_and(|ty| value.fits(ty)) => {
            Ok(Condition { member, value: value.clone() })
        }
        _ => Err(format!("{path:?} of the answer cannot be {value}")),
    };
    let outcome = |outcome: &ir::Outcome| {
        if outcome.when.is_empty() {
            return Err(format!("its state {:?} has no condition", excerpt(&outcome.state)));
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

fn docs(waiter: &ir::Waiter) -> WaiterDocs {
    let states = |end: End| {
        let states = waiter.outcomes.iter().filter(move |outcome| outcome.end == end);
        states.map(|outcome| name_code(&outcome.state)).collect()
    };
    WaiterDocs {
        name: inline(&excerpt(&waiter.name)),
        success: states(End::Success),
        failure: states(End::Failure),
        interval: waiter.interval,
        max_interval: waiter.max_interval,
        deadline: waiter.deadline,
    }
}
