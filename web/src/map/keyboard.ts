export interface KeyboardActs {
  move(dx: -1 | 0 | 1, dy: -1 | 0 | 1): void;
  edge(last: boolean): void;
  /** A screen up (−1) or down (1). */
  page(direction: -1 | 1): void;
  open(): void;
  close(): void;
  enter(): void;
  leave(): void;
  /** Nearer (1), farther (−1), or all in sight (0). */
  zoom(direction: -1 | 0 | 1): void;
}

const ARROWS: Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const ZOOMS: Record<string, -1 | 0 | 1> = { '+': 1, '=': 1, '-': -1, _: -1, '0': 0 };

/** Keys of the map's one tab stop: arrows to the visible neighbour, pages, Home and End, Enter opens, Escape closes, + − 0 zoom. */
export class Keyboard {
  constructor(element: HTMLElement, acts: KeyboardActs) {
    element.addEventListener('focus', () => acts.enter());
    element.addEventListener('blur', () => acts.leave());
    element.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const arrow = ARROWS[event.key];
      const zoom = ZOOMS[event.key];
      if (arrow) acts.move(...arrow);
      else if (zoom !== undefined) acts.zoom(zoom);
      else if (event.key === 'Home' || event.key === 'End') acts.edge(event.key === 'End');
      else if (event.key === 'PageUp' || event.key === 'PageDown') acts.page(event.key === 'PageUp' ? -1 : 1);
      else if (event.key === 'Enter' || event.key === ' ') acts.open();
      else if (event.key === 'Escape') acts.close();
      else return;
      event.preventDefault();
    });
  }
}
