// Starts the screens. A page that cannot start says so in words instead of staying white.
// There are four chunks, and the address says which one is wanted: by its second word, or by its fourth.
const DESK_SECOND = ["wall", "entries", "set-aside", "receipt", "help", "gallery", "find"];
const DESK_FOURTH = ["handover", "allocate", "admit"];
const ROUND_SECOND = ["caseload", "finish"];
const ROUND_FOURTH = ["more", "fluid", "visit", "note", "form"];
const CHART_FOURTH = ["chart"];
const words = location.hash.split("/");
const wanted = (second, fourth) => second.includes(words[1]) || fourth.includes(words[3]);

// The words are files as well, one a language. Where the chosen one is gone or does not come, English is said.
const LANGUAGES = LANGUAGE_FILES;
let spoken = null;
try {
  spoken = localStorage.getItem("wardlight.language");
} catch {
  // A browser that keeps nothing says English.
}
const bring = (file) => import(file).then((lines) => { globalThis.wardlightWords = lines.default; });
const said = bring(LANGUAGES[spoken] ?? LANGUAGES.en).catch(() => bring(LANGUAGES.en));
const start = (chunk, wasm) => said.then(() => chunk.default({ module_or_path: wasm }));

// All are named in full, so that whoever builds this page can see that they are there.
let started;
if (wanted(DESK_SECOND, DESK_FOURTH)) {
  started = import("DESK_SCRIPT").then((chunk) => start(chunk, "DESK_WASM"));
} else if (wanted(ROUND_SECOND, ROUND_FOURTH)) {
  started = import("ROUND_SCRIPT").then((chunk) => start(chunk, "ROUND_WASM"));
} else if (wanted([], CHART_FOURTH)) {
  started = import("CHART_SCRIPT").then((chunk) => start(chunk, "CHART_WASM"));
} else {
  started = import("BEDSIDE_SCRIPT").then((chunk) => start(chunk, "BEDSIDE_WASM"));
}

// A device can make letters larger than the stylesheet says, and nothing else with them. A form that fills the screen then
// does not: it is read by scrolling. No query of a stylesheet tells this.
const LETTERS = 17;
const measure = () => {
  const large = parseFloat(getComputedStyle(document.body).fontSize) >= 1.25 * LETTERS;
  document.documentElement.toggleAttribute("data-large-letters", large);
};
measure();
window.addEventListener("load", measure);
window.addEventListener("resize", measure);

// Beside a form on a wide screen the chart's chunk draws as well, in a place that moves to wherever there is room for it.
let beside;
window.addEventListener("wardlight-beside", () => {
  const known = beside;
  beside ??= document.createElement("div");
  beside.id = "beside";
  document.querySelector(".obs-aside")?.append(beside);
  if (!known) {
    import("CHART_SCRIPT").then((chunk) => start(chunk, "CHART_WASM")).catch(console.error);
  }
});

started.catch((problem) => {
  console.error(problem);
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    "Wardlight could not start on this device. Nothing that was saved is lost. " +
    "Close it and open it again; if that does not help, chart on paper and tell the nurse in charge.";
  const ribbon = document.createElement("aside");
  ribbon.className = "ribbon";
  ribbon.textContent = "Not for clinical use";
  document.body.replaceChildren(ribbon, message);
});
