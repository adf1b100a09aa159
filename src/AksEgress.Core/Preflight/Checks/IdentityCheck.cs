using AksEgress.Core.Documents;
using AksEgress.Core.Plans;

namespace AksEgress.Core.Preflight.Checks;

/// <summary>Checks whether the identity of a new cluster can have the permissions that its network plugin requires.</summary>
internal sealed class IdentityCheck : IPreflightCheck
{
    public IEnumerable<Finding> Check(PreflightInput input)
    {
        if (!input.IsCreation
            || input.Cluster.NetworkPlugin != "kubenet"
            || input.Cluster.Document.Root.Text("identity", "type") != "SystemAssigned")
        {
            yield break;
        }

        foreach (var path in input.Egress.Subnets.Where(path => path.Subnet?.RouteTable is not null))
        {
            yield return FindingKinds.SystemIdentityWithRouteTable(path.Id.Name, path.Id.ResourceGroupName, path.Id.Text);
        }
    }
}
