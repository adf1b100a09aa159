namespace AksEgress.Core.Clusters;

/// <summary>Whose network a cluster is in; it decides which outbound types it can have.</summary>
public enum VirtualNetworkMode
{
    /// <summary>AKS made the network in the node resource group.</summary>
    Managed,

    /// <summary>The node pools name subnets of the user's own network.</summary>
    BringYourOwn,
}
