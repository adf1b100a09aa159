using AksEgress.Core.Arm;

namespace AksEgress.Core.Resources;

/// <summary>
/// Allows one write at a time for a network resource and all its children. ARM refuses simultaneous writes to two subnets of
/// one network (AnotherOperationInProgress), and each write changes the etag of all of them, so only reading and writing in
/// one turn avoids 412. If-Match and the adapter's retries handle other processes.
/// </summary>
internal static class WriteTurns
{
    private static readonly Dictionary<string, Turns> s_waiting = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for the turn; disposing ends it. Resources outside Microsoft.Network never wait.</summary>
    public static async Task<IDisposable?> EnterAsync(ArmResourceId id, CancellationToken cancellationToken)
    {
        if (!id.ResourceType.StartsWith("Microsoft.Network/", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        while (id.Parent is { } parent)
        {
            id = parent;
        }

        var turns = Join(id.Text);
        try
        {
            await turns.Semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Turn(turns);
        }
        catch
        {
            Leave(turns);
            throw;
        }
    }

    private static Turns Join(string key)
    {
        lock (s_waiting)
        {
            if (!s_waiting.TryGetValue(key, out var turns))
            {
                turns = new Turns(key);
                s_waiting.Add(key, turns);
            }

            turns.Members++;
            return turns;
        }
    }

    private static void Leave(Turns turns)
    {
        lock (s_waiting)
        {
            if (--turns.Members == 0)
            {
                s_waiting.Remove(turns.Key);
                turns.Semaphore.Dispose();
            }
        }
    }

    private sealed class Turns(string key)
    {
        public string Key { get; } = key;

        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Members { get; set; }
    }

    private sealed class Turn(Turns turns) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                turns.Semaphore.Release();
                Leave(turns);
            }
        }
    }
}
