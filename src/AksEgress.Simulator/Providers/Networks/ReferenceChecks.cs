using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.NetworkResources;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;

namespace AksEgress.Simulator.Providers.Networks;

/// <summary>Checks of the references in a document before it is written.</summary>
internal static class ReferenceChecks
{
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal)
    {
        "natGateway", "routeTable", "networkSecurityGroup", "publicIPAddress", "publicIPPrefix", "subnet", "remoteVirtualNetwork",
        "frontendIPConfiguration", "backendAddressPool", "probe", "firewallPolicy", "basePolicy", "ddosProtectionPlan", "virtualHub",
        "serviceEndpointPolicy",
    };

    private static readonly HashSet<string> s_lists = new(StringComparer.Ordinal)
    {
        "publicIpAddresses", "publicIpPrefixes", "publicIpAddressesV6", "publicIpPrefixesV6", "frontendIPConfigurationsOfRule",
    };

    /// <summary>Refuses reference objects without an id, such as <c>"natGateway": {"id": null}</c>, and invalid ids.</summary>
    public static void CheckForm(JsonObject node, string path = "", int depth = 0)
    {
        foreach (var member in node)
        {
            var here = path.Length == 0 ? member.Key : $"{path}.{member.Key}";
            switch (member.Value)
            {
                case JsonObject inner when s_members.Contains(member.Key):
                    CheckReference(inner, here);
                    break;
                case JsonObject inner:
                    CheckForm(inner, here, depth + 1);
                    break;
                case JsonArray items:
                    var index = 0;
                    foreach (var item in items)
                    {
                        if (item is JsonObject element)
                        {
                            if (s_lists.Contains(member.Key))
                            {
                                CheckReference(element, $"{here}[{index}]");
                            }
                            else
                            {
                                CheckForm(element, $"{here}[{index}]", depth + 1);
                            }
                        }

                        index++;
                    }

                    break;
                case JsonValue value when s_members.Contains(member.Key):
                    throw NetworkErrors.InvalidValue(value.ToJsonString(), "ResourceReference", here);
                default:
                    break;
            }
        }
    }

    /// <summary>
    /// Refuses references to resources that don't exist, are in another region, or are already used by another resource. Firewall
    /// policies serve all regions.
    /// </summary>
    public static void CheckTargets(NetworkChange change, JsonObject document)
    {
        HashSet<string> known = [.. change.World.References.From(change.Path.Key).Select(static reference => reference.TargetKey)];
        var location = document.Text("location") ?? change.Existing?.Location;
        foreach (var reference in Reference.Read(change.Path, change.Id, document))
        {
            // A loaded document with a dangling reference can still be changed.
            if (known.Contains(reference.TargetKey) && !Exists(change.World, reference.TargetKey, out _))
            {
                continue;
            }

            if (!Exists(change.World, reference.TargetKey, out var target)
                || (target is not null
                    && location is { Length: > 0 }
                    && target.Location.Length > 0
                    && !ResourceId.Is(target.Location, location)
                    && !ResourceId.Is(target.Path!.TypeName, "firewallPolicies")))
            {
                throw NetworkErrors.ReferenceNotFound(reference.TargetId, reference.HolderId);
            }

            if (!reference.IsList && target is not null)
            {
                CheckFree(change, reference, target);
            }
        }
    }

    private static void CheckReference(JsonObject reference, string path)
    {
        if (!reference.TryGetPropertyValue("id", out var id) || id is null)
        {
            // An object with properties describes a resource, such as a new public IP address, instead of referencing one.
            if (reference.ContainsKey("properties") && id is null && !reference.ContainsKey("id"))
            {
                return;
            }

            throw NetworkErrors.MissingReferenceId(path);
        }

        var text = id.AsText();
        if (text is null || ResourceId.TryParse(text) is not { IsResource: true })
        {
            throw NetworkErrors.InvalidReference(text ?? id.ToJsonString(), path + ".id");
        }
    }

    // An address can be used only once: by a load balancer's frontend, a firewall's configuration, or a NAT gateway.
    private static void CheckFree(NetworkChange change, Reference reference, Resource target)
    {
        var properties = target.Properties;
        var user = properties.Object("ipConfiguration").Text("id") ?? properties.Object("natGateway").Text("id")
            ?? properties.Object("loadBalancerFrontendIpConfiguration").Text("id");
        if (user is not null
            && !ResourceId.Is(user, reference.HolderId)
            && !user.StartsWith(change.Id + "/", StringComparison.OrdinalIgnoreCase))
        {
            // The rule is Azure's; code and text aren't recorded for every pair of users.
            throw NetworkErrors.BadRequest(
                "PublicIPAddressInUse",
                $"Resource {target.Id} referenced by {reference.HolderId} is already allocated to resource {user}.");
        }
    }

    private static bool Exists(SimulatedWorld world, string key, out Resource? target)
    {
        target = world.Store.Find(key);
        if (target is not null)
        {
            return true;
        }

        if (ResourceId.TryParse(key) is not { IsNested: true } id
            || world.Store.Find(id.Parent().Key) is not { } parent
            || InlineChild.Find(id.Type) is not { } kind)
        {
            return false;
        }

        target = parent;
        return parent.Document.Object("properties").Array(kind.Member).Objects().Any(child => ResourceId.Is(child.Text("name"), id.Name));
    }
}
