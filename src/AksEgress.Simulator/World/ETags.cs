using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.World;

/// <summary>Etags of Microsoft.Network: one for a resource and all its inline children, as recorded.</summary>
internal static class ETags
{
    // Azure Firewalls have parts with etags and states that can't be requested on their own.
    private static readonly string[] s_parts =
    [
        "ipConfigurations", "networkRuleCollections", "applicationRuleCollections", "natRuleCollections"
    ];

    /// <summary>Gives a resource and its inline children a new etag. The caller invalidates.</summary>
    public static void Renew(SimulatedWorld world, Resource resource)
    {
        var etag = world.Ids.NextETag();
        if (ResourceId.Is(resource.Path!.Types[0], "firewallPolicies"))
        {
            // In the bodies of policies and their groups the value has no quotes, as recorded; Header adds them.
            etag = Bare(etag);
        }

        resource.Document["etag"] = etag;
        foreach (var child in InlineChild.Of(resource.Path.Type))
        {
            foreach (var item in resource.Document.Object("properties").Array(child.Member).Objects())
            {
                item["etag"] = etag;
                foreach (var delegation in item.Object("properties").Array("delegations").Objects())
                {
                    delegation["etag"] = etag;
                }
            }
        }

        foreach (var item in Parts(resource.Document.Object("properties"), s_parts))
        {
            if (item.ContainsKey("etag"))
            {
                item["etag"] = etag;
            }
        }
    }

    /// <summary>Writes a provisioningState into a resource and its inline children. The caller invalidates.</summary>
    public static void SetState(Resource resource, string state)
    {
        var properties = resource.Properties;
        properties["provisioningState"] = state;
        var members = InlineChild.Of(resource.Path!.Type).Select(static child => child.Member).Concat(s_parts);
        foreach (var item in Parts(properties, members))
        {
            if (item.Object("properties") is { } own && own.ContainsKey("provisioningState"))
            {
                own["provisioningState"] = state;
            }
        }
    }

    /// <summary>Checks a request's conditions against the current etag.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The id, for the text.</param>
    /// <param name="etag">The current etag, or null if the resource doesn't exist.</param>
    /// <exception cref="RefusalException">
    /// 412. Code and text are those that Microsoft.Network's own code documents for its data store.
    /// </exception>
    public static void Check(IncomingRequest request, string id, string? etag)
    {
        if (request.IfMatch is { } wanted && wanted != "*" && !Same(wanted, etag))
        {
            throw Failed(
                $"Etag provided in if-match header {RequestErrors.Shorten(wanted)} does not match etag {etag ?? "<none>"} of resource {id} "
                    + "in NRP data store.");
        }

        if (request.IfMatch == "*" && etag is null)
        {
            throw Failed($"Etag provided in if-match header * does not match etag <none> of resource {id} in NRP data store.");
        }

        if (request.IfNoneMatch == "*" && etag is not null)
        {
            throw Failed($"Etag provided in if-none-match header * matches etag {etag} of resource {id} in NRP data store.");
        }
    }

    /// <summary>Compares etags without the mark of a weak one and without quotes.</summary>
    public static bool Same(string one, string? other) => other is not null && Bare(one) == Bare(other);

    /// <summary>An etag as the header has it.</summary>
    public static string Header(string etag) => etag.EndsWith('"') ? etag : $"\"{etag}\"";

    private static IEnumerable<JsonObject> Parts(JsonObject? properties, IEnumerable<string> members)
    {
        var all = members.SelectMany(member => properties.Array(member).Objects());
        return properties.Object("managementIpConfiguration") is { } management ? all.Append(management) : all;
    }

    private static string Bare(string etag)
    {
        var text = etag.Trim();
        if (text.StartsWith("W/", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        return text.Trim('"');
    }

    private static RefusalException Failed(string detail) =>
        new(HttpStatusCode.PreconditionFailed, "PreconditionFailed", "Precondition failed.", ErrorShape.Network)
        {
            Detail = ("PreconditionFailedEtagMismatch", detail),
        };
}
