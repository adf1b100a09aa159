using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Arm;

/// <summary>
/// Where a change record, an operation, or a ledger comes from. Resource IDs don't identify it: a simulation that was loaded from a
/// snapshot has the IDs, the subscription, and the endpoint of the real resources.
/// </summary>
/// <param name="IsSimulated">True for a simulated Azure Resource Manager in a PowerShell process.</param>
/// <param name="SimulationId">The random id of the simulation; null for an endpoint on the network.</param>
/// <param name="Endpoint">The endpoint of Azure Resource Manager, without a trailing slash.</param>
/// <param name="TenantId">The Microsoft Entra tenant of the subscription, as <c>GET /subscriptions/{id}</c> returns it.</param>
/// <param name="SubscriptionId">The subscription of the resource.</param>
public sealed record ArmOrigin(bool IsSimulated, string? SimulationId, string Endpoint, string TenantId, string SubscriptionId)
{
    // The key is the object, because sessions with equal values can have different connections.
    private static readonly ConditionalWeakTable<ArmSession, ConcurrentDictionary<string, string>> s_tenants = [];

    /// <summary>Reads the origin of the changes that a gateway makes in a subscription. Reads the tenant once per subscription.</summary>
    /// <exception cref="EgressException">TenantUnknown.</exception>
    /// <exception cref="ArmAccessException">ARM didn't respond.</exception>
    public static async Task<ArmOrigin> ReadAsync(IArmGateway gateway, string subscriptionId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        var known = s_tenants.GetValue(gateway.Session, _ => new ConcurrentDictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        if (!known.TryGetValue(subscriptionId, out var tenant))
        {
            tenant = await ReadTenantAsync(gateway, subscriptionId, cancellationToken).ConfigureAwait(false);
            known[subscriptionId] = tenant;
        }

        return gateway.Session.OriginOf(subscriptionId, tenant);
    }

    /// <summary>Compares this origin with another one; null when both are the same, otherwise the first difference as a clause.</summary>
    public string? DifferenceFrom(ArmOrigin other)
    {
        ArgumentNullException.ThrowIfNull(other);
        static bool Same(string? one, string? another) => string.Equals(one, another, StringComparison.OrdinalIgnoreCase);
        return IsSimulated != other.IsSimulated || !Same(SimulationId, other.SimulationId) || !Same(Endpoint, other.Endpoint)
            ? $"it comes from {Place}, but this session is connected to {other.Place}"
            : !Same(TenantId, other.TenantId)
                ? $"it comes from tenant {TenantId}, but subscription {SubscriptionId} is in tenant {other.TenantId}"
            : !Same(SubscriptionId, other.SubscriptionId)
                ? $"it comes from subscription {SubscriptionId}, but the resource is in subscription {other.SubscriptionId}"
            : null;
    }

    /// <summary>
    /// Rejects anything from another origin: without a request if the session already differs, otherwise after reading the tenant.
    /// </summary>
    /// <param name="gateway">The session's gateway.</param>
    /// <param name="what">What comes from this origin, such as <c>change record</c>.</param>
    /// <param name="target">What the error is about.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="EgressException">OriginMismatch or TenantUnknown.</exception>
    /// <exception cref="ArmAccessException">ARM didn't respond.</exception>
    public async Task RequireAsync(IArmGateway gateway, string what, object? target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        var difference = DifferenceFrom(gateway.Session.OriginOf(SubscriptionId, TenantId))
            ?? DifferenceFrom(await ReadAsync(gateway, SubscriptionId, cancellationToken).ConfigureAwait(false));
        if (difference is not null)
        {
            throw EgressErrors.OriginMismatch(what, difference, target);
        }
    }

    /// <summary>The origin as records and tokens contain it.</summary>
    internal JsonObject ToJson() => new()
    {
        ["simulated"] = IsSimulated,
        ["simulationId"] = SimulationId,
        ["endpoint"] = Endpoint,
        ["tenantId"] = TenantId,
        ["subscriptionId"] = SubscriptionId,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote; null for anything else.</summary>
    internal static ArmOrigin? FromJson(JsonNode? node)
    {
        var simulation = node.Text("simulationId");
        return node.Flag("simulated") is { } simulated && simulated == Guid.TryParse(simulation, out _)
            && (simulated || node.At("simulationId") is null)
            && Uri.TryCreate(node.Text("endpoint"), UriKind.Absolute, out var endpoint)
            && Guid.TryParse(node.Text("tenantId"), out _)
            && node.Text("subscriptionId") is { } subscription && ArmResourceId.IsSubscription(subscription)
                ? new ArmOrigin(simulated, simulation, Text(endpoint), node.Text("tenantId")!, subscription)
                : null;
    }

    /// <summary>An endpoint as records have it.</summary>
    internal static string Text(Uri endpoint) => endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');

    private string Place => IsSimulated ? $"simulation {SimulationId} ({Endpoint})" : Endpoint;

    private static async Task<string> ReadTenantAsync(IArmGateway gateway, string subscriptionId, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ArmRequest("GET", "/subscriptions/" + subscriptionId, ApiVersions.Resources);
            var response = await gateway.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return JsonNode.Parse(response.Body).Text("tenantId") is { } tenant && Guid.TryParse(tenant, out _)
                ? tenant
                : throw EgressErrors.TenantUnknown(subscriptionId, "the response has no tenantId.");
        }
        catch (ArmException e)
        {
            throw EgressErrors.TenantUnknown(subscriptionId, ArmErrors.Words(e), e);
        }
        catch (JsonException e)
        {
            throw EgressErrors.TenantUnknown(subscriptionId, "the response isn't JSON.", e);
        }
    }
}
