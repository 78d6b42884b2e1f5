//! The codes of what is wrong with files, corrections and specifications. No page shows them.

use super::code::Code;
use crate::diagnostic::severity::Severity::{self, Error, Note, Warning};

const fn code(code: &'static str, severity: Severity, meaning: &'static str, remedy: &'static str) -> Code {
    Code { code, severity, meaning, example: "", remedy }
}

/// The codes, by name.
pub const CODES: &[Code] = &[
    code(
        "client-token-not-emitted",
        Warning,
        "The specification names a parameter that makes a call safe to repeat, but the request has no such text outside the path. The call is repeated as one without a client token.",
        "Set `client_token` by an override.",
    ),
    code(
        "field-twice",
        Error,
        "An object of a specification has a field twice, by an override or by hand. The operation stays as it was.",
        "Correct the override.",
    ),
    code(
        "folder-in-use",
        Error,
        "Another run is writing the same folder, or one was interrupted.",
        "Wait for the other run; if there is none, remove the folder that the finding names and run again.",
    ),
    code(
        "generator-defect",
        Error,
        "The generator made Rust that cannot be parsed.",
        "This is a bug of the generator: report it with the page.",
    ),
    code(
        "git-missing",
        Error,
        "git could not be run.",
        "Install git, or compare two trees with `cargo xtask compare`.",
    ),
    code(
        "invalid-specification",
        Error,
        "A file under `specs/` is not what its format asks for.",
        "Run `cargo xtask regen` again where it writes the file; correct the file where you do.",
    ),
    code(
        "list-wrapper-grew",
        Warning,
        "An object that only wrapped a list now holds more: callers see a struct where they saw a list.",
        "Correct it by an override if the page is wrong.",
    ),
    code(
        "misnamed-specification",
        Error,
        "A file under `operations/` is not named after the operation that it holds.",
        "Name the file after the operation, or correct its key `operation`.",
    ),
    code(
        "module-renamed",
        Warning,
        "A newer version of a product takes the name of the older one's module and feature. Callers of the older version break.",
        "Write the module that the older version had into its `product.yaml`; rename it with the next major version.",
    ),
    code("module-repeated", Error, "Two products have one module.", "State another `module` in one `product.yaml`."),
    code(
        "name-too-long",
        Error,
        "A name is too long for Rust and for file systems. The operation that has it stays as it was, or is left out.",
        "Correct the page, or the name by an override.",
    ),
    code("not-utf-8", Error, "A specification of a git revision is not UTF-8.", "Name another revision."),
    code(
        "not-writable",
        Error,
        "A folder or file cannot be written.",
        "Make the place writable, or choose another one.",
    ),
    code(
        "operation-not-callable",
        Error,
        "An operation lacks what a call needs, such as a path. It stays as it was, or is left out.",
        "Correct the page, or the operation by an override.",
    ),
    code(
        "operation-twice",
        Error,
        "Two specifications describe the same operation. The second is left out.",
        "Keep one of its pages.",
    ),
    code(
        "override-invalid",
        Error,
        "`overrides.yaml` is no list of corrections, or one of them is malformed.",
        "Each correction has `operation`, `reason` and one of `move` with `to`, `confirm`, `remove`, `change` with `set`, `add` with `to`, `waiter`, `reads`, `client_token`, `success`, `response_kind`.",
    ),
    code(
        "override-waits",
        Warning,
        "The pages of a product are not here, and its committed specification does not have an override yet.",
        "Run `cargo xtask regen --reference-root DIR` with the folder of all pages.",
    ),
    code(
        "override-without-effect",
        Error,
        "A correction changes nothing: what it corrects is not there, or is right already.",
        "Remove it if the page was corrected; otherwise correct its path.",
    ),
    code(
        "page-of-another-product",
        Error,
        "A page in a product's folder describes another product. It is left out.",
        "Move the page, or correct its link to OpenAPI Explorer.",
    ),
    code(
        "paging-not-emitted",
        Warning,
        "The specification says that an operation pages, but names a parameter or a place of the answer that is not there or holds something else. The operation gets no paginator.",
        "Correct the parameter or the field by an override.",
    ),
    code(
        "parameter-odd",
        Warning,
        "A parameter cannot travel as the specification says; the finding tells what was assumed.",
        "Correct it by an override.",
    ),
    code(
        "path-refused",
        Error,
        "A name would make a path that leaves its folder.",
        "Rename what the path is made from.",
    ),
    code(
        "product-without-operation",
        Error,
        "No page in a product's folder describes an operation of it, or there are no pages and no specification.",
        "Check `product` and `version` in `product.yaml` against the pages; where the pages are elsewhere, name their folder with `--reference-root`.",
    ),
    code(
        "reference-unreadable",
        Error,
        "The folder of pages cannot be read, or holds no page.",
        "Name a folder that holds reference pages (`.md`).",
    ),
    code(
        "reference-without-operation",
        Error,
        "No page of a tree describes an operation of a known product.",
        "Name the folder of an API reference; where its folders name no product, say `--product NAME --version DATE`.",
    ),
    code(
        "revision-unknown",
        Error,
        "git does not know the revision.",
        "Name a revision that the repository has, such as `HEAD~1`.",
    ),
    code(
        "specs-unreadable",
        Error,
        "The folder of products cannot be read, or holds none.",
        "Run the command in the workspace; a product is a folder under `specs/` with a `product.yaml`.",
    ),
    code(
        "truth-missing",
        Error,
        "No operation of a tree of pages belongs to a product whose truth is known.",
        "Name a folder of pages whose products have a truth, and the folder of those with `--truth`.",
    ),
    code(
        "truth-unreadable",
        Error,
        "What a specification is compared with cannot be read.",
        "Name a folder that holds a JSON file a product, each with product, version, style and operations.",
    ),
    code(
        "type-conflict",
        Error,
        "Two places share a type in `types.yaml` and give one of its fields different types. Their operations stay as they were.",
        "List one of the places below another name in `types.yaml`.",
    ),
    code(
        "type-name-invalid",
        Error,
        "A name in `types.yaml` cannot be the name of a Rust type.",
        "Use an identifier in upper camel case that Rust does not use itself.",
    ),
    code(
        "type-place-twice",
        Error,
        "A place stands below two names in `types.yaml`. It stays with the first.",
        "Remove one of the two.",
    ),
    code(
        "type-place-vanished",
        Note,
        "A place of `types.yaml` has gone from the specification.",
        "Nothing, where the page dropped the field.",
    ),
    code(
        "type-union",
        Note,
        "The places of a shared type differ; it has the fields of all.",
        "List places below another name in `types.yaml` to split the type.",
    ),
    code(
        "types-invalid",
        Error,
        "`types.yaml` is no registry of types.",
        "Restore the file from the repository; deleting it would rename types.",
    ),
    code("unreadable-file", Error, "A file cannot be read.", "Check that it exists and that you may read it."),
    code(
        "waiter-not-emitted",
        Warning,
        "The specification has a waiter that its operation's answer cannot tell of. It is left out.",
        "Correct the waiter in `overrides.yaml`.",
    ),
    code(
        "write-failed",
        Error,
        "Writing a file failed.",
        "Check the path, its permissions and the space that is left, and run again.",
    ),
];
