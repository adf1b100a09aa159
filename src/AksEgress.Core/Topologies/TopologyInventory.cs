using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Egress;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;

namespace AksEgress.Core.Topologies;

/// <summary>
/// Finds topologies by the tag of their parts: each type of part is listed once, however many topologies there are. Reads only.
/// </summary>
public sealed class TopologyInventory
{
    private static readonly string[] s_types =
    [
        ResourceTypes.VirtualNetworks, ResourceTypes.PublicIps, ResourceTypes.Firewalls, ResourceTypes.RouteTables,
        ResourceTypes.NatGateways, ResourceTypes.UserAssignedIdentities, ResourceTypes.ManagedClusters,
    ];

    private readonly ResourceStore _store;
    private readonly Action<string>? _warn;

    /// <summary>Uses a resource store.</summary>
    /// <param name="store">The connection to ARM.</param>
    /// <param name="warn">Receives a warning about resources that can't be read; null for none.</param>
    public TopologyInventory(ResourceStore store, Action<string>? warn = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _warn = warn;
    }

    /// <summary>Finds the topologies of a resource group or of a subscription, by resource group and name.</summary>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="resourceGroupName">The resource group; null for the whole subscription.</param>
    /// <param name="isWanted">Selects topologies by name.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">ResourceNotFound for the resource group.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<IReadOnlyList<Topology>> FindAsync(
        string subscriptionId, string? resourceGroupName, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isWanted);
        var groups = resourceGroupName is null
            ? await ListAsync(subscriptionId, null, ResourceTypes.ResourceGroups, cancellationToken).ConfigureAwait(false)
            : [await _store.ReadAsync(ArmResourceId.Group(subscriptionId, resourceGroupName), cancellationToken).ConfigureAwait(false)];
        var lists = await Task.WhenAll(
            s_types.Select(type => ListAsync(subscriptionId, resourceGroupName, type, cancellationToken))).ConfigureAwait(false);
        var documents = groups
            .Concat(lists.SelectMany(list => list))
            .ToDictionary(document => document.ResourceId().Text, StringComparer.OrdinalIgnoreCase);
        var found = documents.Values
            .Where(document => TagOf(document) is { } name && isWanted(name))
            .GroupBy(
                document => ArmResourceId.Create(
                    subscriptionId, document.ResourceId().ResourceGroupName, ResourceTypes.ManagedClusters, TagOf(document)!).Text,
                StringComparer.OrdinalIgnoreCase)
            .OrderBy(topology => topology.Key, StringComparer.OrdinalIgnoreCase);
        var topologies = new List<Topology>();
        foreach (var topology in found)
        {
            topologies.Add(await ReadAsync(
                ArmResourceId.Parse(topology.Key), [.. topology], documents, cancellationToken).ConfigureAwait(false));
        }

        return topologies;
    }

    /// <summary>The parts of a plan that has run.</summary>
    internal static IReadOnlyList<TopologyPartStatus> PartsOf(TopologyPlan plan)
    {
        // A resource group that existed before doesn't belong to the topology.
        var parts = plan.Steps.Zip(plan.Parts, (step, part) => (step.State, part.Id))
            .Where(part => s_types.Contains(part.Id.ResourceType)
                || (part.Id.ResourceType == ResourceTypes.ResourceGroups && part.State == PartState.Missing))
            .DistinctBy(part => part.Id.Text, StringComparer.OrdinalIgnoreCase);
        return (TopologyPartStatus[])[.. parts.Select(part => new TopologyPartStatus(
            part.Id.Name,
            Title(part.Id),
            part.Id.Text,
            part.State == PartState.Foreign ? PartState.Foreign : PartState.Present))];
    }

    private static string Title(ArmResourceId id) => $"{ResourceNouns.InSentence(id.ResourceType)} '{id.Name}'";

    private static string? TagOf(ArmDocument document) => document.Root.Text("tags", TopologyNames.Tag) is { } name
        && ArmNames.IsValid(name, ArmNames.MaximumLength)
        ? name
        : null;

    // Without a cluster, parts that only one kind has show the kind.
    private static TopologyKind? KindOf(Cluster? cluster, IReadOnlyList<ArmDocument> parts, TopologyNames names) => cluster is not null
        ? Enum.GetValues<TopologyKind>().Cast<TopologyKind?>().FirstOrDefault(
            kind => TopologyRequest.OutboundTypeOf(kind!.Value) == cluster.OutboundType)
        : HasAny(parts, names.Firewall, names.FirewallIp, names.RouteTable) ? TopologyKind.FirewallRouting
        : HasAny(parts, names.NatGateway, names.NatIp) ? TopologyKind.NatGateway
        : null;

    private static bool HasAny(IReadOnlyList<ArmDocument> parts, params ArmResourceId[] ids) =>
        parts.Any(part => ids.Contains(part.ResourceId()));

    private static ArmResourceId[] Expected(TopologyKind? kind, TopologyNames names) => kind switch
    {
        TopologyKind.FirewallRouting =>
            [names.Network, names.FirewallIp, names.Firewall, names.RouteTable, names.Identity, names.Cluster],
        TopologyKind.NatGateway => [names.Network, names.NatIp, names.NatGateway, names.Identity, names.Cluster],
        _ => [names.Cluster],
    };

    private static TopologyPartStatus Status(ArmResourceId id, ArmDocument? document, string topology) => new(
        id.Name,
        Title(id),
        id.Text,
        document is null ? PartState.Missing
            : !TopologyOwner.Owns(document, topology) ? PartState.Foreign
            : TopologyPart.StateOf(document));

    private async Task<Topology> ReadAsync(
        ArmResourceId id,
        IReadOnlyList<ArmDocument> tagged,
        Dictionary<string, ArmDocument> all,
        CancellationToken cancellationToken)
    {
        var cluster = all.TryGetValue(id.Text, out var document) ? new Cluster(document) : null;
        var names = new TopologyNames(id);
        var kind = KindOf(cluster, tagged, names);
        var expected = Expected(kind, names);
        var parts = tagged
            .Select(part => part.ResourceId())
            .Where(part => part.ResourceType == ResourceTypes.ResourceGroups)
            .Concat(expected)
            .Concat(tagged.Select(part => part.ResourceId()))
            .DistinctBy(part => part.Text, StringComparer.OrdinalIgnoreCase)
            .Select(part => Status(part, all.GetValueOrDefault(part.Text), id.Name))
            .ToArray();
        var addresses = cluster is null
            ? []
            : await new EgressInspector(_store, _warn).AddressesAsync(cluster, cancellationToken).ConfigureAwait(false);
        return new Topology(
            id.Name,
            kind,
            id.ResourceGroupName,
            id.SubscriptionId,
            cluster?.Location ?? tagged[0].Root.Text("location"),
            cluster?.Id ?? id.Text,
            cluster?.OutboundType ?? (kind is null ? string.Empty : TopologyRequest.OutboundTypeOf(kind.Value)),
            EgressAddressing.Texts(addresses),
            [],
            TimeSpan.Zero) { Parts = parts };
    }

    private async Task<IReadOnlyList<ArmDocument>> ListAsync(
        string subscriptionId, string? resourceGroupName, string type, CancellationToken cancellationToken)
    {
        var documents = new List<ArmDocument>();
        await foreach (var document in _store.ListAsync(
            subscriptionId, resourceGroupName, type, cancellationToken).ConfigureAwait(false))
        {
            documents.Add(document);
        }

        return documents;
    }
}
