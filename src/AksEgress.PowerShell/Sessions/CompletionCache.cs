namespace AksEgress.PowerShell.Sessions;

/// <summary>Caches the names that a completer found for a few presses of Tab.</summary>
/// <remarks>
/// A read continues after the press of Tab that started it has timed out, so that the next press finds the names. Presses in
/// between join it instead of starting another.
/// </remarks>
internal sealed class CompletionCache
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the names under a key, and reads them again if they are older than 30 seconds or the read failed.</summary>
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

            // Observes the exception of a task that may have no awaiter.
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
