using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.ClusterDocuments;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Clusters;

/// <summary>
/// The subnets of API Server VNet Integration and of managed system node pools. In a bring-your-own network, the API server needs a
/// delegated subnet of at least /28 (https://learn.microsoft.com/azure/aks/api-server-vnet-integration). Codes and texts aren't recorded.
/// </summary>
internal static class ApiServerNetworkRules
{
    private const string Delegation = "Microsoft.ContainerService/managedClusters";
    private const string Target = "apiServerAccessProfile.subnetId";

    /// <summary>Refuses subnets that don't exist or can't be used.</summary>
    public static void Check(ClusterChange change)
    {
        foreach (var member in (string[])["nodeSubnetID", "systemNodeSubnetID"])
        {
            if (change.Properties.Object("hostedSystemProfile").Text(member) is { } hosted)
            {
                ClusterChange.FindSubnet(change.World, hosted);
            }
        }

        var access = change.Properties.Object("apiServerAccessProfile");
        if (access.Flag("enableVnetIntegration") != true)
        {
            return;
        }

        // AKS returns an empty id for its own subnet, and clients send it back (Azure/azure-cli-extensions,
        // test_aks_create_with_apiserver_vnet_integration_public and test_aks_automatic_sku).
        if (access.Text("subnetId") is not { Length: > 0 } id)
        {
            if (change.OwnNetwork)
            {
                throw ClusterErrors.InvalidParameter(
                    "API Server VNet Integration in a custom VNet requires apiServerAccessProfile.subnetId.", Target);
            }

            return;
        }

        var subnet = ClusterChange.FindSubnet(change.World, id).Object("properties");
        if (!subnet.Array("delegations").Objects()
            .Any(static item => ResourceId.Is(item.Object("properties").Text("serviceName"), Delegation)))
        {
            throw ClusterErrors.InvalidParameter($"Subnet {id} must be delegated to {Delegation}.", Target);
        }

        if (Ranges(subnet).Any(static range => range.Length > 28))
        {
            throw ClusterErrors.InvalidParameter($"Subnet {id} is too small: the API server needs at least /28.", Target);
        }
    }

    private static IEnumerable<AddressRange> Ranges(JsonObject? subnet)
    {
        foreach (var prefix in subnet.Array("addressPrefixes").Texts().Append(subnet.Text("addressPrefix") ?? ""))
        {
            if (AddressRange.TryParse(prefix, out var range))
            {
                yield return range;
            }
        }
    }
}
