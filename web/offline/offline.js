// Reading offline: lets the service worker keep pages that were read, offers to keep a whole collection, says when a newer
// edition is here, and removes it all. The words stand in the templates.
"use strict";

(() => {
  const words = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const container = navigator.serviceWorker;
  // A page opened from a folder is kept as it is; and without HTTPS there are no service workers.
  if (!container || !window.caches || !/^https?:$/.test(location.protocol)) return;

  // A folder has no manifest that a browser would read, and each page would say so.
  const manifest = Object.assign(document.createElement("link"), { rel: "manifest", href: `${words.root}manifest.webmanifest` });
  document.head.append(manifest);

  const scope = new URL(words.root || "./", location.href).href;
  const language = document.documentElement.lang;

  /** Whether the reader removed everything. Then there is no worker until one is asked for. */
  const refusal = {
    name: `fonds-offline ${scope}`,
    get holds() {
      try {
        return localStorage.getItem(this.name) === "no";
      } catch {
        return false;
      }
    },
    set holds(is) {
      try {
        if (is) localStorage.setItem(this.name, "no");
        else localStorage.removeItem(this.name);
      } catch {
        // A browser that remembers nothing keeps nothing either.
      }
    },
  };

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
   */
  const element = (name, properties) => Object.assign(document.createElement(name), properties);

  // The worker

  let isControlled = Boolean(container.controller);
  container.addEventListener("controllerchange", () => {
    // The first worker just begins; a second one brings another edition, of which this page must be as well.
    if (isControlled) location.reload();
    isControlled = true;
  });

  async function register() {
    const registration = await container.register(`${scope}service-worker.js`, { scope, updateViaCache: "none" });
    if (registration.waiting && registration.active) offerNewer(registration);
    registration.addEventListener("updatefound", () => {
      const its = registration.installing;
      its?.addEventListener("statechange", () => {
        if (its.state === "installed" && registration.active) offerNewer(registration);
      });
    });
    return registration;
  }

  /**
   * What the worker answers.
   * @template {keyof WorkerTasks} Task
   * @param {ServiceWorker} worker
   * @param {{ task: Task } & WorkerTasks[Task]["asked"]} message
   * @returns {Promise<WorkerTasks[Task]["answer"]>}
   */
  function ask(worker, message) {
    return new Promise((done, fail) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => (data.error ? fail(data.error) : done(data.result));
      worker.postMessage(message, [port2]);
    });
  }

  /** @param {ServiceWorkerRegistration} registration */
  function offerNewer(registration) {
    if (document.querySelector(".newer")) return;
    const notice = element("div", { className: "newer" });
    const said = notice.appendChild(element("span"));
    said.setAttribute("role", "status");
    const load = notice.appendChild(element("button", { type: "button", textContent: words.load }));
    const later = notice.appendChild(element("button", { type: "button", textContent: words.later }));
    load.addEventListener("click", () => registration.waiting?.postMessage({ task: "load" }));
    later.addEventListener("click", () => notice.remove());
    document.body.append(notice);
    // Only what changes in a status is read out.
    setTimeout(() => (said.textContent = words.newer ?? ""), 100);
  }

  // The offer on a collection's page

  /** @param {ServiceWorkerRegistration | null} registered */
  async function offerKeeping(registered) {
    const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("offline"));
    if (!template) return;
    const { collection = "" } = template.dataset;
    /** @type {[OfflineIndex | null, KeptCollections]} */
    const [index, chosen] = await Promise.all([
      fetch(`${scope}offline/index.json`, { cache: "no-store" }).then((response) => response.json()).catch(() => null),
      registered?.active ? ask(registered.active, { task: "chosen" }) : {},
    ]);
    // The archive, or a collection that holds this one, can be kept already.
    const holder = Object.keys(chosen).find(
      (id) => chosen[id] && (id === "" || `${collection}/`.startsWith(`${id}/`)) && id !== collection,
    );
    if (!index?.collections[collection] && holder === undefined && chosen[collection] === undefined) return;

    const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const section = /** @type {HTMLElement} */ (content.querySelector("section"));
    const say = /** @type {Record<string, string>} */ (section.dataset);
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (section.querySelector(`[data-part=${name}]`));
    const [said, progress, numbers] = ["said", "progress", "numbers"].map(part);
    const buttons = { keep: part("keep"), stop: part("stop"), forget: part("forget"), leave: part("leave") };
    const bar = /** @type {HTMLProgressElement} */ (section.querySelector("progress"));

    /** Counts the attempts, so that the answer to one that was stopped is dropped. */
    let turn = 0;

    const size = (/** @type {number} */ bytes) =>
      new Intl.NumberFormat(language, {
        style: "unit",
        unit: bytes < 1e6 ? "kilobyte" : "megabyte",
        maximumFractionDigits: bytes < 1e6 || bytes >= 1e8 ? 0 : 1,
      }).format(bytes < 1e6 ? Math.ceil(bytes / 1e3) : bytes / 1e6);

    /** What keeping it takes. What all collections share is there already with the first. */
    function expected(/** @type {OfflineIndex} */ { collections, shared }) {
      const its = collections[collection].bytes;
      return Object.values(chosen).includes(true) ? its : its + shared.bytes;
    }

    /** @param {"none" | "keeping" | "partial" | "kept"} state */
    function show(state, message = "") {
      const focused = document.activeElement;
      said.textContent = message;
      progress.hidden = state !== "keeping";
      buttons.keep.hidden = !index || !["none", "partial"].includes(state);
      buttons.stop.hidden = state !== "keeping";
      buttons.forget.hidden = !["partial", "kept"].includes(state) || (state === "kept" && chosen[collection] === undefined);
      buttons.leave.hidden = state === "keeping" || refusal.holds;
      if (index) buttons.keep.textContent = state === "partial" ? say.goOn : say.keep.replace("SIZE", size(expected(index)));
      // A button that goes must not take the focus with it.
      if (focused instanceof HTMLElement && section.contains(focused) && focused.hidden) Object.values(buttons).find((button) => !button.hidden)?.focus();
    }

    async function keep() {
      const its = ++turn;
      const isStopped = () => its !== turn;
      refusal.holds = false;
      bar.removeAttribute("value");
      numbers.textContent = "";
      show("keeping", say.keeping);
      try {
        // A browser may throw away what it was not asked to keep.
        navigator.storage?.persist?.().catch(() => {});
        await register();
        const { active } = await container.ready;
        chosen[collection] ??= false;
        if (!active) throw new Error("the worker is gone");
        for (let step = { next: 0, done: 0, bytes: 0, isWhole: false }; !step.isWhole; ) {
          step = await ask(active, { task: "keep", id: collection, at: step.next });
          if (isStopped()) return;
          bar.max = Math.max(1, step.bytes);
          bar.value = step.done;
          numbers.textContent = say.numbers.replace("DONE", size(step.done)).replace("SIZE", size(step.bytes));
        }
        chosen[collection] = true;
        show("kept", say.kept);
      } catch (error) {
        if (isStopped()) return;
        const reasons = new Map([["QuotaExceededError", say.full], ["Changed", say.changed]]);
        show(chosen[collection] === undefined ? "none" : "partial", reasons.get(String(error)) ?? say.failed);
      }
    }

    const actions = {
      keep,
      stop() {
        turn += 1;
        show("partial", say.stopped);
      },
      async forget() {
        turn += 1;
        const { active } = await container.ready;
        if (active) await ask(active, { task: "forget", id: collection });
        if (collection === "") for (const id of Object.keys(chosen)) delete chosen[id];
        delete chosen[collection];
        show("none", say.forgotten);
      },
      async leave() {
        turn += 1;
        refusal.holds = true;
        isControlled = false;
        const registration = await container.getRegistration(scope);
        if (registration?.active) await ask(registration.active, { task: "leave" });
        else await registration?.unregister();
        for (const name of await caches.keys()) if (name.startsWith(`fonds ${scope} `)) await caches.delete(name);
        for (const id of Object.keys(chosen)) delete chosen[id];
        show("none", say.left);
      },
    };
    for (const name of /** @type {(keyof typeof actions)[]} */ (Object.keys(actions))) buttons[name].addEventListener("click", actions[name]);

    // What stands there from the beginning is not read out.
    if (chosen[collection] || holder !== undefined) show("kept", say.kept);
    else if (chosen[collection] === false) show("partial", say.stopped);
    else show("none");
    template.replaceWith(section);
  }

  /** The first page that is read comes before its worker. */
  async function keepThis() {
    const { active } = await container.ready;
    const loaded = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    const parts = loaded.filter(({ initiatorType }) => initiatorType !== "fetch");
    active?.postMessage({ task: "keepRead", addresses: [location.href, ...parts.map(({ name }) => name)] });
  }

  async function begin() {
    // Without a worker on the host, as while an archive is being edited, nothing is offered.
    try {
      const registered = refusal.holds ? null : await register();
      if (registered && !container.controller) keepThis();
      await offerKeeping(registered);
    } catch {
      // The page is complete without.
    }
  }

  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
})();
