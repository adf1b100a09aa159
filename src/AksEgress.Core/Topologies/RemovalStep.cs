using System.Text.Json.Nodes;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.Texts;

namespace AksEgress.Core.Topologies;

/// <summary>A resource to remove, and the resources that must be removed before it.</summary>
/// <param name="Id">The resource.</param>
/// <param name="Document">The resource as it was read.</param>
/// <param name="After">The IDs of the resources that must be removed before it.</param>
internal sealed record RemovalStep(ArmResourceId Id, ArmDocument Document, IReadOnlyList<string> After)
{
    /// <summary>The resource in the plan.</summary>
    public string Title => $"{ResourceNouns.InSentence(Id.ResourceType)} '{Id.Name}'";

    /// <summary>
    /// Refuses to remove another version than the one that the user confirmed. Only what the removal of the parts before this one
    /// takes out may be missing: references to them, for which Azure changes the etag too.
    /// </summary>
    /// <param name="now">The resource as it is now; null when it is gone.</param>
    /// <exception cref="EgressException">ModifiedByAnotherClient.</exception>
    public void RequireConfirmed(ArmDocument? now)
    {
        if (now is null || now.ProvisioningState == "Deleting" || (Document.ETag is { } etag && now.ETag == etag))
        {
            return;
        }

        var (confirmed, current) = (Document.Copy(), now.Copy());
        var before = TakeReferences(confirmed.Root);
        var added = TakeReferences(current.Root).Except(before, StringComparer.OrdinalIgnoreCase).ToList();
        if (added.Count > 0)
        {
            throw Modified($"{Sentences.List(added)} uses it now");
        }

        if (!DocumentComparison.IsSame(confirmed.Root, current.Root))
        {
            throw Modified(
                "changed: " + Sentences.List([.. DocumentComparison.Compare(confirmed.Root, current.Root).Select(change => change.Path)]));
        }
    }

    // Takes the references to users of a resource out of its document, and returns their ids.
    private static List<string> TakeReferences(JsonObject root)
    {
        if (root.At("properties") is not JsonObject properties || !ArmResourceId.TryParse(root.Text("id"), out var id))
        {
            return [];
        }

        return id.ResourceType switch
        {
            ResourceTypes.RouteTables or ResourceTypes.NatGateways => Take(properties, "subnets"),
            ResourceTypes.PublicIps => [.. Take(properties, "ipConfiguration"), .. Take(properties, "natGateway")],
            ResourceTypes.VirtualNetworks => [.. properties
                .Items("subnets")
                .Select(subnet => subnet.At("properties"))
                .OfType<JsonObject>()
                .SelectMany(subnet => Take(subnet, "ipConfigurations"))],
            _ => [],
        };
    }

    private static List<string> Take(JsonObject properties, string member)
    {
        var ids = properties.At(member) is JsonArray ? properties.Ids(member) : properties.Text(member, "id") is { } one ? [one] : [];
        foreach (var name in properties
            .Select(pair => pair.Key)
            .Where(name => name.Equals(member, StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            properties.Remove(name);
        }

        return [.. ids];
    }

    private EgressException Modified(string what) => EgressErrors.ModifiedByAnotherClient(Id.Name, what, Id.Text);
}
