using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;
using AksEgress.Core.Resources;
using AksEgress.Core.RouteTables;
using AksEgress.PowerShell.Binding;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Adds a route to a route table.</summary>
[Cmdlet(VerbsCommon.Add, "AksEgressRoute", DefaultParameterSetName = ParameterSets.Name, SupportsShouldProcess = true)]
[OutputType(typeof(RouteTable), typeof(EgressOperation), typeof(Job))]
public sealed class AddAksEgressRouteCommand : PipelineCmdletBase
{
    /// <summary>Specifies the name of the route. The name must be unique in the route table.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 0, ParameterSetName = ParameterSets.InputObject)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ParameterSets.RouteTable)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Specifies the name of the route table.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ParameterSets.Name)]
    [Parameter(Position = 1, ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public string? RouteTableName { get; set; }

    /// <summary>Specifies the resource group of the route table.</summary>
    [Parameter(Position = 2)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>Specifies the route table: a name, a resource ID, or an object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.RouteTable)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ResourceReference]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResourceNameCompleter))]
    public ArmReference<RouteTable>? RouteTable { get; set; }

    /// <summary>Suppresses the confirmation prompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Indicates that the cmdlet sends the request and returns an operation for Wait-AksEgressOperation, without waiting for completion.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Indicates that the cmdlet runs as a background job and returns the job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>
    /// Specifies the destination: a CIDR range such as <c>0.0.0.0/0</c>, or a service tag such as <c>AzureMonitor</c>. A route table can
    /// contain each destination only once.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.RouteTable)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateNotNullOrEmpty]
    public string? AddressPrefix { get; set; }

    /// <summary>Specifies the type of the next hop.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Name)]
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.RouteTable)]
    [Parameter(ParameterSetName = ParameterSets.InputObject)]
    [ValidateSet("VirtualAppliance", "VirtualNetworkGateway", "VnetLocal", "Internet", "None")]
    public string? NextHopType { get; set; }

    /// <summary>
    /// Specifies the IPv4 or IPv6 address of the appliance. It's required for next hop type VirtualAppliance, and not allowed for other
    /// types.
    /// </summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NextHopAddressCompleter))]
    public string? NextHopIpAddress { get; set; }

    internal override SubjectNames Names => RouteInput.RouteNames(Name, RouteTableName, ResourceGroupName);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        // A piped route or row describes the new route. The route table comes from the command line or from the row.
        var isDescribed = Piped?.Kind is PipedKind.Route or PipedKind.Row;
        if (isDescribed)
        {
            ApplyRow(
                "ProvisioningState", "IsDefault", "ETag", "Subnet", "Source", "State", nameof(RouteTable), nameof(RouteTableName),
                nameof(ResourceGroupName));
            PipedSubscriptionId = Piped!["SubscriptionId"] ?? Piped.Id?.SubscriptionId;
            if (Piped.IsRow)
            {
                Subject.RequireSame(this, Piped, nameof(RouteTableName), Piped[nameof(RouteTableName)]);
                Subject.RequireSame(this, Piped, nameof(ResourceGroupName), Piped[nameof(ResourceGroupName)]);
            }
        }
        else if (IsChildName)
        {
            Name = Piped!.Text;
        }

        foreach (var (parameter, value) in new[]
        {
            (nameof(Name), Name),
            (nameof(AddressPrefix), AddressPrefix),
            (nameof(NextHopType), NextHopType)
        })
        {
            if (string.IsNullOrEmpty(value))
            {
                throw EgressErrors.ParameterRequired(parameter, "a route needs a name, an address prefix, and a next hop.");
            }
        }

        var parent = isDescribed && RouteTable is null && IsTyped(nameof(RouteTableName))
            ? Subject.Resolve(
                this,
                null,
                new SubjectNames(ResourceTypes.RouteTables, RouteTableName, ResourceGroupName ?? Piped![nameof(ResourceGroupName)])
                {
                    NameParameter = nameof(RouteTableName),
                })
            : ResolveParent(RouteInput.TableNames(RouteTableName, ResourceGroupName), RouteTable);
        var target = parent.Child("routes", Name!, nameof(Name));
        var request = new RouteRequest(target.Name, AddressPrefix, NextHopType, NextHopIpAddress);
        var plan = await new RouteChange(Store).PlanAddAsync(target.Parent!, request, cancellationToken).ConfigureAwait(false);
        await RouteInput.RunAsync(this, plan, (Force, NoWait, AsJob), static (table, streams) => streams.Result(table), cancellationToken)
            .ConfigureAwait(false);
    }
}
