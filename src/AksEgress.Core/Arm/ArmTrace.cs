namespace AksEgress.Core.Arm;

/// <summary>
/// Reports the requests to ARM, for -Verbose. The observer belongs to the running work and not to the connection, because several
/// commands and jobs share a connection, and each reports its own requests only. The adapter reports requests because it also knows
/// retries, pages, and polls of operations, which Core's port doesn't show.
/// </summary>
public static class ArmTrace
{
    private static readonly AsyncLocal<Action<ArmExchange>?> s_observer = new();

    /// <summary>Reports a request to the observer of the running work.</summary>
    public static void Tell(ArmExchange exchange) => s_observer.Value?.Invoke(exchange);

    /// <summary>Runs work and reports its requests to an observer.</summary>
    /// <typeparam name="T">What the work returns.</typeparam>
    /// <param name="observer">Receives each request, on the thread of its response.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> WatchAsync<T>(Action<ArmExchange> observer, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(work);
        s_observer.Value = observer;
        return await work().ConfigureAwait(false);
    }
}
