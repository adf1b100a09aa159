using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

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
    /// <exception cref="EgressException">InvalidOperationToken.</exception>
    /// <exception cref="ArmException">ARM refused.</exception>
    public async Task<EgressOperation> LookAsync(EgressOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation.Token.Length == 0)
        {
            return operation;
        }

        var request = StatusRequest(operation.Token);
        try
        {
            var response = await gateway.SendAsync(request, cancellationToken).ConfigureAwait(false);
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

    private ArmRequest StatusRequest(string token)
    {
        try
        {
            var address = new Uri(JsonNode.Parse(token).Text("nextRequestUri") ?? string.Empty, UriKind.Absolute);
            var version = System.Web.HttpUtility.ParseQueryString(address.Query)["api-version"];
            if (version is { Length: > 0 }
                && string.Equals(address.GetLeftPart(UriPartial.Authority), gateway.Session.Endpoint.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
            {
                // Newer operations carry a signature in their query; without it ARM does not answer.
                var rest = address.Query.TrimStart('?').Split('&').Where(part => !part.StartsWith("api-version=", StringComparison.OrdinalIgnoreCase));
                return new ArmRequest("GET", address.AbsolutePath, version) { Query = string.Join('&', rest) };
            }
        }
        catch (Exception e) when (e is JsonException or UriFormatException or ArgumentException)
        {
            throw new EgressException(EgressErrors.InvalidOperationToken, null, e, e.Message);
        }

        throw new EgressException(EgressErrors.InvalidOperationToken, null, "its address is not one of the endpoint that is connected.");
    }
}
