#!/usr/bin/env bash
# The real Azure CLI on the simulator: installs Debian's azure-cli if it is missing, serves the simulator from the lab and
# runs the az commands of the documents that this module's stories come from. A line a command; the first that fails ends it.
# azure_cli/az_sim.py replaces the CLI's sign-in and nothing else.
set -u -o pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

if ! command -v az > /dev/null; then
    install="apt-get update && apt-get install -y azure-cli"
    [ "$(id -u)" -eq 0 ] || install="sudo sh -c '$install'"
    echo "== $install"
    sh -c "$install" > /dev/null < /dev/null || { echo "azure-cli could not be installed"; exit 1; }
fi

# Microsoft's package brings a Python of its own, Debian's uses the system's.
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
# 1000 virtual seconds in a real one: long enough that the CLI has to poll, short enough to wait for.
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

# A home of its own: --generate-ssh-keys and the CLI's settings must not touch the user's.
HOME=$work AZURE_CONFIG_DIR=$work/.azure AZ_SIM_ENDPOINT=$endpoint "$python" "$root/tests/conformance/azure_cli" "$work" "$@" < /dev/null
