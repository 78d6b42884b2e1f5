//! Calls by name, without types: JSON in, JSON out, for operations that no generated code describes yet.
//!
//! A call by name is signed, sent, repeated and paged as all others are. What generated code knows of an operation, the
//! caller says: its path, its method, where parameters travel, whether it only reads.
//!
//! ```
//! use alicloud_core::test_util::{Fake, config};
//! use alicloud_core::{Client, EndpointRule, Endpoints, ListFields, Product, Style};
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), alicloud_core::Error> {
//! # let fake = Fake::new(&[
//! #     ("ListBoats", r#"{"TotalCount":1,"Boats":{"Boat":[{"Id":"b-1"}]}}"#),
//! #     ("GetHarbour", r#"{"Name":"North"}"#),
//! # ]);
//! # let config = config(&fake).build()?;
//! // A product by actions: parameters go into the query, lists and objects as `Tag.1.Key`.
//! let boats = Product::named("boats", "2020-01-01", Style::Rpc, Endpoints::named("boats", EndpointRule::Regional));
//! let mut listed = Client::new(&config, boats)
//!     .call_by_name("ListBoats")
//!     .parameters(json!({"PageSize": 50, "Tag": [{"Key": "colour", "Value": "red"}]}))
//!     .reads()
//!     .into_paginator(ListFields::numbered("PageNumber", "Boats.Boat").size("PageSize").total("TotalCount"))
//!     .items();
//! while let Some(boat) = listed.next().await {
//!     println!("{}", boat?["Id"]);
//! }
//! # let tags: Vec<_> = fake.calls()[0].parameters.iter().map(|(name, _)| name.clone()).collect();
//! # assert_eq!(tags, ["PageNumber", "PageSize", "Tag.1.Key", "Tag.1.Value"]);
//!
//! // A product by paths: what the path does not name goes into the query of a GET, into the JSON body of a POST.
//! let harbours = Product::named("harbours", "2021-01-01", Style::Roa, Endpoints::named("cs", EndpointRule::Central));
//! let harbour = Client::new(&config, harbours)
//!     .call_by_name("GetHarbour")
//!     .path("/harbours/{HarbourId}")
//!     .parameter("HarbourId", "h-1")
//!     .await?;
//! assert_eq!(harbour["Name"], "North");
//! # Ok(())
//! # }
//! ```

mod call;
mod page;
mod path;
#[cfg(test)]
mod tests;

pub use call::NamedCall;
pub use page::{ListFields, NamedList, NamedPage};
