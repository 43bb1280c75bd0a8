// Asks the hub that served this page. Data comes only through its API, so that a read credential counts here as everywhere.

const TOKEN = "tributary-token";

/** The answer's data; throws an Error whose message is the server's. */
export async function ask(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  const token = sessionStorage.getItem(TOKEN);
  const answer = await fetch(query ? `${path}?${query}` : path, {
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(path.startsWith("loki/") ? { "X-Loki-Response-Encoding-Flags": "categorize-labels" } : {}),
    },
  });
  const text = await answer.text();
  if (answer.status === 401) {
    throw new Unauthorized(text.trim());
  }
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Error(text.trim() || `the hub answered ${answer.status}`);
  }
  if (body.status !== "success") {
    throw new Error(body.error ?? text);
  }
  return body.data;
}

/** The hub wants to know who asks. */
export class Unauthorized extends Error {}

/** Keeps a token for as long as the tab is open. */
export function useToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/** The value of an expression for each cluster, now. */
export async function perCluster(query) {
  const { result } = await ask("api/v1/query", { query });
  return new Map(result.map(series => [series.metric.cluster ?? "", Number(series.value[1])]));
}
