//! Files as a clinical safety officer may bring them.

use super::*;

const HEADER: &str = "rr,spo2,scale,on_oxygen,sbp,pulse,acvpu,temp";

fn scored(input: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    score_csv(input, &mut out).unwrap();
    String::from_utf8(out).unwrap().lines().skip(1).map(str::to_owned).collect()
}

fn rows(rows: &str) -> Vec<String> {
    scored(format!("{HEADER}\n{rows}").as_bytes())
}

/// The error of the only row; everything before it must be empty.
fn error(row: &str) -> String {
    let out = rows(&format!("{row}\n"));
    let commas = ",".repeat(22);
    let text = out[0].strip_prefix(&commas).unwrap_or_else(|| panic!("{row} gave {}", out[0]));
    assert!(!text.is_empty(), "{row} is refused");
    text.to_owned()
}

#[test]
fn the_example_of_the_handbook_comes_out_as_printed() {
    let input = "22,93,1,true,108,112,C,38.4";
    assert_eq!(rows(input), [format!("{input},2,2,2,1,2,3,1,13,13,13,high,high,high,continuous,")]);
}

#[test]
fn the_header_names_the_eight_inputs_and_fifteen_results() {
    let mut out = Vec::new();
    score_csv(HEADER.as_bytes(), &mut out).unwrap();
    let header = String::from_utf8(out).unwrap();
    assert_eq!(
        header.trim_end(),
        "rr,spo2,scale,on_oxygen,sbp,pulse,acvpu,temp,rr_score,spo2_score,o2_score,sbp_score,pulse_score,\
         acvpu_score,temp_score,total,min_total,max_total,risk,floor_risk,ceiling_risk,interval,error"
    );
}

#[test]
fn every_interval_is_named_as_the_chart_names_it() {
    for (row, expected) in [
        ("16,97,1,false,125,70,A,37.0", "0,0,0,low,low,low,12-hourly,"),
        ("16,95,1,false,125,70,A,37.0", "1,1,1,low,low,low,4-6-hourly,"),
        ("16,97,1,false,125,70,C,37.0", "3,3,3,low-medium,low-medium,low-medium,1-hourly,"),
        ("21,93,1,false,110,70,A,37", "5,5,5,medium,medium,medium,1-hourly,"),
        ("25,91,1,false,110,70,A,37", "7,7,7,high,high,high,continuous,"),
    ] {
        assert!(rows(row)[0].ends_with(expected), "{row}: {}", rows(row)[0]);
    }
}

#[test]
fn an_incomplete_set_has_bounds_and_no_total_and_a_missing_scale_is_1() {
    let out = rows("22,,,true,108,112,C,38.4\n,,,,,,,\n16,95,2,,125,70,A,37.0\n");
    assert_eq!(out[0], "22,,,true,108,112,C,38.4,2,,2,1,2,3,1,,11,14,,high,high,continuous,");
    assert_eq!(out[1], ",,,,,,,,,,,,,,,,0,20,,low,high,12-hourly,");
    assert_eq!(
        out[2], "16,95,2,,125,70,A,37.0,0,,,0,0,0,0,,0,4,,low,low,12-hourly,",
        "on scale 2 the saturation is unknown while the oxygen is"
    );
}

#[test]
fn columns_are_found_by_name_in_any_order_and_others_are_ignored() {
    let input =
        "temp,patient,ACVPU, pulse ,sbp,on_oxygen,spo2,rr,note\n38.4,x,C,112,108,TRUE,93,22,\"a, b\"\n";
    assert_eq!(
        scored(input.as_bytes()),
        ["22,93,,TRUE,108,112,C,38.4,2,2,2,1,2,3,1,13,13,13,high,high,high,continuous,"]
    );
}

#[test]
fn a_byte_order_mark_windows_line_ends_and_blank_lines_do_no_harm() {
    let input =
        format!("\u{feff}{HEADER}\r\n16,97,1,False,125,70,a,37.0\r\n\r\n 16 , 95 ,1, false ,125,70,A,37\r\n");
    let out = scored(input.as_bytes());
    assert_eq!(out.len(), 2);
    assert!(out[0].starts_with("16,97,1,False,125,70,a,37.0,0,0,0,0,0,0,0,0,0,0,low"), "{}", out[0]);
    assert!(out[1].starts_with("16,95,1,false,125,70,A,37,0,1,0,0,0,0,0,1,1,1,low"), "{}", out[1]);
}

#[test]
fn an_unusable_row_comes_back_with_its_error_and_nothing_else() {
    for (row, about) in [
        ("121,97,1,false,125,70,A,37.0", "rr"),
        ("-1,97,1,false,125,70,A,37.0", "rr"),
        ("16.5,97,1,false,125,70,A,37.0", "rr"),
        ("+16,97,1,false,125,70,A,37.0", "rr"),
        ("1e1,97,1,false,125,70,A,37.0", "rr"),
        ("99999999999999999999,97,1,false,125,70,A,37.0", "rr"),
        ("16,0,1,false,125,70,A,37.0", "spo2"),
        ("16,101,1,false,125,70,A,37.0", "spo2"),
        ("16,97,3,false,125,70,A,37.0", "scale"),
        ("16,97,one,false,125,70,A,37.0", "scale"),
        ("16,97,1,yes,125,70,A,37.0", "on_oxygen"),
        ("16,97,1,1,125,70,A,37.0", "on_oxygen"),
        ("16,97,1,false,19,70,A,37.0", "sbp"),
        ("16,97,1,false,351,70,A,37.0", "sbp"),
        ("16,97,1,false,125,351,A,37.0", "pulse"),
        ("16,97,1,false,125,70,X,37.0", "acvpu"),
        ("16,97,1,false,125,70,AC,37.0", "acvpu"),
        ("16,97,1,false,125,70,A,38.44", "temp"),
        ("16,97,1,false,125,70,A,14.9", "temp"),
        ("16,97,1,false,125,70,A,46.1", "temp"),
        ("16,97,1,false,125,70,A,\"38,4\"", "temp"),
        ("16,97,1,false,125,70,A,38.", "temp"),
        ("16,97,1,false,125,70,A,.5", "temp"),
        ("16,97,1,false,125,70,A,NaN", "temp"),
    ] {
        assert!(error(row).contains(about), "{row}: {}", error(row));
    }
}

#[test]
fn the_extremes_that_patients_have_are_scored() {
    let out = rows("0,1,1,true,20,0,U,15.0\n120,100,2,true,350,350,U,46.0\n");
    assert!(out[0].contains(",3,3,2,3,3,3,3,20,20,20,high"), "{}", out[0]);
    assert!(out[1].contains(",3,3,2,3,3,3,2,19,19,19,high"), "{}", out[1]);
}

#[test]
fn a_ragged_row_and_a_row_of_another_encoding_are_rows_with_errors_and_the_rest_go_on() {
    let mut input = format!("{HEADER}\n16,97,1\n16,97,1,false,125,70,A,37.0,extra\n").into_bytes();
    input.extend(b"16,97,1,false,125,70,\xff,37.0\n16,97,1,false,125,70,A,37.0\n");
    let out = scored(&input);
    assert_eq!(out.len(), 4, "one row out for each row in");
    for bad in &out[..3] {
        assert!(bad.starts_with(&",".repeat(22)), "{bad}");
    }
    assert!(out[3].starts_with("16,97,1,false,125,70,A,37.0,0,"), "{}", out[3]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_own_row_only() {
    let good = "16,97,1,false,125,70,A,37.0";
    for bad in
        ["16,\"97,1,false,125,70,A,37.0", "16,97,1,false,125,70,A,\"37.0", "\"16,97,1,false,125,70,A,37.0"]
    {
        for end in ["\n", "\r\n", ""] {
            let out = rows(&[good, bad, good, good].join(if end.is_empty() { "\n" } else { end }));
            assert_eq!(out.len(), 4, "{bad}: {out:?}");
            assert!(out[1].starts_with(&",".repeat(22)), "{bad}: {}", out[1]);
            assert!([0, 2, 3].iter().all(|i| out[*i].starts_with(good)), "{bad}: {out:?}");
        }
    }
}

#[test]
fn a_note_over_two_lines_is_one_row() {
    let input =
        format!("{HEADER},note\n16,97,1,false,125,70,A,37.0,\"two\nlines\"\n16,97,1,false,125,70,A,37.0,x\n");
    assert_eq!(scored(input.as_bytes()).len(), 2);
}

#[test]
fn a_file_without_its_columns_is_refused_before_anything_is_scored() {
    let refuse = |input: &str| score_csv(input.as_bytes(), &mut Vec::new()).unwrap_err().to_string();
    assert!(refuse("rr,spo2\n16,97\n").contains("on_oxygen"));
    assert!(refuse("rr,rr,spo2,on_oxygen,sbp,pulse,acvpu,temp\n").contains("twice"));
    assert!(refuse("").contains("no column"));
    let absent = run(Path::new("no/such/file.csv"), &mut Vec::new()).unwrap_err().to_string();
    assert!(absent.contains("cannot read"), "{absent}");
}
