//! Scalars in whatever JSON type they come.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::{Number, Value};

/// Decodes a text.
///
/// # Errors
/// Those of the deserializer.
pub fn string<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Scalar::deserialize(deserializer)? {
        Scalar::Null => None,
        Scalar::Boolean(value) => Some(value.to_string()),
        Scalar::Integer(value) => Some(value.to_string()),
        Scalar::Float(value) => Some(Number::from_f64(value).map_or_else(|| value.to_string(), |n| n.to_string())),
        Scalar::Text(value) | Scalar::Json(value) => Some(value),
    })
}

/// Decodes a whole number of 32 bits.
///
/// # Errors
/// If the value is something else or out of range.
pub fn int32<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i32>, D::Error> {
    narrow(integer(deserializer)?, "a whole number of 32 bits")
}

/// Decodes a whole number of 64 bits.
///
/// # Errors
/// If the value is something else or out of range.
pub fn int64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    narrow(integer(deserializer)?, "a whole number of 64 bits")
}

/// Decodes a number of single precision.
///
/// # Errors
/// If the value is something else or out of range.
pub fn float<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f32>, D::Error> {
    let Some(value) = double(deserializer)? else { return Ok(None) };
    #[expect(clippy::cast_possible_truncation, reason = "losing precision is what the declared type asks for")]
    let narrow = value as f32;
    if narrow.is_finite() {
        Ok(Some(narrow))
    } else {
        Err(D::Error::invalid_value(Unexpected::Float(value), &"a number of single precision"))
    }
}

/// Decodes a number of double precision.
///
/// # Errors
/// If the value is something else.
pub fn double<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    let scalar = Scalar::deserialize(deserializer)?;
    Ok(match &scalar {
        Scalar::Null => None,
        Scalar::Boolean(value) => Some(f64::from(u8::from(*value))),
        #[expect(clippy::cast_precision_loss, reason = "losing precision is what the declared type asks for")]
        Scalar::Integer(value) => Some(*value as f64),
        Scalar::Float(value) => Some(*value),
        Scalar::Text(text) if text.trim().is_empty() => None,
        Scalar::Text(text) => match text.trim().parse::<f64>() {
            Ok(value) if value.is_finite() => Some(value),
            _ => return Err(scalar.unexpected("a number")),
        },
        Scalar::Json(_) => return Err(scalar.unexpected("a number")),
    })
}

/// Decodes a Boolean.
///
/// # Errors
/// If the value is something else.
pub fn boolean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    let scalar = Scalar::deserialize(deserializer)?;
    let value = match &scalar {
        Scalar::Null => return Ok(None),
        Scalar::Boolean(value) => Some(*value),
        Scalar::Integer(1) => Some(true),
        Scalar::Integer(0) => Some(false),
        Scalar::Text(text) => match text.trim() {
            "" => return Ok(None),
            "1" => Some(true),
            "0" => Some(false),
            text if text.eq_ignore_ascii_case("true") => Some(true),
            text if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        },
        Scalar::Integer(_) | Scalar::Float(_) | Scalar::Json(_) => None,
    };
    value.map(Some).ok_or_else(|| scalar.unexpected("true or false"))
}

/// Decodes a whole number of any size that JSON numbers have.
pub(super) fn integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i128>, D::Error> {
    let scalar = Scalar::deserialize(deserializer)?;
    let value = match &scalar {
        Scalar::Null => return Ok(None),
        Scalar::Boolean(value) => Some(i128::from(*value)),
        Scalar::Integer(value) => Some(*value),
        Scalar::Float(value) => whole(*value),
        Scalar::Text(text) => match text.trim() {
            "" => return Ok(None),
            text => text.parse().ok().or_else(|| text.parse().ok().and_then(whole)),
        },
        Scalar::Json(_) => None,
    };
    value.map(Some).ok_or_else(|| scalar.unexpected("a whole number"))
}

/// `value` in a smaller type.
pub(super) fn narrow<T: TryFrom<i128>, E: Error>(value: Option<i128>, expected: &'static str) -> Result<Option<T>, E> {
    let Some(value) = value else { return Ok(None) };
    T::try_from(value).map(Some).map_err(|_| E::invalid_value(Unexpected::Other(&value.to_string()), &expected))
}

/// `value` if it is whole and in the range in which a double is exact.
fn whole(value: f64) -> Option<i128> {
    let exact = value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "the value is whole and small")]
    exact.then_some(value as i128)
}

/// The kind of value that came.
pub(super) enum Scalar {
    Null,
    Boolean(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    /// A list or an object, as compact JSON.
    Json(String),
}

impl Scalar {
    fn unexpected<E: Error>(&self, expected: &'static str) -> E {
        let found = match self {
            Scalar::Null => Unexpected::Unit,
            Scalar::Boolean(value) => Unexpected::Bool(*value),
            Scalar::Integer(value) => return E::invalid_value(Unexpected::Other(&value.to_string()), &expected),
            Scalar::Float(value) => Unexpected::Float(*value),
            Scalar::Text(value) => Unexpected::Str(value),
            Scalar::Json(value) if value.starts_with('[') => Unexpected::Seq,
            Scalar::Json(_) => Unexpected::Map,
        };
        E::invalid_type(found, &expected)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_none<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Scalar, D::Error> {
        Scalar::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
        Ok(Scalar::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
        Ok(Scalar::Integer(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
        Ok(Scalar::Integer(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
        Ok(Scalar::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Scalar, E> {
        Ok(Scalar::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<Scalar, A::Error> {
        Ok(Scalar::Json(Value::deserialize(SeqAccessDeserializer::new(access))?.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Scalar, A::Error> {
        Ok(Scalar::Json(Value::deserialize(MapAccessDeserializer::new(access))?.to_string()))
    }
}
