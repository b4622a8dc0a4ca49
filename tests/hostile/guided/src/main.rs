//! One of the targets of `hostile::fuzz`, its chance thrown by libFuzzer, which keeps what reached code that nothing before it
//! had reached. The target is named in the environment, since the fuzzer has the command line to itself.
#![no_main]
#![expect(unsafe_code, reason = "the fuzzer's own entry points, written by its macro")]

use hostile::fuzz::{Guided, Target};
use libfuzzer_sys::fuzz_target;
use std::process::abort;

thread_local! {
    static TARGET: Option<Guided> = target();
}

/// The target that was asked for, its samples made.
fn target() -> Option<Guided> {
    let asked = std::env::var("WARDLIGHT_FUZZ_TARGET").ok()?;
    let target = Target::ALL.into_iter().find(|one| one.name() == asked)?;
    target.guided().ok()
}

fuzz_target!(|bytes: &[u8]| {
    TARGET.with(|target| {
        let Some(target) = target else {
            eprintln!("WARDLIGHT_FUZZ_TARGET names no target, or its samples cannot be made");
            abort()
        };
        if let Err(broken) = target.try_bytes(bytes) {
            eprintln!("{broken}");
            abort()
        }
    });
});
