//! The two halves of a request: the parameters, and the members of a body that is described apart.

use super::tree::Tree;

/// What a page says of the request.
#[derive(Debug, Default)]
pub struct Request {
    /// The parameters.
    pub parameters: Tree,
    /// The members of the JSON body, where a section of its own describes it.
    pub body: Tree,
}

impl Request {
    /// One of the two.
    pub fn tree(&mut self, is_body: bool) -> &mut Tree {
        if is_body { &mut self.body } else { &mut self.parameters }
    }
}
