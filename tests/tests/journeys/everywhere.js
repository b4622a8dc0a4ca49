// Looks at a page as it stands for what keeps people out and axe does not see. Each answers with what is wrong, in words.
const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const named = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 120);
const style = (e) => getComputedStyle(e);
const above = function* (e) { for (let at = e.parentElement; at; at = at.parentElement) yield at; };
// Where the words lie that are its own.
const words_of = (e) => {
  const boxes = [...e.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim()).flatMap((node) => {
    const all = document.createRange();
    all.selectNodeContents(node);
    return [...all.getClientRects()];
  });
  const of = (least, side) => least(...boxes.map((box) => box[side]));
  return { left: of(Math.min, "left"), right: of(Math.max, "right"), top: of(Math.min, "top"), bottom: of(Math.max, "bottom") };
};
const scrolled = (e) => [...above(e)].some((at) => style(at).overflowX !== "visible" && at !== document.body);
// For a screen reader alone, or a picture that the words beside it say.
const unseen = (e) => e.closest(".nhsuk-u-visually-hidden, .skip, [aria-hidden=true], svg");

// What floats over the page lies over something by its nature.
const floats = (e) => [e, ...above(e)].some((at) => ["fixed", "sticky"].includes(style(at).position));

// No word is broken in two that has room on a line of the page: where it is, what it stands in is too narrow for it.
window.unbroken = () => {
  const page = document.documentElement.clientWidth, wrong = new Set();
  for (const e of document.body.querySelectorAll("*")) {
    // On the Save bar a name shares its line with the score, and may be longer than what is left.
    if (!shown(e) || unseen(e) || e.closest(".save-bar")) continue;
    for (const node of e.childNodes) {
      if (node.nodeType !== 3) continue;
      // After a hyphen or a slash a line may end.
      for (const { 0: word, index } of node.data.matchAll(/[^\s\u2060-\u2069\-/–]+/g)) {
        const part = document.createRange();
        part.setStart(node, index);
        part.setEnd(node, index + word.length);
        const lines = [...part.getClientRects()];
        const tops = new Set(lines.filter((line) => line.width > 0).map((line) => Math.round(line.top)));
        if (tops.size > 1 && lines.reduce((wide, line) => wide + line.width, 0) < 0.7 * page) {
          wrong.add(`broken in two, ${word.length} letters of: ${named(e)}`);
        }
      }
    }
  }
  return [...wrong].slice(0, 6);
};

// Nothing is wider than the page, cut off at its side, or lies over something else that can be pressed.
window.whole = () => {
  const page = document.documentElement.clientWidth, wrong = new Set(), lines = [];
  const beyond = document.documentElement.scrollWidth - page;
  const widest = () => [...document.body.querySelectorAll("*")]
    .findLast((e) => e.getBoundingClientRect().right > page && (!scrolled(e) || style(e).position === "absolute"));
  if (beyond > 0) wrong.add(`wider than the page by ${beyond}: ${named(widest() ?? document.body)}`);
  for (const e of document.body.querySelectorAll("*")) {
    const said = [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!shown(e) || unseen(e) || !(said || e.matches("button, a, input, textarea"))) continue;
    const box = e.getBoundingClientRect();
    if (box.width === 0) continue;
    // Lines nearer to each other than their letters are high.
    const line = parseFloat(style(e).lineHeight), letter = parseFloat(style(e).fontSize);
    if (said && style(e).display !== "inline" && line < 0.9 * letter && box.height > 1.5 * line) wrong.add(`lines over each other: ${named(e)}`);
    if (!scrolled(e) && (box.left < -1 || box.right > page + 1)) wrong.add(`beyond the edge: ${named(e)}`);
    if (!said || style(e).display === "inline") continue;
    const text = words_of(e);
    if (!scrolled(e) && text.right > page + 1) wrong.add(`words beyond the edge: ${named(e)}`);
    const pressed = e.closest("button, a, summary");
    const holds = pressed && style(pressed).display !== "inline" ? [pressed] : [];
    const clips = [e, ...above(e)].find((at) => style(at).overflowX !== "visible");
    if (clips && ["hidden", "clip"].includes(style(clips).overflowX) && clips !== document.body) holds.push(clips);
    for (const hold of holds) {
      const room = hold.getBoundingClientRect();
      if (text.right > room.right + 1 || text.left < room.left - 1) wrong.add(`words beyond ${named(hold)}`);
    }
    // A letter is less high than its box. What can be scrolled is not cut off.
    const slack = 0.3 * parseFloat(style(e).fontSize);
    const cuts = [e, ...above(e)].find((at) => style(at).overflowY !== "visible");
    if (cuts && ["hidden", "clip"].includes(style(cuts).overflowY) && cuts !== document.body) holds.push(cuts);
    for (const hold of holds) {
      const room = hold.getBoundingClientRect();
      if (text.bottom > room.bottom + slack || text.top < room.top - slack) wrong.add(`words above or below ${named(hold)}`);
    }
    lines.push([e, { left: text.left, right: text.right, top: text.top + slack, bottom: text.bottom - slack }]);
  }
  lines.sort(([, a], [, b]) => a.top - b.top);
  lines.forEach(([e, a], i) => {
    for (let j = i + 1; j < lines.length && lines[j][1].top < a.bottom; j++) {
      const [other, b] = lines[j];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - b.top > 2
        && !e.contains(other) && !other.contains(e) && !floats(e) && !floats(other) && !scrolled(e) && !scrolled(other)) {
        wrong.add(`words over each other: ${named(e)} and ${named(other)}`);
      }
    }
  });
  const all = [...document.querySelectorAll("button, a[href], input, textarea, summary")].filter((e) => shown(e) && !unseen(e) && !floats(e));
  const boxes = all.map((e) => [e, ...above(e)].reduce((in_view, at) => {
    const box = at.getBoundingClientRect();
    if (at !== e && style(at).overflowX === "visible") return in_view;
    return {
      left: Math.max(in_view.left, box.left), right: Math.min(in_view.right, box.right),
      top: Math.max(in_view.top, box.top), bottom: Math.min(in_view.bottom, box.bottom),
    };
  }, { left: -1e6, right: 1e6, top: -1e6, bottom: 1e6 }));
  for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
    const [a, b] = [boxes[i], boxes[j]];
    const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    if (over && !all[i].contains(all[j]) && !all[j].contains(all[i])) wrong.add(`over each other: ${named(all[i])} and ${named(all[j])}`);
  }
  return [...wrong].slice(0, 6);
};

// Whatever the keyboard reaches looks otherwise while it is reached; one of each kind.
window.focus_is_seen = () => {
  const kinds = new Set(), wrong = [];
  const look = (e) => {
    const s = style(e), line = s.outlineStyle !== "none" && !/transparent|, 0\)/.test(s.outlineColor) ? [s.outlineColor, s.outlineWidth] : [];
    return [...line, s.boxShadow, s.backgroundColor, s.borderColor].join();
  };
  for (const e of document.querySelectorAll("a[href], button, input, textarea, summary, [tabindex='0']")) {
    const kind = e.tagName + e.className;
    if (e.disabled || !shown(e) || kinds.has(kind)) continue;
    kinds.add(kind);
    e.blur();
    const before = look(e);
    e.focus({ preventScroll: true, focusVisible: true });
    if (document.activeElement === e && look(e) === before) wrong.push(`focus is not seen: ${named(e)}`);
    e.blur();
  }
  return wrong;
};

// What is on looks otherwise than what is off beside it.
window.choice_is_seen = () => {
  const look = (e) => { const s = style(e); return [s.backgroundColor, s.borderColor, s.borderWidth, s.outlineColor, s.outlineStyle].join(); };
  const wrong = [];
  for (const on of document.querySelectorAll("[aria-pressed='true']")) {
    const off = [...on.parentElement.querySelectorAll("[aria-pressed='false']")].find((e) => e.className.split(" ")[0] === on.className.split(" ")[0]);
    if (shown(on) && off && look(on) === look(off)) wrong.push(`not seen to be on: ${named(on)}`);
  }
  return wrong;
};

// Letters so many times as large as the stylesheets say, as a device's own setting makes them.
const as_written = new Map();
window.letters = (times) => {
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule.cssRules) walk(rule.cssRules);
      if (!rule.style?.fontSize) continue;
      if (!as_written.has(rule)) as_written.set(rule, rule.style.fontSize);
      const written = as_written.get(rule);
      // What is measured by the letters around it grows with them.
      if (!/(\d(em|%)|larger|smaller|inherit|^0)/.test(written)) rule.style.fontSize = times === 1 ? written : `calc(${times} * (${written}))`;
    }
  };
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
  window.dispatchEvent(new Event("resize"));
};

// Nothing moves by itself.
window.still = () => document.getAnimations().filter((moving) => moving.playState === "running")
  .map((moving) => `moves: ${named(moving.effect.target)}`);
