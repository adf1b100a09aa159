using AksEgress.Core.Arm;
using AksEgress.Core.Documents;

namespace AksEgress.Core.Operations;

/// <summary>Looks at operations that -NoWait left behind, and waits for them, in whatever process.</summary>
public sealed class OperationReader
{
    private readonly IArmGateway gateway;

    /// <summary>Works through a gateway.</summary>
    public OperationReader(IArmGateway gateway)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        this.gateway = gateway;
    }

    /// <summary>One look: the operation with its status now.</summary>
    /// <exception cref="ArmAccessException">The token isn't valid for this session, or no answer came.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<EgressOperation> LookAsync(EgressOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation.Token.Length == 0)
        {
            return operation;
        }

        try
        {
            var response = await gateway.LookAsync(operation.Token, cancellationToken).ConfigureAwait(false);
            return operation with { Status = Status(response) };
        }
        catch (ArmException e) when (e.IsNotFound)
        {
            // ARM forgets operations after some days; the resource itself tells how it ended.
            return operation with { Status = "Unknown" };
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
