using System.Text.Json;
using AksEgress.Core.Arm;

namespace AksEgress.Arm.SignIn;

/// <summary>Finds the default subscription if none is specified.</summary>
internal static class SubscriptionFinder
{
    private const string ApiVersion = "2022-12-01";

    /// <summary>The only subscription, else the first enabled one by name; null when the account sees none.</summary>
    public static async Task<FoundSubscription?> FindAsync(IArmGateway gateway, CancellationToken cancellationToken)
    {
        var seen = new List<FoundSubscription>();
        await foreach (var text in gateway.ListAsync("/subscriptions", ApiVersion, cancellationToken).ConfigureAwait(false))
        {
            if (Read(text) is { } subscription)
            {
                seen.Add(subscription);
            }
        }

        // A single subscription is used even if it is disabled: it can still be read.
        return seen.Count == 1
            ? seen[0]
            : seen
                .Where(one => one.Enabled)
                .OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(one => one.Id, StringComparer.Ordinal)
                .FirstOrDefault();
    }

    private static FoundSubscription? Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Text(document.RootElement, "subscriptionId") is { } id
            ? new FoundSubscription(
                id,
                Text(document.RootElement, "tenantId"),
                Text(document.RootElement, "displayName") ?? string.Empty,
                string.Equals(Text(document.RootElement, "state"), "Enabled", StringComparison.OrdinalIgnoreCase))
            : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
