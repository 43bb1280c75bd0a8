// One expression: a chart and its series, or log lines.

import { ask } from "./api.js";
import { chart, colour, short } from "./chart.js";
import { element, labelText, row, table } from "./element.js";

const STEPS = 240;
const SERIES_DRAWN = 50;
const LINES_SHOWN = 500;
const UNITS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

/** The content for an expression over the time before `end` (Unix seconds). */
export async function graph(expression, language, range, end) {
  const seconds = secondsOf(range);
  const start = end - seconds;
  const step = Math.max(1, Math.ceil(seconds / STEPS));
  const data = language === "logql"
    ? await ask("loki/api/v1/query_range", { query: expression, start, end, step, limit: LINES_SHOWN })
    : await ask("api/v1/query_range", { query: expression, start, end, step });
  return data.resultType === "streams" ? lines(data.result) : seriesOf(data.result, start, end, step);
}

function secondsOf(range) {
  const parts = [...range.matchAll(/(\d+)([smhdw])/g)];
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit], 0);
  if (!seconds || parts.map(part => part[0]).join("") !== range) {
    throw new Error(`${range} is no range; write it like 30m or 1h30m`);
  }
  return seconds;
}

function seriesOf(result, start, end, step) {
  if (!result.length) {
    return [element("p", { class: "note" }, "no series in this time")];
  }
  const series = result.map(one => ({ ...one, values: one.values
    ?? one.histograms.map(([time, histogram]) => [time, histogram.count]) }));
  const shown = series.slice(0, SERIES_DRAWN);
  const picture = chart(shown, start, end, step);
  const point = place => {
    picture.classList.toggle("some", place !== null);
    picture.querySelectorAll("path").forEach(path => path.classList.toggle("on", path.dataset.series === String(place)));
  };
  const rows = shown.map((one, place) => {
    const mark = element("span", { class: "mark" });
    mark.style.background = colour(place);
    const made = row(mark, labelText(one.metric), ["n", short(Number(one.values.at(-1)[1]))]);
    made.addEventListener("mouseenter", () => point(place));
    made.addEventListener("mouseleave", () => point(null));
    return made;
  });
  const rest = series.length - shown.length;
  return [picture, table(["", "series", "#last value"], rows),
    element("p", { class: "note" }, rest > 0 ? `and ${rest} more series, not drawn` : `${series.length} series`)];
}

function lines(streams) {
  const all = streams.flatMap(stream => stream.values.map(([time, line, more]) => ({ time, line, labels: stream.stream,
    level: more?.structuredMetadata?.detected_level ?? more?.structuredMetadata?.level ?? stream.stream.level ?? "" })));
  if (!all.length) {
    return [element("p", { class: "note" }, "no lines in this time")];
  }
  all.sort((one, other) => other.time.localeCompare(one.time));
  const common = Object.entries(all[0].labels).filter(([name, value]) => all.every(one => one.labels[name] === value));
  const own = labels => labelText(Object.fromEntries(Object.entries(labels)
    .filter(([name]) => name !== "service_name" && !common.some(([shared]) => shared === name))));
  return [element("p", { class: "note" }, `${all.length >= LINES_SHOWN ? `the newest ${all.length} lines, there may be more` : `${all.length} lines`}, times in UTC, all of `,
      labelText(Object.fromEntries(common))),
    table(["time", "labels", "line"], all.map(one => row(
      ["t", new Date(Number(one.time.slice(0, -6))).toISOString().replace("T", " ").slice(0, -1)],
      ["l", own(one.labels)], [levelClass(one.level), one.line])), "lines")];
}

function levelClass(level) {
  return /^(error|err|critical|fatal|alert|emerg)/i.test(level) ? "bad" : /^warn/i.test(level) ? "warn" : "";
}
