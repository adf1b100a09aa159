using AksEgress.Core.Arm;
using AksEgress.Core.Egress;
using AksEgress.Core.Firewalls;
using AksEgress.Core.Plans;
using AksEgress.Core.Preflight;
using AksEgress.Core.Resources;

namespace AksEgress.Core.OutboundTypes;

/// <summary>
/// Completes the commands that findings recommend: where a route to an appliance is missing and the network, or a peered one, has an Azure
/// Firewall, its private IP address replaces the placeholder. The firewalls are read only for these findings.
/// </summary>
internal sealed class ApplianceAdvice(ResourceStore store)
{
    private static readonly string[] s_placeholders = ["<appliance>", "<ip>"];

    /// <summary>Returns the findings with completed commands; unchanged if no single firewall is found or can be read.</summary>
    public async Task<IReadOnlyList<Finding>> CompleteAsync(
        IReadOnlyList<Finding> findings, EgressTopology topology, CancellationToken cancellationToken)
    {
        if (!findings.Any(HasPlaceholder) || await FindAsync(topology, cancellationToken).ConfigureAwait(false) is not { } address)
        {
            return findings;
        }

        return
        [
            .. findings.Select(finding => HasPlaceholder(finding)
                ? finding with
                {
                    Next = s_placeholders.Aggregate(
                        finding.Next, (text, placeholder) => text.Replace(placeholder, address, StringComparison.Ordinal)),
                }
                : finding),
        ];
    }

    private static bool HasPlaceholder(Finding finding) =>
        finding.Id is nameof(FindingKinds.RouteTableMissing) or nameof(FindingKinds.DefaultRouteMissing)
        && s_placeholders.Any(placeholder => finding.Next.Contains(placeholder, StringComparison.Ordinal));

    private async Task<string?> FindAsync(EgressTopology topology, CancellationToken cancellationToken)
    {
        try
        {
            var firewalls = new List<Firewall>();
            await foreach (var document in store.ListAsync(
                topology.Cluster.SubscriptionId, null, ResourceTypes.Firewalls, cancellationToken).ConfigureAwait(false))
            {
                firewalls.Add(new Firewall(document));
            }

            var reached = firewalls
                .Where(firewall => ArmResourceId.TryParse(firewall.SubnetId, out var subnet)
                    && topology.Subnets.Any(path => path.Reaches(subnet.Parent!)))
                .Select(firewall => firewall.PrivateIpAddress)
                .OfType<string>()
                .Distinct()
                .ToList();
            return reached is [var only] ? only : null;
        }
        catch (Exception e) when (e is ArmException or ArmAccessException)
        {
            // The finding is complete without the address.
            return null;
        }
    }
}
