//! The macros that declare operations: their builders, and what a paginator asks of them.

/// Declares an operation and the builder of its calls.
///
/// After the name stands what a call hands out (an [`Answer`](crate::call::Answer)), then the name on the wire, the HTTP
/// method and the path, and what else is known of the operation, as methods of
/// [`Operation`](crate::call::Operation). A parameter says in this order: what its setter takes (the words of
/// [`sent_object!`](crate::sent_object), and `bytes` for a body that is sent as it is), the setter, the
/// [`Location`](crate::call::Location), a [`Packing`](crate::call::Packing) unless it is plain, and the name on the wire. Parameters
/// without `pub` are those that the service requires: the method of the client that makes the builder sets them.
///
/// ```
/// alicloud_core::object! {
///     pub struct ListBoatsOutput {
///         total_count: Option<i32> = "TotalCount",
///     }
/// }
///
/// alicloud_core::operation! {
///     /// A call of `ListBoats`.
///     pub struct ListBoats -> ListBoatsOutput;
///     "ListBoats", Get, "/harbours/{Harbour}/boats";
///     text harbour = Path "Harbour",
///     /// Sets the most boats that a response has.
///     pub value size: i32 = Query "Size",
///     pub texts names = Query Json "Names",
/// }
///
/// # fn call(client: &alicloud_core::Client) {
/// let call = ListBoats::new(client).harbour("north").size(10).names(["a", "b"]);
/// # let _ = call;
/// # }
/// ```
#[macro_export]
macro_rules! operation {
    (
        $(#[$($attribute:tt)*])*
        $visibility:vis struct $type:ident -> $output:ty;
        $name:literal, $method:ident, $path:literal $(, $setting:ident $arguments:tt)*;
        $(
            $(#[$($setter_attribute:tt)*])*
            $setter_visibility:vis $kind:ident $setter:ident $(: $value:ty)? = $place:ident $($packing:ident)? $wire:literal
        ),*
        $(,)?
    ) => {
        $(#[$($attribute)*])*
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing until it is sent"]
        $visibility struct $type($crate::call::Call);

        impl $type {
            pub(crate) fn new(client: &$crate::Client) -> Self {
                static OPERATION: $crate::call::Operation =
                    $crate::call::Operation::new($name, $crate::Method::$method, $path)$(.$setting $arguments)*;
                Self($crate::call::Call::new(client, &OPERATION))
            }

            $($crate::call::__setter! {
                $(#[$($setter_attribute)*])*
                $setter_visibility $kind $setter $(: $value)? = $place $($packing)? $wire
            })*

            /// Makes this call in another region than the client's.
            pub fn region(self, region: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.region(region))
            }

            /// Sets what this call does differently from its client: time limits, retries and more. It takes the place of
            /// options that were set before, the region among them.
            pub fn options(self, options: $crate::CallOptions) -> Self {
                Self(self.0.options(options))
            }

            /// Makes the call and decodes the response. To await the call itself is the same.
            ///
            /// # Errors
            ///
            /// Those of [`send_with_response`](Self::send_with_response).
            pub fn send(self) -> $crate::call::Sending<$output> {
                self.0.send()
            }

            /// Makes the call, decodes the response and keeps status, headers and body beside it.
            ///
            /// # Errors
            ///
            /// No response came, the service answered with an error, or the response could not be decoded;
            /// [`Error::kind`](alicloud_core::Error::kind) tells which.
            pub fn send_with_response(self) -> $crate::call::SendingWithResponse<$output> {
                self.0.send_with_response()
            }

            $crate::call::__send_blocking! { $output }
        }

        /// Awaiting the call is `send`.
        impl ::core::future::IntoFuture for $type {
            type Output = ::core::result::Result<$output, $crate::Error>;
            type IntoFuture = $crate::call::Sending<$output>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.send()
            }
        }

        impl ::core::convert::From<$type> for $crate::call::Call {
            fn from(call: $type) -> Self {
                call.0
            }
        }
    };
}

/// The methods that wait on the thread, where the feature `blocking` of this crate is on.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __send_blocking {
    ($output:ty) => {
        /// As [`send`](Self::send), waiting on this thread; see [`blocking::wait`](alicloud_core::blocking::wait).
        ///
        /// # Errors
        ///
        /// Those of [`send_with_response`](Self::send_with_response).
        ///
        /// # Panics
        ///
        /// When it is called from a task of a Tokio runtime.
        pub fn send_blocking(self) -> ::core::result::Result<$output, $crate::Error> {
            $crate::blocking::wait(self.send())
        }

        /// As [`send_with_response`](Self::send_with_response), waiting on this thread.
        ///
        /// # Errors
        ///
        /// Those of [`send_with_response`](Self::send_with_response).
        ///
        /// # Panics
        ///
        /// When it is called from a task of a Tokio runtime.
        pub fn send_with_response_blocking(self) -> ::core::result::Result<$crate::Response<$output>, $crate::Error> {
            $crate::blocking::wait(self.send_with_response())
        }
    };
}

#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __send_blocking {
    ($output:ty) => {};
}

/// One setter of an operation.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    ($(#[$($attribute:tt)*])* $visibility:vis text $setter:ident = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(self, value: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self($crate::call::__put!(self, put_text, value.into(), $($where)*))
        }
    };
    ($(#[$($attribute:tt)*])* $visibility:vis texts $setter:ident = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(
            self,
            value: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<::std::string::String>>,
        ) -> Self {
            Self($crate::call::__put!(self, put_texts, value.into_iter().map(::core::convert::Into::into).collect(), $($where)*))
        }
    };
    ($(#[$($attribute:tt)*])* $visibility:vis value $setter:ident: $value:ty = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(self, value: $value) -> Self {
            Self($crate::call::__put!(self, put, $crate::wire::Wire::node(&value), $($where)*))
        }
    };
    ($(#[$($attribute:tt)*])* $visibility:vis into $setter:ident: $value:ty = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(self, value: impl ::core::convert::Into<$value>) -> Self {
            let value: $value = value.into();
            Self($crate::call::__put!(self, put, $crate::wire::Wire::node(&value), $($where)*))
        }
    };
    ($(#[$($attribute:tt)*])* $visibility:vis values $setter:ident: $value:ty = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(self, value: impl ::core::iter::IntoIterator<Item = $value>) -> Self {
            let value: ::std::vec::Vec<$value> = value.into_iter().collect();
            Self($crate::call::__put!(self, put, $crate::wire::Wire::node(&value), $($where)*))
        }
    };
    ($(#[$($attribute:tt)*])* $visibility:vis intos $setter:ident: $value:ty = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(
            self,
            value: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$value>>,
        ) -> Self {
            let value: ::std::vec::Vec<$value> = value.into_iter().map(::core::convert::Into::into).collect();
            Self($crate::call::__put!(self, put, $crate::wire::Wire::node(&value), $($where)*))
        }
    };
    ($(#[$($attribute:tt)*])* $visibility:vis entries $setter:ident: $value:ty = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(
            self,
            value: impl ::core::iter::IntoIterator<Item = (impl ::core::convert::Into<::std::string::String>, $value)>,
        ) -> Self {
            let value: ::std::collections::BTreeMap<::std::string::String, $value> =
                value.into_iter().map(|(name, value)| (name.into(), value)).collect();
            Self($crate::call::__put!(self, put, $crate::wire::Wire::node(&value), $($where)*))
        }
    };
    ($(#[$($attribute:tt)*])* $visibility:vis map $setter:ident: $value:ty = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(
            self,
            value: impl ::core::iter::IntoIterator<
                Item = (impl ::core::convert::Into<::std::string::String>, impl ::core::convert::Into<$value>),
            >,
        ) -> Self {
            let value: ::std::collections::BTreeMap<::std::string::String, $value> =
                value.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
            Self($crate::call::__put!(self, put, $crate::wire::Wire::node(&value), $($where)*))
        }
    };
    ($(#[$($attribute:tt)*])* $visibility:vis bytes $setter:ident = $($where:tt)*) => {
        $(#[$($attribute)*])*
        $visibility fn $setter(self, value: impl ::core::convert::Into<::std::vec::Vec<u8>>) -> Self {
            Self(self.0.bytes(value))
        }
    };
}

/// Puts a value where it goes.
#[doc(hidden)]
#[macro_export]
macro_rules! __put {
    ($self:ident, $put:ident, $value:expr, $place:ident $wire:literal) => {
        $crate::call::__put!($self, $put, $value, $place Plain $wire)
    };
    ($self:ident, $put:ident, $value:expr, $place:ident $packing:ident $wire:literal) => {
        $self.0.$put($crate::call::Location::$place, $crate::call::Packing::$packing, $wire, $value)
    };
}

/// Says how an operation gives a long list in parts.
///
/// After the operation stand what its responses are and the [`Paging`](crate::paging::Paging); then the parameter that
/// says how many items a part has at most, where there is one; then, of a response, how many items there are in all, how
/// many a part has at most and the token of the next part; last, where it is known, the list: its items borrowed and
/// taken out. `into_paginator` has the attributes.
///
/// ```
/// # alicloud_core::object! {
/// #     pub struct ListBoatsOutput {
/// #         boats: Vec<String> = "Boats",
/// #         total_count: Option<i32> = "TotalCount",
/// #     }
/// # }
/// # alicloud_core::operation! {
/// #     pub struct ListBoats -> ListBoatsOutput;
/// #     "ListBoats", Get, "/", position(alicloud_core::Place::Query, "Page");
/// #     pub value page: i32 = Query "Page",
/// #     pub value size: i32 = Query "Size",
/// # }
/// alicloud_core::paged! {
///     ListBoats -> ListBoatsOutput, "ListBoats", Number { first: 1 }, size(Query "Size");
///     |output| alicloud_core::paging::Scalar::number(&output.total_count), None, None;
///     String: &output.boats, output.boats
/// }
/// # let _ = ListBoats::into_paginator;
/// ```
#[macro_export]
macro_rules! paged {
    (
        $(#[$($attribute:tt)*])*
        $type:ident -> $output:ty, $name:literal, $paging:ident $({ $($first:tt)* })? $(, size($place:ident $size:literal))?;
        |$response:ident| $total:expr, $answered:expr, $next:expr;
        $($item:ty: $items:expr, $taken:expr)?
    ) => {
        impl $type {
            $(#[$($attribute)*])*
            pub fn into_paginator(self) -> $crate::Paginator<Self> {
                $crate::Paginator::new(self)
            }
        }

        impl $crate::paging::Paged for $type {
            type Output = $output;
            type Item = $crate::call::__paged_item!($($item)?);
            const OPERATION: &'static str = $name;
            const PAGING: $crate::paging::Paging = $crate::paging::Paging::$paging $({ $($first)* })?;

            fn position(&mut self) -> &mut dyn $crate::paging::Scalar {
                self.0.position()
            }

            $(
                fn size(&self) -> ::core::option::Option<i64> {
                    self.0.number($crate::Place::$place, $size)
                }
            )?

            fn send_page(
                self,
            ) -> $crate::BoxFuture<'static, ::core::result::Result<Self::Output, $crate::Error>> {
                ::std::boxed::Box::pin(self.0.send())
            }

            fn part($response: &Self::Output) -> $crate::paging::Part<'_, Self::Item> {
                $crate::paging::Part {
                    items: $crate::call::__paged_items!($($items)?),
                    total: $total,
                    size: $answered,
                    next: $next,
                }
            }
        }

        $(
            impl $crate::paging::Listed for $type {
                fn into_items($response: Self::Output) -> ::std::vec::Vec<Self::Item> {
                    let _: ::core::marker::PhantomData<$item>;
                    $taken
                }
            }
        )?
    };
}

/// The type of the items, and that of none.
#[doc(hidden)]
#[macro_export]
macro_rules! __paged_item {
    () => {
        ()
    };
    ($item:ty) => {
        $item
    };
}

/// The items, where it is known which list they are in.
#[doc(hidden)]
#[macro_export]
macro_rules! __paged_items {
    () => {
        ::core::option::Option::None
    };
    ($items:expr) => {
        ::core::option::Option::Some($items)
    };
}

// By their paths other modules find them.
#[doc(hidden)]
pub use {__paged_item, __paged_items, __put, __send_blocking, __setter};
