//! `Serialize` and `Deserialize` of objects, with the feature `serde`.

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap, SerializeSeq as _, Serializer};
use serde_json::Value;

use super::node::{Member, Node, Wire};
use super::reader::Reader;

/// Reads an object from what a self-describing format has in it.
///
/// # Errors
/// Those of the deserializer; also where a value does not fit.
pub fn deserialize<'de, T: Wire + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let body = Value::deserialize(deserializer)?.to_string();
    let mut output = T::default();
    read(&body, &mut output).map_err(D::Error::custom)?;
    Ok(output)
}

fn read(body: &str, output: &mut dyn Wire) -> Result<(), String> {
    let mut reader = Reader::new(body.as_bytes());
    output.read(&mut reader);
    let mismatches = reader.finish().map_err(|syntax| syntax.to_string())?;
    mismatches.first().map_or(Ok(()), |mismatch| Err(mismatch.to_string()))
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Node::Absent => serializer.serialize_none(),
            Node::Boolean(value) => serializer.serialize_bool(value),
            Node::Integer(value) => serializer.serialize_i64(value),
            Node::Number(value) => serializer.serialize_f64(value),
            Node::Single(value) => serializer.serialize_f32(value),
            Node::Text(value) => serializer.serialize_str(value),
            Node::Json(value) => value.serialize(serializer),
            Node::List(list) => {
                let mut out = serializer.serialize_seq(Some(list.length()))?;
                (0..list.length()).try_for_each(|index| out.serialize_element(&list.item(index)))?;
                out.end()
            }
            Node::Map(map) => {
                let (mut out, mut result) = (serializer.serialize_map(Some(map.length()))?, Ok(()));
                map.each(&mut |name, node| {
                    if result.is_ok() {
                        result = out.serialize_entry(name, &node);
                    }
                });
                result?;
                out.end()
            }
            Node::Object(object) => {
                let (mut out, mut result) = (serializer.serialize_map(None)?, Ok(()));
                object.each(&mut |member| {
                    if result.is_ok() && !member.node.is_nothing() {
                        result = entry(&member, &mut out);
                    }
                });
                result?;
                out.end()
            }
        }
    }
}

fn entry<M: SerializeMap>(member: &Member<'_>, out: &mut M) -> Result<(), M::Error> {
    match member.wrapper {
        "" => out.serialize_entry(member.name, &member.node),
        wrapper => out.serialize_entry(member.name, &Wrapped { wrapper, node: member.node }),
    }
}

/// A list in its wrapper.
struct Wrapped<'a> {
    wrapper: &'static str,
    node: Node<'a>,
}

impl Serialize for Wrapped<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(1))?;
        out.serialize_entry(self.wrapper, &self.node)?;
        out.end()
    }
}
