// How the page speaks to the demo's server.

const Retry = 2000;

export const sleep = ms => new Promise(done => setTimeout(done, ms));

/** GET, or POST where there is a body. Throws what the server said was wrong. */
export async function ask(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`/demo/${path}`, { cache: "no-store", ...options });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.error ?? `服务器没有答复（${response.status}）`);
  return answer;
}

export async function askUntilAnswered(path, failed) {
  for (;;) {
    try {
      return await ask(path);
    } catch {
      failed();
      await sleep(Retry);
    }
  }
}

/** What to show of an error; fetch itself throws a TypeError when nobody answers. */
export const readable = error => error instanceof TypeError ? "连不上服务器，请稍后再试。" : error.message;
