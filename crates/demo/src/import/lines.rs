//! The file line by line, each bounded: a stray quotation mark or a missing line end spoils one row and not the rest.

use std::io::{self, BufRead};

/// The longest line that is read, in bytes. A row of the known columns has some sixty.
pub(super) const LONGEST: usize = 16 * 1024;

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Its text, without the line end.
    Text(String),
    /// Not UTF-8.
    NotText,
    /// Longer than [`LONGEST`].
    TooLong,
}

/// The next line; `None` at the end.
pub(super) fn next(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let mut too_long = false;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        if chunk.is_empty() {
            if bytes.is_empty() && !too_long {
                return Ok(None);
            }
            break;
        }
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        too_long |= bytes.len() + part.len() > LONGEST;
        if !too_long {
            bytes.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    if too_long {
        return Ok(Some(Line::TooLong));
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    Ok(Some(String::from_utf8(bytes).map_or(Line::NotText, Line::Text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn all(bytes: &[u8], buffer: usize) -> Vec<Line> {
        let mut input = BufReader::with_capacity(buffer, bytes);
        std::iter::from_fn(|| next(&mut input).unwrap()).collect()
    }

    #[test]
    fn lines_are_the_same_whatever_the_buffer_and_the_line_end() {
        let text = |text: &str| Line::Text(text.to_owned());
        for buffer in [1, 2, 3, 8, 64] {
            assert_eq!(all(b"a,b\r\n1,2\n\n3,4", buffer), [text("a,b"), text("1,2"), text(""), text("3,4")]);
            assert_eq!(all(b"a\n", buffer), [text("a")], "no empty line after the last");
            assert_eq!(all(b"", buffer), []);
        }
    }

    #[test]
    fn a_line_without_end_and_bytes_that_are_no_text_spoil_only_themselves() {
        let mut bytes = vec![b'x'; LONGEST + 1];
        bytes.extend_from_slice(b"\n\xff\xfe\nok\n");
        assert_eq!(all(&bytes, 512), [Line::TooLong, Line::NotText, Line::Text("ok".to_owned())]);
    }
}
