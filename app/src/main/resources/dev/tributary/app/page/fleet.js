// The fleet: clusters side by side, what fires, and the newest warnings; from each a way to its series, events and lines.

import { ask, perCluster } from "./api.js";
import { age, element, graphAddress, link, row, table } from "./element.js";

const COLUMNS = {
  reports: "max by (cluster) (tributary_cluster_up)",
  late: "max by (cluster) (tributary_cluster_watermark_age_seconds)",
  up: "sum by (cluster) (up)",
  targets: "count by (cluster) (up)",
  restarts: "round(sum by (cluster) (increase(kube_pod_container_status_restarts_total[10m])))",
  warnings: "round(sum by (cluster) (increase(tributary_events_total{type=\"Warning\"}[10m])))",
  series: "max by (cluster) (tributary_cluster_series)",
};
const LATE_SECONDS = 300;
const WARNINGS_SHOWN = 20;
const ALERTS_SHOWN = 100;

/** The page's content, for the whole fleet or one cluster. */
export async function fleet(only) {
  const [alerts, warnings, ...columns] = await Promise.all([activeAlerts(), newestWarnings(only),
    ...Object.values(COLUMNS).map(perCluster)]);
  const named = Object.fromEntries(Object.keys(COLUMNS).map((name, place) => [name, columns[place]]));
  const shown = alerts.filter(alert => !only || alert.labels.cluster === only);
  return [
    element("h2", {}, "Clusters ", only ? link("./", "show all") : ""), clusterTable(named, alerts, only),
    element("h2", {}, `Alerts${only ? ` in ${only}` : ""} `,
      element("small", {}, `${count(shown, "firing")} firing, ${count(shown, "pending")} pending`)),
    shown.length ? alertTable(shown) : element("p", { class: "note" }, "nothing fires"),
    element("h2", {}, `Warnings of Kubernetes${only ? ` in ${only}` : ""} `, element("small", {}, "the newest of the last hour")),
    warnings.length ? warningTable(warnings) : element("p", { class: "note" }, "none"),
  ];
}

function count(alerts, state) {
  return alerts.filter(alert => alert.state === state).length;
}

async function activeAlerts() {
  const [metrics, logs] = await Promise.all([ask("api/v1/rules", { type: "alert" }),
    ask("prometheus/api/v1/rules", { type: "alert" })]);
  const found = [];
  for (const [data, language] of [[metrics, "promql"], [logs, "logql"]]) {
    for (const rule of data.groups.flatMap(group => group.rules)) {
      for (const alert of rule.alerts ?? []) {
        found.push({ ...alert, name: rule.name, query: rule.query, language });
      }
    }
  }
  return found.sort((one, other) => one.state.localeCompare(other.state) || other.activeAt.localeCompare(one.activeAt));
}

async function newestWarnings(only) {
  const selector = `{job="kubernetes-events", type="Warning"${only ? `, cluster=${JSON.stringify(only)}` : ""}}`;
  const { result } = await ask("loki/api/v1/query_range", { query: `${selector} | logfmt msg`, since: "1h", limit: WARNINGS_SHOWN });
  return result.flatMap(stream => stream.values.map(([time, line, more]) => ({ time, line, labels: stream.stream,
    ...more?.structuredMetadata, ...more?.parsed }))).sort((one, other) => other.time.localeCompare(one.time));
}

function clusterTable(columns, alerts, only) {
  const names = [...new Set(Object.values(columns).flatMap(column => [...column.keys()]))]
    .filter(name => name && name !== "_hub" && (!only || name === only));
  const clusters = names.map(name => ({ name, reports: columns.reports.get(name) !== 0,
    firing: alerts.filter(alert => alert.labels.cluster === name && alert.state === "firing").length,
    pending: alerts.filter(alert => alert.labels.cluster === name && alert.state === "pending").length }));
  clusters.sort((one, other) => one.reports - other.reports || other.firing - one.firing || other.pending - one.pending
    || one.name.localeCompare(other.name));
  return table(["cluster", "reports", "#late", "#targets up", "#firing", "#pending", "#restarts, 10m", "#warnings, 10m", "#series"],
    clusters.map(cluster => clusterRow(cluster, columns)));
}

function clusterRow({ name, reports, firing, pending }, columns) {
  const value = column => columns[column].get(name);
  const number = column => value(column) === undefined ? "-" : String(value(column));
  const down = value("up") < value("targets");
  return row(link(`./?${new URLSearchParams({ cluster: name })}`, name), reports ? ["good", "yes"] : ["bad", "no"],
    [value("late") > LATE_SECONDS ? "n bad" : "n", age(value("late"))],
    [down ? "n warn" : "n", value("targets") === undefined ? "-" : link(
      graphAddress(`up{cluster=${JSON.stringify(name)}} == 0`), `${value("up") ?? 0} of ${value("targets")}`)],
    [firing ? "n bad" : "n", firing], [pending ? "n warn" : "n", pending], ["n", number("restarts")],
    ["n", number("warnings")], ["n", number("series")]);
}

function alertTable(alerts) {
  const rows = alerts.slice(0, ALERTS_SHOWN).map(alert => row([alert.state === "firing" ? "bad" : "warn", alert.state],
    ["t", age(Date.now() / 1000 - Date.parse(alert.activeAt) / 1000)], ["c", alert.labels.cluster ?? ""],
    link(graphAddress(alert.query, alert.language), alert.name), alert.annotations.summary ?? "", ["c", ways(alert.labels)]));
  if (alerts.length > ALERTS_SHOWN) {
    rows.push(row(["note", `and ${alerts.length - ALERTS_SHOWN} more`]));
  }
  return table(["state", "for", "cluster", "alert", "summary", ""], rows);
}

/** From labels of an alert to the events and the lines of what it is about. */
function ways({ cluster, namespace, pod }) {
  const cell = element("span");
  if (cluster && namespace) {
    const place = `cluster=${JSON.stringify(cluster)}, namespace=${JSON.stringify(namespace)}`;
    const named = pod ? ` | name=${JSON.stringify(pod)}` : "";
    cell.append(link(graphAddress(`{${place}, job="kubernetes-events"}${named}`, "logql"), "events"), " ",
      link(graphAddress(`{${place}${pod ? `, pod=${JSON.stringify(pod)}` : ", pod!=\"\""}}`, "logql"), "logs"));
  }
  return cell;
}

function warningTable(warnings) {
  return table(["time", "cluster", "reason", "about", "message", ""], warnings.map(event => row(
    ["t", new Date(Number(event.time.slice(0, -6))).toISOString().slice(11, 19)], ["c", event.labels.cluster ?? ""],
    event.labels.reason ?? "", `${event.labels.kind ?? ""} ${event.labels.namespace ?? ""}/${event.name ?? ""}`,
    event.msg ?? event.line, ["c", ways({ ...event.labels, pod: event.labels.kind === "Pod" ? event.name : undefined })])));
}
