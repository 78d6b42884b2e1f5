//! Positions, sizes, totals and tokens in the types that operations give them.

use serde_json::Value;

/// A number or a text that says which part of a list is meant, or how many items there are.
pub trait Scalar {
    /// The value as a whole number, where there is one.
    fn number(&self) -> Option<i64>;

    /// The value as a text, where there is one.
    fn text(&self) -> Option<String>;

    /// Sets the value to a number. False where the type cannot hold it; the value then stays.
    fn set_number(&mut self, number: i64) -> bool;

    /// Sets the value to a text. False where the type cannot hold it; the value then stays.
    fn set_text(&mut self, text: &str) -> bool;
}

/// Sets a value where there is one.
fn put<T>(place: &mut T, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    is_some
}

macro_rules! whole {
    ($($ty:ty),*) => {$(
        impl Scalar for $ty {
            fn number(&self) -> Option<i64> {
                Some(i64::from(*self))
            }

            fn text(&self) -> Option<String> {
                Some(self.to_string())
            }

            fn set_number(&mut self, number: i64) -> bool {
                put(self, <$ty>::try_from(number).ok())
            }

            fn set_text(&mut self, text: &str) -> bool {
                put(self, text.trim().parse().ok())
            }
        }
    )*};
}

whole!(i32, i64);

macro_rules! broken {
    ($($ty:ty),*) => {$(
        impl Scalar for $ty {
            /// Only what is a whole number; a cast of others, and of those beyond the type, saturates.
            #[expect(clippy::cast_possible_truncation, reason = "whether it is exact is asked first")]
            fn number(&self) -> Option<i64> {
                (self.fract() == 0.0 && self.abs() < 9e15 as $ty).then_some(*self as i64)
            }

            fn text(&self) -> Option<String> {
                Some(self.to_string())
            }

            #[expect(clippy::cast_precision_loss, reason = "what is not exact is not set")]
            fn set_number(&mut self, number: i64) -> bool {
                put(self, Some(number as $ty).filter(|value| value.number() == Some(number)))
            }

            fn set_text(&mut self, text: &str) -> bool {
                put(self, text.trim().parse().ok())
            }
        }
    )*};
}

broken!(f32, f64);

impl Scalar for String {
    fn number(&self) -> Option<i64> {
        self.trim().parse().ok()
    }

    fn text(&self) -> Option<String> {
        Some(self.clone())
    }

    fn set_number(&mut self, number: i64) -> bool {
        put(self, Some(number.to_string()))
    }

    fn set_text(&mut self, text: &str) -> bool {
        put(self, Some(text.to_owned()))
    }
}

impl Scalar for Value {
    fn number(&self) -> Option<i64> {
        self.as_i64().or_else(|| self.as_str().and_then(|text| text.trim().parse().ok()))
    }

    fn text(&self) -> Option<String> {
        match self {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    fn set_number(&mut self, number: i64) -> bool {
        put(self, Some(Value::from(number)))
    }

    fn set_text(&mut self, text: &str) -> bool {
        put(self, Some(Value::from(text)))
    }
}

impl<T: Scalar + Default> Scalar for Option<T> {
    fn number(&self) -> Option<i64> {
        self.as_ref().and_then(T::number)
    }

    fn text(&self) -> Option<String> {
        self.as_ref().and_then(T::text)
    }

    fn set_number(&mut self, number: i64) -> bool {
        let mut value = T::default();
        let is_set = value.set_number(number);
        put(self, is_set.then_some(Some(value)))
    }

    fn set_text(&mut self, text: &str) -> bool {
        let mut value = T::default();
        let is_set = value.set_text(text);
        put(self, is_set.then_some(Some(value)))
    }
}
