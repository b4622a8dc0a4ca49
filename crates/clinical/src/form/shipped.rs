//! The forms that come with the application. Each file names its source and its licence; `docs/forms.md` lists what was
//! left out, and why.

/// A form's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// Its name, and its file's in `assets/forms`.
    pub name: &'static str,
    /// The file.
    pub json: &'static str,
}

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        /// Every form that is shipped, in the order in which a ward looks for them.
        pub const SHIPPED: &[Shipped] = &[$(Shipped {
            name: $name,
            json: include_str!(concat!("../../../../assets/forms/", $name, ".json")),
        }),+];
    };
}

shipped!(
    "neuro",
    "pain",
    "glucose",
    "fluid",
    "urine",
    "skin",
    "cannula",
    "weight-height",
    "lying-standing-bp",
    "falls",
    "bed-rails",
    "sbar-transfer",
    "timed-up-and-go",
    "sit-to-stand-30s",
);
