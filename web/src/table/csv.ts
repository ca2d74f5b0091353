import { saveFile } from '../print/saveFile';

/** The server's own CSV of the whole network, saved as the file that it names; throws where there is none to be had. */
export async function saveCsv(network: string, block: 'latest' | 'confirmed'): Promise<void> {
  const response = await fetch(`/api/v1/networks/${encodeURIComponent(network)}/heatmap?block=${block}`, {
    headers: { accept: 'text/csv' },
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  saveFile(await response.blob(), named ?? `${network}.csv`);
}
