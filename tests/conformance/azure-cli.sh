#!/usr/bin/env bash
# The real Azure CLI on the simulator: installs Debian's azure-cli if it is missing, serves the simulator from the lab, and runs
# the az commands of the documents that this module's walkthroughs are based on. One command per line; the first failure ends it.
# azure_cli/az_sim.py replaces only the CLI's sign-in.
set -u -o pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

if ! command -v az > /dev/null; then
    install="apt-get update && apt-get install -y azure-cli"
    [ "$(id -u)" -eq 0 ] || install="sudo sh -c '$install'"
    echo "== $install"
    sh -c "$install" > /dev/null < /dev/null || { echo "azure-cli could not be installed"; exit 1; }
fi

# Microsoft's package contains its own Python; Debian's uses the system's.
python=
for candidate in /opt/az/bin/python3 /usr/bin/python3 python3; do
    if command -v "$candidate" > /dev/null && "$candidate" -c 'import azure.cli.core' 2> /dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || { echo "no Python on this machine can import azure.cli.core"; exit 1; }

lab=$root/tests/Lab/bin/Debug/net10.0/Lab.dll
if [ ! -f "$lab" ]; then
    dotnet build -v q "$root/tests/Lab" < /dev/null > /dev/null || { echo "tests/Lab does not build"; exit 1; }
fi

work=$(mktemp -d)
: > "$work/serve"
# 1000 virtual seconds in a real one: slow enough that the CLI has to poll, fast enough to wait for.
dotnet "$lab" serve --port 0 --time-scale 1000 > "$work/serve" 2>&1 < /dev/null &
server=$!
trap 'kill "$server" 2> /dev/null; wait "$server" 2> /dev/null; rm -rf "$work"' EXIT
endpoint=
for _ in $(seq 300); do
    endpoint=$(sed -n 's/^listening on //p' "$work/serve")
    [ -n "$endpoint" ] && break
    kill -0 "$server" 2> /dev/null || break
    sleep 0.1
done
[ -n "$endpoint" ] || { echo "the simulator did not start:"; cat "$work/serve"; exit 1; }

# A separate home: --generate-ssh-keys and the CLI's settings must not affect the user's.
HOME=$work AZURE_CONFIG_DIR=$work/.azure AZ_SIM_ENDPOINT=$endpoint "$python" "$root/tests/conformance/azure_cli" "$work" "$@" < /dev/null
