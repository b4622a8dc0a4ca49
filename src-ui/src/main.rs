//! Starts the screens.

fn main() {
    src_ui::start();
}
