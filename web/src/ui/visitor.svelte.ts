/** What all of the page knows of who looks at it. */
export const visitor = $state({
  /** Counts up when somebody signs in or out. */
  turn: 0,
  /** Alerts of the visitor's that fire on the open network; null for nobody. */
  firing: null as number | null,
});
