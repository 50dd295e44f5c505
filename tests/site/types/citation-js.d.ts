/** citation.js has no types of its own. */
declare module '@citation-js/core' {
  export class Cite {
    constructor(data: string, options?: object);
    data: any[];
  }
}
