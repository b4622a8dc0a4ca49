//! The wards and the people.

/// Two wards.
pub(super) const WARDS: &str = r#"[{
    "id": "bluebell", "name": "Bluebell Ward", "telephone": "Nurse in charge, ext. 4312",
    "bays": [{ "name": "Bay A", "beds": ["A1", "A2", "A3", "A4"] }]
}, {
    "id": "primrose", "name": "Primrose Ward", "telephone": "Nurse in charge, ext. 4410",
    "bays": [{ "name": "Bay 1", "beds": ["A1", "A2"] }]
}]"#;

/// Who works there. The last has left by the time that it matters.
pub(super) const STAFF: &str = "\
staff_id,name,role,wards,pin
n0,Amina Yusuf,nurse,bluebell,204060
n1,Bryn Pritchard,nurse,bluebell;primrose,204060
n2,Carys Lowe,healthcare_assistant,bluebell,204060
n3,Dilys Morgan,nurse_in_charge,bluebell,204060
n4,Efe Adeyemi,nurse,primrose,204060
n5,Farid Haddad,nurse,bluebell,204060
";

/// Takes Farid Haddad from the list.
pub(super) const LEFT: &str = "staff_id,name,role,wards,active\nn5,Farid Haddad,nurse,bluebell,false\n";

/// Whose entries are refused once the desk knows that they left.
pub(super) const LEAVER: &str = "Farid Haddad";

/// The PIN of them all.
pub(super) const PIN: &str = "204060";

/// The names that may sit at a tablet of a ward.
pub(super) fn names(ward: &str) -> &'static [&'static str] {
    if ward == "bluebell" {
        &["Amina Yusuf", "Bryn Pritchard", "Carys Lowe", "Dilys Morgan", LEAVER]
    } else {
        &["Efe Adeyemi", "Bryn Pritchard"]
    }
}

/// Wards of the tablets, in their order.
pub(super) const TABLETS: [&str; 3] = ["bluebell", "bluebell", "primrose"];
