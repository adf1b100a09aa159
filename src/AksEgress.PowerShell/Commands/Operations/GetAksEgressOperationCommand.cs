using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Core.Operations;
using AksEgress.Core.OutboundTypes;
using AksEgress.Core.Resources;
using AksEgress.PowerShell.Completion;
using AksEgress.PowerShell.Engine;

namespace AksEgress.PowerShell.Commands;

/// <summary>Gets the current status of operations.</summary>
[Cmdlet(VerbsCommon.Get, "AksEgressOperation", DefaultParameterSetName = SessionSet)]
[OutputType(typeof(EgressOperation))]
public sealed class GetAksEgressOperationCommand : EgressCmdletBase
{
    private const string SessionSet = "Session";
    private const string TokenSet = "Token";

    /// <summary>Specifies the name of the resource that the operation changes. Wildcards are permitted.</summary>
    [Parameter(Position = 0, ParameterSetName = SessionSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OperationNameCompleter))]
    public string? Name { get; set; }

    /// <summary>
    /// Specifies the token of one operation, which also identifies where the operation was started. Another process can have started the
    /// operation.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Token { get; set; } = string.Empty;

    /// <summary>Specifies the resource ID of the resource. It's the property ResourceId of the operation object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string ResourceId { get; set; } = string.Empty;

    /// <summary>Specifies the kind of the operation. It's the property Operation of the operation object.</summary>
    [Parameter(ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    public string? Operation { get; set; }

    /// <summary>Specifies the change record. It's the property Record of the operation object.</summary>
    [Parameter(ParameterSetName = TokenSet, ValueFromPipelineByPropertyName = true)]
    public string? Record { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ParameterSetName == TokenSet ? ResourceId : Name;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var reader = new OperationReader(Gateway);
        if (ParameterSetName == TokenSet)
        {
            var operation = SavedOperation.FromParts(ResourceId, Operation, Token, Record);
            RequireSubscription(operation.ResourceId);
            Streams.Result(await reader.LookAsync(operation, cancellationToken).ConfigureAwait(false));
            return;
        }

        var names = NamePattern.Of(Name);
        foreach (var operation in Session.Operations.Where(operation => names.IsMatch(operation.Name)
            && (SubscriptionId is null
                || !IsTyped(nameof(SubscriptionId))
                || ArmResourceId.Parse(operation.ResourceId).SubscriptionId.Equals(SubscriptionId, StringComparison.OrdinalIgnoreCase))))
        {
            Streams.Result(await reader.LookAsync(operation, cancellationToken).ConfigureAwait(false));
        }
    }
}
