namespace AksEgress.Core.EgressProbes;

/// <summary>What a test from inside a cluster says about its address.</summary>
public enum EgressVerdict
{
    /// <summary>The Internet sees an address that Azure knows as the cluster's; with outbound type none or block it sees nothing.</summary>
    Match,

    /// <summary>The Internet sees another address.</summary>
    Mismatch,

    /// <summary>Nothing was proven: the command did not run, nobody answered, or there is no address to compare with.</summary>
    CouldNotRun,
}
