// Draws series over a range of time.

import { drawn } from "./element.js";

const WIDTH = 1000;
const HEIGHT = 280;
const LEFT = 60;
const BOTTOM = 22;
const COLOURS = ["#3b7dd8", "#d9822b", "#2f9e5f", "#c7455b", "#8a63c9", "#139ba8", "#b0852b", "#d05fa8", "#6b7a8f", "#7aa23c"];

export function colour(place) {
  return COLOURS[place % COLOURS.length];
}

/** A chart of `series` ({values: [[seconds, text]]}) from `start` to `end`; a longer pause than `step` is a gap. */
export function chart(series, start, end, step) {
  const numbers = series.flatMap(one => one.values.map(([, text]) => Number(text))).filter(Number.isFinite);
  const low = Math.min(0, ...numbers);
  const high = Math.max(...numbers, low + 1e-9);
  const x = time => LEFT + (time - start) / (end - start) * (WIDTH - LEFT - 8);
  const y = value => 8 + (high - value) / (high - low) * (HEIGHT - BOTTOM - 8);
  const picture = drawn("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  for (const value of ticks(low, high)) {
    picture.append(drawn("line", { class: "grid", x1: LEFT, x2: WIDTH - 8, y1: y(value), y2: y(value) }),
      drawn("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, short(value)));
  }
  for (let place = 0; place <= 6; place++) {
    const time = start + (end - start) * place / 6;
    picture.append(drawn("text", { x: x(time), y: HEIGHT - 6, "text-anchor": place === 6 ? "end" : "middle" },
      clock(time, end - start)));
  }
  series.forEach((one, place) => picture.append(drawn("path",
    { d: path(one.values, x, y, step), stroke: colour(place), "data-series": place })));
  return picture;
}

function path(values, x, y, step) {
  let drawing = "";
  let last = -Infinity;
  for (const [time, text] of values) {
    const value = Number(text);
    if (Number.isFinite(value)) {
      const alone = time - last > step * 1.5;
      drawing += `${alone ? "M" : "L"}${x(time).toFixed(1)} ${y(value).toFixed(1)}${alone ? "h.1" : ""}`;
      last = time;
    }
  }
  return drawing;
}

function ticks(low, high) {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
  const found = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    found.push(value);
  }
  return found;
}

/** A number in few characters. */
export function short(value) {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  const size = Math.abs(value);
  for (const [unit, letter] of [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
    if (size >= unit) {
      return `${Number((value / unit).toPrecision(3))}${letter}`;
    }
  }
  return String(Number(value.toPrecision(3)));
}

function clock(seconds, range) {
  const text = new Date(seconds * 1000).toISOString();
  return range > 86400 ? text.slice(5, 16).replace("T", " ") : text.slice(11, 16);
}
