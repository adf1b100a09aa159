namespace AksEgress.Core.EgressProbes;

/// <summary>How an endpoint answered a pod.</summary>
public enum EndpointAnswer
{
    /// <summary>It answered.</summary>
    Reachable,

    /// <summary>It did not answer, or something on the way refused.</summary>
    Unreachable,

    /// <summary>It was not asked: UDP, a service tag, a wildcard without a known host, or the pod has no tool for it.</summary>
    NotTried,

    /// <summary>It was asked, and the pod's output does not tell.</summary>
    Unknown,
}
