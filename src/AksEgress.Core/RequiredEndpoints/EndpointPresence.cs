namespace AksEgress.Core.RequiredEndpoints;

/// <summary>Where an endpoint is known.</summary>
public enum EndpointPresence : long
{
    /// <summary>ARM names it for the cluster, and the catalogue has it.</summary>
    InBoth,

    /// <summary>ARM names it for the cluster, and the catalogue does not have it.</summary>
    OnlyLive,

    /// <summary>The catalogue has it for a cluster of this kind, and ARM does not name it.</summary>
    OnlyCatalogue,
}
