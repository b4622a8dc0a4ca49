//! House rules and stories live under `tests/`.
