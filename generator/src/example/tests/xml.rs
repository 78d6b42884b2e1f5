//! XML as people type it.

use serde_json::{Value, json};

use super::check::check;
use crate::example::{Cause, xml};

#[test]
fn xml_is_read_as_it_was_meant() {
    use Cause::*;
    check(
        xml::read,
        &[
            (
                "<?xml version=\"1.0\"?>\n<R xmlns='x'><Id a=\"1\"> 7 </Id><Xs><X>1</X><X>2</X></Xs><E/><F></F><!-- c --></R>",
                &[],
                json!({"R": {"Id": "7", "Xs": {"X": ["1", "2"]}, "E": "", "F": ""}}),
            ),
            ("<R>a &lt;&amp;&#20013;&#x4e2d; b<![CDATA[<x>]]></R>", &[], json!({"R": "a <&中中 b<x>"})),
            ("<A>1</A>\n<B>2</B>", &[MissingRoot], json!({"A": "1", "B": "2"})),
            ("<A>1</A>\n<A>2</A>", &[MissingRoot], json!({"A": ["1", "2"]})),
            (
                "<R><200>1</200><China Telecom>2</China Telecom></R>",
                &[InvalidName, InvalidName],
                json!({"R": {"200": "1", "China Telecom": "2"}}),
            ),
            ("<R a=b>1</R>", &[InvalidAttribute], json!({"R": "1"})),
            ("<R><A>1</A><B><C>2</B></R>", &[UnclosedTag], json!({"R": {"A": "1", "B": {"C": "2"}}})),
            ("<R><A>1</A><R>", &[UnclosedTag], json!({"R": {"A": "1"}})),
            ("<R><V><A>1</A><V></R>", &[UnclosedTag], json!({"R": {"V": {"A": "1"}}})),
            ("<R><Order>1</Task><B>2</B></R>", &[MismatchedTag], json!({"R": {"Order": "1", "B": "2"}})),
            ("<AResponse><B>2</B></Response>", &[MismatchedTag], json!({"AResponse": {"B": "2"}})),
            ("<R><A><B>1</B></a></R>", &[MismatchedTag], json!({"R": {"A": {"B": "1"}}})),
            ("<R><A>1</A></X><B>2</B></R>", &[StrayTag], json!({"R": {"A": "1", "B": "2"}})),
            ("<R><A>1</A></R><A>1</A></R>", &[TrailingText, StrayTag], json!({"R": {"A": "1"}})),
            (
                "<R><Op><</Op><P>a <= b</P></R>",
                &[BareAngleBracket, BareAngleBracket],
                json!({"R": {"Op": "<", "P": "a <= b"}}),
            ),
            ("<R><A>x <Common params> y</A></R>", &[BareAngleBracket], json!({"R": {"A": "x <Common params> y"}})),
            ("<R>a & b</R>", &[BareAmpersand], json!({"R": "a & b"})),
            (
                "<R><A>see <a href=\"x\">this</a> page</A></R>",
                &[MixedContent],
                json!({"R": {"A": "see <a href=\"x\">this</a> page"}}),
            ),
            ("<R>| <A>1</A></R>", &[StrayText], json!({"R": {"A": "1"}})),
            ("<? xml version=\"1.0\" ? >\n<!—x-->\n<R>1</R>", &[StrayTag, Comment], json!({"R": "1"})),
            ("返回\n<R>1</R>", &[StrayText], json!({"R": "1"})),
            ("<R><A>1", &[UnclosedTag, UnclosedTag], json!({"R": {"A": "1"}})),
            ("no element", &[NoValue], Value::Null),
        ],
    );
}
