// Follows the news of `fonds serve`, which adds this script to the pages that it serves. A page that is out of
// date is loaded anew; errors of the archive are shown over it. A document that was saved is news before the site
// is built of it; the search says so until then. While a page is hidden it does not listen, since
// a browser opens only a few connections to a server; when it is shown again, it learns what it missed.
'use strict';

(() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const { address = '' } = own;
  let { version } = own;
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
    if (news.version !== version && concerns(news)) {
      // The browser keeps the place on the page.
      location.reload();
      return;
    }
    version = news.version;
    hide();
    if (news.error_count > 0) show(news);
    else if (news.is_behind && document.getElementById('search')) showBehind();
  };

  /**
   * Whether this page is another in a version. What changed before the last one is not known.
   * @param {News} news
   */
  const concerns = ({ before, extent }) => {
    if (before !== version || extent === 'all') return true;
    return 'only' in extent ? extent.only.includes(address) : !extent.all_but.includes(address);
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

  /**
   * Shows something over the page. It has a tree of its own, so that its look and that of the page do not mix.
   * @param {string} label
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  const showPanel = (label, attributes, ...children) => {
    const panel = element('section', { lang: 'en', dir: 'ltr', 'aria-label': label, ...attributes }, ...children);
    shown = element('fonds-errors', {});
    shown
      .attachShadow({ mode: 'open' })
      .append(element('link', { rel: 'stylesheet', href: '/.fonds/errors.css' }), panel);
    document.body.append(shown);
  };

  const showBehind = () => {
    const status = element('div', { role: 'status' });
    showPanel('News of the site', { class: 'behind' }, status);
    status.append(element('p', {}, 'The search is a build behind: it does not know what was saved last.'));
  };

  /** @param {News} news */
  const show = ({ errors, error_count: count }) => {
    const close = element('button', { type: 'button' }, 'Close (Esc)');
    close.addEventListener('click', hide);
    const alert = element('div', { role: 'alert' });
    showPanel('Errors of the archive', { tabindex: '0' }, close, alert);
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
