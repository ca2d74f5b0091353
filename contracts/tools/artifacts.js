// Turns forge's output into the committed artefacts, byte for byte the same on every machine.
// `node tools/artifacts.js` writes them; `--check` compares and exits 1 on a difference.
'use strict';
const fs = require('fs');
const path = require('path');

const root = path.dirname(__dirname);
const contractNames = ['SettlementLayer', 'DemoToken', 'PriceFeed', 'GasBurner', 'RigBonds', 'OwnedWallet'];
const check = process.argv[2] === '--check';

const outdated = [];
for (const name of contractNames) {
  const file = path.join('artifacts', `${name}.json`);
  const compiled = JSON.parse(fs.readFileSync(path.join(root, 'out', `${name}.sol`, `${name}.json`), 'utf8'));
  const artefact = {
    contractName: name,
    abi: compiled.abi,
    bytecode: compiled.bytecode.object,
    deployedBytecode: compiled.deployedBytecode.object,
  };
  const text = JSON.stringify(artefact, null, 2) + '\n';
  const target = path.join(root, file);
  if (!check) fs.writeFileSync(target, text);
  else if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) outdated.push(`contracts/${file}`);
}

if (outdated.length > 0) {
  process.stderr.write(`Out of date: ${outdated.join(', ')}. Run contracts/build and commit the result.\n`);
  process.exit(1);
}
process.stdout.write(`contracts/artifacts: ${contractNames.length} ${check ? 'up to date' : 'written'}\n`);
