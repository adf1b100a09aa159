using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;

namespace AksEgress.Core.Subnets;

/// <summary>Gets the associations of a request, and checks that their resources exist.</summary>
internal static class SubnetAssociations
{
    /// <summary>The associations of a request, in a fixed order.</summary>
    /// <exception cref="EgressException">ContradictingParameters, WrongResourceType, or ResourceNotFound for a named resource.</exception>
    public static async Task<IReadOnlyList<SubnetAssociation>> ResolveAsync(
        ResourceStore store, ArmResourceId subnet, SubnetRequest request, CancellationToken cancellationToken)
    {
        var associations = new List<SubnetAssociation>();
        Add("RouteTable", request.RouteTable, request.NoRouteTable, ResourceTypes.RouteTables, SubnetAssociation.RouteTable);
        Add("NatGateway", request.NatGateway, request.NoNatGateway, ResourceTypes.NatGateways, SubnetAssociation.NatGateway);
        Add(
            "NetworkSecurityGroup",
            request.NetworkSecurityGroup,
            request.NoNetworkSecurityGroup,
            ResourceTypes.NetworkSecurityGroups,
            SubnetAssociation.NetworkSecurityGroup);
        return await Task.WhenAll(associations.Select(ReadAsync)).ConfigureAwait(false);

        async Task<SubnetAssociation> ReadAsync(SubnetAssociation association)
        {
            if (association.Wanted is null)
            {
                return association;
            }

            var document = await store.ReadAsync(association.Wanted, cancellationToken).ConfigureAwait(false);
            var isEgressPath = association.ResourceType switch
            {
                ResourceTypes.NatGateways => true,
                ResourceTypes.RouteTables => new RouteTable(document).Routes.Any(route => route.IsDefault),
                _ => false,
            };
            return association with { IsEgressPath = isEgressPath };
        }

        void Add(string parameter, ArmReference? reference, bool none, string type, Func<ArmResourceId?, SubnetAssociation> make)
        {
            if (reference is not null && none)
            {
                throw EgressErrors.ContradictingParameters(
                    $"-{parameter} and -No{parameter} can't be combined.", "Specify one of them.", subnet.Text);
            }

            if (reference is not null || none)
            {
                associations.Add(make(reference?.Resolve(type, subnet.SubscriptionId, subnet.ResourceGroupName)));
            }
        }
    }
}
