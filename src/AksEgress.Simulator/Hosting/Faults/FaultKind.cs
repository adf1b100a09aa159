namespace AksEgress.Simulator.Hosting.Faults;

/// <summary>What may go wrong between a client and ARM, and within ARM.</summary>
public enum FaultKind
{
    /// <summary>429 with Retry-After; ARM didn't look at the request.</summary>
    Throttled,

    /// <summary>503; ARM didn't look at the request.</summary>
    Unavailable,

    /// <summary>500; ARM didn't look at the request.</summary>
    ServerError,

    /// <summary>The connection breaks before ARM saw the request.</summary>
    DroppedBefore,

    /// <summary>ARM does what was asked; the connection breaks before its answer is there.</summary>
    DroppedAfter,

    /// <summary>ARM does what was asked; its answer ends in the middle.</summary>
    Truncated,

    /// <summary>ARM does what was asked and takes long to say so.</summary>
    Slow,

    /// <summary>The operation that the request starts ends as Failed, and leaves its resource so.</summary>
    FailedOperation,

    /// <summary>
    /// Just before the request somebody else changes its resource: tags it, which makes a new etag (412 to come), and as
    /// a rule starts an operation on it (409 or 429 to come).
    /// </summary>
    Intruder,
}
