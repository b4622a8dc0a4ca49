//! The camera of a tablet or phone, which reads wristbands: the native half of `tauri-plugin-barcode-scanner`, held by the shell.
//!
//! The page cannot reach the plugin. It has two commands: `scan`, which answers what was read and nothing else, and
//! `cancel_scan`.

use serde::{Deserialize, Serialize};
use std::time::Duration;
use tauri::{
    AppHandle, Manager, Runtime, State, Wry, async_runtime,
    plugin::{Builder, PluginApi, PluginHandle, TauriPlugin, mobile::PluginInvokeError},
};
// What is linked into the application: the Kotlin or Swift that opens the camera.
use tauri_plugin_barcode_scanner as _;
use wristband::{CannotScan, Scan, Scanner};

/// Nobody holds a tablet over a band for longer; then the camera closes by itself.
const LOOKS_FOR: Duration = Duration::from_secs(20);

/// Codes that wristbands have: DCB1077's, older ones, and plain numbers.
const FORMATS: [&str; 4] = ["DATA_MATRIX", "PDF_417", "CODE_128", "QR_CODE"];

/// With what the plugin answers a scan that was cancelled, on both systems.
const CANCELLED: &str = "cancelled";

/// Gives the page the two functions that it looks for, on a device with a camera alone.
const FUNCTIONS: &str = "Object.defineProperty(window, '__WARDLIGHT_CAMERA__', { value: Object.freeze({ \
    scan: () => window.__TAURI_INTERNALS__.invoke('scan'), \
    cancel: () => window.__TAURI_INTERNALS__.invoke('cancel_scan') }) });";

/// What the Swift half is reached by. The plugin has the same binding and keeps it, with its handle, to itself.
#[cfg(target_os = "ios")]
#[allow(unsafe_code, reason = "Tauri's macro declares a function of Swift; nothing else here may")]
mod swift {
    use tauri::{
        Wry,
        plugin::{PluginApi, PluginHandle, mobile::PluginInvokeError},
    };

    tauri::ios_plugin_binding!(init_plugin_barcode_scanner);

    pub(super) fn register(api: &PluginApi<Wry, ()>) -> Result<PluginHandle<Wry>, PluginInvokeError> {
        api.register_ios_plugin(init_plugin_barcode_scanner)
    }
}

/// The camera.
pub(crate) struct Camera<R: Runtime = Wry>(PluginHandle<R>);

/// As the plugin is asked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    formats: [&'static str; 4],
    /// The picture lies under the page, which has the button that closes it.
    windowed: bool,
    camera_direction: &'static str,
}

/// As the plugin answers.
#[derive(Deserialize)]
struct Seen {
    content: Option<String>,
    #[serde(default)]
    format: Option<String>,
}

/// Whether the camera may be used.
#[derive(Deserialize)]
struct Leave {
    camera: String,
}

impl<R: Runtime> Scanner for Camera<R> {
    fn scan(&self) -> Result<Option<Scan>, CannotScan> {
        // Asks the person the first time, and never again once it was refused.
        let leave: Leave =
            self.0.run_mobile_plugin("requestPermissions", ()).map_err(|_| CannotScan::Failed)?;
        if leave.camera != "granted" {
            return Err(CannotScan::NotAllowed);
        }
        let asked = Asked { formats: FORMATS, windowed: true, camera_direction: "back" };
        let seen = async_runtime::block_on(async {
            tokio::time::timeout(LOOKS_FOR, self.0.run_mobile_plugin_async::<Seen>("scan", asked)).await
        });
        match seen {
            // A code whose bytes are no text is none of a wristband.
            Ok(Ok(Seen { content, format })) => {
                let text = content.filter(|text| !text.is_empty()).ok_or(CannotScan::NoCode)?;
                Ok(Some(Scan { text, symbology: format.unwrap_or_default() }))
            }
            Ok(Err(PluginInvokeError::InvokeRejected(why))) if why.message.as_deref() == Some(CANCELLED) => {
                Ok(None)
            }
            Ok(Err(_)) => Err(CannotScan::Failed),
            Err(_) => {
                self.close();
                Err(CannotScan::NoCode)
            }
        }
    }
}

impl<R: Runtime> Camera<R> {
    /// Whatever comes of it, the next scan closes the camera before it opens it.
    fn close(&self) {
        if self.0.run_mobile_plugin::<()>("cancel", ()).is_err() {
            tracing::warn!("the camera did not say that it closed");
        }
    }
}

/// Puts the camera into the application.
pub(crate) fn plugin() -> TauriPlugin<Wry> {
    Builder::new("camera")
        .js_init_script(FUNCTIONS)
        .setup(|app, api: PluginApi<Wry, ()>| {
            #[cfg(target_os = "android")]
            let handle = api.register_android_plugin("app.tauri.barcodescanner", "BarcodeScannerPlugin")?;
            #[cfg(target_os = "ios")]
            let handle = swift::register(&api)?;
            app.manage(Camera(handle));
            Ok(())
        })
        .build()
}

/// Reads one code; nothing when whoever held it thought better of it.
#[tauri::command]
pub(crate) async fn scan(shell: AppHandle) -> Result<Option<String>, contract::CallError> {
    let scanned = async_runtime::spawn_blocking(move || {
        let camera: State<'_, Camera> = shell.state();
        camera.scan()
    });
    match scanned.await {
        Ok(Ok(scan)) => Ok(scan.map(|scan| scan.text)),
        Ok(Err(why)) => Err(contract::CallError::new(contract::Code::Invalid, why.to_string())),
        Err(_) => Err(contract::CallError::failed()),
    }
}

/// Closes the camera. The scan that waits answers that nothing was read.
#[tauri::command]
pub(crate) async fn cancel_scan(shell: AppHandle) -> Result<(), contract::CallError> {
    let closed = async_runtime::spawn_blocking(move || {
        let camera: State<'_, Camera> = shell.state();
        camera.close();
    });
    closed.await.map_err(|_| contract::CallError::failed())
}
