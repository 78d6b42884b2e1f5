//! The macro that declares the error codes of a product.

/// Declares the error codes that the reference of a product documents, as an open enum.
///
/// After `of` stands the [`Product`](crate::Product), which says what passes by itself, and after an equals sign the code as
/// the service sends it. `CODES` lists them all.
///
/// ```
/// use alicloud_core::{EndpointRule, Endpoints, Product, Style};
///
/// static HARBOUR: Product =
///     Product::new("Harbour", "2020-01-01", Style::Rpc, Endpoints::new("harbour", EndpointRule::Central))
///         .error_codes(CODES)
///         .transient_codes(&["Boat.Busy"]);
///
/// alicloud_core::error_codes! {
///     /// The error codes of the harbour.
///     pub enum ErrorCode of HARBOUR {
///         /// `Boat.Busy`.
///         BoatBusy = "Boat.Busy",
///     }
/// }
///
/// assert_eq!(ErrorCode::from("Boat.Busy"), ErrorCode::BoatBusy);
/// assert!(ErrorCode::BoatBusy.is_transient());
/// assert_eq!(ErrorCode::from("Other").to_string(), "Other");
/// ```
#[macro_export]
macro_rules! error_codes {
    (
        $(#[$($attribute:tt)*])*
        pub enum $type:ident of $product:path {
            $($(#[$($code_attribute:tt)*])* $ident:ident = $code:literal),* $(,)?
        }
    ) => {
        /// The codes as the service sends them.
        pub(crate) const CODES: &[&str] = &[$($code),*];

        $(#[$($attribute)*])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$($code_attribute)*])* $ident,)*
            /// A code that the reference did not list, as the service sent it.
            Unknown(::std::string::String),
        }

        impl $type {
            /// The code as the service sends it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$ident => $code,)*
                    Self::Unknown(code) => code,
                }
            }

            /// Whether the reference says of the code, wherever it lists it, that the same call may succeed a little later.
            pub fn is_transient(&self) -> bool {
                $product.transient_codes.contains(&self.as_str())
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::core::convert::From<&str> for $type {
            fn from(code: &str) -> Self {
                match code {
                    $($code => Self::$ident,)*
                    other => Self::Unknown(::std::borrow::ToOwned::to_owned(other)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $type {
            fn from(code: ::std::string::String) -> Self {
                match Self::from(code.as_str()) {
                    Self::Unknown(_) => Self::Unknown(code),
                    known => known,
                }
            }
        }

        $crate::wire::__code_serde! { $type }
    };
}
