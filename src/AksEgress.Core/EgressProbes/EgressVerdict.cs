namespace AksEgress.Core.EgressProbes;

/// <summary>The result of a test of the egress IP address.</summary>
public enum EgressVerdict : long
{
    /// <summary>The internet sees an expected egress IP address, or none for the outbound types none and block.</summary>
    Match,

    /// <summary>The internet sees another address.</summary>
    Mismatch,

    /// <summary>The test has no result: the command didn't run, no echo service responded, or no address is expected.</summary>
    CouldNotRun,
}
