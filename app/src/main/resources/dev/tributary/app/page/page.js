// Chooses what the address asks for, shows it, and refreshes the fleet.

import { Unauthorized, useToken } from "./api.js";
import { element } from "./element.js";
import { fleet } from "./fleet.js";
import { graph } from "./graph.js";

const REFRESH_MILLIS = 15000;
const main = document.querySelector("main");
const address = new URLSearchParams(location.search);
const expression = address.get("g0.expr");

function fillForm() {
  const form = document.querySelector("#ask");
  for (const name of ["lang", "g0.expr", "g0.range_input"]) {
    const value = address.get(name);
    const field = form.elements[name];
    if (value) {
      if (field instanceof HTMLSelectElement && ![...field.options].some(option => option.value === value)) {
        field.add(new Option(value, value));
      }
      field.value = value;
    }
  }
}

function content() {
  const end = address.get("g0.end_input");
  return expression
    ? graph(expression, address.get("lang") ?? "promql", address.get("g0.range_input") ?? "1h",
      end ? Date.parse(end) / 1000 : Date.now() / 1000)
    : fleet(address.get("cluster"));
}

function tokenForm() {
  const field = element("input", { type: "password", required: "required", "aria-label": "token", placeholder: "token of a reader" });
  return element("form", { class: "token", submit: event => {
    event.preventDefault();
    useToken(field.value);
    show();
  } }, field, element("button", {}, "Use"));
}

async function show() {
  try {
    main.replaceChildren(...await content());
  } catch (failure) {
    main.replaceChildren(element("p", { class: "bad", role: "alert" }, failure.message),
      ...(failure instanceof Unauthorized ? [tokenForm()] : []));
  }
  main.dataset.shown = "yes";
}

fillForm();
document.title = expression ? `${expression} - Tributary` : "Tributary";
await show();
if (!expression) {
  setInterval(() => document.hidden || main.querySelector(".token") ? undefined : show(), REFRESH_MILLIS);
}
