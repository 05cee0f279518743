/** The relay's process is down; it is being started again. */
export class RelayUnavailable extends Error {
  override name = 'RelayUnavailable';
}

/** Nobody sends under that id now. */
export class UnknownUplink extends Error {
  override name = 'UnknownUplink';
}

/** The page's offer has nothing that the relay can answer. */
export class BadOffer extends Error {
  override name = 'BadOffer';
}
