# The engines and clients that .ci/run runs tests on: which ones this computer has, which ones ran, and which ones were required.
# Sourced by .ci/run; works in the bash 3.2 of macOS. Each engine is a word, a name with its version, the reason why it can't run
# (or empty), and the counts of its tests (or empty).
engine_words=() engine_names=() engine_reasons=() engine_counts=()
shells=() also_shells=() first_also=0

# Adds an engine: its word, its name, and the reason why it can't run.
add_engine() {
    engine_words+=("$1") engine_names+=("$2") engine_reasons+=("$3") engine_counts+=("")
}

# Prints the version of a PowerShell, or nothing when it doesn't start.
shell_version() {
    "$1" -NoProfile -Command '$PSVersionTable.PSVersion.ToString()' 2> /dev/null < /dev/null | tr -d '\r'
}

# Adds the Pester of a PowerShell: its path and its version, which is empty when it doesn't start.
add_pester() {
    local pester
    if [ -z "$2" ]; then
        add_engine pester "Pester ($1)" "PowerShell doesn't start"
        return
    fi
    pester=$("$1" -NoProfile -Command \
        '(Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 } | Select-Object -First 1).Version.ToString()' \
        2> /dev/null < /dev/null | tr -d '\r')
    if [ -n "$pester" ]; then
        add_engine pester "Pester $pester (PowerShell $2)" ""
    else
        add_engine pester "Pester (PowerShell $2)" "Pester 5 or newer isn't installed"
    fi
}

# Finds the engines. AKSEGRESS_PWSH names the PowerShells to use, separated by colons; without it, the one on the PATH is used.
# AKSEGRESS_PWSH_ALSO names those that run Pester besides, separated by colons or spaces.
find_engines() {
    local found shell version
    add_engine stand-in "stand-in engine" ""
    found=${AKSEGRESS_PWSH:-$(command -v pwsh || true)}
    while read -r shell; do
        [ -n "$shell" ] || continue
        [ -d "$shell" ] && shell=$shell/pwsh
        version=$(shell_version "$shell")
        shells+=("$shell")
        if [ -z "$version" ]; then
            add_engine pwsh "PowerShell ($shell)" "it doesn't start"
        else
            add_engine pwsh "PowerShell $version ($shell)" ""
        fi
        add_pester "$shell" "$version"
    done < <(printf '%s\n' "$found" | tr ':' '\n')
    if [ "${#shells[@]}" -eq 0 ]; then
        add_engine pwsh "PowerShell" "there's no pwsh on the PATH, and AKSEGRESS_PWSH names none"
        add_engine pester "Pester" "there's no PowerShell"
    fi

    # The engines of a word are counted from 0, and a missing PowerShell counts as one.
    first_also=${#shells[@]}
    [ "$first_also" -gt 0 ] || first_also=1
    while read -r shell; do
        [ -n "$shell" ] || continue
        [ -d "$shell" ] && shell=$shell/pwsh
        also_shells+=("$shell")
        add_pester "$shell" "$(shell_version "$shell")"
    done < <(printf '%s\n' "${AKSEGRESS_PWSH_ALSO:-}" | tr ': ' '\n\n')

    # Its settings are separate from the user's.
    if ! command -v az > /dev/null; then
        add_engine az "Azure CLI" "there's no az on the PATH"
    else
        version=$(AZURE_CONFIG_DIR="${logs:-/tmp}/azure" az version --query '"azure-cli"' -o tsv 2> /dev/null < /dev/null | tr -d '\r')
        if [ -n "$version" ]; then add_engine az "Azure CLI $version" ""; else add_engine az "Azure CLI" "it doesn't start"; fi
    fi
}

# Succeeds if an engine can run: its word, and for PowerShell and Pester the number of the shell, from 0.
can_run() {
    local i at=0
    for i in "${!engine_words[@]}"; do
        if [ "${engine_words[$i]}" = "$1" ]; then
            if [ "$at" -eq "${2:-0}" ]; then
                [ -z "${engine_reasons[$i]}" ]
                return
            fi
            at=$((at + 1))
        fi
    done
    return 1
}

# Records the tests that ran on an engine: its word, the number of the shell, and the counts of passed, failed, and skipped tests.
note_run() {
    local i at=0
    for i in "${!engine_words[@]}"; do
        if [ "${engine_words[$i]}" = "$1" ]; then
            if [ "$at" -eq "$2" ]; then
                if [ $(($3 + $4)) -gt 0 ]; then
                    engine_counts[$i]="$3 passed, $4 failed, $5 skipped"
                else
                    engine_reasons[$i]="no test ran"
                fi
            fi
            at=$((at + 1))
        fi
    done
}

# Prints a line for each engine: before the tests ("plan") whether it can run, after them ("result") whether it ran.
print_engines() {
    local i
    for i in "${!engine_words[@]}"; do
        if [ -n "${engine_reasons[$i]}" ]; then
            echo "   !! NOT RUN: ${engine_names[$i]}: ${engine_reasons[$i]}"
        elif [ "$1" = plan ]; then
            echo "   will run: ${engine_names[$i]}"
        elif [ -n "${engine_counts[$i]}" ]; then
            echo "   ran: ${engine_names[$i]}: ${engine_counts[$i]}"
        else
            echo "   !! NOT RUN: ${engine_names[$i]}: the run ended before"
        fi
    done
}

# The words of AKSEGRESS_REQUIRE, one per line.
required_words() {
    printf '%s\n' "${AKSEGRESS_REQUIRE:-}" | tr ',' '\n' | tr -d ' \t'
}

# Prints a line for each unknown word of AKSEGRESS_REQUIRE; fails if there is one.
check_required_words() {
    local word unknown=0
    while read -r word; do
        case "$word" in
            '' | pwsh | pester | az) ;;
            *)
                echo "!! AKSEGRESS_REQUIRE: unknown word '$word'. Known words: pwsh, pester, az (separated by commas)."
                unknown=1
                ;;
        esac
    done < <(required_words)
    return "$unknown"
}

# Prints a line for each required engine that can't run or, after the tests, didn't run; sets missing to the number of lines.
check_required() {
    local word i
    missing=0
    while read -r word; do
        [ -n "$word" ] || continue
        for i in "${!engine_words[@]}"; do
            [ "${engine_words[$i]}" = "$word" ] || continue
            if [ -n "${engine_reasons[$i]}" ] || { [ "$1" = result ] && [ -z "${engine_counts[$i]}" ]; }; then
                echo "!! AKSEGRESS_REQUIRE names $word, and ${engine_names[$i]} didn't run: ${engine_reasons[$i]:-the run ended before}"
                missing=$((missing + 1))
            fi
        done
    done < <(required_words)
}
