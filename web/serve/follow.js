// Follows the builds of `fonds serve`, which adds this script to the pages that it serves. A page that is out of
// date is loaded anew; errors of the archive are shown over it. While a page is hidden it does not listen, since
// a browser opens only a few connections to a server; when it is shown again, it learns what it missed.
'use strict';

(() => {
  const { version } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  /** @type {EventSource | undefined} */
  let source;
  /** @type {HTMLElement | undefined} */
  let shown;

  const listen = () => {
    if (document.visibilityState === 'hidden') {
      source?.close();
      source = undefined;
    } else if (!source) {
      source = new EventSource('/.fonds/events');
      source.onmessage = ({ data }) => tell(JSON.parse(data));
    }
  };

  /** @param {News} news */
  const tell = news => {
    if (news.version !== version) {
      // The browser keeps the place on the page.
      location.reload();
      return;
    }
    hide();
    if (news.error_count > 0) show(news);
  };

  const hide = () => {
    shown?.remove();
    shown = undefined;
  };

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // What is shown has a tree of its own, so that the page's look and that of the errors do not mix.
  /** @param {News} news */
  const show = ({ errors, error_count: count }) => {
    const close = element('button', { type: 'button' }, 'Close (Esc)');
    close.addEventListener('click', hide);
    const alert = element('div', { role: 'alert' });
    const panel = element('section', { lang: 'en', dir: 'ltr', 'aria-label': 'Errors of the archive', tabindex: '0' }, close, alert);
    shown = element('fonds-errors', {});
    shown
      .attachShadow({ mode: 'open' })
      .append(element('link', { rel: 'stylesheet', href: '/.fonds/errors.css' }), panel);
    document.body.append(shown);
    // An alert is read out when something is put into it.
    alert.append(
      element('h2', {}, count === 1 ? 'The archive has an error' : `The archive has ${count} errors`),
      element('p', {}, 'The site stays as it was until it builds again.'),
      element('ol', {}, ...errors.map(described)),
    );
    if (count > errors.length) alert.append(element('p', {}, `${count - errors.length} more are shown in the terminal.`));
  };

  /** @param {ArchiveError} error */
  const described = ({ code, message, file, line, column, quote, help }) => {
    const place = line === undefined ? file : `${file}:${line}:${column}`;
    const parts = [element('p', { class: 'message' }, message), element('p', { class: 'place' }, `${place} (${code})`)];
    if (quote) parts.push(element('pre', {}, quote));
    if (help) parts.push(element('p', { class: 'help' }, `Help: ${help}`));
    return element('li', {}, ...parts);
  };

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') hide();
  });
  document.addEventListener('visibilitychange', listen);
  // A page to which the reader goes back can be the one from before.
  addEventListener('pageshow', listen);
  listen();
})();
