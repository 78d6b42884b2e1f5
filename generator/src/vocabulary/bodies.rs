//! The words for what a response body is, in each language: media types, and phrases for files, text and no body.

use crate::ir::ResponseKind::{self, Bytes, Json, Nothing, Text, Xml};

/// Media types by how they begin or end. The first entry that fits counts.
const MEDIA_TYPES: &[(&str, &str, ResponseKind)] = &[
    ("application/json", "", Json),
    ("text/json", "", Json),
    ("", "+json", Json),
    ("application/xml", "", Xml),
    ("text/xml", "", Xml),
    ("application/xhtml", "", Text),
    ("image/svg", "", Text),
    ("", "+xml", Xml),
    ("text/", "", Text),
    ("application/javascript", "", Text),
    ("application/yaml", "", Text),
    ("application/x-yaml", "", Text),
    ("image/", "", Bytes),
    ("audio/", "", Bytes),
    ("video/", "", Bytes),
    ("font/", "", Bytes),
    ("application/octet-stream", "", Bytes),
    ("application/pdf", "", Bytes),
    ("application/zip", "", Bytes),
    ("application/gzip", "", Bytes),
    ("application/x-", "", Bytes),
    ("application/vnd.", "", Bytes),
    ("application/ms", "", Bytes),
];

/// The first words of media types, by which a text is searched for one.
const FAMILIES: &[&str] = &["application/", "text/", "image/", "audio/", "video/", "font/"];

/// Phrases in lower case that say what a body is. The first entry that a text contains counts, so that what a phrase is part
/// of stands before it.
const PHRASES: &[(&str, ResponseKind)] = &[
    ("没有响应体", Nothing),
    ("没有返回体", Nothing),
    ("无响应体", Nothing),
    ("无返回体", Nothing),
    ("响应体为空", Nothing),
    ("返回体为空", Nothing),
    ("响应内容为空", Nothing),
    ("不返回任何内容", Nothing),
    ("no response body", Nothing),
    ("no body", Nothing),
    ("empty body", Nothing),
    ("body is empty", Nothing),
    ("empty response body", Nothing),
    ("returns no content", Nothing),
    ("204 no content", Nothing),
    ("二进制", Bytes),
    ("字节流", Bytes),
    ("文件流", Bytes),
    ("图片流", Bytes),
    ("数据流", Bytes),
    ("图片数据", Bytes),
    ("图片内容", Bytes),
    ("图片文件", Bytes),
    ("压缩包", Bytes),
    ("zip文件", Bytes),
    ("zip 文件", Bytes),
    ("binary", Bytes),
    ("byte stream", Bytes),
    ("byte array", Bytes),
    ("file stream", Bytes),
    ("stream of bytes", Bytes),
    ("octet stream", Bytes),
    ("octet-stream", Bytes),
    ("raw bytes", Bytes),
    ("bytes of", Bytes),
    ("image data", Bytes),
    ("zip file", Bytes),
    ("zip archive", Bytes),
    ("纯文本", Text),
    ("文本文件", Text),
    ("文本格式", Text),
    ("文本内容", Text),
    ("csv文件", Text),
    ("csv 文件", Text),
    ("csv格式", Text),
    ("csv 格式", Text),
    ("plain text", Text),
    ("plain-text", Text),
    ("text file", Text),
    ("csv file", Text),
    ("csv format", Text),
    ("返回文件", Bytes),
    ("返回图片", Bytes),
    ("文件内容", Bytes),
    ("returns the file", Bytes),
    ("returns a file", Bytes),
    ("returns the image", Bytes),
    ("returns an image", Bytes),
    ("returns the picture", Bytes),
    ("returns a picture", Bytes),
    ("content of the file", Bytes),
    ("contents of the file", Bytes),
    ("file content", Bytes),
    ("response is the file", Bytes),
    ("response is a file", Bytes),
    ("response is a picture", Bytes),
    ("response is an image", Bytes),
    ("body is the file", Bytes),
    ("body is a file", Bytes),
    ("body is a picture", Bytes),
    ("body is an image", Bytes),
];

/// Phrases that say a value inside the response is meant, and not the body: what is packed into a field is text.
const PACKED: &[&str] = &["base64", "base 64", "url"];

/// Words of sentences about what a call hands out.
const HANDING_OUT: &[&str] = &["返回", "下载", "导出", "return", "download", "export"];

/// Type words for a body that is a file.
const STREAMS: &[&str] = &["binary", "bytes", "file", "inputstream", "stream", "二进制", "二进制流", "文件", "文件流"];

/// What a body of a media type is, such as `image/png; charset=binary`.
pub fn media_type(text: &str) -> Option<ResponseKind> {
    let text = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let fits = |(begin, end, _): &&(&str, &str, _)| text.starts_with(begin) && text.ends_with(end);
    MEDIA_TYPES.iter().find(fits).map(|&(.., kind)| kind)
}

/// What a sentence says of the body.
pub fn body(text: &str) -> Option<ResponseKind> {
    let text = text.to_lowercase();
    if PACKED.iter().any(|word| text.contains(word)) {
        return None;
    }
    named_media_type(&text).or_else(|| PHRASES.iter().find(|(phrase, _)| text.contains(phrase)).map(|&(_, kind)| kind))
}

/// Whether a sentence is about what the call hands out.
pub fn hands_out(text: &str) -> bool {
    let text = text.to_lowercase();
    HANDING_OUT.iter().any(|word| text.contains(word))
}

/// The media type that a sentence names.
fn named_media_type(text: &str) -> Option<ResponseKind> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "/+-.".contains(c);
    let mut words = text.split(|c| !is_part(c)).map(|word| word.trim_end_matches(['.', '-']));
    words.find(|word| FAMILIES.iter().any(|family| word.starts_with(family))).and_then(media_type)
}

/// Whether a type word says that the row stands for a file.
pub fn is_stream(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    STREAMS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_tell_the_kind() {
        for (text, kind) in [
            ("application/json;charset=utf-8", Json),
            ("application/problem+json", Json),
            ("text/xml", Xml),
            ("application/atom+xml", Xml),
            ("text/csv; charset=gbk", Text),
            ("image/svg+xml", Text),
            ("image/png", Bytes),
            ("Application/Octet-Stream", Bytes),
            ("application/x-tar", Bytes),
        ] {
            assert_eq!(media_type(text), Some(kind), "{text}");
        }
        for text in ["", "json", "application/unheard-of", "multipart/form-data"] {
            assert_eq!(media_type(text), None, "{text}");
        }
    }

    #[test]
    fn sentences_tell_the_kind() {
        for (text, kind) in [
            ("接口返回图片的二进制内容。", Bytes),
            ("The response body is the chart as `image/png`.", Bytes),
            ("The log as plain text.", Text),
            ("The response has an empty body.", Nothing),
            ("返回体为空。", Nothing),
        ] {
            assert_eq!(body(text), Some(kind), "{text}");
        }
        for text in
            ["", "The names of the boats.", "The picture, encoded in Base64 binary.", "The URL of the zip file."]
        {
            assert_eq!(body(text), None, "{text}");
        }
    }

    #[test]
    fn a_sentence_about_a_download_hands_something_out() {
        assert!(hands_out("Downloads the chart.") && hands_out("调用接口返回图片。"));
        assert!(!hands_out("Queries the binary logs of a boat."));
    }

    #[test]
    fn only_words_for_files_are_streams() {
        assert!(is_stream("Binary") && is_stream(" 文件流 "));
        assert!(!is_stream("String") && !is_stream("FileList") && !is_stream(""));
    }
}
