//! The codes of what pages get wrong. The pieces of pages that show them lie in `examples/`, a file a code.

use super::code::{Code, code};
use crate::diagnostic::severity::Severity::{Error, Note, Warning};

/// The codes, by name.
pub const CODES: &[Code] = &[
    code!(
        "action-in-example",
        Warning,
        "The request example calls another operation than the page describes, or writes its name in another case.",
        "Show a call of the page's own operation, with its parameters."
    ),
    code!(
        "action-in-table",
        Warning,
        "The row `Action` has the name of another operation as its value, or writes the page's own in another case.",
        "Write the operation's name. Where the title is wrong instead, correct the title."
    ),
    code!(
        "address-separator",
        Warning,
        "The address of the request example separates two parameters with `$`, or begins its query with `&`: a service would read the rest as a part of the value or of the path.",
        "Begin the query with `?` and separate parameters with `&`."
    ),
    code!(
        "bullet-in-text",
        Note,
        "The first item of a list stands behind the sentence that announces it, on the same line: Markdown takes it for a part of the sentence.",
        "Put a blank line before the first item."
    ),
    code!(
        "cell-against-type",
        Warning,
        "The example cell of a number or a boolean holds a word that is none.",
        "Correct the type or the example, whichever is wrong."
    ),
    code!(
        "error-code-repeated",
        Note,
        "A code has several rows in one error table, with different messages or statuses. Callers that go by the code cannot tell them apart.",
        "Say in one row what the code means, or give each case its own code."
    ),
    code!(
        "error-code-space",
        Warning,
        "An error code has a space beside a dot, which no service sends.",
        "Take the space out."
    ),
    code!(
        "error-row-repeated",
        Warning,
        "A row of an error table says what another one says: the same status, code and message.",
        "Keep one of the rows."
    ),
    code!(
        "error-status-invalid",
        Warning,
        "The status of an error is no HTTP status.",
        "Write the three digits that the service answers with."
    ),
    code!(
        "error-without-code",
        Warning,
        "A row of an error table has no error code where its code should be, so the row is left out.",
        "Put the code into the column of codes."
    ),
    code!(
        "fact-guessed",
        Note,
        "A value, a default, a bound or the like was read from a description in words that do not always mean it. How often such facts are right was measured; the specification says it in `guessed`.",
        "Settle it in `overrides.yaml` with the lines that the finding prints, or say it on the page in plain words, such as `Valid values:` and a list."
    ),
    code!(
        "fence-unbalanced",
        Warning,
        "A fence is not closed where its section ends. It is read as ending there.",
        "Close the fence with a line of three backticks."
    ),
    code!(
        "field-repeated",
        Warning,
        "A field of the response has two rows, and the tree that explains the table best has only one place for both. One of them is left out.",
        "Keep the row that is right. Where the other row belongs to another object, list it below that object's row, or add it by an override."
    ),
    code!(
        "integer-overflow",
        Warning,
        "The table says Integer, and the response example has a whole number that needs more than 32 bits.",
        "Write Long."
    ),
    code!(
        "key-with-spaces",
        Warning,
        "A name in the JSON example has white space before or behind it, within its quotes: no decoder finds the field.",
        "Take the white space out of the quotes."
    ),
    code!(
        "language-case",
        Warning,
        "The pages of an operation in two languages write a name in different case.",
        "Write the name as the service does, on both pages."
    ),
    code!(
        "language-default",
        Warning,
        "A field has different defaults on the pages of an operation in two languages.",
        "Find out which default the service takes, and say it on both pages."
    ),
    code!(
        "language-range",
        Warning,
        "A field has different bounds on the pages of an operation in two languages: of its values, of the length of a text, or of the number of values.",
        "Find out what the service accepts, and say it on both pages."
    ),
    code!(
        "language-required",
        Warning,
        "A parameter is required on the page in one language and optional in another.",
        "Find out what the service requires, and say it on both pages."
    ),
    code!(
        "language-row-missing",
        Warning,
        "The page in one language has a row whose name the page in another language does not have.",
        "Bring the page that is behind up to date."
    ),
    code!(
        "language-type",
        Warning,
        "A name has different types on the pages of an operation in two languages.",
        "Write the type that is right on both pages."
    ),
    code!(
        "language-values",
        Warning,
        "The pages of an operation in two languages list different values for a field. A value that the other page only speaks of is not reported, and neither is another order or case.",
        "Bring the list that is behind up to date, or correct the value that is misspelt."
    ),
    code!(
        "link-names-another-operation",
        Warning,
        "The link to OpenAPI Explorer names another operation than the title.",
        "Let the link name the page's operation."
    ),
    code!(
        "link-names-another-product",
        Warning,
        "The link to OpenAPI Explorer names another product, or another version, than the folder that the page lies in. The page is taken for one of the folder's product.",
        "Let the link name the folder's product, or move the page."
    ),
    code!(
        "list-left-out",
        Note,
        "The description of a row names the items of a list, and the example has the list nowhere: it shows the fields that follow where the list would stand. They were taken for the fields of the items.",
        "Show the list in the response example, with its fields in it."
    ),
    code!(
        "list-like-siblings",
        Note,
        "The example does not show a list, and two or more lists beside it are in wrappers. It was wrapped as they are, or its list got the name of the wrapper as theirs did; nothing else on the page or on others tells so.",
        "Show the list in the response example, or give it a row of its own."
    ),
    code!(
        "list-name-told",
        Note,
        "The services of this product put lists into wrappers. No example shows how the list in this one is called; it got the name that the description gives its items.",
        "Show the list in the response example, or give it a row of its own."
    ),
    code!(
        "literal-against-type",
        Warning,
        "An example shows a value that the type in the table does not allow: a word where a number should be, a list where a string should be.",
        "Correct the type or the example, whichever is wrong."
    ),
    code!(
        "literal-quoted",
        Note,
        "The response example has numbers or booleans of the table in quotes. One note for each page, at the first such row. Clients decode both, so it matters only to those who copy the example.",
        "Write the values as the service sends them, or say String where it sends strings."
    ),
    code!(
        "literal-unquoted",
        Note,
        "The response example has strings of the table without quotes. One note for each page, at the first such row.",
        "Write the values as the service sends them."
    ),
    code!(
        "name-case",
        Warning,
        "A name is written in another case in the example than in the table. Names count by case on the wire.",
        "Write the name as the service does, in both places."
    ),
    code!(
        "name-misspelt",
        Warning,
        "A name of the table is one letter off a name of the example, and neither place has the other's name.",
        "Write the name as the service does, in both places."
    ),
    code!(
        "name-not-in-table",
        Note,
        "The response example has names that no row describes. One note for each object of the example, at the first such name.",
        "Add the rows, or take the names out of the example."
    ),
    code!(
        "name-odd-character",
        Warning,
        "A name holds punctuation or an invisible character that no wire name has, within it or behind it.",
        "Write the name as the service does."
    ),
    code!(
        "name-similar",
        Note,
        "A field is not in the response example, and the example has a similar name that no row describes, at the same place.",
        "Write the name as the service does, in both places."
    ),
    code!(
        "nesting-against-type",
        Warning,
        "The type of a list or map says other items or values than the example of the response shows: a list of lists where the type says a list, or the reverse. Lists are taken to nest as far as either of the two says.",
        "Correct the type or the example, whichever is wrong."
    ),
    code!(
        "operation-described-twice",
        Warning,
        "Two pages in one language describe the same operation. The first by file name counts.",
        "Remove one of the pages, or correct its title."
    ),
    code!(
        "operation-without-name",
        Warning,
        "A page lists parameters and a response, and nothing on it names the operation: not the title, a heading, the row `Action`, the link, the request example or the file. The page is left out.",
        "Write the operation's name as the title, or as the example of the row `Action`."
    ),
    code!(
        "page-unreadable",
        Error,
        "A page cannot be read: it is no UTF-8 text, too large, or not readable by you.",
        "Save the page as UTF-8 text that you may read."
    ),
    code!(
        "parameter-example-repaired",
        Note,
        "The example of a text parameter is JSON once something is repaired that leaves no doubt, such as dots for what was left out. The client takes a list or an object and sends it as JSON.",
        "Write a whole example as JSON."
    ),
    code!(
        "parameter-not-in-table",
        Note,
        "The request example has parameters that no row describes. One note for each page, at the first.",
        "Add the rows, or take the parameters out of the example."
    ),
    code!(
        "parent-guessed",
        Warning,
        "A field of the response could lie under several parents, and the evidence for the chosen one is weak.",
        "Settle it in `overrides.yaml` with the lines that the finding prints, or show the field in the page's example."
    ),
    code!(
        "pipe-unescaped",
        Warning,
        "A text of a row has a pipe in it that Markdown takes for the end of the cell. It is read as a part of the last cell.",
        "Write the pipe as `\\|`."
    ),
    code!(
        "product-unknown",
        Warning,
        "Nothing tells which product, or which version of it, an operation's page belongs to, so it is left out.",
        "Put the page into a folder named like `WebPlus-2019-03-20`, or say `--product NAME --version DATE`."
    ),
    code!(
        "request-example-not-json",
        Warning,
        "The body of the request example is not JSON. The finding names the first cause and how it was read; its help names further ones.",
        "Correct the body. Lists and objects within a string need `\\\"` for their quotes."
    ),
    code!(
        "required-not-in-example",
        Warning,
        "A required parameter is not in the request example: the call that it shows would fail.",
        "Add the parameter to the example, or say that it is optional."
    ),
    code!(
        "response-example-not-json",
        Warning,
        "The response example is not JSON. The finding names the first cause and how it was read; its help names further ones.",
        "Correct the example."
    ),
    code!(
        "response-example-not-xml",
        Warning,
        "The response example is not XML. A missing root element alone is not reported.",
        "Correct the example."
    ),
    code!(
        "response-kind-guessed",
        Note,
        "The response was taken for a file, for text or for nothing by words that do not always mean it. The client does not decode it then.",
        "Show the head of the response with its Content-Type in the example. If the kind is wrong, settle it in `overrides.yaml` with `response_kind`."
    ),
    code!(
        "response-kind-unknown",
        Note,
        "No table, example or sentence tells what the response is. The client takes it for JSON without fields.",
        "List the fields of the response, show an example, or settle it in `overrides.yaml` with `response_kind`."
    ),
    code!(
        "response-without-table",
        Warning,
        "No table lists the fields of the response, so the operation gets none.",
        "Add the table, its rows below a line like `|---|---|---|---|`."
    ),
    code!(
        "row-missing-cells",
        Warning,
        "A row has fewer cells than its table. The missing ones are read as empty.",
        "Write an empty cell as `| |`."
    ),
    code!(
        "row-not-in-example",
        Note,
        "A field of the response is not in the response example, in whatever case. Of an object that is missing whole, only the object is reported.",
        "Add the field to the example, or remove the row if the service does not send it."
    ),
    code!(
        "row-of-series",
        Note,
        "A parameter whose name has a number describes an item of a list whose items have a row already, such as `Filter.2.Key` beside `Filter.1.Key`. The row is left out.",
        "Describe the items of the list in one row, with N for their number."
    ),
    code!("row-repeated", Warning, "A parameter has two rows. The second is left out.", "Keep the row that is right."),
    code!(
        "row-surplus-cells",
        Warning,
        "A row has more cells than its table. The rest is read as a part of the last one.",
        "Take the surplus cells out, or give the table their columns."
    ),
    code!(
        "row-too-deep",
        Warning,
        "A parameter lies deeper than any parameter of the reference does. Its row is left out.",
        "Check the name for repeated dots."
    ),
    code!("row-unfinished", Error, "A row is never closed: what follows it may be lost.", "End the row with `|`."),
    code!(
        "row-without-name",
        Error,
        "A row has no wire name in its first cell, so it is left out.",
        "Put the field's wire name into the first cell."
    ),
    code!(
        "success-untold",
        Note,
        "A field at the root of the response shows a code that may mean success, and no description says so, neither here nor in other operations. Nothing is concluded from it.",
        "Say in its description which value means success, or settle it in `overrides.yaml` with `success`."
    ),
    code!(
        "table-unread",
        Warning,
        "A text of an operation's page looks like a table, and is none to Markdown or has columns that nothing is known of. What it lists is lost.",
        "Write a line of titles, a line like `|---|---|`, and a line for each row."
    ),
    code!(
        "table-without-delimiter",
        Warning,
        "The line of dashes between the titles of a table and its rows is missing, has other dashes, or has another number of cells. Markdown shows the table as text; it is read as if the line were there.",
        "Write the line, with as many cells as there are titles: `|---|---|---|`."
    ),
    code!(
        "table-without-owner",
        Note,
        "A further table in the request does not say which parameter it describes. It is left out.",
        "Name the parameter in the paragraph above the table."
    ),
    code!(
        "title-case",
        Warning,
        "The title writes the operation's name in another case than the link to OpenAPI Explorer.",
        "Write the title as the operation is called."
    ),
    code!(
        "title-of-another-operation",
        Warning,
        "The title begins with the name of another operation than the one that the page describes.",
        "Let the title name the page's operation."
    ),
    code!("type-word-misspelt", Warning, "A type word is misspelt.", "Write the type word as other pages do."),
];
