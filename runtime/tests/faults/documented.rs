//! Errors with codes that the reference lists: those that pass are repeated, those that name a fault of the call are not,
//! whatever their status; and answers of status 200 that say that the operation failed.

use super::case::{Case, cases};
use super::expected::{answered, ok};
use super::script::Answer;

cases! {
    a_documented_dispatch_error: once(500, "InternalError.Dispatch")
        => Read ok(2, 2), Write answered("InternalError.Dispatch", 1, 1), Token ok(2, 2);
    a_documented_dispatch_error_each_time: always(500, "InternalError.Dispatch")
        => Read answered("InternalError.Dispatch", 3, 3), Write answered("InternalError.Dispatch", 1, 1),
           Token answered("InternalError.Dispatch", 3, 3);
    a_documented_internal_failure: once(500, "InternalFailure")
        => Read ok(2, 2), Write answered("InternalFailure", 1, 1), Token ok(2, 2);
    a_documented_internal_server_error: once(500, "InternalServerError")
        => Read ok(2, 2), Write answered("InternalServerError", 1, 1), Token ok(2, 2);
    a_documented_unknown_error: once(500, "UnknownError")
        => Read ok(2, 2), Write answered("UnknownError", 1, 1), Token ok(2, 2);
    a_documented_timeout: once(504, "RequestTimeout")
        => Read ok(2, 2), Write answered("RequestTimeout", 1, 1), Token ok(2, 2);
    a_documented_timeout_that_blames_the_call: once(400, "RequestTimeout")
        => Read ok(2, 2), Write answered("RequestTimeout", 1, 1), Token ok(2, 2);
    a_documented_busy_system: once(503, "SystemBusy")
        => Read ok(2, 2), Write answered("SystemBusy", 1, 1), Token ok(2, 2);
    a_documented_busy_service_that_blames_the_call: once(400, "ServiceBusy")
        => Read ok(2, 2), Write answered("ServiceBusy", 1, 1), Token ok(2, 2);
    a_documented_service_that_is_away: once(503, "ServiceUnavailable.Quay")
        => Read ok(2, 2), Write answered("ServiceUnavailable.Quay", 1, 1), Token ok(2, 2);
    /// The reference says to try again later.
    a_code_that_passes: once(409, "BoatMoving")
        => Read ok(2, 2), Write answered("BoatMoving", 1, 1), Token ok(2, 2);
    /// Codes that begin so name a fault of the call, but for the one of which the reference says that it passes.
    a_code_that_passes_and_does_not_look_so: once(400, "InvalidBoat.Moving")
        => Read ok(2, 2), Write answered("InvalidBoat.Moving", 1, 1), Token ok(2, 2);
    a_code_of_the_business: once(500, "BoatGone")
        => Read answered("BoatGone", 1, 1).not_retryable(), Write answered("BoatGone", 1, 1).not_retryable(),
           Token answered("BoatGone", 1, 1).not_retryable();
    a_code_of_the_business_from_a_bad_gateway: once(502, "BoatGone")
        => Read ok(2, 2), Write answered("BoatGone", 1, 1), Token ok(2, 2);
    a_code_of_the_business_from_a_gateway_that_waited: once(504, "BoatGone")
        => Read ok(2, 2), Write answered("BoatGone", 1, 1), Token ok(2, 2);
    forbidden_by_a_service_that_is_away: once(503, "Forbidden.RAM")
        => Read ok(2, 2), Write answered("Forbidden.RAM", 1, 1), Token ok(2, 2);

    said_to_have_failed: Case::answers([failed("\"SystemBusy\"")]).checked()
        => Read ok(2, 2), Write answered("SystemBusy", 1, 1), Token ok(2, 2);
    said_to_have_failed_for_good: Case::answers([failed("\"BoatGone\"")]).checked()
        => Read answered("BoatGone", 1, 1).not_retryable(), Write answered("BoatGone", 1, 1).not_retryable();
    said_to_have_failed_by_a_status: Case::answers([failed("503")]).checked()
        => Read ok(2, 2), Write answered("503", 1, 1), Token ok(2, 2);
    said_to_be_throttled: Case::answers([Answer { refuses: true, ..failed("\"Throttling.User\"") }]).checked()
        => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    said_to_have_failed_where_nobody_checks: Case::answers([failed("\"SystemBusy\"")])
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    said_to_have_succeeded: Case::answers([Answer::new(200, &[], r#"{"success":"True","Code":"SystemBusy"}"#)]).checked()
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
}

fn once(status: u16, code: &str) -> Case {
    Case::answers([Answer::error(status, code, &[])])
}

fn always(status: u16, code: &str) -> Case {
    Case::answers([0; 9].map(|_| Answer::error(status, code, &[])))
}

fn failed(code: &str) -> Answer {
    Answer::new(200, &[], format!(r#"{{"Code":{code},"Success":false}}"#))
}
