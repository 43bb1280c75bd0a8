// Makes elements. Texts become text nodes: nothing that a cluster sends is ever read as HTML.

/** An element with attributes and children; a child that is no node is a text. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
export function drawn(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(name, value);
    } else if (value !== "") {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.map(child => child instanceof Node ? child : String(child)));
  return made;
}

/** A table; a heading that begins with # stands over numbers. */
export function table(headings, rows, kind = "") {
  const head = headings.map(text => element("th", { class: text.startsWith("#") ? "n" : "" }, text.replace(/^#/, "")));
  return element("table", { class: kind }, element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows));
}

/** A row of cells, each a text, a node or a pair of class and content. */
export function row(...cells) {
  return element("tr", {}, ...cells.map(cell => Array.isArray(cell)
    ? element("td", { class: cell[0] }, cell[1]) : element("td", {}, cell)));
}

export function link(address, text) {
  return element("a", { href: address }, text);
}

/** How long, in at most two units. */
export function age(seconds) {
  if (!Number.isFinite(seconds)) {
    return "-";
  }
  const whole = Math.max(0, Math.round(seconds));
  const [days, hours, minutes] = [Math.floor(whole / 86400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60];
  if (days > 0) {
    return `${days}d${hours}h`;
  }
  if (hours > 0) {
    return `${hours}h${minutes}m`;
  }
  return minutes > 0 ? `${minutes}m${whole % 60}s` : `${whole}s`;
}

/** A set of labels as a selector has them. */
export function labelText(labels) {
  const { __name__: name = "", ...others } = labels;
  const inner = Object.entries(others).map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(", ");
  return inner ? `${name}{${inner}}` : name || "{}";
}

/** The address that shows an expression. */
export function graphAddress(expression, language = "promql") {
  return `graph?${new URLSearchParams({ lang: language, "g0.expr": expression })}`;
}
