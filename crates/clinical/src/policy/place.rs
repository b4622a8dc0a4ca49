//! On which line of a policy file something stands, so that an error can point at it.

/// The line, counted from 1, on which the value at `path` begins: the names and numbers on the way to it, such as
/// `escalation/chain/2/role`. Where the path leads nowhere, the line of the last part that is there. `json` must be valid.
pub(super) fn line_of(json: &str, path: &str) -> usize {
    let mut scan = Scan { text: json.as_bytes(), at: 0 };
    scan.blank();
    let mut found = scan.at;
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if !scan.enter(part) {
            break;
        }
        found = scan.at;
    }
    json.bytes().take(found).filter(|byte| *byte == b'\n').count() + 1
}

struct Scan<'t> {
    text: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn byte(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or_default()
    }

    fn blank(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t' | b',' | b':') {
            self.at += 1;
        }
    }

    /// Moves to the value of this name or number in the object or list that stands here.
    fn enter(&mut self, part: &str) -> bool {
        let object = self.byte() == b'{';
        if !object && self.byte() != b'[' {
            return false;
        }
        self.at += 1;
        let mut index = 0usize;
        loop {
            self.blank();
            if matches!(self.byte(), b'}' | b']' | 0) {
                return false;
            }
            let here = if object { self.name() == part.as_bytes() } else { index.to_string() == part };
            self.blank();
            if here {
                return true;
            }
            self.skip();
            index += 1;
        }
    }

    /// The text that stands here, without its quotes.
    fn name(&mut self) -> &[u8] {
        let start = self.at + 1;
        self.string();
        self.text.get(start..self.at.saturating_sub(1)).unwrap_or_default()
    }

    fn string(&mut self) {
        self.at += 1;
        while !matches!(self.byte(), b'"' | 0) {
            self.at += if self.byte() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
    }

    /// Passes over the value that stands here.
    fn skip(&mut self) {
        let mut depth = 0usize;
        while self.at < self.text.len() {
            match self.byte() {
                b'"' => {
                    self.string();
                    if depth == 0 {
                        return;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at += 1;
                        return;
                    }
                }
                b',' if depth == 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::line_of;

    const FILE: &str = "{\n  \"a\": \"}, \\\"b\\\": [\",\n  \"list\": [\n    { \"x\": 1 },\n    { \"x\": [2, 3],\n      \"y\": null }\n  ],\n  \"b\": true\n}";

    #[test]
    fn a_path_leads_to_its_line_past_texts_that_look_like_structure() {
        for (path, line) in [
            ("", 1),
            ("a", 2),
            ("list", 3),
            ("list/0", 4),
            ("list/1", 5),
            ("list/1/x/1", 5),
            ("list/1/y", 6),
            ("b", 8),
        ] {
            assert_eq!(line_of(FILE, path), line, "{path}");
        }
    }

    #[test]
    fn a_path_that_leads_nowhere_points_at_its_last_known_part() {
        assert_eq!(line_of(FILE, "list/7"), 3);
        assert_eq!(line_of(FILE, "list/1/z"), 5);
        assert_eq!(line_of(FILE, "nothing"), 1);
    }
}
