using System.Text.Json;
using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Operations;

/// <summary>
/// Binds an operation to its origin and its resource. It's one property of <see cref="EgressOperation.Token"/>; the other properties
/// are ARM's token, which the gateway writes and reads.
/// </summary>
/// <param name="Origin">Where the operation was started.</param>
/// <param name="ResourceId">The resource.</param>
/// <param name="IsEnded">True if the operation has ended.</param>
/// <param name="Expected">Determines the result without ARM's token; null with a token.</param>
internal sealed record OperationBinding(ArmOrigin Origin, string ResourceId, bool IsEnded, ExpectedState? Expected)
{
    private const string Member = "aksEgress";
    private const int Version = 1;

    /// <summary>ARM's token; null if the response with the token was lost, or if the operation has ended.</summary>
    public string? ArmToken { get; private init; }

    /// <summary>Writes the token of an operation.</summary>
    /// <param name="armToken">The token from the gateway, or null.</param>
    public string ToToken(string? armToken)
    {
        var token = armToken is null ? [] : (JsonObject)JsonNode.Parse(armToken)!;
        token[Member] = new JsonObject
        {
            ["version"] = Version,
            ["origin"] = Origin.ToJson(),
            ["resourceId"] = ResourceId,
            ["ended"] = IsEnded,
            ["expected"] = Expected?.ToJson(),
        };
        return token.ToJsonString();
    }

    /// <summary>Reads a token, and checks that all its IDs identify one resource.</summary>
    /// <exception cref="EgressException">InvalidOperationToken or ResourceMismatch.</exception>
    public static OperationBinding Read(string token, ArmResourceId resource)
    {
        try
        {
            var node = JsonNode.Parse(token) as JsonObject;
            var bound = node?[Member];
            if (bound.Number("version") is not { } version)
            {
                throw Invalid("its origin is missing.", null);
            }

            if (version != Version)
            {
                throw Invalid($"it has version {version}, but this version of the module supports version {Version}.", null);
            }

            if (ArmOrigin.FromJson(bound.At("origin")) is not { } origin
                || bound.Text("resourceId") is not { } id
                || bound.Flag("ended") is not { } ended)
            {
                throw Invalid("its origin is incomplete.", null);
            }

            Require("the token's resource", id, resource);
            Require(
                "the subscription of its origin",
                ArmResourceId.Group(origin.SubscriptionId, resource.ResourceGroupName).Text,
                ArmResourceId.Group(resource.SubscriptionId, resource.ResourceGroupName));
            var armToken = node!.ContainsKey("nextRequestUri") ? token : null;
            if (armToken is not null)
            {
                RequireAddresses(node, resource);
            }

            return new OperationBinding(origin, id, ended, ExpectedState.FromJson(bound.At("expected"))) { ArmToken = armToken };
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw Invalid(e.Message, e);
        }
    }

    private static EgressException Invalid(string why, Exception? inner) => EgressErrors.InvalidOperationToken(why, innerException: inner);

    private static void Require(string what, string id, ArmResourceId resource)
    {
        if (!string.Equals(id, resource.Text, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.ResourceMismatch(what, ArmNames.Shown(id), resource.Text);
        }
    }

    // The request was sent to the resource, or for a POST to one of its actions. The URI to poll must be in its subscription.
    private static void RequireAddresses(JsonObject node, ArmResourceId resource)
    {
        if (!Uri.TryCreate(node.Text("initialUri"), UriKind.Absolute, out var initial)
            || !Uri.TryCreate(node.Text("nextRequestUri"), UriKind.Absolute, out var next))
        {
            throw Invalid("its addresses are missing.", null);
        }

        var path = Uri.UnescapeDataString(initial.AbsolutePath);
        Require("the token's address", node.Text("requestMethod") == "POST" ? path[..Math.Max(0, path.LastIndexOf('/'))] : path, resource);
        var parts = next.AbsolutePath.Split('/');
        var at = Array.FindIndex(parts, part => part.Equals("subscriptions", StringComparison.OrdinalIgnoreCase));
        if (at >= 0 && at + 1 < parts.Length && !parts[at + 1].Equals(resource.SubscriptionId, StringComparison.OrdinalIgnoreCase))
        {
            throw EgressErrors.ResourceMismatch("the subscription of the token's address", ArmNames.Shown(parts[at + 1]), resource.Text);
        }
    }
}
