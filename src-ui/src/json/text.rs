//! A JSON text and how far it has been read.

use super::Unreadable;
use std::borrow::Cow;

/// A text being read.
pub(super) struct Text<'t> {
    text: &'t str,
    /// How many bytes are behind; always between two characters.
    at: usize,
}

impl<'t> Text<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte that is no space, not taken; 0 at the end, which JSON never holds unescaped.
    fn peek(&mut self) -> u8 {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Nothing but space is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek();
        self.at == self.text.len()
    }

    pub(super) fn is_string(&mut self) -> bool {
        self.peek() == b'"'
    }

    /// Takes this sign, which must come next.
    pub(super) fn take(&mut self, sign: u8) -> Result<(), Unreadable> {
        if self.peek() != sign {
            return Err(Unreadable);
        }
        self.at += 1;
        Ok(())
    }

    /// Takes this word when it comes next.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        self.peek();
        let here = self.rest().starts_with(word);
        if here {
            self.at += word.len();
        }
        here
    }

    pub(super) fn truth(&mut self) -> Result<bool, Unreadable> {
        match () {
            () if self.take_word("true") => Ok(true),
            () if self.take_word("false") => Ok(false),
            () => Err(Unreadable),
        }
    }

    /// Whether another element follows before `close`, which is left for the caller. Takes the comma.
    pub(super) fn another(&mut self, first: &mut bool, close: u8) -> Result<bool, Unreadable> {
        let next = self.peek();
        if *first {
            *first = false;
            return Ok(next != close);
        }
        match next {
            b',' => {
                self.at += 1;
                Ok(true)
            }
            next if next == close => Ok(false),
            _ => Err(Unreadable),
        }
    }

    /// A whole number. All of the record's are, and all fit.
    pub(super) fn integer(&mut self) -> Result<i64, Unreadable> {
        self.peek();
        let rest = self.rest();
        let length = rest.find(|sign: char| sign != '-' && !sign.is_ascii_digit()).unwrap_or(rest.len());
        let digits = &rest[..length];
        // `007` is no number, and `+7` cannot come this far.
        let bare = digits.strip_prefix('-').unwrap_or(digits);
        if bare.len() > 1 && bare.starts_with('0') || rest[length..].starts_with(['.', 'e', 'E']) {
            return Err(Unreadable);
        }
        self.at += length;
        digits.parse().map_err(|_| Unreadable)
    }

    /// A string, without its quotes and escapes.
    pub(super) fn string(&mut self) -> Result<Cow<'t, str>, Unreadable> {
        self.take(b'"')?;
        let mut whole = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let length =
                rest.find(|sign: char| matches!(sign, '"' | '\\' | '\0'..='\x1f')).ok_or(Unreadable)?;
            self.at += length + 1;
            let piece = &rest[..length];
            match rest.as_bytes()[length] {
                b'"' if whole.is_empty() => return Ok(Cow::Borrowed(piece)),
                b'"' => {
                    whole.to_mut().push_str(piece);
                    return Ok(whole);
                }
                b'\\' => {
                    let whole = whole.to_mut();
                    whole.push_str(piece);
                    whole.push(self.escaped()?);
                }
                // A control character must be escaped.
                _ => return Err(Unreadable),
            }
        }
    }

    /// What an escape stands for; its backslash is behind.
    fn escaped(&mut self) -> Result<char, Unreadable> {
        let sign = *self.text.as_bytes().get(self.at).ok_or(Unreadable)?;
        if sign == b'u' {
            return self.unicode();
        }
        let plain = match sign {
            b'"' | b'\\' | b'/' => char::from(sign),
            b'b' => '\x08',
            b'f' => '\x0c',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            _ => return Err(Unreadable),
        };
        self.at += 1;
        Ok(plain)
    }

    /// `u0041`, or two of them that stand for one character together.
    fn unicode(&mut self) -> Result<char, Unreadable> {
        let high = self.unit()?;
        let units = match high {
            0xd800..=0xdbff if self.take_raw(b'\\') => [high, self.unit()?],
            _ => [high, 0],
        };
        let count = if units[1] == 0 { 1 } else { 2 };
        match char::decode_utf16(units.into_iter().take(count)).next() {
            Some(Ok(sign)) => Ok(sign),
            _ => Err(Unreadable),
        }
    }

    /// `u` and four hexadecimal digits.
    fn unit(&mut self) -> Result<u16, Unreadable> {
        let digits =
            self.rest().get(1..5).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let (Some(digits), true) = (digits, self.rest().starts_with('u')) else { return Err(Unreadable) };
        self.at += 5;
        u16::from_str_radix(digits, 16).map_err(|_| Unreadable)
    }

    /// Takes this sign when it stands exactly here.
    fn take_raw(&mut self, sign: u8) -> bool {
        let here = self.text.as_bytes().get(self.at) == Some(&sign);
        self.at += usize::from(here);
        here
    }

    /// Passes over one value, whatever it is. Keeps count instead of calling itself, so that no text can exhaust the
    /// stack.
    pub(super) fn pass_over(&mut self) -> Result<(), Unreadable> {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                b'"' => drop(self.string()?),
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b']' | b'}' => {
                    depth = depth.checked_sub(1).ok_or(Unreadable)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                _ => self.pass_over_word()?,
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// A number, `true`, `false` or `null`, of which only the length matters.
    fn pass_over_word(&mut self) -> Result<(), Unreadable> {
        let rest = self.rest();
        let in_word = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '+' | '.');
        let length = rest.find(|sign| !in_word(sign)).unwrap_or(rest.len());
        if length == 0 {
            return Err(Unreadable);
        }
        self.at += length;
        Ok(())
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }
}
