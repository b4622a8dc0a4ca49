// Starts the screens. A page that cannot start says so in words instead of staying white.
import init from "SCRIPT";

init({ module_or_path: "WASM" }).catch((problem) => {
  console.error(problem);
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    "Wardlight could not start on this device. Nothing that was saved is lost. " +
    "Close it and open it again; if that does not help, chart on paper and tell the nurse in charge.";
  document.body.replaceChildren(message);
});
