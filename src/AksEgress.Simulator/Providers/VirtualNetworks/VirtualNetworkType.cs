using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.Providers.Subnets;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.VirtualNetworks;

/// <summary>Microsoft.Network/virtualNetworks, with their subnets and peerings.</summary>
internal sealed class VirtualNetworkType : NetworkType
{
    /// <inheritdoc/>
    public override string Type => "Microsoft.Network/virtualNetworks";

    /// <inheritdoc/>
    protected override string[] PropertyOrder =>
        [
            "provisioningState", "resourceGuid", "addressSpace", "dhcpOptions", "subnets", "virtualNetworkPeerings", "enableDdosProtection",
            "enableVmProtection"
        ];

    /// <inheritdoc/>
    public override void Check(NetworkChange change, JsonObject document)
    {
        var properties = document.Object("properties")!;
        List<AddressRange> space = [];
        foreach (var prefix in properties.Object("addressSpace").Array("addressPrefixes").Texts())
        {
            if (!AddressRange.TryParse(prefix, out var range))
            {
                throw NetworkErrors.PrefixFormat(prefix, change.Id);
            }

            space.Add(range.IsMasked ? range : throw NetworkErrors.PrefixNotMasked(range, change.Id));
        }

        if (space.Count == 0 && properties.Object("addressSpace").Array("ipamPoolPrefixAllocations") is null)
        {
            // A virtual network needs a range; code and text aren't recorded.
            throw NetworkErrors.BadRequest("NoAddressPrefixOrPoolProvided", $"Resource {change.Id} must have at least one address prefix.");
        }

        SubnetRules.Check(change, document, space);
        CheckRemoved(change, properties);
    }

    /// <inheritdoc/>
    public override void CheckDelete(SimulatedWorld world, Resource resource)
    {
        foreach (var subnet in resource.Document.Object("properties").Array("subnets").Objects())
        {
            SubnetRules.CheckUnused(world, subnet);
        }
    }

    /// <inheritdoc/>
    public override void CheckDeleteChild(SimulatedWorld world, Resource parent, InlineChild kind, JsonObject child)
    {
        if (kind.Segment == "subnets")
        {
            SubnetRules.CheckUnused(world, child);
        }
    }

    /// <inheritdoc/>
    public override void Finish(SimulatedWorld world, Resource resource) => Peerings.Connect(world, resource);

    /// <inheritdoc/>
    protected override void Fill(NetworkChange change, JsonObject document, JsonObject properties)
    {
        properties.Object("dhcpOptions")?.Default("dnsServers", new JsonArray());

        // A body without subnets doesn't change them (azure-quickstart-templates issue 2786); an empty list removes them.
        foreach (var member in (string[])["subnets", "virtualNetworkPeerings"])
        {
            properties.Default(member, change.Existing?.Document.Object("properties").Array(member)?.DeepClone() ?? new JsonArray());
        }

        properties.Default("enableDdosProtection", false);
        properties.Default("privateEndpointVNetPolicies", "Disabled");
        if (!change.Since("2020-11-01"))
        {
            properties.Default("enableVmProtection", false);
        }
        else
        {
            // Later api-versions don't have it: a sent value isn't returned, as recorded.
            properties.Remove("enableVmProtection");
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> ReadOnlyOf(InlineChild kind) =>
        kind.Segment == "subnets" ? SubnetRules.ReadOnly : Peerings.ReadOnly;

    /// <inheritdoc/>
    protected override string[] OrderOf(InlineChild kind) =>
        kind.Segment == "subnets" ? SubnetRules.Order : ["provisioningState", "resourceGuid", "peeringState", "peeringSyncLevel"];

    /// <inheritdoc/>
    protected override void FillChild(NetworkChange change, InlineChild kind, JsonObject properties, JsonObject? before)
    {
        if (kind.Segment == "subnets")
        {
            SubnetRules.Fill(change, properties, before);
            return;
        }

        Peerings.Fill(change, properties);
    }

    /// <inheritdoc/>
    protected override void FinishChild(InlineChild kind, JsonObject child, JsonObject properties)
    {
        if (kind.Segment == "subnets")
        {
            Delegations.Fill(child.Text("id")!, properties);
        }
    }

    private static void CheckRemoved(NetworkChange change, JsonObject properties)
    {
        HashSet<string> kept = new(
            properties.Array("subnets").Objects().Select(static subnet => subnet.Text("name") ?? ""), StringComparer.OrdinalIgnoreCase);
        foreach (var subnet in change.Existing?.Document.Object("properties").Array("subnets").Objects() ?? [])
        {
            if (!kept.Contains(subnet.Text("name") ?? ""))
            {
                SubnetRules.CheckUnused(change.World, subnet);
            }
        }
    }
}
