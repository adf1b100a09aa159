using System.Collections.Concurrent;

namespace AksEgress.PowerShell.Completion;

/// <summary>Names that a completer found, kept long enough for a few presses of Tab.</summary>
internal sealed class CompletionCache
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (long Read, IReadOnlyList<string> Names)> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names under a key, read anew when they are older than 30 seconds.</summary>
    public async Task<IReadOnlyList<string>> GetAsync(string key, Func<Task<IReadOnlyList<string>>> read)
    {
        if (entries.TryGetValue(key, out var entry) && TimeProvider.System.GetElapsedTime(entry.Read) < Lifetime)
        {
            return entry.Names;
        }

        var names = await read().ConfigureAwait(false);
        entries[key] = (TimeProvider.System.GetTimestamp(), names);
        return names;
    }
}
