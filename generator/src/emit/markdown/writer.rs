//! Writes the Markdown of a page again, so that rustdoc cannot warn of it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::text::{MOST, clean, code, escape, web_address};

/// The text as lines of Markdown that rustdoc and its lints accept, whatever the page holds.
pub fn rustdoc(text: &str) -> String {
    let mut text = clean(text);
    if let Some((end, _)) = text.char_indices().nth(MOST) {
        text.truncate(end);
        text.push('…');
    }
    let mut writer = Writer::default();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        writer.event(event);
    }
    writer.finish()
}

/// Writes events as Markdown again.
#[derive(Default)]
struct Writer {
    out: String,
    /// What every line of the open blocks starts with.
    indents: Vec<String>,
    /// The marker of a list item, due at the next line.
    marker: Option<String>,
    /// The number of the next item, for each open list; `None`: bullets.
    lists: Vec<Option<u64>>,
    /// Whether no item of the innermost list has come yet.
    opened: bool,
    /// Text of the open paragraph, heading or cell.
    line: String,
    /// The cells of the open row.
    row: Vec<String>,
    /// Columns of the open table, 0 outside.
    columns: usize,
    in_code: bool,
    /// The addresses of the open links, where they are web addresses.
    links: Vec<Option<String>>,
    /// Whether the next block follows without a blank line.
    tight: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.line.push_str(&text),
            Event::Text(text) => self.line.push_str(&escape(&text)),
            Event::Code(text) => {
                let text = code(&text);
                self.line.push_str(&if self.columns > 0 { text.replace('|', "\\|") } else { text });
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.line.push(if self.columns > 0 { ' ' } else { '\n' }),
            Event::HardBreak => self.line.push_str(if self.columns > 0 { " " } else { "\\\n" }),
            Event::Rule => self.flush(),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.line.push_str(&code(&text)),
            Event::FootnoteReference(text) => self.line.push_str(&escape(&text)),
            Event::TaskListMarker(done) => self.line.push_str(if done { "(x) " } else { "( ) " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.flush(),
            Tag::Heading { .. } => {
                self.flush();
                self.line.push_str("**");
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.indents.push("> ".to_owned());
            }
            // Whatever language the page claims, rustdoc must not compile it.
            Tag::CodeBlock(_) => {
                self.flush();
                self.in_code = true;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
                self.opened = true;
            }
            Tag::Item => {
                self.flush();
                // A list within a text is set apart from it; an item is not from the one before.
                let is_inner = !std::mem::take(&mut self.opened) || self.lists.len() > 1;
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}. ");
                        *number = number.saturating_add(1);
                        marker
                    }
                    _ => "- ".to_owned(),
                };
                self.indents.push(" ".repeat(marker.len()));
                self.marker = Some(marker);
                self.tight = is_inner;
            }
            Tag::Table(columns) => {
                self.flush();
                self.columns = columns.len();
            }
            Tag::Emphasis => self.line.push('*'),
            Tag::Strong => self.line.push_str("**"),
            Tag::Strikethrough => self.line.push_str("~~"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let address = web_address(&dest_url);
                // An autolink comes with its own address as its text.
                if address.is_some() {
                    self.line.push('[');
                }
                self.links.push(address);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                self.line.push_str("**");
                self.flush();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.indents.pop();
            }
            TagEnd::CodeBlock => {
                let code = std::mem::take(&mut self.line);
                let longest = code.split(|char| char != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest.max(2) + 1);
                self.in_code = false;
                self.block(&format!("{fence}text\n{}\n{fence}", code.trim_end_matches('\n')));
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.tight = false;
            }
            TagEnd::Item => {
                self.flush();
                self.indents.pop();
                self.marker = None;
                self.tight = true;
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                self.row.push(cell.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            TagEnd::TableHead => {
                let columns = self.columns;
                let rule = vec!["---"; columns].join(" | ");
                let head = self.row_text();
                self.block(&format!("{head}\n| {rule} |"));
                self.tight = true;
            }
            TagEnd::TableRow => {
                let row = self.row_text();
                self.tight = true;
                self.block(&row);
            }
            TagEnd::Table => {
                self.columns = 0;
                self.tight = false;
            }
            TagEnd::Emphasis => self.line.push('*'),
            TagEnd::Strong => self.line.push_str("**"),
            TagEnd::Strikethrough => self.line.push_str("~~"),
            TagEnd::Link | TagEnd::Image => {
                if let Some(Some(address)) = self.links.pop() {
                    // The text may have become a link of its own, which cannot stand within another.
                    self.close_link(&address);
                }
            }
            _ => {}
        }
    }

    fn close_link(&mut self, address: &str) {
        let Some(open) = self.line.rfind('[') else { return };
        // The bracket that opened this link is the last one that is not escaped.
        let open = (0..=open)
            .rev()
            .find(|&at| self.line[at..].starts_with('[') && !self.line[..at].ends_with('\\'))
            .unwrap_or(open);
        let text = self.line[open + 1..].replace("<http", "http").replace('>', "");
        self.line.truncate(open);
        if text.trim().is_empty() || text.starts_with("http") {
            self.line.push_str(&format!("<{address}>"));
        } else {
            self.line.push_str(&format!("[{text}](<{address}>)"));
        }
    }

    fn html(&mut self, html: &str) {
        let name: String =
            html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        match name.to_ascii_lowercase().as_str() {
            "br" | "p" => self.line.push(if self.columns > 0 { ' ' } else { '\n' }),
            // Layout of the vendor's site, without meaning here.
            "a" | "b" | "div" | "em" | "i" | "span" | "strong" | "sub" | "sup" | "u" => {}
            _ if html.starts_with("<!--") => {}
            _ => self.line.push_str(&escape(html.trim_end_matches('\n'))),
        }
    }

    fn row_text(&mut self) -> String {
        format!("| {} |", std::mem::take(&mut self.row).join(" | "))
    }

    /// Ends the open paragraph.
    fn flush(&mut self) {
        if self.in_code || self.columns > 0 {
            return;
        }
        let line = std::mem::take(&mut self.line);
        let lines: Vec<String> = line.lines().map(str::trim).filter(|line| !line.is_empty()).map(guard).collect();
        if !lines.is_empty() {
            self.block(&lines.join("\n"));
        }
    }

    fn block(&mut self, text: &str) {
        if !self.out.is_empty() && !std::mem::take(&mut self.tight) {
            let quotes: String = self.indents.iter().map(String::as_str).collect();
            self.out.push_str(quotes.trim_end());
            self.out.push('\n');
        }
        self.tight = false;
        for line in text.lines() {
            let mut prefix: String = self.indents.concat();
            if let Some(marker) = self.marker.take() {
                prefix.truncate(prefix.len() - marker.len());
                prefix.push_str(&marker);
            }
            self.out.push_str(format!("{prefix}{line}").trim_end());
            self.out.push('\n');
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.out.trim_end().to_owned()
    }
}

/// Escapes what is markup only at the start of a line: bullets, numbers, underlines of headings.
fn guard(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'-' | b'+' | b'=' | b':') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}
