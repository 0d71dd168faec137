/** Calls the control API; a refusal becomes an error with its reason. */
export async function call(method, path, body) {
  const response = await fetch(`/sim${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? response.statusText);
  return answer;
}

/** Asks for something. */
export const get = (path) => call('GET', path);
/** Does something. */
export const post = (path, body = {}) => call('POST', path, body);
/** Changes something. */
export const patch = (path, body) => call('PATCH', path, body);

/** Hears of every change; `onOpen` runs after each (re)connection, since changes may have been missed. */
export function listen(onChange, onOpen, onLost) {
  const stream = new EventSource('/sim/stream');
  stream.onopen = onOpen;
  stream.onerror = onLost;
  stream.onmessage = (event) => onChange(JSON.parse(event.data));
}

/** A file's bytes as the control API takes them. */
export async function base64Of(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}
