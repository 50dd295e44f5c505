// What scripts of pages get from elsewhere: data that the build writes, and each other.

/** What `fonds serve` tells of a build, or of a document that was saved. */
interface News {
  version: string;
  /** The version from which this one differs by its extent. */
  before: string;
  /** The addresses of the pages that differ, or perhaps do. */
  extent: 'all' | { only: string[] } | { all_but: string[] };
  /** Whether documents were saved that lists and the search do not know yet. */
  is_behind: boolean;
  errors: ArchiveError[];
  error_count: number;
}

/** An error of the archive: where it has a place, in lines and columns from 1. */
interface ArchiveError {
  code: string;
  message: string;
  file: string;
  line?: number;
  column?: number;
  quote?: string;
  help?: string;
}

/** A language other than the archive's own, and its direction. */
interface OtherLanguage {
  tag: string;
  dir: string;
}

// Facets: by what documents are chosen in the search and on the timeline

/** A facet as the build writes it; src/catalog/facet.rs says more. Documents name a place among its values, none, and its sets. */
interface FacetData {
  name: string;
  label: string;
  /** What stands for documents without a value, if there can be any. */
  without?: string;
  values: { value: string; label?: string }[];
  /** The places of the values of documents that have several. */
  sets?: number[][];
}

/** A value as it stands in addresses and as it is shown. */
interface FacetValue {
  value: string;
  label: string;
  /** The class of its colour, if it has one. */
  colour?: string;
}

// Lists

/** A document of a list of several pages. */
type ListRow = [
  href: string,
  number: string | null,
  title: string,
  tells: string | null,
  parties: string | null,
  date: string | null,
  language?: [tag: string, direction: string],
];

// The search

/** A word of a text: folded and as it is written, with its beginning and end. */
interface SearchWord {
  word: string;
  written: string;
  start: number;
  end: number;
  /** Whether it is a compound as a whole, which is given before its parts. */
  isCompound: boolean;
  /** Of a character of a script without spaces: whether the next one is with it. */
  isPair?: boolean;
}

/** A file of the index that is being loaded. */
interface SearchFile {
  content: Promise<any>;
  done(content: any): void;
  fail(error: Error): void;
}

/** The forms of a stem, and where they stand. */
interface SearchGroup {
  stem: string;
  forms: string[];
  /** The name of its piece of the words, and its place there. */
  piece: string;
  place: number;
  /** In how many documents it stands. */
  count: number;
  /** The orders of the codes of documents, passages and places. */
  orders: number[];
  /** Of a common stem: the place of the form that most documents have. */
  main: number;
  /** Where it stands, if that is so little that it is here; otherwise it is in blocks with files of their own. */
  lists?: Uint8Array;
  blocks: SearchBlock[];
  name: string;
}

/** The first document of a block, and how many are in those before it. */
interface SearchBlock {
  first: number;
  before: number;
  /** The first documents of its stretches of places, and the number of the first stretch, or -1 where there are no files. */
  stretches: number[];
  stretch: number;
}

interface SearchPiece {
  stems: Map<string, SearchGroup>;
  /** Forms whose stem is in another piece. */
  strays: [form: string, stem: string][];
}

/** What has to stand in a document. */
interface SearchTerm {
  form?: string;
  groups: SearchGroup[];
  isExact(form: string): boolean;
  /** Which forms count, if not all. */
  isWanted?(form: string): boolean;
  forms: Set<string>;
}

/** A word that is sought: its place among those of a phrase, and whether it can go on. */
interface SoughtWord extends SearchWord {
  step: number;
  isBeginning: boolean;
}

/** What a query asks for, as search-query.js reads it. */
type QueryNode = QueryWords | QueryParts | QueryNear;

/** Words that follow each other, or one word, with the stretch of the query in which they stand. */
interface QueryWords {
  kind: "words";
  words: SoughtWord[];
  compound: SearchWord | undefined;
  isPrefix: boolean;
  isPhrase: boolean;
  isQuoted: boolean;
  isExcluded: boolean;
  /** Whether it is the last word, and may not be at its end. */
  isTyped?: boolean;
  field: string | undefined;
  start: number;
  end: number;
  sought?: SoughtWords;
}

/** All parts, or any of them. */
interface QueryParts {
  kind: "all" | "any";
  parts: QueryNode[];
  isExcluded: boolean;
}

/** Two parts with at most so many words between them. */
interface QueryNear {
  kind: "near";
  parts: QueryNode[];
  distance: number;
  isExcluded: boolean;
}

interface QueryToken {
  kind: string;
  start: number;
  end: number;
  isExcluded?: boolean;
  field?: string | undefined;
  isQuoted?: boolean;
  text?: string;
  /** Where the text begins in the query. */
  from?: number;
  distance?: number;
}

type CutWords = (text: string) => SearchWord[];

/** What of the index is needed to find documents in it. */
interface SearchIndexParts {
  overview: SearchOverview;
  load(name: string): Promise<any>;
  bytesOf(text: string): Uint8Array;
  Bytes: new (bytes: Uint8Array) => { bytes: Uint8Array; at: number; number(): number; take(length: number): Uint8Array };
  Bits: new (bytes: Uint8Array) => SearchBits;
  countOf(term: SearchTerm): number;
  estimate(node: QueryNode): number;
}

/** Reads bits, and numbers in the exponential Golomb code of an order. */
interface SearchBits {
  golomb(order: number): number;
  take(count: number): number;
}

interface SearchFinder {
  best(parts: QueryNode[], field: string | undefined, files?: { lists: number; all: number }): Promise<SearchFindings>;
  count(parts: QueryNode[], field: string | undefined): Promise<{ count: number; isLoose?: boolean }>;
}

interface SearchQueries {
  parse(query: string, cut: CutWords): QueryNode | null;
  leavesOf(node: QueryNode): QueryWords[];
  without(query: string, stretches: { start: number; end: number }[]): string;
}

/** What words of a query stand for in the index. */
interface SoughtWords {
  /** The words with a term of their own; the terms of pairs of common words come after theirs. */
  words: SoughtWord[];
  /** The step of each term. */
  steps: number[];
  terms: SearchTerm[];
  compound: SearchTerm | undefined;
  count: number;
}

/** How files of the index are found. */
interface SearchIndexFiles {
  load(name: string): Promise<any>;
  nameOf(text: string): string;
  placeIn(firsts: string[], word: string): number;
}

/** A word of the archive, and how many documents are found with it. */
interface NearWord {
  word: string;
  count: number;
}

/** The places from a document on; null where they are of no interest. */
interface SearchStretch {
  first: number;
  places: SearchBits | null;
}

/** Where a term stands in a document: the codes of passages, and places in each. */
interface SearchHit {
  isExact: boolean;
  passages: number[];
  /** About how many passages there are besides, and of which kinds: bits. */
  further: number;
  kinds: number;
  places: Map<number, number[]>;
}

type SearchHits = Map<number, SearchHit>;

/** Documents, and what each part of a query found. */
interface SearchFound {
  documents: Set<number>;
  found: SearchHits[];
}

interface SearchOptions {
  candidates: Map<number, unknown> | null;
  field: string | undefined;
  withPlaces?: boolean;
  withPassages?: boolean;
  /** If it is there, the words of a phrase need only stand in one passage, and not all of them if these take more files. */
  loose?: number;
}

interface SearchMarks {
  forms: Set<string>;
  phrases: { word: string; step: number }[][];
}

interface SearchMatch {
  document: number;
  score: number;
  isExact: boolean;
  passages: number[];
}

interface NearWords {
  count: number;
  near: NearWord[];
}

/** The documents that are found. */
interface SearchFindings {
  matches: SearchMatch[];
  /** Where something has yet to be looked up: gives those of some matches that have all that was asked for, and lets the others go. */
  confirm?(matches: SearchMatch[]): Promise<SearchMatch[]>;
  isLookedUp?(document: number): boolean;
  /** Whether it is known of a document that it has all that was asked for. */
  isSure?(document: number): boolean;
}

interface SearchResult extends SearchFindings {
  marks: SearchMarks;
  isEmpty?: boolean;
  /** Words that no document has, or few, with those most like them; and the query without those that none has. */
  unknown?: (SearchWord & NearWords)[];
  without?: { query: string; count: number; isLoose?: boolean }[];
}

/** What every search needs. */
interface SearchOverview {
  version: string;
  documents: number;
  /** How many documents are described in a file. */
  step: number;
  /** So many documents make a stem common. */
  common: number;
  firsts: string[];
  stemmers: string[];
  /** What is written as one word and apart. */
  joins: { apart: Set<string>; prefixes: Set<string>; common: Set<string>; small: Set<string>; shortest: number; longest: number };
  facets: SearchFacet[];
  /** How long documents are, by their numbers. */
  lengths: number[];
  meanLength: number;
}

/** What a result shows of a document. */
interface SearchedDocument {
  url: string;
  title: string;
  number?: string;
  /** What tells it from others of its title. */
  tells?: string;
  date?: string;
  datetime?: string;
  language?: string;
  direction?: string;
  /** The anchors of its notes, where they do not follow from their numbers. */
  notes?: string[];
}

/** When each document can have been written: days since 1970; and whether it was written on all of them. */
interface SearchDates {
  daysOf(document: number): { begin: number; end: number; lasts: boolean } | null;
  words: DateWords;
}

/** The words by which dates are read, in small letters; src/output/search/dates.rs says more. */
interface DateWords {
  months: string[][];
  weekdays: string[];
  endings: string[];
  small: string[];
  between: string[];
  joins: string[];
  bounds: string[];
  numbered: string[];
}

interface DateToken {
  word: string;
  start: number;
  end: number;
}

/** As much of a date as is written, and the token after it. */
interface DatePart {
  year?: number;
  month?: number;
  day?: number;
  next: number;
}

/** A list of results with the button that shows more of them. */
interface SearchList {
  list: HTMLElement;
  further: HTMLElement;
  shown: number;
  matches: SearchMatch[];
  /** What the words of the query found, if it has any. */
  result: SearchResult | null;
}

/** The documents of a time that a query names: those that may be of it, and what the rest of the query finds. */
interface SoughtTime extends AskedTime {
  matches: SearchMatch[];
  possible: Set<number>;
  found: SearchResult | null;
  query: string;
}

/** How results looked when a reader left them for a document; the addresses count from the site's root. */
interface LeftResults {
  address: string;
  scroll: number;
  shown: number[];
  /** The result that was opened, and how far from the upper edge of the window it stood. */
  opened: string;
  top: number;
  documents: string[];
  isReturning?: boolean;
}

/** A time that is asked for, in days since 1970. */
interface AskedTime {
  from: number;
  to: number;
  /** Whether it is but a year, which can as well be a number. */
  isBare: boolean;
  written: string;
  /** The query without it. */
  rest: string;
}

/** Values that stand for runs of documents, in Base64. */
interface SearchFacetData extends FacetData {
  documents: string;
}

/** After its values comes what stands for documents without one, if there can be any. */
interface SearchFacet {
  name: string;
  label: string;
  values: FacetValue[];
  /** The places of a document's values. */
  placesOf(document: number): number[];
}

/** A facet on the page: the list of its values, and those that are chosen. */
interface SearchChoice extends SearchFacet {
  list: HTMLElement;
  chosen: Set<string>;
}

interface SearchForm extends HTMLFormElement {
  q: HTMLInputElement;
  from: HTMLInputElement;
  to: HTMLInputElement;
  in: HTMLSelectElement;
  sort: HTMLSelectElement;
}

// The timeline

/**
 * How many documents have one stretch, counted in months of a year, one sureness (0 stated, 1 uncertain, 2 inferred), and a place
 * for each facet.
 */
type TimelineCount = [first: number, months: number, sureness: number, ...places: number[], documents: number];

/** `timeline/data/index.js` */
interface TimelineIndex {
  /** The names of the months, and their short names. */
  months: string[];
  short_months: string[];
  /** How a day, a month and a year before the first are written. */
  phrases: { day: string; month: string; before: string };
  facets: FacetData[];
  /** In the order of the values of their facet. */
  collections: { colour: string; language?: OtherLanguage }[];
  years: Record<string, TimelineCount[]>;
  /** The files of documents, in the order of time: the months of which they have some, counted from January of the year 0. */
  files: [name: string, first: number, last: number][];
}

/** A document in the file of its year. */
type TimelineDocument = [
  href: string,
  number: string | null,
  title: string,
  date: string,
  first: string | null,
  last: string | null,
  sureness: number,
  places: number[],
  /** What tells it from others of its title. */
  tells: string | null,
];

/** Documents with one stretch of days in which they can lie; of the index several, of a file one. */
interface TimelineRow {
  first: number;
  last: number;
  sureness: number;
  places: number[];
  count: number;
  document?: TimelineDocument;
}

/** After its values comes what stands for documents without one, if there can be any. */
interface TimelineFacet {
  name: string;
  list: HTMLElement;
  values: FacetValue[];
  /** For a place that a document names, the places of the values that are meant. */
  sets: number[][];
}

/** From one day to another, both included. */
interface TimelineStretch {
  from: number;
  to: number;
}

/** For each facet, values are chosen by their places. */
interface TimelineChoice extends TimelineStretch {
  facets: Set<number>[];
}

/** How many documents are chosen: by how sure their dates are, and for each facet by the places of its values. */
interface TimelineCounts {
  all: number;
  sureness: number[];
  facets: Map<number, number>[];
}

/** Bars, by the days on which they begin and, at the end, the day after the last; and how many of them Page keys pass over. */
interface TimelineScale {
  unit: "day" | "month" | "year";
  larger: number;
  edges: number[];
}

/** How many documents lie in a bar, may lie in it, do either by colour, and, shared out by days, are drawn in each colour and look. */
interface TimelineBar {
  within: number;
  maybe: number;
  documents: Map<string, number>;
  colours: Map<string, number[]>;
}

interface TimelineChart {
  svg: SVGElement;
  axis: SVGElement;
  bars: TimelineBar[];
  scale: TimelineScale;
  names: ReturnType<typeof fondsScale.namesOf>;
  width: number;
}

interface TimelineBrush {
  frame: HTMLElement;
  handles: { from: HTMLElement; to: HTMLElement };
}

/** The parts of the template, by their names. */
type TimelineParts = Record<"chart" | "axis", SVGElement> &
  Record<"brush" | "stretch" | "from" | "to" | "value" | "zoom-in" | "zoom-out" | "matches" | "list" | "further" | "found" | "clear", HTMLElement>;

interface Window {
  fondsList(page: number, rows: ListRow[]): void;
}

/** A document on a reader's shelf. */
interface Kept {
  /** From the site's root. */
  address: string;
  title: string;
  date: string;
  citation: string;
  bibtex: string;
  /** What the reader wrote. */
  note: string;
  quotes: Quote[];
}

/** What a reader selected in a document. */
interface Quote {
  text: string;
  /** The anchor of its paragraph. */
  anchor: string;
}
