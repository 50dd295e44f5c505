// What pages, the service worker and the lists that the build writes have in common.

/** A file that can be kept: its address, its size in bytes, and a short form of its fingerprint. */
type OfflineFile = [address: string, bytes: number, mark: string];

/** `offline/index.json`. */
interface OfflineIndex {
  version: string;
  shared: OfflinePart;
  collections: Record<string, OfflinePart>;
}

/** Where the list of a part's files is, and how much they are. */
interface OfflinePart {
  list: string;
  bytes: number;
}

interface OfflineList {
  version: string;
  files: OfflineFile[];
}

/** Which collections a reader chose: whether they are kept whole. The id of the archive is empty. */
type KeptCollections = Record<string, boolean>;

/** What pages ask of the service worker, and its answers. */
interface WorkerTasks {
  chosen: { asked: object; answer: KeptCollections };
  keep: { asked: { id: string; at: number }; answer: { next: number; done: number; bytes: number; isWhole: boolean } };
  forget: { asked: { id: string }; answer: object };
  keepRead: { asked: { addresses: string[] }; answer: object };
  leave: { asked: object; answer: object };
  load: { asked: object; answer: void };
}
