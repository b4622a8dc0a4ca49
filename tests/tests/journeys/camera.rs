//! The right patient by a tablet's camera: what it sees lies in an image file, and goes the way that a hand scanner's text goes.

use crate::{
    bedside::sign_in,
    browser::Browser,
    find::{band, in_the, scan as hand_scan, who_is_in},
    ward::Ward,
    wards_day::row,
};
use contract::{CallError, Code};
use rxing::BarcodeFormat;
use tests::camera::ImageFile;
use wristband::{CannotScan, Scanner};

/// What the shell of a tablet puts into its page, with a scan that waits for the journey to answer it.
const CAMERA: &str = "window.__WARDLIGHT_CAMERA__ = { \
    scan: () => new Promise((read, refused) => { window.camera = { read, refused }; }), \
    cancel: async () => window.camera.read(null) };";

/// The camera of somebody who does not let it be used.
struct Refused;

impl Scanner for Refused {
    fn scan(&self) -> Result<Option<wristband::Scan>, CannotScan> {
        Err(CannotScan::NotAllowed)
    }
}

/// Opens the camera, which then sees this, and answers the page as the shell does.
async fn sees(browser: &Browser, scanner: &dyn Scanner) {
    browser.tap("camera").await;
    answered(browser, scanner).await;
}

/// The camera is open, and sees this.
async fn answered(browser: &Browser, scanner: &dyn Scanner) {
    browser.see("camera-over").await;
    let (how, answer) = match scanner.scan() {
        Ok(scan) => ("read", serde_json::to_value(scan.map(|scan| scan.text))),
        Err(why) => ("refused", serde_json::to_value(CallError::new(Code::Invalid, why.to_string()))),
    };
    // Once the page has asked for it: the way out is drawn a moment before.
    let script = "const [how, answer, done] = arguments, { camera } = window; \
        if (!camera) return done(false); delete window.camera; camera[how](answer); done(true);";
    let answer = answer.unwrap();
    while browser.page.execute_async(script, vec![how.into(), answer.clone()]).await.unwrap() != true {}
    browser.gone("[data-testid=camera-over]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_reads_a_band_as_a_hand_scanner_does_and_says_what_hindered_it() {
    let mut ward = Ward::begin().await;
    let address = ward.device("Ward phone", 8).await;
    let phone = Browser::open("phone-camera", 360, 800).await;
    sign_in(&phone, &address, "Amina Yusuf").await;
    phone.go("#/find").await;
    phone.see("find-text").await;
    phone.gone("[data-testid=camera]").await;

    phone.in_every_document(CAMERA).await;
    phone.page.refresh().await.unwrap();
    let (nhs, family, born) = who_is_in(&phone, "A1").await;
    phone.tap("to-find").await;
    phone.see("camera").await;
    phone.picture("find").await;
    phone.accessible().await;

    // Nothing lies over the picture but how to hold the band, the way out, and that this is a trial.
    phone.tap("camera").await;
    phone.read("camera-over", "Hold the wristband flat").await;
    let shown = "return [getComputedStyle(document.body).backgroundColor, \
        document.querySelector('[data-testid=find-text]').checkVisibility({ visibilityProperty: true })];";
    let shown = phone.page.execute(shown, Vec::new()).await.unwrap();
    assert_eq!(shown, serde_json::json!(["rgba(0, 0, 0, 0)", false]));
    phone.picture("looking").await;
    phone.accessible().await;
    in_the(&phone, "night").await;
    phone.picture("looking-night").await;
    in_the(&phone, "day").await;
    phone.tap("camera-close").await;
    phone.read("find", "The camera was closed. Nothing was scanned.").await;
    phone.picture("closed").await;

    let folder = tempfile::tempdir().unwrap();
    let picture =
        |text: &str| ImageFile::of(folder.path().join("band.pgm"), BarcodeFormat::DATA_MATRIX, text).unwrap();
    sees(&phone, &Refused).await;
    phone.read("find", "Allow it in the device's settings").await;
    phone.picture("not-allowed").await;
    phone.accessible().await;
    sees(&phone, &ImageFile::blank(folder.path().join("blank.pgm")).unwrap()).await;
    phone.read("find", "No code was found").await;
    sees(&phone, &picture("0105012345678900171231")).await;
    phone.read("band", "the code of a product").await;
    phone.tap("band-find").await;

    sees(&phone, &picture(&band(&nhs, &format!("{family},Xxxx,{born}")))).await;
    phone.read("band", "Is this the patient in front of you?").await;
    phone.read("band", &born).await;
    phone.picture("band").await;
    phone.tap("band-yes").await;
    phone.see("patient").await;
    phone.read("banner", &family).await;
}

/// A phone with a camera, signed in, and the bands of two of its patients.
struct Beside {
    _ward: Ward,
    phone: Browser,
    /// The number of whoever is in A1.
    hers: String,
    /// The band of whoever is in A2, and their family name.
    anothers: String,
    family: String,
    /// Where the camera's images lie.
    folder: tempfile::TempDir,
}

impl Beside {
    async fn begin(name: &'static str, token: u8) -> Self {
        let mut ward = Ward::begin().await;
        let address = ward.device("Ward phone", token).await;
        let phone = Browser::open(name, 360, 800).await;
        sign_in(&phone, &address, "Amina Yusuf").await;
        phone.in_every_document(CAMERA).await;
        phone.page.refresh().await.unwrap();
        let ((hers, ..), (others, family, born)) =
            (who_is_in(&phone, "A1").await, who_is_in(&phone, "A2").await);
        let anothers = band(&others, &format!("{family},Xxxx,{born}"));
        Self { _ward: ward, phone, hers, anothers, family, folder: tempfile::tempdir().unwrap() }
    }
}

/// What the camera sees: a band with this in it.
fn picture(folder: &tempfile::TempDir, text: &str) -> ImageFile {
    ImageFile::of(folder.path().join("band.pgm"), BarcodeFormat::DATA_MATRIX, text).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_set_the_camera_asks_about_anothers_band_and_saves_nothing() {
    let Beside { _ward, phone, hers, anothers, family, folder } = Beside::begin("phone-camera-form", 9).await;
    let picture = |text: &str| picture(&folder, text);
    phone.tap_it(&phone.see_by(&row("A1", "row-observe")).await).await;
    phone.see("observe-screen").await;
    for digit in ["key-1", "key-8"] {
        phone.tap(digit).await;
    }
    let camera = async || {
        phone.tap("more").await;
        phone.tap("band-camera").await;
        phone.read("camera-over", "Hold the wristband flat").await;
    };

    phone.tap("more").await;
    phone.see("band-camera").await;
    phone.picture("more").await;
    phone.accessible().await;
    phone.tap("band-camera").await;
    phone.see("camera-over").await;
    phone.picture("looking").await;
    phone.accessible().await;
    phone.tap("camera-close").await;
    phone.gone("[data-testid=camera-over]").await;
    phone.read("value-respiration", "18").await;

    camera().await;
    answered(&phone, &Refused).await;
    phone.read("band", "Allow it in the device's settings").await;
    phone.picture("not-allowed").await;
    phone.tap("band-no").await;

    camera().await;
    answered(&phone, &picture(&anothers)).await;
    phone.read("band", "another patient").await;
    phone.read("band", &family).await;
    phone.picture("another").await;
    phone.tap("band-no").await;
    phone.gone("[data-testid=band]").await;
    phone.read("value-respiration", "18").await;

    // A hand scanner while the camera is open: the camera closes, and what the band says stands until it is answered.
    camera().await;
    hand_scan(&phone, &anothers).await;
    phone.read("band", "another patient").await;
    phone.gone("[data-testid=camera-over]").await;
    phone.read("band", "The page that is open is another patient's").await;
    phone.picture("another-by-hand").await;
    phone.tap_named("band-no", "Back to the open page").await;
    phone.gone("[data-testid=band]").await;

    camera().await;
    answered(&phone, &picture(&hers)).await;
    phone.read("band-same", "Identified by wristband").await;
    assert_eq!(phone.page.execute(COVERS, Vec::new()).await.unwrap(), false, "the name stays to be read");
    phone.picture("same").await;
    phone.gone("[data-testid=band-same]").await;
    phone.read("value-respiration", "18").await;
    phone.gone("[data-testid=saved]").await;
}

/// Whether what was said of the band lies over anything that says whose it is.
const COVERS: &str = "const box = (e) => e.getBoundingClientRect(), said = box(document.querySelector('[data-testid=band-same]')); \
    return [...document.querySelectorAll('.banner-who, .banner-items')].some((e) => box(e).bottom > said.top + 1 && box(e).top < said.bottom - 1);";

#[tokio::test(flavor = "multi_thread")]
async fn beside_every_form_the_camera_asks_about_anothers_band_and_what_was_keyed_stays() {
    let Beside { _ward, phone, hers, anothers, family, folder } =
        Beside::begin("phone-camera-every-form", 10).await;
    let picture = |text: &str| picture(&folder, text);
    let anothers = || picture(&anothers);
    let camera = async |scanner: &dyn Scanner| {
        phone.tap("band-camera").await;
        answered(&phone, scanner).await;
    };
    let stay = phone.page.execute(
        "return document.querySelector(arguments[0]).hash.split('/')[2];",
        vec!["[data-bed=\"A1\"] a[href*='/stay/']".into()],
    );
    let stay = stay.await.unwrap().as_str().unwrap().to_owned();

    phone.go(&format!("#/stay/{stay}/form/urn:wardlight:questionnaire:fluid")).await;
    for step in ["direction-in", "kind-in-oral", "how-measured", "volume", "key-2", "key-5", "key-0"] {
        phone.tap(step).await;
    }
    phone.read("volume", "250").await;
    phone.picture("form").await;
    phone.accessible().await;
    camera(&anothers()).await;
    phone.read("band", "another patient").await;
    phone.read("band", &family).await;
    phone.tap("band-no").await;
    phone.gone("[data-testid=band]").await;
    phone.read("volume", "250").await;
    camera(&picture(&hers)).await;
    phone.read("band-same", "Identified by wristband").await;
    assert_eq!(phone.page.execute(COVERS, Vec::new()).await.unwrap(), false, "the name stays to be read");
    phone.picture("same").await;
    phone.read("volume", "250").await;
    phone.gone("[data-testid=saved]").await;

    // The same beside whatever else is written on a patient.
    for (part, screen) in [("fluid", "fluids"), ("more", "more"), ("concern", "concern")] {
        phone.go(&format!("#/stay/{stay}/{part}")).await;
        phone.see(screen).await;
        camera(&anothers()).await;
        phone.read("band", "another patient").await;
        phone.tap("band-no").await;
        phone.see(screen).await;
        phone.picture(part).await;
        // Her own, on a page that is scrolled under what is said of it, down and up again.
        camera(&picture(&hers)).await;
        phone.read("band-same", "Identified by wristband").await;
        for to in ["document.body.scrollHeight", "0"] {
            let script = format!("scrollTo(0, {to});");
            phone.page.execute(&script, Vec::new()).await.unwrap();
            // It follows the name; were it to stay where it lies, it would be gone before it covers nothing.
            while phone.page.execute(COVERS, Vec::new()).await.unwrap() != false {}
        }
        phone.gone("[data-testid=band-same]").await;
    }
}
