namespace AksEgress.Core.RequiredEndpoints;

/// <summary>The lists that contain an endpoint.</summary>
public enum EndpointPresence : long
{
    /// <summary>ARM's list for the cluster and the catalog.</summary>
    InBoth,

    /// <summary>ARM's list for the cluster only.</summary>
    OnlyLive,

    /// <summary>The catalog only.</summary>
    OnlyCatalogue,
}
