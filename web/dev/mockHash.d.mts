export function stateHash(body: object): string;
