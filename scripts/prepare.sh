# Sourced by ./run, ./test and ./prove from the repository's root: what a machine must have, installed or named, and what must be
# built. Set `me` (the command's name) and `log_folder` first. Nothing global is changed, but for Debian packages when run as root.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

fail() { # message [exit-code]
  printf '%s: %s\n' "$me" "$1" >&2
  exit "${2:-2}"
}

quietly() { # log, what, command...
  local log=$log_folder/$1.log what=$2
  shift 2
  "$@" >"$log" 2>&1 </dev/null || { tail -n 20 "$log" >&2; fail "$what failed; all of it is in $log." 1; }
}

need_dotnet() {
  local sdks
  sdks=$(dotnet --list-sdks 2>/dev/null || true)
  grep -q '^10\.' <<<"$sdks" || fail "the .NET SDK 10 is missing; install it from https://dotnet.microsoft.com/download/dotnet/10.0."
  dotnet --version >/dev/null 2>&1 || fail "no installed .NET SDK satisfies global.json ($(grep -o '"version": "[^"]*"' global.json)); found: $(tr '\n' ' ' <<<"$sdks")."
}

need_node() {
  local version
  version=$(node --version 2>/dev/null || true)
  [[ $version =~ ^v([0-9]+)\. ]] && (( BASH_REMATCH[1] >= 20 )) \
    || fail "Node.js 20 or later is missing${version:+ (found $version)}; install it from https://nodejs.org."
  command -v npm >/dev/null || fail "npm is missing; it comes with Node.js from https://nodejs.org."
}

# Installs a folder's locked npm packages when the lock has changed since the last time.
install_packages() { # folder
  local stamp=$1/node_modules/.isotherm-installed
  if [[ -e $stamp ]] && cmp -s "$1/package-lock.json" "$stamp"; then return; fi
  echo "Installing the packages of $1 …"
  quietly "npm-${1//\//-}" "npm ci in $1" npm ci --prefix "$1" --no-fund --no-audit --loglevel=error
  cp "$1/package-lock.json" "$stamp"
}

# Sets `anvil` to the path of a node's program.
find_anvil() {
  anvil=contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil
  [[ -x $anvil ]] || anvil=$(command -v anvil) || fail "Anvil is missing; npm brings it on Linux x64 only, so install Foundry from https://getfoundry.sh."
}

need_chromium() {
  need_debian chromium /usr/bin/chromium "the browser tests use it"
}

# What the delivery tests send to: a real mail server and a real Alertmanager.
need_receivers() {
  need_debian python3-aiosmtpd /usr/lib/python3/dist-packages/aiosmtpd "the mail tests run it with /usr/bin/python3"
  need_debian prometheus-alertmanager /usr/bin/prometheus-alertmanager "the alert tests run it"
}

need_debian() { # package, what it brings, why
  if [[ -e $2 ]]; then return; fi
  [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || fail "$2 is missing; install the Debian package $1 ($3)."
  echo "Installing the Debian package $1 …"
  [[ -n ${apt_updated:-} ]] || quietly apt-update "apt-get update" apt-get update -qq
  apt_updated=1
  quietly "apt-$1" "apt-get install $1" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$1"
}

fingerprint() { # files and folders
  find "$@" \( -name node_modules -o -name dist -o -name bin -o -name obj \) -prune -o -type f -exec cksum {} + | sort | cksum
}

build_page() {
  install_packages web
  local now stamp=web/dist/.isotherm-built
  now=$(fingerprint web)
  if [[ -e $stamp && $(<"$stamp") == "$now" ]]; then return; fi
  echo "Building the page …"
  quietly build-page "building the page" npm run build --prefix web
  printf '%s\n' "$now" >"$stamp"
}
