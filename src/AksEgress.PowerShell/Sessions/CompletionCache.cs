namespace AksEgress.PowerShell.Sessions;

/// <summary>Names that a completer found, kept long enough for a few presses of Tab.</summary>
/// <remarks>
/// A reading goes on when the press of Tab that began it has given up, so that the next one finds its names; presses of
/// Tab meanwhile join it and begin no second one.
/// </remarks>
internal sealed class CompletionCache
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names under a key, read anew when they are older than 30 seconds or could not be read.</summary>
    public Task<IReadOnlyList<string>> GetAsync(string key, Func<CancellationToken, Task<IReadOnlyList<string>>> read)
    {
        lock (_entries)
        {
            if (_entries.TryGetValue(key, out var entry)
                && !entry.Names.IsFaulted
                && !entry.Names.IsCanceled
                && TimeProvider.System.GetElapsedTime(entry.Begun) < s_lifetime)
            {
                return entry.Names;
            }

            var names = Task.Run(() => ReadAsync(read));

            // Nobody may be left to look at a failure.
            _ = names.ContinueWith(
                ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _entries[key] = new Entry(TimeProvider.System.GetTimestamp(), names);
            return names;
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(Func<CancellationToken, Task<IReadOnlyList<string>>> read)
    {
        using var limit = new CancellationTokenSource(s_limit);
        return await read(limit.Token).ConfigureAwait(false);
    }

    private sealed record Entry(long Begun, Task<IReadOnlyList<string>> Names);
}
