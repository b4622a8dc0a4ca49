// Starts the screens. A page that cannot start says so in words instead of staying white.
// There are two halves, and the address says which one is wanted: by its second word, or by its fourth.
const SECOND = ["wall", "caseload", "finish", "entries", "set-aside", "receipt"];
const FOURTH = ["handover", "allocate", "admit", "more", "fluid", "visit", "note", "form"];
const words = location.hash.split("/");
const round = SECOND.includes(words[1]) || FOURTH.includes(words[3]);

// Both are named in full, so that whoever builds this page can see that both are there.
const started = round
  ? import("ROUND_SCRIPT").then((half) => half.default({ module_or_path: "ROUND_WASM" }))
  : import("BEDSIDE_SCRIPT").then((half) => half.default({ module_or_path: "BEDSIDE_WASM" }));

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
