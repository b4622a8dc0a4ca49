//! Every small piece of the screens in every state, in each light and size, beside the pictures that are kept of it.
//!
//! With `WARDLIGHT_BASELINES=write` what is drawn now is kept instead: look at it before it is committed.

use crate::{browser::Browser, ward::Ward};
use std::path::PathBuf;
use tests::pictures::Tiles;

/// So many thousandths of the tiles may differ, for what another version of the browser draws otherwise.
const MOST: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn every_piece_looks_as_it_did_in_each_light_and_size() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Gallery", 1).await;
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/gallery");
    let write = std::env::var("WARDLIGHT_BASELINES").is_ok_and(|wish| wish == "write");
    let mut others = Vec::new();
    for (name, width) in
        [("gallery-360", 360), ("gallery-744", 744), ("gallery-1366", 1366), ("gallery-1920", 1920)]
    {
        let browser = Browser::open(name, width, 900).await;
        browser.page.goto(&format!("{address}#/gallery")).await.unwrap();
        for light in ["day", "night", "contrast"] {
            let set = "document.documentElement.dataset.theme = arguments[0];";
            browser.page.execute(set, vec![light.into()]).await.unwrap();
            browser.see("gallery").await;
            browser.accessible().await;
            browser.picture(light).await;
            let drawn = Tiles::of(&browser.whole().await).unwrap();
            let kept = folder.join(format!("{name}-{light}.png"));
            if write {
                drawn.keep(&kept).unwrap();
                continue;
            }
            let differ = drawn.differ(&Tiles::kept(&kept).unwrap());
            if differ.thousandths > MOST {
                others.push(format!("{name} by {light}: {differ:?}"));
            }
        }
    }
    assert!(others.is_empty(), "these look otherwise than the kept pictures: {others:#?}");
}
