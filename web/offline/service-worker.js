// Answers a browser's requests for this site: first from what was kept, then from the network. The build puts the
// version before these lines.
//
// What is kept lies in a cache that is named by the version. A file comes into it only if the host was seen to serve this
// version after the file had come; and a page that came from elsewhere gets nothing out of it. So no page ever has parts
// of two builds. A new version brings all kept collections along before it takes over.
"use strict";

/** What the browser gives a worker of this kind. */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const SCOPE = worker.registration.scope;
const PREFIX = `fonds ${SCOPE} `;
const NAME = PREFIX + VERSION;
/** Which collections a reader chose: by their ids, whether they are kept whole. This outlives versions. */
const CHOICE = `${PREFIX}chosen`;
const INDEX = "offline/index.json";
const NOT_KEPT = "offline/not-kept.html";
/** The fingerprint of a kept file stands in a field of its answer. Pages that were merely read have none. */
const MARK = "x-fonds-mark";

/** Files are fetched in batches of at most so many, and of about so many bytes. */
const BATCH = 24;
const BATCH_BYTES = 2_000_000;

/** After a reader removed everything, a worker can go on for as long as a page is open. */
let isGone = false;

const urlOf = (/** @type {string} */ address) => SCOPE + address.split("/").map(encodeURIComponent).join("/");

/** The address under which an answer is kept: without query, and escaped in one way. `null` outside of the site. @param {string} url */
function keyOf(url) {
  const { origin, pathname } = new URL(url);
  const whole = origin + pathname;
  if (!whole.startsWith(SCOPE)) return null;
  try {
    return urlOf(whole.slice(SCOPE.length).split("/").map(decodeURIComponent).join("/"));
  } catch {
    return null;
  }
}

/** What is kept for an address. Hosts show `a/index.html` for `a/`, and some `a.html` for `a`. @param {Cache} cache @param {string} key */
async function find(cache, key) {
  const found = await cache.match(key);
  if (found) return found;
  const name = key.slice(key.lastIndexOf("/") + 1);
  if (!name) return cache.match(`${key}index.html`);
  return name.includes(".") ? undefined : cache.match(`${key}.html`);
}

// The version on the host

/** Reads a file of data from the host. @param {string} address */
async function read(address) {
  const response = await fetch(urlOf(address), { cache: "no-store" });
  if (!response.ok) throw Object.assign(new Error(address), { status: response.status });
  return response.json();
}

let check = /** @type {Promise<boolean> | null} */ (null);

/**
 * Whether the host serves this version. Each check begins after it was asked for, so that it holds for what came before;
 * those that are asked for in the same moment share one.
 */
function isCurrent() {
  check ??= new Promise((begin) => setTimeout(begin, 10)).then(async () => {
    check = null;
    try {
      const { version } = await read(INDEX);
      // What comes of it is shown by the pages.
      if (version !== VERSION) worker.registration.update().catch(() => {});
      return version === VERSION;
    } catch (error) {
      if (/** @type {{ status?: number }} */ (error).status === 404) await leaveIfTold();
      throw error;
    }
  });
  return check;
}

/** A site that is built without this any more has neither file; then nothing must be left of it. */
async function leaveIfTold() {
  const { status } = await fetch(`${SCOPE}service-worker.js`, { cache: "no-store" });
  if (status === 404) await leave();
}

// Answers

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const key = keyOf(request.url);
  if (isGone || request.method !== "GET" || request.headers.has("range") || !key || key === urlOf(INDEX)) return;
  event.respondWith(request.mode === "navigate" ? page(event, key) : part(event, key));
});

/** Whether a page that is open is of this version: known from its beginning, before it is kept. */
const belongs = /** @type {Map<string, Promise<boolean>>} */ (new Map());

/** Answers with a page. @param {FetchEvent} event @param {string} key */
async function page(event, key) {
  const cache = await caches.open(NAME);
  const kept = await find(cache, key);
  if (kept) {
    belongs.set(event.resultingClientId, Promise.resolve(true));
    event.waitUntil(isCurrent().catch(() => {}));
    return kept;
  }
  let response;
  try {
    response = await fetch(event.request, { cache: "no-cache" });
  } catch {
    belongs.set(event.resultingClientId, Promise.resolve(true));
    return notKept(cache);
  }
  // A page alone is what is read; a download can be as big as the site.
  const isPage = response.ok && response.headers.get("content-type")?.startsWith("text/html");
  const copy = isPage ? response.clone() : null;
  const isOurs = copy ? isCurrent().catch(() => false) : Promise.resolve(false);
  belongs.set(event.resultingClientId, isOurs);
  if (copy) event.waitUntil(isOurs.then((is) => (is ? store(cache, key, copy) : undefined)));
  return response;
}

/** What a page asks for. A page that is not of this version gets it from the network alone. @param {FetchEvent} event @param {string} key */
async function part(event, key) {
  const cache = await caches.open(NAME);
  if (!(await isOfThisVersion(event.clientId, cache))) return fetch(event.request);
  const kept = await cache.match(key);
  if (kept) return kept;
  const response = await fetch(event.request, { cache: "no-cache" });
  if (!response.ok) return response;
  if (!(await isCurrent())) return Response.error();
  // The search reads pages that the reader has not opened.
  if (event.request.destination) event.waitUntil(store(cache, key, response.clone()));
  return response;
}

/** Whether the page with an id of the browser's is of this version. @param {string} id @param {Cache} cache */
async function isOfThisVersion(id, cache) {
  const known = belongs.get(id);
  if (known) return known;
  const client = await worker.clients.get(id);
  const key = client && keyOf(client.url);
  return Boolean(key && (await find(cache, key)));
}

/** Keeps what was read. Where there is no room, it is not kept. @param {Cache} cache @param {string} key @param {Response} response */
const store = async (cache, key, response) => (isGone ? undefined : cache.put(key, response).catch(() => {}));

/** The page that says so. It stands for pages in any folder, so that its links have to be whole. @param {Cache} cache */
async function notKept(cache) {
  const found = await cache.match(urlOf(NOT_KEPT));
  if (!found) return Response.error();
  const whole = (/** @type {string} */ _, /** @type {string} */ start, /** @type {string} */ link) => start + new URL(link, urlOf(NOT_KEPT)).href;
  const html = (await found.text()).replace(/(\s(?:href|src|action|data-root)=")(?!#)([^"]+)/g, whole);
  return new Response(html, { status: 503, headers: found.headers });
}

// Keeping

class Changed extends Error {
  name = "Changed";
}

/** The files that belong to a collection, and those that all share; or these alone. @param {string} [id] */
async function filesOf(id) {
  /** @type {OfflineIndex} */
  const index = await read(INDEX);
  const parts = id === undefined ? [index.shared] : [index.shared, index.collections[id]];
  if (index.version !== VERSION || parts.some((part) => part === undefined)) throw new Changed();
  /** @type {OfflineList[]} */
  const lists = await Promise.all(parts.map(({ list }) => read(list)));
  if (lists.some(({ version }) => version !== VERSION)) throw new Changed();
  return lists.flatMap(({ files }) => files);
}

/** Brings the next files of a list into the cache, and gives the place up to which all are there. @param {number} at @param {OfflineFile[]} files @param {Cache} cache */
async function keepFrom(at, files, cache) {
  const batch = [];
  for (let bytes = 0; at < files.length && batch.length < BATCH && bytes < BATCH_BYTES; at++) {
    const [address, size, mark] = files[at];
    const there = await cache.match(urlOf(address));
    if (there?.headers.get(MARK) === mark) continue;
    batch.push({ key: urlOf(address), mark });
    bytes += size;
  }
  const answers = await Promise.all(batch.map(whole));
  if (batch.length && !(await isCurrent())) throw new Changed();
  if (isGone) throw new Error("removed");
  await Promise.all(batch.map(({ key }, i) => cache.put(key, answers[i])));
  return at;
}

/** A whole file: from an earlier version, if it is the same, or from the host. @param {{ key: string, mark: string }} file */
async function whole({ key, mark }) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CHOICE || name === NAME) continue;
    const earlier = await (await caches.open(name)).match(key);
    if (earlier?.headers.get(MARK) === mark) return earlier;
  }
  const response = await fetch(key, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${key}: ${response.status}`);
  // The answer is made anew, since one that was redirected must not stand for a page.
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  headers.set(MARK, mark);
  return new Response(await response.blob(), { headers });
}

/** Keeps all files of a list. @param {OfflineFile[]} files @param {Cache} cache */
async function keepAll(files, cache) {
  for (let at = 0; at < files.length; ) at = await keepFrom(at, files, cache);
}

/** What the reader chose. @returns {Promise<KeptCollections>} */
async function chosen() {
  if (!(await caches.has(CHOICE))) return {};
  const found = await (await caches.open(CHOICE)).match(SCOPE);
  return found ? found.json() : {};
}

const choose = async (/** @type {KeptCollections} */ choice) => (await caches.open(CHOICE)).put(SCOPE, new Response(JSON.stringify(choice)));

/** What every page needs. */
const isFrame = (/** @type {string} */ address) => address === NOT_KEPT || /^assets\/.*\.(css|js|svg)$/.test(address);

async function prepare() {
  const cache = await caches.open(NAME);
  const frame = (await filesOf()).filter(([address]) => isFrame(address));
  await keepAll(frame, cache);
  const choice = await chosen();
  const { collections } = await read(INDEX);
  for (const [id, isWhole] of Object.entries(choice)) {
    if (!Object.hasOwn(collections, id)) delete choice[id];
    else if (isWhole) await keepAll(await filesOf(id), cache);
  }
  if (Object.keys(choice).length) await choose(choice);
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CHOICE && name !== NAME) await caches.delete(name);
  }
  await worker.clients.claim();
}

worker.addEventListener("install", (event) => event.waitUntil(prepare()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));

// What pages ask of it

/** The list of the collection that is being kept, from one step to the next. */
let current = /** @type {{ id?: string, files: OfflineFile[] }} */ ({ files: [] });

/** One step of keeping a collection. The page asks for the next, so that it goes on just as long as the page is there. @param {WorkerTasks["keep"]["asked"]} asked */
async function keep({ id, at }) {
  isGone = false;
  if (current.id !== id || at === 0) current = { id, files: await filesOf(id) };
  const { files } = current;
  if (at === 0) await choose({ ...(await chosen()), [id]: false });
  const next = await keepFrom(at, files, await caches.open(NAME));
  const isWhole = next >= files.length;
  if (isWhole) await choose({ ...(await chosen()), [id]: true });
  const sum = (/** @type {OfflineFile[]} */ list) => list.reduce((bytes, [, size]) => bytes + size, 0);
  return { next, done: sum(files.slice(0, next)), bytes: sum(files), isWhole };
}

/** Removes a collection, but for what others that are kept need. With the whole archive everything goes. @param {WorkerTasks["forget"]["asked"]} asked */
async function forget({ id }) {
  const choice = await chosen();
  delete choice[id];
  const others = id === "" ? [] : Object.keys(choice);
  await choose(Object.fromEntries(others.map((other) => [other, choice[other]])));
  const isWithin = (/** @type {string} */ key, /** @type {string} */ folder) => folder === "" || key.startsWith(`${urlOf(folder)}/`);
  const cache = await caches.open(NAME);
  for (const request of await cache.keys()) {
    const key = request.url;
    const isNeeded = others.length ? !isWithin(key, id) || others.some((other) => isWithin(key, other)) : false;
    if (isNeeded || isFrame(decodeURI(key.slice(SCOPE.length)))) continue;
    if ((await cache.match(key))?.headers.has(MARK)) await cache.delete(key);
  }
  return {};
}

/** Keeps a page that was open before there was a worker. @param {WorkerTasks["keepRead"]["asked"]} asked */
async function keepRead({ addresses }) {
  const cache = await caches.open(NAME);
  const keys = [...new Set(addresses.flatMap((address) => keyOf(address) ?? []))].filter((key) => key !== urlOf(INDEX));
  const answers = await Promise.all(keys.map((key) => fetch(key, { cache: "no-cache" })));
  if (!(await isCurrent())) return {};
  for (const [i, key] of keys.entries()) {
    if (answers[i].ok && !answers[i].redirected && !(await cache.match(key))) await store(cache, key, answers[i]);
  }
  return {};
}

/** Removes all that is kept, and the worker itself. */
async function leave() {
  isGone = true;
  await worker.registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  return {};
}

/** @type {Record<keyof WorkerTasks, (asked: any) => Promise<unknown>>} */
const TASKS = {
  chosen,
  keep,
  forget,
  keepRead,
  leave,
  load: () => worker.skipWaiting(),
};

worker.addEventListener("message", (event) => {
  const task = /** @type {keyof WorkerTasks} */ (event.data.task);
  if (!Object.hasOwn(TASKS, task)) return;
  const answer = (/** @type {object} */ message) => event.ports[0]?.postMessage(message);
  event.waitUntil(TASKS[task](event.data).then((result) => answer({ result }), (error) => answer({ error: error.name })));
});
