//! The pipes of a line that separate cells: not those that are escaped or within inline code.

use super::source::is_blank;

/// Counts the pipes of a line that separate cells: not those that are escaped or within inline code.
pub fn count_pipes(line: &str) -> usize {
    let mut count = 0;
    each_pipe(line, |_| count += 1);
    count
}

/// The offset of the first pipe of a text that would separate cells.
pub fn first_pipe(text: &str) -> Option<usize> {
    let mut offset = 0;
    text.split_inclusive('\n').find_map(|line| {
        let mut first = None;
        each_pipe(line, |at| first = first.or(Some(offset + at)));
        offset += line.len();
        first
    })
}

pub fn ends_with_pipe(line: &str) -> bool {
    let line = line.trim_end_matches(is_blank);
    let mut last = None;
    each_pipe(line, |at| last = Some(at));
    last.is_some_and(|at| at + 1 == line.len())
}

/// Calls back with the offset of each separating pipe of a line.
pub fn each_pipe(line: &str, mut found: impl FnMut(usize)) {
    let bytes = line.as_bytes();
    let mut at = 0;
    // Once a run of backticks finds no partner, no later run of the same length does: looked up only once.
    let mut unpaired = [false; 4];
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'|' => {
                found(at);
                at += 1;
            }
            b'`' => {
                let run = bytes[at..].iter().take_while(|&&b| b == b'`').count();
                let known = unpaired.get(run).copied().unwrap_or(true);
                match (!known).then(|| closing_run(bytes, at + run, run)).flatten() {
                    // Code that holds a pipe and ends in another cell is no code: the backticks are stray.
                    Some(end) => at = end,
                    None => {
                        if let Some(flag) = unpaired.get_mut(run) {
                            *flag = true;
                        }
                        at += run;
                    }
                }
            }
            _ => at += 1,
        }
    }
}

/// The offset past the run of backticks that closes inline code.
fn closing_run(bytes: &[u8], mut at: usize, run: usize) -> Option<usize> {
    while at < bytes.len() {
        if bytes[at] != b'`' {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|&&b| b == b'`').count();
        at += length;
        if length == run {
            return Some(at);
        }
    }
    None
}
