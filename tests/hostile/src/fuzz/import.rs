//! A CSV file of history.

use super::Tried;
use crate::{altered, dice::Dice, hand::NINE};
use anyhow::Result;
use clinical::{StaffId, Stamp};
use demo::import::{Lists, Nowhere, Source, import};
use std::io::Cursor;

const HEADING: &str = "male,age,NEWS,syst,dias,temp,pulse,resp,sat,sup,alert,died\n";
const ROWS: [&str; 5] = [
    "0,68,3,150,98,36.7999992370605,78,26,96,0,0,0\n",
    "1,15,0,NA,,37,60,12,99,1,3,1\n",
    "\"1\",130,20,350,300,46.0,350,120,100,1,3,1\n",
    "0,0,0,20,0,15.0,0,0,1,0,0,0\n",
    "1,\"6\"\"8\",3,150,98,36.05,78,26,96,0,0,0\r\n",
];

pub(super) fn prepared() -> Result<Tried> {
    Ok(Box::new(|dice: &mut Dice| {
        let mut file = HEADING.as_bytes().to_vec();
        let rows = 1 + dice.below(12);
        (0..rows).for_each(|_| file.extend(ROWS[dice.below(ROWS.len())].as_bytes()));
        // Half of the time the heading stays whole, since nothing behind a broken one is read.
        let mut altered =
            if dice.below(2) == 0 { file.split_off(HEADING.len()) } else { std::mem::take(&mut file) };
        altered::scatter(&mut altered, dice);
        file.extend(altered);
        reads(&file, rows)
    }))
}

fn reads(file: &[u8], rows: usize) -> bool {
    let source = Source {
        name: "chance".into(),
        author: StaffId::from_bytes([7; 16]),
        recorded_at: Stamp { utc: NINE, offset_minutes: 0 },
    };
    let (mut rejects, mut differences) = (Vec::new(), Vec::new());
    let lists = Lists::new(&mut rejects).with_differences(&mut differences);
    let done = import(&mut Cursor::new(file), &source, &mut Nowhere, lists, |_| {});
    done.is_ok_and(|report| {
        // A row that was cut in two is two, and each is brought in or listed.
        assert!(report.rows <= 3 * rows as u64 + 8, "{} rows of {rows}", report.rows);
        report.rows > 0
    })
}
