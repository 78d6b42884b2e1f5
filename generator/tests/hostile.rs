//! Whatever a page says, it stays data: names and texts never become items, attributes, paths or warnings of rustdoc.

mod common;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use alicloud_generator::emit::{Emission, TypeRegistry, emit, emit_crate};
use alicloud_generator::ir::{
    AllowedValue, CommonErrors, End, EndpointRule, Endpoints, ErrorCode, Field, Items, Literal, Location, Operation,
    Outcome, Pagination, PaginationKind, Product, RegionParameter, ResponseKind, Style, Success, Type, Waiter,
};

/// Texts that mean something to Rust, to Markdown, to templates, to file systems or to terminals.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "x\"; fn evil(){} //",
        "*/ fn evil() {} /*",
        "\n}\npub fn evil() {}\n",
        "../../etc/passwd",
        "C:\\evil",
        "a\0b",
        "\u{202e}gnp.exe\u{2066}",
        "\r\nevil\r",
        "\u{2028}evil\u{2029}",
        "{{ evil }} {% if evil %} {# evil #}",
        "{}{0}{evil}",
        "\\",
        "\\u{41}\"#",
        "'",
        "#![evil]",
        "# evil",
        "```\nfn evil() {}\n```",
        "~~~rust\nfn evil() {}\n~~~",
        "    fn indented() {}",
        "[evil] [`evil`] [evil](evil) [evil][evil]\n\n[evil]: https://example.com",
        "![evil](https://example.com/x.png) https://example.com/<b>",
        "<script>evil()</script> Vec<u8> <evil",
        "<!-- evil",
        "| evil | evil |\n|---|---|\n| ` | [x] |",
        "1. a\n1. b\n- c\n  > d\n\n\tcode",
        "[^1] [^1]: evil",
        "`evil",
        "``` evil",
        "*_~^$&amp;&lt;evil",
        "type",
        "Self",
        "self",
        "crate",
        "gen",
        "_",
        "",
        " ",
        "😀",
        "变更",
        "r#type",
        "Option",
        "String",
        "Client",
        "ErrorCode",
        "Unknown",
        "send",
        "new",
        "2nd",
        "EnvID",
        "EnvId",
        "env_id",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend(["evil ".repeat(13_000), "evil ".repeat(50)]);
    texts
}

/// A product in which every text is hostile, and every name too.
fn specification() -> (Product, Vec<Operation>, CommonErrors) {
    let texts = hostile();
    let mut operations: Vec<Operation> =
        (0..texts.len()).map(|index| Hostile { texts: &texts, index }.operation()).collect();
    operations.iter_mut().for_each(nest);
    operations.extend(without_json(&operations));
    let text = |index: usize| texts[index % texts.len()].clone();
    let product = Product {
        product: text(0),
        version: text(3),
        style: Style::Roa,
        module: text(2),
        title: text(15),
        region: Some(RegionParameter { name: text(4) }),
        endpoints: Endpoints {
            prefix: text(0),
            rule: EndpointRule::Regional,
            public: BTreeMap::from([(text(1), text(2))]),
            vpc: BTreeMap::from([(text(5), text(6))]),
            location: text(7),
        },
        ..Product::default()
    };
    let common = CommonErrors { source: text(0), errors: vec![ErrorCode { code: text(1), ..ErrorCode::default() }] };
    (product, operations, common)
}

/// What one operation is made of: the texts from one of them on.
struct Hostile<'t> {
    texts: &'t [String],
    index: usize,
}

impl Hostile<'_> {
    const TYPES: [Type; 6] = [Type::String, Type::Int32, Type::Boolean, Type::Double, Type::Any, Type::Map];

    fn text(&self, offset: usize) -> String {
        self.texts[(self.index + offset) % self.texts.len()].clone()
    }

    /// The text of the first field whose type is a string.
    fn string(&self) -> String {
        self.text((Self::TYPES.len() - self.index % Self::TYPES.len()) % Self::TYPES.len())
    }

    fn field(&self, offset: usize, ty: Type, name: &str) -> Field {
        Field {
            name: name.to_owned(),
            ty,
            description: self.text(offset),
            example: self.text(offset + 1),
            default: self.text(offset + 2),
            sensitive: offset % 5 == 1,
            allowed: vec![AllowedValue { value: self.text(offset + 3), description: self.text(offset + 4) }],
            ..Field::default()
        }
    }

    fn fields(&self) -> Vec<Field> {
        let ty = |at: usize| Self::TYPES[(at + self.index) % Self::TYPES.len()];
        (0..12).map(|at| self.field(at, ty(at), &self.text(at))).collect()
    }

    fn request(&self) -> Vec<Field> {
        // A call has one body.
        let body = if self.index.is_multiple_of(2) { Location::Form } else { Location::Json };
        let places = [Location::Query, body, Location::Header, body];
        let placed = |(at, field): (usize, Field)| {
            let location = Some(places[(at + self.index) % places.len()]);
            Field { location, required: at % 2 == 0, ..field }
        };
        let fields = self.fields().into_iter().take(3).collect();
        let object = Field { fields, location: Some(body), ..self.field(2, Type::Object, "Object") };
        self.fields().into_iter().enumerate().map(placed).chain([object]).collect()
    }

    fn response(&self) -> Vec<Field> {
        let fields = self.fields().into_iter().take(3).collect();
        let list = Items { ty: Type::Object, fields, ..Items::default() };
        let inner = Field { items: Some(Box::new(list)), ..self.field(1, Type::Array, &self.text(1)) };
        vec![
            Field { fields: vec![inner], ..self.field(3, Type::Object, &self.text(0)) },
            Field { fields: self.fields(), ..self.field(4, Type::Object, &self.text(6)) },
        ]
    }

    fn waiter(&self) -> Waiter {
        let place = format!("{}.{}", self.text(6), self.string());
        let when = BTreeMap::from([(place, Literal::Text(self.text(2)))]);
        let outcomes = vec![Outcome { state: self.text(1), end: End::Success, when }];
        Waiter { name: self.text(0), interval: 1, max_interval: 1, deadline: u64::MAX, outcomes }
    }

    fn pagination(&self) -> Pagination {
        Pagination {
            kind: [PaginationKind::Number, PaginationKind::Token, PaginationKind::Offset][self.index / 2 % 3],
            position: self.text(0),
            size: String::new(),
            items: format!("{}.{}", self.text(0), self.text(1)),
            total: String::new(),
            next: format!("{}.{}", self.text(6), self.text(0)),
        }
    }

    fn operation(&self) -> Operation {
        let error = ErrorCode {
            status: Some(500),
            code: self.text(0),
            message: self.text(7),
            description: self.text(0),
            transient: true,
        };
        Operation {
            operation: self.text(0),
            style: Style::Roa,
            method: "POST".to_owned(),
            path: format!("/{}", self.text(5).replace(['{', '}'], "")),
            summary: self.text(0),
            description: self.text(1),
            pagination: Some(self.pagination()),
            client_token: self.string(),
            success: Some(Success { field: self.text(4), equals: vec![self.text(0), self.text(6)] }),
            waiters: vec![self.waiter()],
            source: self.text(2),
            link: format!("https://example.com/{}", self.text(3)),
            request: self.request(),
            response: self.response(),
            errors: vec![error],
            response_example: "{}".to_owned(),
            ..Operation::default()
        }
    }
}

/// Adds lists of lists and maps, both of the objects that the first list of the response holds, to both directions.
fn nest(operation: &mut Operation) {
    let objects = operation.response[0].fields[0].items.clone();
    let rows = Items { ty: Type::Array, items: objects.clone(), ..Items::default() };
    let field = |ty: Type, mark: char, items: Option<Box<Items>>| Field {
        name: format!("{}{mark}", operation.summary),
        description: operation.description.clone(),
        location: Some(Location::Query),
        example: operation.source.clone(),
        ty,
        items,
        ..Field::default()
    };
    let nested = [field(Type::Array, '"', Some(Box::new(rows))), field(Type::Map, '{', objects)];
    operation.request.extend(nested.clone());
    operation.response.extend(nested.map(|field| Field { location: None, ..field }));
}

/// The same operations under other names, with responses of the other kinds.
fn without_json(operations: &[Operation]) -> Vec<Operation> {
    let kinds = [ResponseKind::Bytes, ResponseKind::Xml, ResponseKind::Text, ResponseKind::Nothing];
    let operation = |(index, operation): (usize, &Operation)| Operation {
        operation: format!("{}\"Raw", operation.operation),
        response_kind: kinds[index % kinds.len()],
        response_example: format!("{}\n{}", operation.summary, operation.description),
        ..operation.clone()
    };
    operations.iter().step_by(2).enumerate().map(operation).collect()
}

/// What is emitted for it, once for all tests.
static EMISSION: LazyLock<(Product, Emission)> = LazyLock::new(|| {
    let (product, operations, common) = specification();
    let specs = "specs/x\"; fn evil(){}\n../\u{202e}";
    let emission = emit(&product, &operations, &common, &TypeRegistry::default(), specs).expect("emission");
    (product, emission)
});

#[test]
fn texts_never_become_items() {
    let (_, emission) = &*EMISSION;
    let registered = &emission.registry.types;
    assert!(registered.len() > 20, "the specification is hostile enough: {:?}", registered.keys());
    for (what, least) in [
        ("alicloud_core::paged! {", 10),
        (", Token;", 4),
        ("waiter::Polled for", 20),
        (", client_token(alicloud_core::Place::", 20),
        (" = secret ", 20),
        ("Vec<Vec<types::", 20),
        ("BTreeMap<String, types::", 20),
        ("-> Vec<u8>;", 5),
        ("-> String;", 10),
        ("-> ();", 5),
        (", succeeds_if(", 5),
    ] {
        let found = emission.files.values().filter(|text| text.contains(what)).count();
        assert!(found >= least, "{found} files with {what}");
    }
    common::assert_only_items(emission);
}

fn operation_files(emission: &Emission) -> usize {
    emission
        .files
        .keys()
        .filter(|path| path.starts_with("src/") && path.contains("/operations/") && !path.ends_with("/mod.rs"))
        .count()
}

#[test]
fn names_of_files_are_plain() {
    let (_, emission) = &*EMISSION;
    for path in emission.files.keys() {
        assert!(path.len() < 200, "{path}");
        assert!(path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_/.".contains(&byte)), "{path}");
        assert!(!path.contains("..") && !path.starts_with('/'), "{path}");
    }
}

#[test]
fn no_character_that_hides_others_is_emitted() {
    let (product, emission) = &*EMISSION;
    let shared = emit_crate([product]).expect("emission");
    // An example of a response that is no JSON is data, which stands in a file of its own.
    for (path, text) in emission.files.iter().chain(&shared).filter(|(path, _)| !path.ends_with(".txt")) {
        let odd = text.chars().find(|char| {
            (char.is_control() && *char != '\n')
                || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        });
        assert_eq!(odd, None, "{path}");
        if !path.ends_with(".json") {
            let start = if path.ends_with(".toml") { "# @generated" } else { "// @generated" };
            assert!(text.starts_with(start), "{path}");
        }
    }
    let features = &shared["Cargo.toml"];
    assert_eq!(
        features
            .lines()
            .filter(|line| line.ends_with(" = []") || (line.starts_with('[') && !line.starts_with("[[")))
            .count(),
        8,
        "{features}"
    );
}

#[test]
fn every_operation_survives_or_is_reported() {
    let (_, operations, _) = specification();
    let (_, emission) = &*EMISSION;
    let files = operation_files(emission);
    let left_out = emission.diagnostics.iter().filter(|one| one.message.ends_with("the operation is left out")).count();
    assert_eq!(files + left_out, operations.len());
    assert!(files > 40, "{files}");
}
