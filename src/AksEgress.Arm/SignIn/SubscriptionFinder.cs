using System.Text.Json;
using AksEgress.Core.Arm;

namespace AksEgress.Arm.SignIn;

/// <summary>Finds the subscription to work in when none is named.</summary>
internal static class SubscriptionFinder
{
    private const string ApiVersion = "2022-12-01";

    /// <summary>The only subscription, else the first enabled one by name; null when the account sees none.</summary>
    public static async Task<string?> FindAsync(IArmGateway gateway, CancellationToken cancellationToken)
    {
        var seen = new List<Subscription>();
        await foreach (var text in gateway.ListAsync("/subscriptions", ApiVersion, cancellationToken).ConfigureAwait(false))
        {
            if (Read(text) is { } subscription)
            {
                seen.Add(subscription);
            }
        }

        // A single one is meant even when it is disabled: it can still be read.
        return seen.Count == 1
            ? seen[0].Id
            : seen.Where(one => one.Enabled).OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase).ThenBy(one => one.Id, StringComparer.Ordinal).FirstOrDefault()?.Id;
    }

    private static Subscription? Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Text(document.RootElement, "subscriptionId") is { } id
            ? new Subscription(
                id,
                Text(document.RootElement, "displayName") ?? string.Empty,
                string.Equals(Text(document.RootElement, "state"), "Enabled", StringComparison.OrdinalIgnoreCase))
            : null;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    private sealed record Subscription(string Id, string Name, bool Enabled);
}
