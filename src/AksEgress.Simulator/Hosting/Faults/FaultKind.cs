namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>The faults that can happen between a client and ARM, and within ARM.</summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After; ARM doesn't process the request.</summary>
    Throttled,

    /// <summary>503; ARM doesn't process the request.</summary>
    Unavailable,

    /// <summary>500; ARM doesn't process the request.</summary>
    ServerError,

    /// <summary>The connection fails before ARM receives the request.</summary>
    DroppedBefore,

    /// <summary>ARM processes the request, and the connection fails before the response arrives.</summary>
    DroppedAfter,

    /// <summary>ARM processes the request, and the response is truncated.</summary>
    Truncated,

    /// <summary>ARM processes the request, and the response is slow.</summary>
    Slow,

    /// <summary>The operation that the request starts ends as Failed, and its resource gets the state Failed.</summary>
    FailedOperation,

    /// <summary>
    /// Just before the request, another client changes its resource: it adds a tag, which creates a new etag (412 for the request),
    /// and usually starts an operation on the resource (409 or 429 for the request).
    /// </summary>
    Intruder,
}
