namespace AksEgress.Core.Clusters;

/// <summary>Who manages the virtual network of a cluster; it determines the possible outbound types.</summary>
public enum VirtualNetworkMode : long
{
    /// <summary>AKS created the virtual network in the node resource group.</summary>
    Managed,

    /// <summary>A bring-your-own (BYO) virtual network: the node pools specify its subnets.</summary>
    BringYourOwn,
}
