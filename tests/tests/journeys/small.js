// Keys of a pad are pressed without looking: at least 64 pixels.
window.low_keys = () => [...document.querySelectorAll(".key")]
  .filter((key) => key.checkVisibility({ visibilityProperty: true }) && key.getBoundingClientRect().height < 63.5)
  .map((key) => `a key under 64 px: ${key.getBoundingClientRect().height} ${key.outerHTML.slice(0, 120)}`);

// What a thumb is to press and is under 48 CSS pixels in one direction, or has no name. A line of text may hold a link of its
// own height, and what lies over a button to make it larger counts.
window.small = (least = 48) => {
  const wrong = [];
  for (const e of document.querySelectorAll("button, a[href], summary, input, textarea")) {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.closest(".skip, .wall > .device-line--calm")) continue;
    const box = e.getBoundingClientRect();
    const name = (e.innerText || e.getAttribute("aria-label") || e.closest("label")?.innerText || "").trim();
    const over = getComputedStyle(e, "::after");
    const more = over.content !== "none" && over.position === "absolute"
      ? Math.max(0, -parseFloat(over.top) - parseFloat(over.bottom)) || 0 : 0;
    const said = `${Math.round(box.width)}x${Math.round(box.height + more)} ${e.outerHTML.replace(/\s+/g, " ").slice(0, 140)}`;
    if (!name) wrong.push(`no name: ${said}`);
    if (getComputedStyle(e).display === "inline") continue;
    if (box.height + more < least - 0.5 || box.width < least - 0.5) wrong.push(`too small for a thumb: ${said}`);
  }
  return wrong;
};
