//! The tree of parameters: it grows row by row, and makes the containers that only names imply.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::example::Node;
use crate::infer::guess::Doubt;
use crate::infer::table::{Row, lead_names};
use crate::ir::{Encoding, Field, Items, Location, Step, Type};
use crate::words::plural::is_plural;

use super::leaf::Leaf;

/// Parameters, or the members of a body.
#[derive(Debug, Default)]
pub struct Tree {
    /// The fields so far.
    pub fields: Vec<Field>,
    /// Rows with facts that are guesses.
    pub doubts: Vec<Doubt>,
    siblings: Siblings,
    /// The fields of a type that the reference has a name for, a few.
    of_type: HashMap<String, Vec<Owner>>,
    /// Parameters whose type says that they hold something, and not what.
    untold: HashSet<String>,
    /// The first parameter whose name is the plural of a word.
    singulars: HashMap<String, usize>,
    /// The parameters whose values in an example hold a name.
    shown_in: HashMap<String, Vec<usize>>,
    /// The parameters whose value in an example is a list.
    lists: HashSet<usize>,
}

/// How many members are searched for one that a title names.
const LONGEST: usize = 200;

/// The field that a further table describes: a parameter, or a member of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The number of the parameter.
    pub parameter: usize,
    /// The member below it, if it is that.
    pub member: Option<String>,
}

impl Owner {
    /// The path of a row below the parameter.
    pub fn path(&self, path: &[Step]) -> Vec<Step> {
        self.member.iter().cloned().map(Step::Field).chain(path.iter().cloned()).collect()
    }
}

/// Where fields stand among their siblings, by name: a long table is not searched for every row.
#[derive(Debug, Default)]
struct Siblings {
    at: HashMap<String, usize>,
    below: HashMap<usize, Siblings>,
}

impl Tree {
    /// Remembers the type that a field has, which another table may describe: of a parameter, or of a member of one.
    pub fn see_type(&mut self, ty: &str, field: &str, holder: Option<&Owner>) {
        const MOST: usize = 8;
        let of_parameter = || Some(Owner { parameter: *self.siblings.at.get(field)?, member: None });
        let of_member = |holder: &Owner| Owner { parameter: holder.parameter, member: Some(field.to_owned()) };
        let Some(owner) = holder.map(of_member).or_else(of_parameter) else { return };
        let owners = self.of_type.entry(ty.to_owned()).or_default();
        if owners.len() < MOST {
            owners.push(owner);
        }
    }

    /// The fields of a type.
    pub fn of_type(&self, ty: &str) -> Vec<Owner> {
        self.of_type.get(ty).cloned().unwrap_or_default()
    }

    /// The field that a lead-in or a title names; the last one where it names several.
    ///
    /// Evidence, the strongest first: a parameter's name or its type's; the name, or the singular of it, of a container in the
    /// parameter that the table before described; a name that a parameter's is the plural of.
    pub fn owner(&self, lead: &str, latest: Option<usize>) -> Option<Owner> {
        let names = lead_names(lead);
        let parameter = |parameter| Owner { parameter, member: None };
        let exact = |name: &String| {
            let of_type = || self.of_type.get(name)?.iter().find(|owner| owner.member.is_none()).cloned();
            self.siblings.at.get(name).copied().map(parameter).or_else(of_type)
        };
        let inside = |name: &String| {
            let fields = members(&self.fields[latest?]);
            let found = fields.iter().take(LONGEST).find(|field| {
                let is_empty = field.ty.is_container() && members(field).is_empty();
                is_empty && (field.name.eq_ignore_ascii_case(name) || is_plural_of(&field.name, name))
            })?;
            Some(Owner { parameter: latest?, member: Some(found.name.clone()) })
        };
        let of_plural = |name: &String| self.singulars.get(name).copied().map(parameter);
        let last = |named: &dyn Fn(&String) -> Option<Owner>| names.iter().rev().find_map(named);
        last(&exact).or_else(|| last(&inside)).or_else(|| last(&of_plural))
    }

    /// The parameter whose value in an example has members called like rows: at least half of them, and more than in any other.
    pub fn owner_shown(&self, rows: &[Row<'_>]) -> Option<Owner> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for &parameter in rows.iter().filter_map(|row| self.shown_in.get(&row.name)).flatten() {
            *counts.entry(parameter).or_default() += 1;
        }
        let is_empty = |parameter: usize| members(&self.fields[parameter]).is_empty();
        counts.retain(|&parameter, count| 2 * *count >= rows.len() && is_empty(parameter));
        let parameter = counts.into_iter().max_by_key(|&(parameter, count)| (count, Reverse(parameter)))?.0;
        Some(Owner { parameter, member: None })
    }

    /// Remembers what the value of a parameter holds in an example, or each item of it.
    pub fn see_value(&mut self, parameter: &str, value: &Node) {
        // Parameters that show the same names are not told apart by them.
        const MOST: usize = 8;
        let Some(&at) = self.siblings.at.get(parameter) else { return };
        if !value.items().is_empty() {
            self.lists.insert(at);
        }
        let objects = std::iter::once(value).chain(value.items());
        let names: HashSet<&String> = objects.flat_map(Node::members).map(|member| &member.name).collect();
        for name in names {
            let parameters = self.shown_in.entry(name.clone()).or_default();
            if parameters.len() < MOST {
                parameters.push(at);
            }
        }
    }

    /// The only parameter whose type says that it holds something, where nothing has said yet what.
    pub fn only_untold(&self) -> Option<Owner> {
        let mut untold = self.untold.iter().filter_map(|name| self.siblings.at.get(name).copied());
        let parameter = untold.next().filter(|_| untold.next().is_none())?;
        members(&self.fields[parameter]).is_empty().then_some(Owner { parameter, member: None })
    }

    /// Remembers that a parameter's type says that it holds something, and not what.
    pub fn see_untold(&mut self, field: &str) {
        self.untold.insert(field.to_owned());
    }

    /// Lets all members of a parameter be left out: several tables describe it, each another kind of it.
    pub fn loosen(&mut self, owner: &Owner) {
        let mut fields = members_mut(&mut self.fields[owner.parameter]);
        if let Some(member) = &owner.member {
            let Some(field) = fields.iter_mut().find(|field| field.name == *member) else { return };
            fields = members_mut(field);
        }
        fields.iter_mut().for_each(|field| field.required = false);
    }

    /// Whether there is a field of a name.
    pub fn has(&self, name: &str) -> bool {
        self.siblings.at.contains_key(name)
    }

    /// Puts a parameter at its path. False where it stands already.
    pub fn insert(&mut self, path: &[Step], leaf: Leaf, location: Location) -> bool {
        let known = self.fields.len();
        let is_new = insert(&mut self.fields, &mut self.siblings, path, leaf, Some(location));
        for (at, field) in self.fields.iter().enumerate().skip(known) {
            for singular in singulars(&field.name) {
                self.singulars.entry(singular).or_insert(at);
            }
        }
        is_new
    }

    /// Puts what a further table lists into the field that it describes. A text that holds fields is JSON text.
    pub fn insert_below(&mut self, owner: &Owner, path: &[Step], leaf: Leaf) -> bool {
        let field = &mut self.fields[owner.parameter];
        if matches!(field.ty, Type::String | Type::Any) {
            let is_list = field.example.trim_start().starts_with('[') || self.lists.contains(&owner.parameter);
            field.encoding = Some(Encoding::Json);
            field.ty = if is_list { Type::Array } else { Type::Object };
        }
        let below = self.siblings.below.entry(owner.parameter).or_default();
        insert(fields_of(field), below, &owner.path(path), leaf, None)
    }
}

/// Whether a name is the plural of a word; what begins otherwise costs nothing.
fn is_plural_of(name: &str, word: &str) -> bool {
    let first = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_lowercase());
    first(name) == first(word) && is_plural(name, word)
}

/// The words that a name is the plural of, as it spells them: a word of prose that differs in capitals is no name.
fn singulars(name: &str) -> Vec<String> {
    const ENDINGS: &[&str] = &["s", "es", "list", "List", "set", "Set"];
    let stems = ENDINGS.iter().filter_map(|ending| name.strip_suffix(ending).map(str::to_owned));
    let changed = name.strip_suffix("ies").map(|stem| format!("{stem}y"));
    stems.chain(changed).filter(|stem| stem.len() > 1).collect()
}

/// The fields of an object, or of the items of a list.
fn members(field: &Field) -> &[Field] {
    field.items.as_ref().map_or(&field.fields, |items| &items.fields)
}

fn members_mut(field: &mut Field) -> &mut Vec<Field> {
    match &mut field.items {
        Some(items) => &mut items.fields,
        None => &mut field.fields,
    }
}

/// Puts a parameter at its path; containers that only names imply are made on the way. False where it stands already.
fn insert(
    fields: &mut Vec<Field>,
    siblings: &mut Siblings,
    path: &[Step],
    mut leaf: Leaf,
    location: Option<Location>,
) -> bool {
    let Some((Step::Field(name), rest)) = path.split_first() else { return false };
    let known = siblings.at.get(name).copied();
    let at = known.unwrap_or_else(|| {
        fields.push(Field { name: name.clone(), location, ty: Type::Object, ..Field::default() });
        siblings.at.insert(name.clone(), fields.len() - 1);
        fields.len() - 1
    });
    let field = &mut fields[at];
    let depth = rest.iter().take_while(|step| **step == Step::Item).count();
    let rest = &rest[depth..];
    if rest.is_empty() {
        // What only the names of other rows implied says nothing yet; a row of its own may fill it in.
        let is_blank = depth > 0 && field.example.is_empty() && field.description.is_empty() && field.fields.is_empty();
        if known.is_some() && !is_blank {
            return false;
        }
        // What the list above has been told already says nothing of a member that holds one value.
        let holds_several = depth > 0 || leaf.field.ty == Type::Array;
        if holds_several && leaf.field.size.is_open() {
            leaf.field.size = leaf.count;
        }
        *field = at_leaf(name, leaf.field, location, depth);
        siblings.below.remove(&at);
        return true;
    }
    // Of several lists the index counts the innermost one; whatever the row says later of it, the first row has said it.
    if depth > 0 && !rest.contains(&Step::Item) {
        let count = std::mem::take(&mut leaf.count);
        if field.size.is_open() {
            field.size = count;
        }
    }
    let below = if depth > 0 { fields_of_items(items_at(field, depth)) } else { fields_of(field) };
    // Only the top level says where it travels.
    insert(below, siblings.below.entry(at).or_default(), rest, leaf, None)
}

/// The parameter at the end of its path: a list of its type for every index after its name.
fn at_leaf(name: &str, leaf: Field, location: Option<Location>, depth: usize) -> Field {
    let mut made = Field { name: name.to_owned(), location, ..leaf };
    if depth == 0 {
        return made;
    }
    // `RepeatList` and `Array` on an indexed name say again what the index says: the items are strings.
    let items = made.items.take().map(|items| *items);
    let mut items = match made.ty {
        Type::Array => items.unwrap_or_default(),
        ty => Items { ty, items: items.map(Box::new), fields: std::mem::take(&mut made.fields) },
    };
    for _ in 1..depth {
        items = Items { ty: Type::Array, items: Some(Box::new(items)), fields: Vec::new() };
    }
    (made.ty, made.items) = (Type::Array, Some(Box::new(items)));
    made
}

/// The fields of an object, or of the items of a list, however far lists nest; what was met as something else becomes one.
fn fields_of(field: &mut Field) -> &mut Vec<Field> {
    if field.ty != Type::Array {
        (field.ty, field.items) = (Type::Object, None);
        return &mut field.fields;
    }
    fields_of_items(field.items.get_or_insert_default())
}

fn fields_of_items(items: &mut Items) -> &mut Vec<Field> {
    if items.ty == Type::Array {
        return fields_of_items(items.items.get_or_insert_default());
    }
    (items.ty, items.items) = (Type::Object, None);
    &mut items.fields
}

/// What a list holds so many lists down; a field that was met as something else becomes one.
fn items_at(field: &mut Field, depth: usize) -> &mut Items {
    let mut items = as_list(field);
    for _ in 1..depth {
        items.ty = Type::Array;
        items = items.items.get_or_insert_default();
    }
    items
}

/// Makes a list of a field that was met as something else, and gives what it holds.
fn as_list(field: &mut Field) -> &mut Items {
    if field.ty != Type::Array {
        let fields = std::mem::take(&mut field.fields);
        field.items = Some(Box::new(Items { ty: Type::Object, items: None, fields }));
        field.ty = Type::Array;
    }
    field.items.get_or_insert_default()
}
