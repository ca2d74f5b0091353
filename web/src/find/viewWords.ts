import { readLink } from './link';

/** What a link shows, in a line: map by region · sorted by risk · filter zone:red. */
export function viewWords(query: string): string {
  const { choices: c } = readLink(query);
  const by = c.group === 'none' ? 'ungrouped' : `by ${c.group}`;
  const within = c.within !== 'none' && c.within !== c.group && c.group !== 'none' ? `, then ${c.within}` : '';
  const stressed = c.stress ? 'stressed' : null;
  const parts = [
    c.view === 'queue' || c.view === 'alerts' ? c.view : `${c.view} ${by}${within}`,
    c.size === 'equal' ? null : `sized by ${c.size === 'gpus' ? 'GPUs' : c.size}`,
    c.sort === 'risk' ? 'sorted by risk' : null,
    c.filter ? `filter ${c.filter}` : null,
    c.mineOnly ? 'mine only' : null,
    c.own ? `own thresholds ${c.own.warning}, ${c.own.critical}` : null,
    stressed,
    c.palette === 'default' ? null : `${c.palette} colours`,
    c.cluster === null ? null : `cluster ${c.cluster}`,
    c.network === null ? null : `network ${c.network}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
