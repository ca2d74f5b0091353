# Sourced by contracts/build and contracts/check, from the folder contracts/.

# Installs what the lock file says, unless that was done since the lock file last changed.
install_packages() {
  local stamp=node_modules/.isotherm-installed
  if [[ -e $stamp ]] && cmp -s package-lock.json "$stamp"; then return; fi
  npm ci --no-fund --no-audit --loglevel=error >&2
  cp package-lock.json "$stamp"
}

# Prints the forge to use: npm's where it was installed, else the one on PATH.
find_forge() {
  local packaged=node_modules/@foundry-rs/forge-linux-amd64/bin/forge
  if [[ -x $packaged ]]; then
    echo "$packaged"
  elif ! command -v forge; then
    echo "contracts: forge is missing; npm brings it on Linux x64 only, so install Foundry elsewhere" >&2
    return 1
  fi
}
