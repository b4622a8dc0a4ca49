//! The wards and the people of the stories.

/// A ward of four beds, and another of two.
pub(crate) const WARDS: &str = r#"[{
    "id": "bluebell", "name": "Bluebell Ward", "telephone": "Nurse in charge, ext. 4312",
    "bays": [{ "name": "Bay A", "beds": ["A1", "A2", "A3", "A4"] }]
}, {
    "id": "primrose", "name": "Primrose Ward", "telephone": "Nurse in charge, ext. 4410",
    "bays": [{ "name": "Bay 1", "beds": ["A1", "A2"] }]
}]"#;

/// A nurse for each tablet.
pub(crate) const STAFF: &str = "\
staff_id,name,role,wards,pin
n0,Amina Yusuf,nurse,bluebell,204060
n1,Bryn Pritchard,nurse,bluebell,204060
n2,Carys Lowe,healthcare_assistant,bluebell,204060
n3,Dilys Morgan,nurse_in_charge,bluebell,204060
n4,Efe Adeyemi,nurse,primrose,204060
";

/// The PIN of them all.
pub(crate) const PIN: &str = "204060";
