//! Writes nodes as compact JSON.

use serde::Serialize;

use super::node::{Member, Node};

/// The compact JSON text of `node`; `null` where it is absent. Members that are absent, and empty lists and maps among
/// them, are left out, and a number that is not finite is null, since JSON has none.
pub fn json(node: Node<'_>) -> String {
    let mut out = Vec::new();
    write(node, &mut out);
    // Whatever is written comes of texts.
    String::from_utf8(out).unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned())
}

fn write(node: Node<'_>, out: &mut Vec<u8>) {
    match node {
        Node::Absent => out.extend_from_slice(b"null"),
        Node::Boolean(value) => scalar(&value, out),
        Node::Integer(value) => scalar(&value, out),
        Node::Number(value) => scalar(&value, out),
        Node::Single(value) => scalar(&value, out),
        Node::Text(value) => scalar(value, out),
        Node::Json(value) => scalar(value, out),
        Node::List(list) => {
            out.push(b'[');
            for index in 0..list.length() {
                separate(b'[', out);
                write(list.item(index), out);
            }
            out.push(b']');
        }
        Node::Map(map) => {
            out.push(b'{');
            map.each(&mut |name, node| {
                key(name, out);
                write(node, out);
            });
            out.push(b'}');
        }
        Node::Object(object) => {
            out.push(b'{');
            object.each(&mut |member| write_member(&member, out));
            out.push(b'}');
        }
    }
}

fn write_member(member: &Member<'_>, out: &mut Vec<u8>) {
    if member.node.is_nothing() {
        return;
    }
    key(member.name, out);
    if member.wrapper.is_empty() {
        return write(member.node, out);
    }
    out.push(b'{');
    key(member.wrapper, out);
    write(member.node, out);
    out.push(b'}');
}

/// Writes the name of a member, and a comma before it unless it is the first.
fn key(name: &str, out: &mut Vec<u8>) {
    separate(b'{', out);
    scalar(name, out);
    out.push(b':');
}

/// Writes a comma unless the list or object has just begun.
fn separate(opening: u8, out: &mut Vec<u8>) {
    if out.last() != Some(&opening) {
        out.push(b',');
    }
}

fn scalar<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    // Of these types nothing fails, nor does writing to memory.
    if serde_json::to_writer(&mut *out, value).is_err() {
        out.extend_from_slice(b"null");
    }
}
