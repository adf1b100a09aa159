using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Firewalls;
using AksEgress.Core.NodePools;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.Core.RunCommands;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>
/// Waits for an operation that -NoWait began, also in another process after Import-Clixml. A change of an outbound
/// type is read back and compared, and its change record written; of a command its result, and a new resource as it is.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "AksEgressOperation")]
[OutputType(typeof(OutboundTypeChange), typeof(CommandResult), typeof(Cluster), typeof(NodePool), typeof(Firewall))]
public sealed class WaitAksEgressOperationCommand : EgressCmdlet
{
    private static readonly Dictionary<string, Func<ArmDocument, ArmResource>> Views = new(StringComparer.OrdinalIgnoreCase)
    {
        [ResourceTypes.ManagedCluster] = document => new Cluster(document),
        [ResourceTypes.AgentPool] = document => new NodePool(document),
        [ResourceTypes.Firewall] = document => new Firewall(document),
    };

    /// <summary>The operation's token; a change that ended already has none, and is read back once more.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Token { get; set; } = string.Empty;

    /// <summary>The resource's id, as the operation has it.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResourceId { get; set; } = string.Empty;

    /// <summary>What is being done, as the operation has it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Operation { get; set; }

    /// <summary>The change record, as the operation has it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Record { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ResourceId;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var operation = EgressOperation.FromParts(ResourceId, Operation, Token, Record);
        var store = StoreWithProgress(operation.Name, UsualDuration.ClusterChange.Median);
        if (!string.IsNullOrEmpty(Record))
        {
            var changer = new OutboundTypeChanger(store, timeScale: Session.Gateway.Session.TimeScale);
            var change = await changer.WaitAsync(operation, cancellationToken).ConfigureAwait(false);
            Session.Ended(change);
            Streams.Result(change);
            return;
        }

        if (ClusterCommands.IsCommand(operation))
        {
            var commands = new ClusterCommands(Gateway, new OperationProgress(Streams, operation.Name, null));
            CommandRun.Write(await commands.WaitAsync(operation, cancellationToken).ConfigureAwait(false), Streams);
            return;
        }

        var id = ArmResourceId.Parse(ResourceId);
        var view = Views.GetValueOrDefault(id.ResourceType)
            ?? throw new EgressException(EgressErrors.WrongResourceType, ResourceId, id.Text, ResourceNouns.Describe(id.ResourceType), "cluster, node pool or firewall");
        var response = new ArmResponse(202, string.Empty, null, null, Token.Length == 0 ? null : Token);
        await store.FinishAsync(id, response, cancellationToken).ConfigureAwait(false);

        // An action ends without the resource's document, and what was removed has none.
        if (await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false) is { } document)
        {
            Streams.Result(view(document));
        }
    }
}
