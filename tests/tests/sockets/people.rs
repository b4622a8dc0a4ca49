//! The ward and the people of these stories.

/// One ward of six beds.
pub(crate) const WARDS: &str = r#"[{
    "id": "bluebell", "name": "Bluebell Ward", "telephone": "Nurse in charge, ext. 4312",
    "bays": [{ "name": "Bay A", "beds": ["A1", "A2", "A3", "A4", "A5", "A6"] }]
}]"#;

/// A nurse for each device.
pub(crate) const STAFF: &str = "\
staff_id,name,role,wards,pin
n0,Amina Yusuf,nurse,bluebell,204060
n1,Bryn Pritchard,nurse,bluebell,204060
n2,Carys Lowe,nurse,bluebell,204060
n3,Dilys Owen,nurse,bluebell,204060
";

/// The PIN of them all.
pub(crate) const PIN: &str = "204060";
