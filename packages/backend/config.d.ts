export interface Config {
  /** The embedded forge that stands in for GitHub in the demo and in tests. */
  forge?: {
    /** Whether the backend runs the forge itself; false when one runs beside it. The default is true. */
    embedded?: boolean | string;
    /** Port on localhost at which the forge listens. */
    port: number | string;
    /** Folder that keeps the repositories, relative to the backend's working directory. */
    root: string;
    /**
     * Token that API calls and pushes must bear; the same as in integrations.github.
     * @visibility secret
     */
    token: string;
    /** Login of the user to whom the token belongs. */
    user: string;
    /** Organizations that exist on the forge. */
    organizations: string[];
    /** Repositories made from folders at each start; a new commit only when the content changed. */
    repositories?: Array<{
      /** Owner and name, e.g. waymark/golden-paths. */
      repo: string;
      /** The folder, relative to the backend's working directory. */
      folder: string;
    }>;
  };
}
