//! The loopback service of the tests.
