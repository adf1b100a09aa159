namespace AksEgress.Core.Arm;

/// <summary>
/// Who is told of the requests that go out to ARM, for -Verbose. It follows the work and not the connection: several
/// commands and jobs share one connection, and each tells only of its own requests. The one who sends knows of retries,
/// pages and looks at operations, which Core's port does not show.
/// </summary>
public static class ArmTrace
{
    private static readonly AsyncLocal<Action<ArmExchange>?> s_observer = new();

    /// <summary>Tells whoever watches the running work of a request.</summary>
    public static void Tell(ArmExchange exchange) => s_observer.Value?.Invoke(exchange);

    /// <summary>Runs work whose requests an observer is told of.</summary>
    /// <typeparam name="T">What the work returns.</typeparam>
    /// <param name="observer">Told of each request, on whatever thread its answer came.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> WatchAsync<T>(Action<ArmExchange> observer, Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(work);
        s_observer.Value = observer;
        return await work().ConfigureAwait(false);
    }
}
