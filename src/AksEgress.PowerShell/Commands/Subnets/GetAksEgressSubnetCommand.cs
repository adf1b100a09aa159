using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Resources;
using AksEgress.Core.Subnets;
using AksEgress.Core.VirtualNetworks;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets subnets and their associations.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressSubnet", DefaultParameterSetName = ParameterSets.Name)]
[OutputType(typeof(Subnet))]
public sealed class GetAksEgressSubnetCommand : GetCmdletBase<Subnet>
{
    /// <summary>Specifies the name of the resource. Wildcards are permitted. The default is all resources.</summary>
    [Parameter(Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.VirtualNetwork)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChildNameCompleter))]
    public override string? Name { get; set; }

    /// <summary>Specifies the name of the virtual network. Wildcards are permitted. The default is all virtual networks.</summary>
    [Parameter(Position = 2, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 2, ParameterSetName = ParameterSets.InputObject)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? VirtualNetworkName { get; set; }

    /// <summary>Specifies the virtual network: a name, a resource ID, or an object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.VirtualNetwork)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<VirtualNetwork>? VirtualNetwork { get; set; }

    internal override SubjectNames Names => new(ResourceTypes.Subnets, Name, ResourceGroupName)
    {
        ResourceId = ResourceId,
        Parent = VirtualNetworkName,
        ParentParameter = nameof(VirtualNetworkName),
    };

    /// <inheritdoc/>
    private protected override ArmResourceId? Exact(string name) => Network()?.Child("subnets", name);

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<ArmDocument> Candidates(CancellationToken cancellationToken) => Network() is { } network
        ? Store.ListChildrenAsync(network, "subnets", cancellationToken)
        : AllAsync(cancellationToken);

    // The virtual network that the parameters identify, or null if the command has to search for virtual networks.
    private ArmResourceId? Network() => VirtualNetwork?.Find(ResourceTypes.VirtualNetworks, () => Subscription, Group)
        ?? (Group is not null && VirtualNetworkName is not null && !WildcardPattern.ContainsWildcardCharacters(VirtualNetworkName)
            ? ArmResourceId.Create(Subscription, Group, ResourceTypes.VirtualNetworks, VirtualNetworkName)
            : null);

    // A virtual network's document contains its subnets, so one list request is enough.
    private async IAsyncEnumerable<ArmDocument> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var networks = Engine.NamePattern.Of(VirtualNetworkName, nameof(VirtualNetworkName));
        await foreach (var document in Store.ListAsync(
            Subscription, Group, ResourceTypes.VirtualNetworks, cancellationToken).ConfigureAwait(false))
        {
            var network = new VirtualNetwork(document);
            foreach (var subnet in networks.IsMatch(network.Name) ? network.Subnets : [])
            {
                yield return subnet.Document;
            }
        }
    }

    /// <summary>Isn't a parameter: the resource has no tags of its own.</summary>
    public override Hashtable? Tag { get; set; }
}
