namespace AksEgress.Core.EgressProbes;

/// <summary>The result of the test of an endpoint.</summary>
public enum EndpointAnswer : long
{
    /// <summary>It responded.</summary>
    Reachable,

    /// <summary>It didn't respond, or the connection was denied.</summary>
    Unreachable,

    /// <summary>
    /// It wasn't tested: UDP, a service tag, or a wildcard without a known host; or, for an endpoint with a host, the pod has no curl,
    /// which fails the test.
    /// </summary>
    NotTried,

    /// <summary>It was tested, but the output doesn't show the result.</summary>
    Unknown,
}
