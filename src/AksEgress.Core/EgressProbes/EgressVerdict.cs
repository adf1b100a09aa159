namespace AksEgress.Core.EgressProbes;

/// <summary>The result of a test of the egress IP address.</summary>
public enum EgressVerdict : long
{
    /// <summary>The internet sees an expected egress IP address, or none for the outbound types none and block.</summary>
    Match,

    /// <summary>The internet sees another address.</summary>
    Mismatch,

    /// <summary>The test didn't run in a pod, or its output isn't valid.</summary>
    CouldNotRun,

    /// <summary>
    /// The test ran, but the address can't be judged: no echo service responded, or no address is expected. The endpoints were tested.
    /// </summary>
    AddressUnknown,
}
