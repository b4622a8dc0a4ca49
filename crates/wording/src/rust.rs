//! English as Rust: a function a message, so that a screen cannot ask for words that there are not.

use crate::{Kind, Message, Shelf};
use std::{collections::BTreeMap, fmt::Write};

impl Shelf {
    /// The functions of each part of the screens, by the part's name: `board` holds `board-unsent` as `unsent`.
    pub fn rust(&self) -> BTreeMap<String, String> {
        let mut modules = BTreeMap::<String, String>::new();
        let screens = self.source.iter().filter(|message| message.of_core().is_none());
        for (at, message) in screens.enumerate() {
            if let Some((module, name)) = message.id.split_once('-') {
                function(modules.entry(module.to_owned()).or_default(), at, &name.replace('-', "_"), message);
            }
        }
        modules
    }
}

fn function(out: &mut String, at: usize, name: &str, message: &Message) {
    for line in &message.comment {
        let _ = writeln!(out, "/// {line}"); // Writing to a String cannot fail.
    }
    let parameters = message.variables.iter().map(|variable| match variable.kind {
        Kind::String => format!("{}: &str", variable.name),
        Kind::Number => format!("{}: i64", variable.name),
    });
    let arguments = message.variables.iter().map(|variable| match variable.kind {
        Kind::String => format!("Argument::Text({})", variable.name),
        Kind::Number => format!("Argument::Number({})", variable.name),
    });
    let (parameters, arguments) = (parameters.collect::<Vec<_>>(), arguments.collect::<Vec<_>>());
    let (gives, body) = if arguments.is_empty() {
        ("&'static str", format!("crate::words::spoken::text({at})"))
    } else {
        let with = arguments.join(", ").replace("Argument", "crate::words::spoken::Argument");
        ("String", format!("crate::words::spoken::fill({at}, &[{with}])"))
    };
    if message.variables.is_empty() {
        out.push_str("#[inline(always)]\n"); // As the page weighs least: `spoken::text` says why.
    }
    let _ = writeln!(out, "pub fn {name}({}) -> {gives} {{\n    {body}\n}}", parameters.join(", "));
}
