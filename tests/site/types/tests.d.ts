// What functions find that a test hands to a page.

interface Window {
  /** Looks for a text as a reader does: <https://developer.mozilla.org/docs/Web/API/Window/find>. */
  find(text: string, isCaseSensitive?: boolean): boolean;
  /** axe-core, which the tests of accessibility bring along. */
  axe: typeof import('axe-core');
}

/** What the search page itself uses. */
declare const fondsSearch: {
  wordsOf(text: string): { word: string }[];
  dates(): Promise<{ words: object }>;
  search(query: string, ...options: any[]): Promise<object>;
};
declare const fondsDates: {
  inQuery(query: string, words: object): { from: number; to: number; isBare: boolean; rest: string } | null;
  iso(day: number): string;
};

type Browser = import('playwright-core').Browser;
type BrowserContext = import('playwright-core').BrowserContext;
type BrowserContextOptions = import('playwright-core').BrowserContextOptions;
type Page = import('playwright-core').Page;
type Site = import('../site.mjs').Site;
type Attributes = import('../site.mjs').Attributes;
/** A host of a site. */
type Host = Awaited<ReturnType<typeof import('../site.mjs').serve>>;
