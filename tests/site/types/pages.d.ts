// What scripts of pages get from elsewhere: data that the build writes, and each other.

/** What `fonds serve` tells of a build. */
interface News {
  version: string;
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

// The search

/** A word of a text: folded and as it is written, with its beginning and end. */
interface SearchWord {
  word: string;
  written: string;
  start: number;
  end: number;
  /** Whether it is a compound as a whole, which is given before its parts. */
  isCompound: boolean;
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
  /** Where it stands, if that is so little that it is here; otherwise it is in blocks with files of their own. */
  lists?: Uint8Array;
  blocks: SearchBlock[];
  name: string;
}

/** The first document of a block, and how many are in those before it. */
interface SearchBlock {
  first: number;
  before: number;
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

/** Part of a query. */
interface SearchPart {
  words: SearchWord[];
  compound: SearchWord | undefined;
  isPrefix: boolean;
  isPhrase: boolean;
  isExcluded: boolean;
}

interface SoughtPart {
  part: SearchPart;
  terms: SearchTerm[];
  compound: SearchTerm | undefined;
  count: number;
}

/** Where a term stands in a document: the codes of passages, and places in each. */
interface SearchHit {
  isExact: boolean;
  passages: number[];
  places: Map<number, number[]>;
}

type SearchHits = Map<number, SearchHit>;

interface SearchOptions {
  candidates: Map<number, unknown> | null;
  field: string | undefined;
  withPlaces?: boolean;
}

interface SearchMarks {
  forms: Set<string>;
  phrases: string[][];
}

interface SearchMatch {
  document: number;
  score: number;
  isExact: boolean;
  passages: number[];
}

interface SearchResult {
  matches: SearchMatch[];
  marks: SearchMarks;
  isEmpty?: boolean;
  unknown?: { written: string; near: string[] }[];
}

/** What every search needs. */
interface SearchOverview {
  version: string;
  documents: number;
  /** How many documents are described in a file. */
  step: number;
  firsts: string[];
  stemmers: string[];
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
  date?: string;
  datetime?: string;
  language?: string;
  direction?: string;
  /** The anchors of its notes, where they do not follow from their numbers. */
  notes?: string[];
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
  in: HTMLSelectElement;
  sort: HTMLSelectElement;
}

// The timeline

/** How many documents a month has, with a place for each facet; month 0 is for those of which the year alone is known. */
type TimelineCount = [month: number, ...places: number[], documents: number];

/** `timeline/data/index.js` */
interface TimelineIndex {
  /** The names of the months. */
  months: string[];
  facets: FacetData[];
  /** In the order of the values of their facet. */
  collections: { colour: string; language?: OtherLanguage }[];
  years: Record<string, TimelineCount[]>;
}

/** A document in the file of its year. */
type TimelineDocument = [
  href: string,
  number: string | null,
  title: string,
  date: string,
  first: string | null,
  last: string | null,
  basis: string,
  isVague: boolean | number,
  places: [month: number, ...places: number[]],
];

/** After its values comes what stands for documents without one, if there can be any. */
interface TimelineFacet {
  name: string;
  list: HTMLElement;
  values: FacetValue[];
  /** For a place that a document names, the places of the values that are meant. */
  sets: number[][];
}

/** Months count from the first of the archive; for each facet, values are chosen by their places. */
interface TimelineChoice {
  from: number;
  to: number;
  facets: Set<number>[];
}

/** How many documents are chosen: for each facet by the places of its values, and for each month by collection. */
interface TimelineCounts {
  all: number;
  facets: Map<number, number>[];
  bars: Map<number, Map<number, number>>;
}

/** The parts of the template, by their names. */
type TimelineParts = Record<"from" | "to", HTMLInputElement> &
  Record<"bars" | "chart" | "stretch", SVGElement> &
  Record<"matches" | "list" | "further" | "dates" | "found" | "clear", HTMLElement> & {
    axis?: SVGElement;
    "left-out"?: HTMLElement;
  };

interface Window {
  /** What the files of the timeline call. */
  fondsTimeline: {
    index(data: TimelineIndex): void;
    year(year: number, documents: TimelineDocument[]): void;
  };
}
