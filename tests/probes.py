"""What is asked of a page in the browser, in its own language."""

AXE = """
async () => {
  const result = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  });
  return result.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(" ")} ${n.html.slice(0, 160)}`));
}
"""
"""Every node that breaks a rule of axe."""

TOO_WIDE = """
() => {
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide <= 0) return [];
  const scrolled = e => e.closest("svg") || (e.parentElement && e.parentElement.closest("[role=region]"));
  const out = [...document.body.querySelectorAll("*")].filter(
    e => !scrolled(e) && e.getBoundingClientRect().right > window.innerWidth + 0.5);
  return [`the page is ${wide} px too wide`, ...out.slice(0, 8).map(
    e => `${e.tagName} ${e.className} "${e.textContent.trim().slice(0, 60)}"`)];
}
"""
"""What sticks out at the right of the page."""

OFF_PAPER = """
() => [...document.body.querySelectorAll("*")].filter(
  e => !e.closest("svg") && e.getBoundingClientRect().right > window.innerWidth + 0.5).map(
  e => `${e.tagName} ${e.className} "${e.textContent.trim().slice(0, 60)}"`).slice(0, 8)
"""
"""What sticks out at the right, where nothing can be scrolled."""

CUT_OFF = """
() => [...document.body.querySelectorAll("*")].filter(e => {
  const style = getComputedStyle(e);
  const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  const kept = style.clip !== "auto" || style.clipPath !== "none" || e.closest("svg");
  return hides && !kept && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => `${e.tagName} ${e.className} "${e.textContent.trim().slice(0, 60)}"`)
"""
"""Text that a box hides the end of."""

SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)
"""The text spacing of WCAG 1.4.12."""

DEAD_LINKS = """
() => [...document.querySelectorAll("a[href^='#'],svg [href^='#']")].map(a => a.getAttribute("href")).filter(
  href => !document.getElementById(decodeURIComponent(href.slice(1))))
"""
"""Links to a place that is not there."""

TWICE = """
() => { const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at); }
"""
"""Ids that stand twice."""

HEADINGS = (
    """() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map(h => [Number(h.tagName[1]), h.textContent])"""
)
"""Level and words of each heading."""

HIDDEN = """
ids => ids.filter(id => { const e = document.getElementById(id);
  return !e || !e.checkVisibility() || e.getBoundingClientRect().height < 20; })
"""
"""Which of these elements cannot be seen."""

FOLDED = """
() => [...document.querySelectorAll("details")].filter(
  d => ![...d.children].some(c => c.tagName !== "SUMMARY" && c.checkVisibility({contentVisibilityAuto: true})
    && c.getBoundingClientRect().height > 5)).map(d => d.textContent.trim().slice(0, 60))
"""
"""Details whose content cannot be seen."""

PICTURES = """
() => [...document.querySelectorAll("svg")].flatMap(svg => {
  const faults = [], role = svg.getAttribute("role"), first = [...svg.children].find(
    e => !["title", "desc", "style", "defs"].includes(e.tagName));
  if (svg.closest("[aria-hidden=true]") || svg.getAttribute("aria-hidden") === "true") return [];
  if (!["img", "group", "graphics-document"].includes(role)) faults.push(`role ${role}`);
  if (!svg.querySelector(":scope > title")) faults.push("no title");
  if (!first || first.tagName !== "rect" || !/^(#fff|#ffffff|white)$/i.test(first.getAttribute("fill") || ""))
    faults.push("no white rectangle first");
  const label = (svg.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
  if (label.some(id => !document.getElementById(id))) faults.push("labelled by nothing");
  const name = svg.querySelector("title")?.textContent.trim();
  const told = [...document.querySelectorAll("table")].some(table => {
    const heads = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].filter(
      h => h.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
    const columns = [...table.querySelectorAll("th[scope=col]")].map(column => column.textContent.trim());
    return columns.includes(name) ||
      [table.caption?.textContent, heads.at(-1)?.textContent].some(words => words?.includes(name));
  });
  if (!told) faults.push("no table or column of its name with the same numbers");
  return faults.map(fault => `${svg.querySelector("title")?.textContent}: ${fault}`);
})
"""
"""What a picture lacks."""

CONTRAST = """
() => {
  const parse = c => (c.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(
    v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  ).reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (...pair) => {
    const [more, less] = pair.map(light).sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };
  const solid = c => { const p = parse(c); return c !== "none" && (p.length < 4 || p[3] > 0.99); };
  const behind = e => {
    for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (solid(c)) return parse(c); }
    return [255, 255, 255];
  };
  const within = text => {  // the last shape drawn before a picture's text, at its middle
    const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    let found = [255, 255, 255];
    for (const shape of text.ownerSVGElement.querySelectorAll("rect,circle,ellipse,path,polygon,text")) {
      if (shape === text) break;
      const b = shape.getBoundingClientRect(), fill = getComputedStyle(shape).fill;
      if (shape.tagName !== "text" && shape.tagName !== "path" && solid(fill)
          && x >= b.x && x <= b.right && y >= b.y && y <= b.bottom) found = parse(fill);
    }
    return found;
  };
  const measured = {};
  const measure = (e, name) => {
    const style = getComputedStyle(e), svg = e.closest("svg");
    const colour = parse(svg ? style.fill : style.color), ground = svg ? within(e) : behind(e);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const enough = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    const got = ratio(colour, ground);
    const key = `${name} ${colour} on ${ground}`;
    if (!(key in measured)) measured[key] = [got, enough];
  };
  for (const e of document.body.querySelectorAll("*")) {
    if (!["STYLE", "SCRIPT", "title", "desc"].includes(e.tagName) && e.checkVisibility()
        && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
      measure(e, `${e.tagName.toLowerCase()}.${e.getAttribute("class") || ""}`);
  }
  const css = [...document.querySelectorAll("style")].map(s => s.textContent).join("");
  const classes = new Set([...css.matchAll(/\\.([a-z][\\w-]*)[^{}]*\\{[^}]*(?:background|color):/g)].map(m => m[1]));
  for (const name of classes) {  // also those that this report does not use
    const probe = document.createElement("span");
    probe.className = name; probe.textContent = "x"; document.body.append(probe);
    measure(probe, `.${name}`); probe.remove();
  }
  return Object.entries(measured).map(([name, [got, enough]]) => [name, got, enough]);
}
"""
"""The contrast of every kind of text, and of every class of the style sheet that sets a colour, with what is enough."""
