export interface Config {
  forge?: {
    /**
     * Port on localhost at which the demo's forge listens; the start page links to it.
     * @visibility frontend
     */
    port: number | string;
  };
}
