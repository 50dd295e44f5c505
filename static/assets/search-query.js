// Reads what a query asks for. Side by side means all of it:
//
//   query = any of "OR"          any  = all ("OR" all)*
//   all   = near+                near = one ("NEAR" ["/" number] one)*
//   one   = ["-"] [field ":"] ( "(" query ")" | "“" words "”" | word ["*"] )
//
// What cannot be read in this way is taken as words. `search-index.js` loads this script with the index.
"use strict";

fondsSearch(
  "../assets/search-query",
  (() => {
    /** How many words can lie between two that have to be near, if the query does not say. */
    const NEAR = 10;
    /** How deep brackets are read: who wants more wants words. */
    const DEEPEST = 16;
    const TOKEN =
      /\s*(?:(?<open>[-−–]?(?:(?:from|to|subject|title):)?\((?=.))|(?<minus>[-−–]?)(?<field>(?:from|to|subject|title):(?=\S))?(?:["“”„«»](?<quoted>[^"“”„«»]*)["“”„«»]?|(?<plain>\S+)))/iuy;
    const OPERATOR = /^(?:OR|NEAR(?:\/(\d{1,3}))?)$/;

    /** The tokens of a query. A bracket ends only where one begins, so that "paper(s)" stays a word. @param {string} query */
    function tokensOf(query) {
      const tokens = /** @type {QueryToken[]} */ ([]);
      let depth = 0;
      let at = 0;
      for (;;) {
        at += query.slice(at).search(/\S|$/);
        if (at >= query.length) return tokens;
        if (depth && query[at] === ")") {
          depth--;
          tokens.push({ kind: "close", start: at, end: ++at });
          continue;
        }
        TOKEN.lastIndex = at;
        const { 0: whole, groups = {} } = /** @type {RegExpExecArray} */ (TOKEN.exec(query));
        const open = groups.open;
        let plain = groups.plain;
        let end = at + whole.length;
        if (plain && depth) {
          const inner = /^[^()]*(?:\([^()]*\)[^()]*)*/.exec(plain)?.[0] ?? "";
          if (plain[inner.length] === ")") [end, plain] = [end - plain.length + inner.length, inner];
        }
        if (open) depth++;
        const isExcluded = /^[-−–]/.test(whole) && whole.length > 1;
        const field = /^[-−–]?([a-z]+):/i.exec(open ?? (groups.field ? whole : ""))?.[1].toLowerCase();
        const operator = plain === whole ? OPERATOR.exec(plain) : null;
        const kind = open ? "open" : operator ? (plain === "OR" ? "or" : "near") : "words";
        const text = groups.quoted ?? plain ?? "";
        const from = end - (groups.quoted === undefined ? text.length : whole.length - whole.search(/["“”„«»]/) - 1);
        tokens.push({ kind, start: at, end, isExcluded, field, isQuoted: groups.quoted !== undefined, text, from, distance: Number(operator?.[1] ?? NEAR) });
        at = end;
      }
    }

    /** A token as words, or nothing where it has none. @param {QueryToken} token @param {CutWords} cut @returns {QueryNode | null} */
    function leafOf(token, cut) {
      const { text = "", from = 0, isQuoted = false, isExcluded = false, field, start, end } = token;
      const all = cut(text).map((word) => ({ ...word, start: word.start + from, end: word.end + from }));
      const plain = all.filter(({ isCompound }) => !isCompound);
      if (!plain.length) return null;
      const compound = all.find((word) => word.isCompound && word.start === plain[0].start && word.end === plain.at(-1)?.end);
      const words = soughtOf(plain);
      const isPrefix = !isQuoted && words.length === 1 && /\*$/.test(text);
      const leaf = /** @type {QueryWords} */ ({ kind: "words", words, compound, isPrefix, isPhrase: words.length > 1 || isQuoted, isQuoted, isExcluded, field, start, end });
      return leaf;
    }

    /**
     * The words of a phrase with their places in it. Of characters without spaces every second pair is enough, and what
     * follows the last is open.
     * @param {SearchWord[]} plain
     */
    function soughtOf(plain) {
      const words = /** @type {SoughtWord[]} */ ([]);
      let sinceRun = 0;
      plain.forEach((word, step) => {
        const before = plain[step - 1];
        const isInRun = before?.isPair === true && before.end > word.start;
        sinceRun = isInRun ? sinceRun + 1 : 0;
        if (isInRun && !word.isPair) return;
        const next = plain[step + 1];
        const isLastPair = !next?.isPair || next.start >= word.end;
        if (word.isPair && sinceRun % 2 && !isLastPair) return;
        words.push({ ...word, step, isBeginning: word.isPair === false && step === plain.length - 1 });
      });
      return words;
    }

    /** Reads tokens; what it cannot read it throws, to be taken as words. */
    class Reader {
      /** @param {QueryToken[]} tokens @param {CutWords} cut */
      constructor(tokens, cut) {
        this.tokens = tokens;
        this.cut = cut;
        this.at = 0;
      }

      is(/** @type {string} */ kind) {
        return this.tokens[this.at]?.kind === kind;
      }

      /** @param {number} depth @returns {QueryNode | null} */
      any(depth) {
        if (depth > DEEPEST) throw new SyntaxError("too deep");
        const parts = [this.all(depth)];
        while (this.is("or")) {
          this.at++;
          parts.push(this.all(depth));
        }
        if (parts.length === 1) return parts[0];
        if (parts.some((part) => !part || part.isExcluded)) throw new SyntaxError("OR of nothing");
        return { kind: "any", parts: /** @type {QueryNode[]} */ (parts), isExcluded: false };
      }

      /** @param {number} depth @returns {QueryNode | null} */
      all(depth) {
        const parts = [];
        while (this.at < this.tokens.length && !this.is("close") && !this.is("or")) {
          const part = this.near(depth);
          if (part) parts.push(part);
        }
        if (parts.length > 1) return { kind: "all", parts, isExcluded: parts.every(({ isExcluded }) => isExcluded) };
        return parts[0] ?? null;
      }

      /** @param {number} depth @returns {QueryNode | null} */
      near(depth) {
        let left = this.one(depth);
        while (this.is("near")) {
          const { distance = NEAR } = this.tokens[this.at++];
          const right = this.at < this.tokens.length ? this.one(depth) : null;
          for (const part of [left, right])
            if (!part || part.isExcluded || part.kind === "all") throw new SyntaxError("NEAR of nothing");
          left = { kind: "near", parts: /** @type {QueryNode[]} */ ([left, right]), distance, isExcluded: false };
        }
        return left;
      }

      /** @param {number} depth @returns {QueryNode | null} */
      one(depth) {
        const token = this.tokens[this.at++];
        if (token.kind === "words") return leafOf(token, this.cut);
        if (token.kind !== "open") throw new SyntaxError("an operator alone");
        const inner = this.any(depth + 1);
        if (!this.is("close")) throw new SyntaxError("a bracket that does not end");
        this.at++;
        if (!inner) return null;
        // In brackets there is something to exclude from.
        if (inner.isExcluded) throw new SyntaxError("nothing but exclusions");
        if (token.field) for (const leaf of leavesOf(inner)) leaf.field ??= token.field;
        return { ...inner, isExcluded: token.isExcluded === true };
      }
    }

    /** The words that a query asks for. @param {QueryNode} node @returns {QueryWords[]} */
    const leavesOf = (node) => (node.kind === "words" ? [node] : node.parts.flatMap(leavesOf));

    /**
     * What a query asks for; nothing where it has no words.
     * @param {string} query
     * @param {CutWords} cut how a text is cut into words
     * @returns {QueryNode | null}
     */
    function parse(query, cut) {
      const tokens = tokensOf(query);
      try {
        const reader = new Reader(tokens, cut);
        const read = reader.any(0);
        if (reader.at === tokens.length) return read;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
      }
      const words = tokens.map((token) => (token.kind === "open" || token.kind === "close" ? null : leafOf(token, cut)));
      const parts = words.filter((leaf) => leaf !== null);
      return parts.length ? { kind: "all", parts, isExcluded: parts.every(({ isExcluded }) => isExcluded) } : null;
    }

    /** A query without some stretches of it, such as words that nothing has. @param {string} query @param {{ start: number, end: number }[]} stretches */
    function without(query, stretches) {
      let rest = query;
      for (const { start, end } of [...stretches].sort((a, b) => b.start - a.start)) rest = rest.slice(0, start) + rest.slice(end).replace(/^\*/, "");
      let before;
      do {
        before = rest;
        rest = rest
          .replace(/[-−–]?(?:(?:from|to|subject|title):)?(?:\(\s*\)|["“„«]\s*["”“»])|(?<!\S)(?:from|to|subject|title):(?!\S)/gi, "")
          .replace(/(^|\()\s*(?:OR|NEAR(?:\/\d+)?)(?=\s|$)|(?<!\S)(?:OR|NEAR(?:\/\d+)?)\s*(?=$|\)|OR\b|NEAR\b)/g, "$1");
      } while (rest !== before);
      return rest.replace(/\s+/g, " ").replace(/\( /g, "(").replace(/ \)/g, ")").trim();
    }

    return { parse, leavesOf, without };
  })(),
);
