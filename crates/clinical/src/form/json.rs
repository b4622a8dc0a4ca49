//! JSON that remembers its lines, so that a form's errors can name them. Numbers stay text: nothing passes through a
//! float.

/// A value and the line where it begins, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) line: u32,
    pub(super) value: Value,
}

/// Any JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As it was written.
    Number(String),
    Text(String),
    List(Vec<Node>),
    /// In the file's order.
    Map(Vec<(String, Node)>),
}

/// Where and why a text is not JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BadJson {
    pub(super) line: u32,
    pub(super) what: &'static str,
}

/// Lists and objects may lie so deep in one another.
const DEEPEST: u32 = 40;

/// Reads one value, and nothing after it.
pub(super) fn read(text: &str) -> Result<Node, BadJson> {
    let mut reader = Reader { text, at: 0, line: 1 };
    let node = reader.node(DEEPEST)?;
    reader.blanks();
    if reader.at == text.len() { Ok(node) } else { reader.bad("something follows the form's last brace") }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl Reader<'_> {
    fn bad<T>(&self, what: &'static str) -> Result<T, BadJson> {
        Err(BadJson { line: self.line, what })
    }

    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\r' | b'\n') {
            self.line += u32::from(self.peek() == b'\n');
            self.at += 1;
        }
    }

    /// The next character that is not blank, left where it is.
    fn next(&mut self) -> u8 {
        self.blanks();
        self.peek()
    }

    fn take(&mut self, expected: u8, what: &'static str) -> Result<(), BadJson> {
        if self.next() == expected {
            self.at += 1;
            Ok(())
        } else {
            self.bad(what)
        }
    }

    fn node(&mut self, depth: u32) -> Result<Node, BadJson> {
        let first = self.next();
        let line = self.line;
        if depth == 0 {
            return self.bad("lists and objects lie too deep in one another");
        }
        let value = match first {
            b'{' => self.map(depth - 1)?,
            b'[' => self.list(depth - 1)?,
            b'"' => Value::Text(self.string()?),
            b'-' | b'0'..=b'9' => self.number()?,
            _ => self.word()?,
        };
        Ok(Node { line, value })
    }

    fn map(&mut self, depth: u32) -> Result<Value, BadJson> {
        self.at += 1;
        let mut entries: Vec<(String, Node)> = Vec::new();
        if self.next() == b'}' {
            self.at += 1;
            return Ok(Value::Map(entries));
        }
        loop {
            if self.next() != b'"' {
                return self.bad("a name in quotation marks is expected here");
            }
            let key = self.string()?;
            if entries.iter().any(|(seen, _)| *seen == key) {
                return self.bad("this name comes twice in one object");
            }
            self.take(b':', "a colon is expected here")?;
            entries.push((key, self.node(depth)?));
            if self.next() != b',' {
                break;
            }
            self.at += 1;
        }
        self.take(b'}', "a comma or a closing brace is expected here")?;
        Ok(Value::Map(entries))
    }

    fn list(&mut self, depth: u32) -> Result<Value, BadJson> {
        self.at += 1;
        let mut items = Vec::new();
        if self.next() == b']' {
            self.at += 1;
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.node(depth)?);
            if self.next() != b',' {
                break;
            }
            self.at += 1;
        }
        self.take(b']', "a comma or a closing bracket is expected here")?;
        Ok(Value::List(items))
    }

    fn string(&mut self) -> Result<String, BadJson> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(rest.len());
            text.push_str(&rest[..plain]);
            self.at += plain;
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Ok(text);
                }
                b'\\' => text.push(self.escape()?),
                _ => return self.bad("this text has no closing quotation mark"),
            }
        }
    }

    fn escape(&mut self) -> Result<char, BadJson> {
        self.at += 2;
        Ok(match self.text.as_bytes().get(self.at - 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return self.bad("this escape is not one of JSON's"),
        })
    }

    fn unicode(&mut self) -> Result<char, BadJson> {
        let first = self.hex()?;
        let mut code = first;
        if (0xd800..0xdc00).contains(&first) && self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            let second = self.hex()?;
            if !(0xdc00..0xe000).contains(&second) {
                return self.bad("this escape is half a character");
            }
            code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        }
        match char::from_u32(code) {
            Some(character) => Ok(character),
            None => self.bad("this escape is half a character"),
        }
    }

    fn hex(&mut self) -> Result<u32, BadJson> {
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(code) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
            return self.bad("four hexadecimal digits are expected after \\u");
        };
        self.at += 4;
        Ok(code)
    }

    fn number(&mut self) -> Result<Value, BadJson> {
        let start = self.at;
        while matches!(self.peek(), b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E') {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if digits(whole) && digits(decimals) && (whole == "0" || !whole.starts_with('0')) {
            Ok(Value::Number(text.to_owned()))
        } else {
            self.bad("this is not a plain number, such as 4 or -0.5")
        }
    }

    fn word(&mut self) -> Result<Value, BadJson> {
        for (word, value) in
            [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)]
        {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        self.bad("a value is expected here")
    }
}

#[cfg(test)]
mod tests;
