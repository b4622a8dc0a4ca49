//! The light of the screen: day, night, high contrast, or by the device's own setting. Kept on this device.

use crate::effect::use_effect_with;
use yew::prelude::*;

const KEY: &str = "wardlight.theme";

/// The chosen light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Dark on light.
    Day,
    /// Light on near black, with warm accents.
    Night,
    /// Black on white with heavy lines, for eyes that need it or a screen in the sun.
    Contrast,
}

impl Theme {
    /// The next one when the button is pressed.
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Night,
            Self::Night => Self::Day,
            Self::Day => Self::Contrast,
            Self::Contrast => Self::Auto,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Day => "day",
            Self::Night => "night",
            Self::Contrast => "contrast",
        }
    }

    fn parse(code: &str) -> Self {
        match code {
            "day" => Self::Day,
            "night" => Self::Night,
            "contrast" => Self::Contrast,
            _ => Self::Auto,
        }
    }
}

/// What this device keeps for the screens alone.
pub(crate) fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The theme, put on the page's root element, and how to change it.
#[hook]
pub(crate) fn use_theme() -> (Theme, Callback<()>) {
    let theme = use_state(|| {
        let kept = storage().and_then(|s| s.get_item(KEY).ok().flatten());
        kept.map_or_else(Theme::default, |code| Theme::parse(&code))
    });
    use_effect_with(*theme, |theme| {
        let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
        if let Some(root) = root {
            let _ = root.set_attribute("data-theme", theme.code()); // The name is a valid attribute name.
        }
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, theme.code()); // A private window keeps nothing; the choice lasts the visit.
        }
    });
    let change = {
        let theme = theme.clone();
        Callback::from(move |()| theme.set(theme.next()))
    };
    (*theme, change)
}
