import './letters.css';

/** All of the page that the first picture can do without; comes right behind it, in one piece. */
export { Finder } from '../find/finder.svelte';
export { default as Over } from './Over.svelte';
export { default as Panels } from './Panels.svelte';
export { rehearse } from './rehearse';
export { default as Rail } from './Rail.svelte';
export { default as ToolRow } from './ToolRow.svelte';
