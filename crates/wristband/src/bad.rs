//! Why something is not read as a wristband, in words for the nurse who scanned it. None repeats what was read.

use clinical::patient::BadNhsNumber;

/// Why a scan is no wristband that can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadBand {
    /// The scanner sent nothing.
    #[error("The scanner read nothing. Scan the band again.")]
    Nothing,
    /// The code of something else: a medicine, a badge, a page.
    #[error("This is not the code of a wristband. Scan the square code on the patient's band.")]
    NoBand,
    /// GS1, of a product or a place and not of a person.
    #[error("This is the code of a product, not of a patient. Scan the square code on the patient's band.")]
    Product,
    /// A service relation of somebody else than the NHS.
    #[error(
        "This code was not given by the NHS, so it may be of staff or of another service. Scan the patient's band."
    )]
    NotNhs,
    /// Fewer than eighteen digits.
    #[error("The code is cut off. Flatten the band and scan it again, or find the patient in the list.")]
    CutOff,
    /// The check digit of the whole code.
    #[error(
        "The code does not fit its check digit, so a digit is wrong. Scan it again; if it stays so, the band must be printed anew."
    )]
    CheckDigit,
    /// The NHS number in it.
    #[error("{0} If it stays so, the band must be printed anew.")]
    Nhs(BadNhsNumber),
    /// The same digit ten times.
    #[error(
        "The NHS number on this band stands for \"not known\". Find the patient in the list, and have a new band printed."
    )]
    NeverIssued,
    /// Parts that cannot be told apart, stand twice, or are not what they should be.
    #[error(
        "The parts of this code cannot be told apart. Find the patient in the list, and tell IT support that the scanner leaves out the separators."
    )]
    Parts,
    /// A date of birth that is none.
    #[error(
        "The date of birth on this band is not a date. Find the patient in the list, and have a new band printed."
    )]
    Born,
    /// Nothing to find the patient by.
    #[error(
        "There is neither an NHS number nor a hospital number on this band. Find the patient in the list, and have a new band printed."
    )]
    NoNumber,
    /// A number of another shape.
    #[error(
        "This is neither an NHS number nor a number of this hospital. Scan the square code on the patient's band, or find the patient in the list."
    )]
    NoNumberOfOurs,
}

impl BadBand {
    /// Every one of them.
    pub const ALL: [Self; 14] = [
        Self::Nothing,
        Self::NoBand,
        Self::Product,
        Self::NotNhs,
        Self::CutOff,
        Self::CheckDigit,
        Self::Nhs(BadNhsNumber::NotDigits),
        Self::Nhs(BadNhsNumber::NotTenDigits),
        Self::Nhs(BadNhsNumber::CheckDigit),
        Self::NeverIssued,
        Self::Parts,
        Self::Born,
        Self::NoNumber,
        Self::NoNumberOfOurs,
    ];

    /// Its name, which stays: by it a screen in another language says the sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::NoBand => "no_band",
            Self::Product => "product",
            Self::NotNhs => "not_nhs",
            Self::CutOff => "cut_off",
            Self::CheckDigit => "check_digit",
            Self::Nhs(BadNhsNumber::NotDigits) => "nhs_digits",
            Self::Nhs(BadNhsNumber::NotTenDigits) => "nhs_ten",
            Self::Nhs(BadNhsNumber::CheckDigit) => "nhs_check",
            Self::NeverIssued => "never_issued",
            Self::Parts => "parts",
            Self::Born => "born",
            Self::NoNumber => "no_number",
            Self::NoNumberOfOurs => "no_number_of_ours",
        }
    }
}
