using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Operations;

namespace AksEgress.Core.Resources;

/// <summary>Reads operations that -NoWait returned, and waits for them, in any process.</summary>
public sealed class OperationReader
{
    private readonly IArmGateway _gateway;

    /// <summary>Creates a reader that uses a gateway.</summary>
    public OperationReader(IArmGateway gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _gateway = gateway;
    }

    /// <summary>Reads the current status of an operation.</summary>
    /// <exception cref="EgressException">InvalidOperationToken, OriginMismatch, or TenantUnknown.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<EgressOperation> LookAsync(EgressOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var binding = operation.Binding();
        await operation.RequireOriginAsync(_gateway, cancellationToken).ConfigureAwait(false);
        if (binding.IsEnded)
        {
            return operation;
        }

        if (binding.ArmToken is not { } token)
        {
            var now = await new ResourceStore(_gateway).TryReadAsync(
                ArmResourceId.Parse(operation.ResourceId), cancellationToken).ConfigureAwait(false);
            return operation with { Status = binding.Expected?.Judge(now) ?? OperationStatus.Unknown };
        }

        try
        {
            var response = await _gateway.LookAsync(token, cancellationToken).ConfigureAwait(false);
            return operation with { Status = Status(response) };
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            // ARM removes operations after some days; then the state of the resource shows the result.
            return operation with { Status = OperationStatus.Unknown };
        }
    }

    /// <summary>Waits for an operation and returns the resource as it is then; null when it doesn't exist.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="progress">Receives the progress, or null.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EgressException">
    /// InvalidOperationToken, OriginMismatch, or TenantUnknown; if the response was lost also OperationFailed, OperationNotApplied,
    /// OperationResultUnknown, or ResourceNotRemoved.
    /// </exception>
    /// <exception cref="ArmException">ARM refused, or the operation failed.</exception>
    public async Task<ArmDocument?> WaitAsync(
        EgressOperation operation, IProgress<ArmOperationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var binding = operation.Binding();
        await operation.RequireOriginAsync(_gateway, cancellationToken).ConfigureAwait(false);
        var id = ArmResourceId.Parse(operation.ResourceId);
        var store = new ResourceStore(_gateway, progress);
        if (binding.ArmToken is { } token)
        {
            try
            {
                await store.FinishAsync(
                    id, new ArmResponse(202, string.Empty, null, null, token), cancellationToken).ConfigureAwait(false);
            }
            catch (ArmException e) when (e.IsNotFound)
            {
                // The operation can't be read. A resource that answers 404 as well was removed; otherwise the outcome is unknown.
                if (await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false) is not null)
                {
                    throw;
                }

                return null;
            }
        }
        else if (!binding.IsEnded)
        {
            var settled = await store.SettleAsync(id, cancellationToken).ConfigureAwait(false);
            RequireSucceeded(id, binding.Expected, settled);
            return settled;
        }

        // An action ends without the resource's document, and what was removed has none.
        return await store.TryReadAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private static void RequireSucceeded(ArmResourceId id, ExpectedState? expected, ArmDocument? now)
    {
        var state = now is null ? "not found" : now.ProvisioningState ?? OperationStatus.Succeeded;
        switch (expected?.Judge(now))
        {
            case OperationStatus.Succeeded:
                return;
            case OperationStatus.NotApplied:
                throw EgressErrors.OperationNotApplied(id.Name, id.Text);
            case "Failed" or "Canceled":
                throw EgressErrors.OperationFailed(id.Name, state, "Azure gave no reason.", id.Text);
            default:
                throw expected?.Kind == ChangeKind.Delete
                    ? EgressErrors.ResourceNotRemoved(id.Name, state, id.Text)
                    : EgressErrors.OperationResultUnknown(id.Name, state, id.Text);
        }
    }

    private static string Status(ArmResponse response)
    {
        if (string.IsNullOrWhiteSpace(response.Body))
        {
            return response.Status == 202 ? "InProgress" : "Succeeded";
        }

        var body = ArmDocument.Parse(response.Body);
        return body.Root.Text("status") ?? body.ProvisioningState ?? (response.Status == 202 ? "InProgress" : "Succeeded");
    }
}
