# Sourced by ./run, ./test and ./prove from the repository's root: what a machine must have, installed or named.
# Nothing global is changed, but for Debian packages when run as root.

fail() { printf 'isotherm: %s\n' "$*" >&2; exit 2; }

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || fail "the .NET SDK 10 is missing: install it (package dotnet-sdk-10.0) so that 'dotnet --version' prints 10.0.4xx."
  dotnet --version >/dev/null 2>&1 || fail "no .NET SDK satisfies global.json ($(grep -o '"version": "[^"]*"' global.json)): install a .NET SDK 10.0.4xx."
}

need_node() {
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || fail "Node.js is missing: install Node.js 20 or later with npm."
  local major; major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node.js $(node --version) is too old: install Node.js 20 or later."
}

# npm_install FOLDER: installs the folder's locked packages when the lock has changed since the last time.
npm_install() {
  local folder=$1 stamp="$1/node_modules/.isotherm-stamp" sum
  sum=$(sha256sum "$folder/package-lock.json" | cut -d' ' -f1)
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return 0
  printf 'installing npm packages of %s\n' "$folder"
  (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error) || fail "npm ci failed in $folder: is the npm registry reachable?"
  printf '%s' "$sum" > "$stamp"
}

need_chain_tools() {
  npm_install contracts
  ANVIL="contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil"
  [ -x "$ANVIL" ] || ANVIL=$(command -v anvil || true)
  [ -n "$ANVIL" ] || fail "anvil is missing: on Linux x64 npm installs it (is the optional package left out?); elsewhere put Foundry's anvil on PATH."
  export ANVIL
}

need_chromium() {
  [ -x /usr/bin/chromium ] && return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || fail "chromium is missing: install the Debian package chromium (the tests use /usr/bin/chromium)."
  printf 'installing the Debian package chromium\n'
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
    || fail "apt-get could not install chromium: install it by hand."
}

# build_page: builds web/dist when a source is newer.
build_page() {
  npm_install web
  if [ ! -f web/dist/index.html ] || [ -n "$(find web/src web/index.html web/public web/vite.config.ts web/package-lock.json -newer web/dist/index.html -print -quit 2>/dev/null)" ]; then
    printf 'building the page\n'
    (cd web && npm run --silent build >"${1:-/dev/null}" 2>&1) || fail "the page does not build: see 'cd web && npm run build'."
  fi
}
