// Starts the screens. A page that cannot start says so in words instead of staying white.
// There are three chunks, and the address says which one is wanted: by its second word, or by its fourth.
const DESK_SECOND = ["wall", "entries", "set-aside", "receipt", "find"];
const DESK_FOURTH = ["handover", "allocate", "admit"];
const ROUND_SECOND = ["caseload", "finish"];
const ROUND_FOURTH = ["more", "fluid", "visit", "note", "form"];
const words = location.hash.split("/");
const wanted = (second, fourth) => second.includes(words[1]) || fourth.includes(words[3]);

// All are named in full, so that whoever builds this page can see that they are there.
let started;
if (wanted(DESK_SECOND, DESK_FOURTH)) {
  started = import("DESK_SCRIPT").then((chunk) => chunk.default({ module_or_path: "DESK_WASM" }));
} else if (wanted(ROUND_SECOND, ROUND_FOURTH)) {
  started = import("ROUND_SCRIPT").then((chunk) => chunk.default({ module_or_path: "ROUND_WASM" }));
} else {
  started = import("BEDSIDE_SCRIPT").then((chunk) => chunk.default({ module_or_path: "BEDSIDE_WASM" }));
}

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
