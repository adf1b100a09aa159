using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Topologies;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets topologies that New-AksEgressTopology created, with their parts and the state of each part.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressTopology", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(Topology))]
public sealed class GetAksEgressTopologyCommand : PipelineCmdletBase
{
    /// <summary>
    /// Specifies the name of the topology, which is the name of its cluster. Wildcards are permitted. The default is all topologies.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? Name { get; set; }

    /// <summary>
    /// Specifies the resource group. Wildcards are permitted. The default is the resource group of the session, or the whole subscription.
    /// </summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    internal override SubjectNames Names => new(ResourceTypes.ManagedClusters, Name, ResourceGroupName);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var (name, subscription, group) = Query();
        var groups = WildcardPattern.ContainsWildcardCharacters(group ?? string.Empty)
            ? NamePattern.Of(group, nameof(ResourceGroupName))
            : null;
        group = groups is null ? group : null;
        var names = NamePattern.Of(name, Piped?.Text is null ? nameof(Name) : nameof(InputObject));
        var all = await new TopologyInventory(Store, Streams.Warning).FindAsync(
            subscription, group, names.IsMatch, cancellationToken).ConfigureAwait(false);
        var found = all.Where(topology => groups?.IsMatch(topology.ResourceGroupName) != false).ToList();
        found.ForEach(Streams.Result);

        if (found.Count == 0 && name is not null && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            throw group is null
                ? EgressErrors.ResourceNotFoundInSubscription("Topology", ArmNames.Shown(name), "AksEgressTopology", name)
                : EgressErrors.TopologyNotFound(name, group, ArmResourceId.Group(subscription, group).Text);
        }
    }

    private (string? Name, string Subscription, string? Group) Query()
    {
        var group = ResourceGroupName ?? DefaultResourceGroupName;
        if (Piped is null)
        {
            return (Name, Subscription, group);
        }

        if (Piped is { Text: { } text, Id: null })
        {
            return Name is null || !IsTyped(nameof(Name)) || text.Equals(Name, StringComparison.OrdinalIgnoreCase)
                ? (text, Subscription, group)
                : throw Subject.Conflict("Topology", ArmNames.Shown(text), nameof(Name), Name, text);
        }

        // A piped resource group selects its topologies, and a piped cluster its own topology.
        if (Piped.Id is { } piped && piped.ResourceType == ResourceTypes.ResourceGroups)
        {
            Subject.RequireSame(this, Piped, nameof(ResourceGroupName), piped.ResourceGroupName);
            Subject.RequireSame(this, Piped, nameof(SubscriptionId), piped.SubscriptionId);
            return (Name, piped.SubscriptionId, piped.ResourceGroupName);
        }

        var cluster = ResolveSubject();
        return (cluster.Name, cluster.SubscriptionId, cluster.ResourceGroupName);
    }
}
