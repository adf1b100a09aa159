#!/usr/bin/env bash
# Downloads the newest release of a minor version of PowerShell, such as 7.4, checks its SHA-256, and sets PWSH_UNDER_TEST to its
# pwsh for the later steps of the job. Runs on Linux, macOS, and Windows (Git's bash).
set -euo pipefail
minor=$1
repository=https://github.com/PowerShell/PowerShell

case "$(uname -m)" in
    arm64 | aarch64) machine=arm64 ;;
    *) machine=x64 ;;
esac
case "$(uname -s)" in
    Linux) end=linux-$machine.tar.gz ;;
    Darwin) end=osx-$machine.tar.gz ;;
    *) end=win-$machine.zip ;;
esac

version=$(git ls-remote --tags --refs "$repository" "v$minor.*" |
    sed -nE "s#.*refs/tags/v($minor\.[0-9]+)\$#\1#p" | sort -t. -k3,3n | tail -n 1)
[ -n "$version" ] || { echo "There's no release of PowerShell $minor."; exit 1; }
name=powershell-$version-$end
case "$end" in win-*) name=PowerShell-$version-$end ;; esac

folder=${RUNNER_TEMP:-/tmp}
case "$end" in win-*) folder=$(cygpath -u "$folder") ;; esac
folder=$folder/pwsh-$version
mkdir -p "$folder"
cd "$folder"
curl -fsSL --retry 3 -o "$name" "$repository/releases/download/v$version/$name"
curl -fsSL --retry 3 -o hashes "$repository/releases/download/v$version/hashes.sha256"
expected=$(tr -d '\r' < hashes | grep -iE "[ *]$name\$" | grep -oiE '[0-9a-f]{64}' | tr 'A-F' 'a-f' | head -n 1)
actual=$(if command -v sha256sum > /dev/null; then sha256sum "$name"; else shasum -a 256 "$name"; fi | grep -oE '[0-9a-f]{64}')
[ -n "$expected" ] && [ "$actual" = "$expected" ] || { echo "$name: SHA-256 $actual, expected ${expected:-none}."; exit 1; }

case "$end" in
    *.zip)
        unzip -q -o "$name"
        pwsh=$(cygpath -w "$folder/pwsh.exe")
        ;;
    *)
        tar -xzf "$name"
        chmod +x pwsh
        pwsh=$folder/pwsh
        ;;
esac
rm "$name" hashes
"$pwsh" -NoProfile -Command '"PowerShell $($PSVersionTable.PSVersion)"'
echo "PWSH_UNDER_TEST=$pwsh" >> "${GITHUB_ENV:-/dev/null}"
