//! One line into fields, quotation marks and all. The parser's tables are built once for a file, not once for a row.

use csv_core::{ReadRecordResult, Reader};

/// Splits lines, one after the other.
pub(super) struct Fields {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Default for Fields {
    fn default() -> Self {
        Self { reader: Reader::new(), text: Vec::new(), ends: Vec::new() }
    }
}

impl Fields {
    /// The fields of a line without its end; `None` when it is not one record.
    pub(super) fn of(&mut self, line: &str) -> Option<csv::StringRecord> {
        // No field is longer than its line, and none is shorter than its comma.
        self.text.resize(line.len() + 1, 0);
        self.ends.resize(line.len() + 2, 0);
        self.reader.reset();
        let (read, used, written, ended) =
            self.reader.read_record(line.as_bytes(), &mut self.text, &mut self.ends);
        if read != ReadRecordResult::InputEmpty || used != line.len() {
            return None;
        }
        let (read, _, _, more) =
            self.reader.read_record(&[], &mut self.text[written..], &mut self.ends[ended..]);
        if read != ReadRecordResult::Record {
            return None;
        }
        let mut record = csv::StringRecord::new();
        let mut start = 0;
        for end in &self.ends[..ended + more] {
            record.push_field(std::str::from_utf8(self.text.get(start..*end)?).ok()?);
            start = *end;
        }
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_the_fields_that_a_whole_files_reader_gives() {
        let mut fields = Fields::default();
        for line in [
            "1,2,3",
            "",
            ",",
            ",,",
            "\"a, b\",c",
            "\"say \"\"when\"\"\",x",
            "a\"b,c",
            "\"open, and never closed",
            "é,ß",
            " 1 , 2 ",
        ] {
            let mut whole = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let expected = whole.records().next().map(|record| record.unwrap());
            assert_eq!(fields.of(line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_line_that_holds_two_records_is_none() {
        assert_eq!(Fields::default().of("1,2\r3,4"), None);
    }
}
